import pytest

from pictoris.engines.collage.painting.guests import GUESTS
from pictoris.engines.collage.painting.world import HORIZONS
from tests.engines.collage.scenes import sprites


@pytest.mark.parametrize("place", GUESTS)
def test_guests_are_whole_illustrations(place):
    assert place in HORIZONS
    assert all(sprites().entry(name).part == "whole" for guest in GUESTS[place] for name in guest.names)


def test_every_place_but_a_plain_backdrop_has_guests():
    assert HORIZONS.keys() - GUESTS.keys() == {"none"}
