import pytest

from pictoris.engines.collage.painting.view import View, first_view


def test_the_first_window_spans_the_plane():
    view = first_view(640, 320)
    assert (view.left, view.top, view.right, view.bottom) == (0, 0, 2, 1)
    assert view.x.shape == (1, 640)
    assert view.y.shape == (320, 1)
    assert view.x[0, 0] == pytest.approx(0.5 / 320)


def test_places_and_pixels_are_inverse():
    view = View(left=-0.5, top=0.25, width=2, height=1, columns=200, rows=100)
    assert view.column(float(view.x[0, 17])) == pytest.approx(17.5, abs=1e-4)
    assert view.row(float(view.y[31, 0])) == pytest.approx(31.5, abs=1e-4)


def test_a_band_holds_the_rows_between_two_heights():
    view = first_view(10, 100)
    assert view.band(0.25, 0.5) == slice(25, 50)
    assert view.band(-3, -1) == slice(0, 0)
    assert view.band(2, 3) == slice(100, 100)


def test_a_part_sees_the_same_places():
    view = first_view(10, 100)
    assert view.part(slice(20, 40)).y.ravel().tolist() == pytest.approx(view.y[20:40].ravel().tolist())


def test_other_pixels_show_the_same_window():
    small = first_view(64, 32).resized(16, 8)
    assert (small.width, small.height, small.columns, small.rows) == (2, 1, 16, 8)
    assert small.x.shape == (1, 16)
