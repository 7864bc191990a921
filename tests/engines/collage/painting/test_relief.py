import numpy as np
import pytest

from pictoris.engines.collage.painting.relief import Peaks, Ridge, crest, draw_peaks, draw_ridge, draw_skyline
from pictoris.engines.collage.painting.view import first_view
from tests.engines.collage.scenes import world

VIEW = first_view(96, 96)
HILL = Ridge(foot=0.1, swing=0.04, fineness=1.5, lit="#ff0000", body="#800000", far=0.0)


def _blank():
    return np.zeros((96, 96, 3), np.float32)


@pytest.mark.parametrize("sharp", [False, True])
def test_a_ridge_covers_what_is_below_its_crest(sharp):
    ridge = Ridge(
        **{name: getattr(HILL, name) for name in ("foot", "swing", "fineness", "lit", "body", "far")},
        sharp=sharp,
    )
    picture = _blank()
    draw_ridge(picture, world(), VIEW, ridge, "a")
    edge = np.round(crest(world(), VIEW, ridge, "a").ravel() * 96).astype(int)
    for column in range(0, 96, 7):
        assert picture[: edge[column] - 2, column].max() == 0
        assert picture[edge[column] + 2 :, column, 0].min() > 0.2


def test_haze_takes_the_colour_of_far_ridges():
    near, far = _blank(), _blank()
    draw_ridge(near, world(), VIEW, HILL, "a")
    draw_ridge(
        far,
        world(),
        VIEW,
        Ridge(foot=0.1, swing=0.04, fineness=1.5, lit="#ff0000", body="#800000", far=0.9),
        "a",
    )
    assert far[-1].std(-1).mean() < near[-1].std(-1).mean()


def test_mountains_have_snow_and_a_lit_and_a_shaded_side():
    picture = _blank()
    draw_peaks(picture, world(), VIEW, Peaks(foot=0.0, height=0.5, pitch=0.4, far=0.1), "m")
    seen = picture[picture.max(-1) > 0]
    assert (seen.min(-1) > 0.85).mean() > 0.02
    assert seen.std() > 0.1


def test_a_skyline_has_lit_windows_at_night():
    picture = _blank()
    draw_skyline(picture, world(hour="night"), VIEW, 0.1, "s")
    warm = (picture[..., 0] > 0.7) & (picture[..., 0] > picture[..., 2] + 0.2)
    assert warm.mean() > 0.005
