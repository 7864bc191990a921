"""Cutting out: what stands in front, a map of doubt, alpha, and colours without what shone through."""
