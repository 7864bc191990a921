"""Every concept can be drawn, in every colour."""

import io
import json

import numpy as np
import pytest
from PIL import Image

from pictoris.engines.collage.colours import colours_of
from training.corpus.concepts import concepts
from training.corpus.drawings import LARGEST, ROUND, Drawings
from training.pictures.ideas import TINTS

DRAWINGS = Drawings()
LEARNED = concepts()


def named(name):
    return next(one.id for one in LEARNED if one.name == name)


def is_cut(drawing):
    """Whether something is visible in each outermost row and column."""
    return all(edge[:, 3].max() > 0 for edge in (drawing[0], drawing[-1], drawing[:, 0], drawing[:, -1]))


def test_every_concept_has_a_drawing_cut_to_what_is_visible():
    drawings = {one.name: DRAWINGS.get(one.id) for one in LEARNED}
    assert {drawing.dtype for drawing in drawings.values()} == {np.dtype(np.uint8)}
    assert {(max(drawing.shape[:2]), drawing.shape[2]) for drawing in drawings.values()} == {(LARGEST, 4)}
    assert [name for name, drawing in drawings.items() if not is_cut(drawing)] == []


@pytest.mark.parametrize("colour", TINTS)
@pytest.mark.parametrize("name", ["dog", "automobile", "tulip", "teapot"])
def test_a_tint_has_its_colour(name, colour):
    assert colours_of(DRAWINGS.get(named(name), colour=colour))[0] == colour


def test_a_tint_keeps_the_outline():
    plain, blue = DRAWINGS.get(named("cat")), DRAWINGS.get(named("cat"), colour="blue")
    assert np.array_equal(plain[..., 3], blue[..., 3])


def test_without_other_drawings_there_is_one_style():
    assert DRAWINGS.styles(named("cat")) == [ROUND]
    with pytest.raises(KeyError):
        DRAWINGS.get(named("cat"), "flat")


def test_drawings_of_another_style_come_from_their_folder(tmp_path):
    square = io.BytesIO()
    picture = Image.new("RGBA", (160, 160))
    picture.paste((200, 20, 20, 255), (40, 30, 90, 130))
    picture.save(square, "PNG")
    (tmp_path / "cat.png").write_bytes(square.getvalue())
    (tmp_path / "index.json").write_text(json.dumps({"flat": {named("cat"): "cat.png"}}))
    drawings = Drawings(tmp_path)
    assert drawings.styles(named("cat")) == [ROUND, "flat"]
    assert drawings.styles(named("dog")) == [ROUND]
    assert drawings.get(named("cat"), "flat").shape == (100, 50, 4)
