"""What there is to draw: concepts with their names, and drawings of them in several styles."""
