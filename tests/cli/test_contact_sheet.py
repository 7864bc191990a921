"""The contact sheet shows every result, large enough to be judged, and a checkerboard behind what was cut out."""

import json

import numpy as np
import pytest
from PIL import Image

from pictoris.cli.contact_sheet import CHECKS, PAPER, above, beside, draw_sheet, on_checks, text
from pictoris.cli.demo_steps import PICTURES, STEPS


def _plain(width, height, colour=(10, 20, 30)):
    return Image.new("RGB", (width, height), colour)


@pytest.fixture
def results(tmp_path):
    """What a demo leaves behind, in bright green."""
    words = {}
    for step in STEPS:
        if "url" in step.pictures:
            words[step.pictures["url"]] = ["a picture of something, in four words or more"] * 4
            continue
        if not step.pictures:
            Image.new("RGB", (688 * 2, 512 * 2), (0, 255, 0)).save(tmp_path / step.file)
            continue
        with Image.open(PICTURES / f"{next(iter(step.pictures.values()))}.png") as before:
            scale = int(str(step.options.get("scale", 1)))
            result = Image.new("RGBA", (before.width * scale, before.height * scale), (0, 255, 0, 255))
        result.save(tmp_path / step.file)
    (tmp_path / "descriptions.json").write_text(json.dumps(words))
    return tmp_path


def test_pictures_stand_beside_one_another_on_paper():
    row = beside([_plain(10, 20), _plain(30, 5)], gap=4)
    assert row.size == (44, 20)
    assert row.getpixel((43, 19)) == PAPER


def test_pictures_stand_above_one_another():
    assert above([_plain(10, 20), _plain(30, 5)], gap=4).size == (30, 29)


def test_long_words_take_several_lines_within_the_width():
    one, many = text("short", 20, 200), text("a sentence that is far too long for its column", 20, 200)
    assert one.width == many.width == 200
    assert many.height >= 2 * one.height


def test_a_hole_in_a_picture_shows_the_checkerboard():
    shown = on_checks(Image.new("RGBA", (24, 24), (0, 0, 0, 0)), square=12)
    assert {shown.getpixel((0, 0)), shown.getpixel((12, 0))} == set(CHECKS)


def test_half_transparent_hair_lets_half_of_the_checkerboard_through():
    shown = on_checks(Image.new("RGBA", (4, 4), (0, 0, 0, 128)), square=12)
    assert np.asarray(shown)[0, 0, 0] == pytest.approx(CHECKS[1][0] / 2, abs=2)


def test_the_sheet_shows_every_result_of_the_demo(results):
    with Image.open(draw_sheet(results)) as sheet:
        green = (np.asarray(sheet) == (0, 255, 0)).all(axis=2)
    tools = 2 * 2 * 367 * 367 + 3 * 480 * 360 + 480 * 480
    shown = tools + 2 * 765 * 569 + 3 * 480 * 357
    assert green.sum() == pytest.approx(shown, rel=0.02)


def test_a_missing_result_is_an_error_and_no_gap(results):
    (results / next(step.file for step in STEPS)).unlink()
    with pytest.raises(OSError, match="No such file"):
        draw_sheet(results)
