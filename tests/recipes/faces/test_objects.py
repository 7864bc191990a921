import numpy as np
import pytest

from pictoris.recipes.faces.objects import objects
from pictoris.recipes.faces.portrait import cut_out
from tests.recipes.faces import samples

BLUE, BLACK, WHITE = (40, 90, 200), (30, 30, 33), (235, 235, 232)
SITTERS = [samples.mona_lisa(), samples.astronaut()]
NAMES = ["painting", "photo"]
THINGS = [(samples.bar, BLUE), (samples.microphone, BLACK), (samples.cup, WHITE)]


def seen(picture, original):
    """What lies in front, the portrait, and whether each of its pixels belongs to the face."""
    portrait = cut_out(picture, samples.face_of(original))
    found = objects(portrait)
    return found & portrait.drawing.inside, portrait


def on_portrait(mask, portrait):
    height, width = portrait.shape
    rows, columns = np.mgrid[:height, :width]
    y = np.clip((rows / portrait.scale + portrait.origin[1]).astype(int), 0, mask.shape[0] - 1)
    x = np.clip((columns / portrait.scale + portrait.origin[0]).astype(int), 0, mask.shape[1] - 1)
    return (mask[y, x] > 0) & portrait.drawing.inside


@pytest.mark.parametrize("picture", SITTERS, ids=NAMES)
@pytest.mark.parametrize(("thing", "colour"), THINGS, ids=["bar", "microphone", "cup"])
def test_what_reaches_over_the_face_from_beside_it_is_an_object(thing, colour, picture):
    mask = thing(picture)
    found, portrait = seen(samples.coloured(picture, mask, colour, 0.6), picture)
    wanted = on_portrait(mask, portrait)
    assert (found & wanted).sum() > 0.75 * wanted.sum()
    assert (found & ~wanted).sum() < 0.12 * wanted.sum()


@pytest.mark.parametrize("picture", SITTERS, ids=NAMES)
def test_nothing_in_front_of_a_bare_face_is_an_object(picture):
    assert not seen(picture, picture)[0].any()


@pytest.mark.parametrize("picture", SITTERS, ids=NAMES)
@pytest.mark.parametrize("colour", [WHITE, BLUE], ids=["white", "blue"])
def test_paint_that_ends_at_the_outline_is_no_object(picture, colour):
    assert not seen(samples.painted(picture, colour), picture)[0].any()


@pytest.mark.parametrize("picture", SITTERS, ids=NAMES)
def test_a_beard_is_no_object(picture):
    assert not seen(samples.bearded(picture), picture)[0].any()


@pytest.mark.parametrize("picture", SITTERS, ids=NAMES)
def test_light_from_one_side_puts_no_object_before_the_face(picture):
    falling = np.linspace(1.0, 0.25, picture.shape[1])[None, :, None]
    assert not seen((picture * falling).astype(np.uint8), picture)[0].any()


def test_a_tilted_head_has_no_objects_either():
    for degrees in (-20, 20):
        picture = samples.turned(samples.mona_lisa(), degrees)
        assert not seen(picture, picture)[0].any()


def test_a_face_that_fills_its_picture_is_no_object():
    picture = samples.astronaut()[85:165, 190:260]
    portrait = cut_out(picture, samples.face_of(samples.astronaut()).moved(np.array([190.0, 85.0])))
    assert objects(portrait).shape == portrait.shape
