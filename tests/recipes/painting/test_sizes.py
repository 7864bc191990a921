import pytest
from hypothesis import given
from hypothesis import strategies as st

from pictoris.ports import Abilities
from pictoris.recipes.painting.sizes import fitting, for_shape

AREA = Abilities(tasks=frozenset(), flags={}, side=1024, multiple=16, longest=2048)
SHORTER = Abilities(tasks=frozenset(), flags={}, side=512, sides="shorter", multiple=8, longest=2048)


@pytest.mark.parametrize(
    ("shape", "size"),
    [((1, 1), (1024, 1024)), ((16, 9), (1360, 768)), ((9, 16), (768, 1360)), ((3, 2), (1248, 832))],
)
def test_shapes_keep_the_area_that_the_engine_paints_best(shape, size):
    assert for_shape(shape, AREA) == size


@pytest.mark.parametrize(
    ("shape", "size"), [((1, 1), (512, 512)), ((2, 1), (1024, 512)), ((2, 3), (512, 768))]
)
def test_or_their_shorter_side(shape, size):
    assert for_shape(shape, SHORTER) == size


@given(shape=st.tuples(st.integers(1, 9999), st.integers(1, 9999)))
def test_every_shape_gets_a_size_that_the_engine_takes(shape):
    for abilities in (AREA, SHORTER):
        width, height = for_shape(shape, abilities)
        assert width % abilities.multiple == height % abilities.multiple == 0
        assert abilities.multiple <= min(width, height) <= max(width, height) <= abilities.longest


@given(width=st.integers(64, 2048), height=st.integers(64, 2048))
def test_a_size_that_the_engine_takes_stays(width, height):
    taken = width // 16 * 16, height // 16 * 16
    assert fitting(*taken, AREA) == taken


def test_a_size_beyond_the_engine_is_shrunk_in_its_shape():
    assert fitting(4096, 2048, AREA) == (2048, 1024)
