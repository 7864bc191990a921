"""From a scene to a picture: everything is a function of places on an endless plane, so that pictures can grow.

dice      numbers that depend on the seed and a name, not on the order of asking
view      the plane and the window through which it is seen
noise     soft random fields over the plane
colours   colour words, palettes and mixing
world     scene, seed and look → places, hours, light: everything decided before the first pixel
layout    where the things stand
sprites   illustrations, cropped, enlarged, tinted
backdrop  sky, ground and what stands in the distance
figures   things with their light and shadows
finish    grading, weather, glow, grain
"""
