import numpy as np
import pytest

from pictoris.engines.collage.painting.noise import line, noise, woven
from pictoris.engines.collage.painting.view import View, first_view


def test_a_place_has_the_same_value_in_every_window():
    small = noise(first_view(64, 64), 5, (4, 6))
    larger = noise(View(left=-1, top=-0.5, width=2, height=2, columns=128, rows=128), 5, (4, 6))
    assert larger[32:96, 64:] == pytest.approx(small, abs=1e-4)


def test_it_is_soft_and_neither_flat_nor_wild():
    field = noise(first_view(256, 256), 5, (5, 5), octaves=1)
    assert 0.2 < field.std() < 0.9
    assert np.abs(np.diff(field)).max() < 0.2
    assert np.abs(field).max() < 2


def test_seeds_give_other_fields():
    assert not np.allclose(noise(first_view(32, 32), 1, (4, 4)), noise(first_view(32, 32), 2, (4, 4)))


def test_a_line_does_not_depend_on_where_it_is_begun():
    places = np.linspace(-3, 5, 81, dtype=np.float32)[None]
    assert line(places, 9, 2.0)[:, 30:50] == pytest.approx(line(places[:, 30:50], 9, 2.0), abs=1e-4)


def test_woven_fields_repeat_without_a_seam():
    u = np.linspace(0, 200, 4001, dtype=np.float32)[None]
    assert np.abs(np.diff(woven(3, u, np.zeros_like(u)))).max() < 0.35
