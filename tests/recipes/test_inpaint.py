import numpy as np
import pytest

from pictoris.errors import Failed
from pictoris.operations.inpaint import Inpaint
from pictoris.recipes.inpaint import perform
from tests.recipes.painting.samples import noise, tools

PARAMS = Inpaint(picture="https://a.example/x.png", mask="https://a.example/m.png", prompt="a bird", seed=7)


def mask(part=np.s_[16:48, 24:72]):
    drawn = np.zeros((64, 96, 3), np.uint8)
    drawn[part] = 255
    return drawn


def test_outside_the_mask_not_a_pixel_changes_and_inside_it_does():
    outcome = perform(PARAMS, {"picture": noise(), "mask": mask()}, tools())
    outside = mask()[..., 0] == 0
    for picture in outcome.pictures:
        assert np.array_equal(picture[outside], noise()[outside])
        assert not np.array_equal(picture[30:34, 40:50], noise()[30:34, 40:50])


def test_four_versions_differ_where_they_were_painted():
    outcome = perform(PARAMS, {"picture": noise(), "mask": mask()}, tools())
    assert len({picture[32, 48].tobytes() for picture in outcome.pictures}) > 1


@pytest.mark.parametrize(
    ("drawn", "code"),
    [(np.zeros((64, 96, 3), np.uint8), "mask_empty"), (np.full((64, 64, 3), 255, np.uint8), "mask_mismatch")],
)
def test_a_mask_that_cannot_be_used_is_refused(drawn, code):
    with pytest.raises(Failed) as failure:
        perform(PARAMS, {"picture": noise(), "mask": drawn}, tools())
    assert failure.value.code == code
