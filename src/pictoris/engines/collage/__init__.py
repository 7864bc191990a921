"""The collage engine: composes openly licensed illustrations into scenes; it needs no GPU and no download.

read     words → scene: tagging (phrases), choosing (which meaning), parsing (what belongs to what), resolving (by meaning)
library  the illustrations, found by name (lexicon, vocabulary/) and by meaning; colours says what they show
paint    scene and seed → layout, light, background, picture
"""
