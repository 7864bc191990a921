"""From a scene to a picture: everything is a function of places on an endless plane, so that pictures can grow.

idea, world    what is to be painted; place, hour and light of it
cast, block, relations, layout    who plays each thing, and where everything stands
sprites, tint, props, scenery    illustrations at their size and in their colour; what grows in a place
places    what a place looks like: sky, clouds, relief, ground, indoors, deeps
figures, weather, finish    things with their light and shadows, what falls from the sky, the last touches
render    all of that in order, seen through a window
matching, cloning, heal    how pictures are fitted to others, mended and continued
view, noise, colours, light, layers, dice    the tools: planes, fields, numbers
"""
