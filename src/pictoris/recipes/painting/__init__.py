"""What the recipes that paint share: from parameters to a brief, and from painted pictures to a result.

wishes   the prompt's words and flags, as every engine takes them
sizes    which size a shape gets on an engine
choice   which engine and model paint it
unheard  what was asked for and changes nothing
studio   the brief is put together, painted, and answered with what could not be honoured
canvas   a picture on a larger canvas
kept     what must stay is put back, pixel by pixel, without a seam
masks    which part is to be painted
grid     four pictures on one
"""
