"""Enlarging: the look of a picture, what it must stay true to, and its transparency."""
