"""Enlarging: networks run tile by tile, the look of a picture, and its transparency."""
