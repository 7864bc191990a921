import numpy as np

from pictoris.engines.collage.painting.colours import colour
from pictoris.engines.collage.painting.garments import draw_scarf


def test_a_scarf_is_a_band_with_a_tail_in_its_colour():
    scarf = draw_scarf(1, colour("#d02030"))
    wide = (scarf[..., 3] > 128).sum(1)
    assert wide[int(0.35 * len(wide))] > 2.5 * wide[int(0.85 * len(wide))] > 0
    mean = scarf[scarf[..., 3] > 128][:, :3].mean(0)
    assert mean[0] > 2 * mean[1:].max()


def test_another_variant_is_striped():
    red = colour("#d02030")
    assert np.abs(draw_scarf(1, red).astype(int) - draw_scarf(2, red)).mean() > 3
