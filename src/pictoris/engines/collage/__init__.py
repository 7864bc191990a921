"""The collage engine: composes openly licensed illustrations into scenes; it needs no GPU and no download.

read     words → scene: subjects, how many, what colour, where, and the world around them
library  the illustrations, found by name and by meaning
paint    scene and seed → layout, light, background, picture
"""
