"""Captions and the pictures that they describe, made from a seed."""
