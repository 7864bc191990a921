"""Enlarging networks, run tile by tile, for engines and recipes alike."""
