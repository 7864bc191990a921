"""The collage engine: composes openly licensed illustrations into scenes; it needs no GPU and no download.

read      words → scene: subjects, how many, what colour, where, and the world around them
library   the illustrations, found by name and by meaning
engine    fills the port: reads a brief, runs a task for each seed
tasks     what can be asked for: anew, extended, within a picture, a region, a blend
painting  scene and seed → layout, light, background, picture
notes     what it tells itself about a picture that may be continued
flags     what each flag of a prompt does here
"""
