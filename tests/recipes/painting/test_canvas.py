import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pictoris.recipes.painting.canvas import Margins, extended, shrink_to_fit, to_multiple, to_square

PICTURE = np.random.default_rng(5).integers(0, 256, (40, 64, 3), dtype=np.uint8)


@pytest.mark.parametrize(
    ("size", "margins"),
    [
        ((64, 40), Margins(top=12, bottom=12)),
        ((40, 65), Margins(left=12, right=13)),
        ((50, 50), Margins()),
    ],
)
def test_the_shorter_side_grows_until_it_is_square(size, margins):
    assert to_square(*size) == margins


def test_the_picture_stands_in_its_canvas_and_is_not_to_be_painted():
    laid = extended(PICTURE, Margins(left=8, top=16, right=24, bottom=0))
    assert laid.base.shape == (56, 96, 3)
    assert np.array_equal(laid.base[16:56, 8:72], PICTURE)
    assert not laid.mask[16:56, 8:72].any()
    assert (laid.mask == 0).sum() == PICTURE.shape[0] * PICTURE.shape[1]


def test_what_is_to_be_painted_starts_as_what_lies_next_to_it():
    laid = extended(PICTURE, Margins(left=8))
    assert np.array_equal(laid.base[:, 0], PICTURE[:, 0])


def test_a_canvas_that_fits_leaves_the_picture_alone():
    picture, margins = shrink_to_fit(PICTURE, Margins(left=10), 128)
    assert picture is PICTURE
    assert margins == Margins(left=10)


def test_a_canvas_that_is_too_long_is_shrunk_with_its_picture():
    picture, margins = shrink_to_fit(PICTURE, Margins(left=32, right=32), 64)
    assert picture.shape == (20, 32, 3)
    assert margins == Margins(left=16, right=16)


@given(
    width=st.integers(1, 300),
    height=st.integers(1, 300),
    left=st.integers(0, 99),
    multiple=st.sampled_from([8, 16]),
)
def test_the_canvas_becomes_a_multiple_of_the_engines_step(width, height, left, multiple):
    margins = to_multiple(width, height, Margins(left=left), multiple)
    assert (width + margins.left + margins.right) % multiple == 0
    assert (height + margins.top + margins.bottom) % multiple == 0
    assert margins.right < multiple
    assert margins.bottom < multiple
