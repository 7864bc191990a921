import numpy as np
import pytest

from pictoris.engines.collage.painting.props import draw_prop, is_prop
from pictoris.engines.collage.painting.scenery import GROWTHS

NAMES = sorted(
    {name for growths in GROWTHS.values() for one in growths for name in one.names if is_prop(name)}
)


@pytest.mark.parametrize("name", NAMES)
def test_every_prop_that_grows_somewhere_can_be_drawn(name):
    sprite = draw_prop(name)
    assert sprite.shape[2] == 4
    assert 0.02 < (sprite[..., 3] > 128).mean() < 0.95
    assert sprite[-3:, :, 3].max() > 128, "it stands on its lower edge"


def test_variants_differ():
    assert (draw_prop("*tuft:1:#63b84b") != draw_prop("*tuft:2:#63b84b")).any()


def test_a_scarf_is_a_band_with_a_tail_in_its_colour():
    scarf = draw_prop("*scarf:1:#d02030")
    wide = (scarf[..., 3] > 128).sum(1)
    assert wide[int(0.35 * len(wide))] > 2.5 * wide[int(0.85 * len(wide))] > 0
    mean = scarf[scarf[..., 3] > 128][:, :3].mean(0)
    assert mean[0] > 2 * mean[1:].max()


def test_another_variant_is_striped():
    plain, striped = draw_prop("*scarf:1:#d02030"), draw_prop("*scarf:2:#d02030")
    assert np.abs(plain.astype(int) - striped).mean() > 3
