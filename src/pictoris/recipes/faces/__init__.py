"""Faces in pictures: found, measured, and put onto other heads; numpy, OpenCV and small vendored networks."""
