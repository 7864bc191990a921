"""Describing: what can be measured on a picture, and the words for it."""
