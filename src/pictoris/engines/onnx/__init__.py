"""ONNX Runtime: the small vendored networks, and graphs that the operator supplies."""
