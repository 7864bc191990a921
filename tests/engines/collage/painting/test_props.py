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
