"""The library has what it lists, whole, and says the truth about it."""

import shutil

import numpy as np
import pytest

from pictoris.engines.collage.colours import colours_of
from pictoris.engines.collage.library import FOLDER, SIDE, Library, library
from pictoris.engines.collage.scene import Kind
from pictoris.errors import Failed

ENTRIES = library().entries
SAMPLE = [*list(ENTRIES)[::40], "fluent/1f98a", "fluent/1f418"]


def named(name):
    return next(entry for entry in ENTRIES.values() if entry.name == name)


def test_there_are_more_than_a_thousand_illustrations():
    assert len(ENTRIES) > 1000
    assert {entry.kind for entry in ENTRIES.values()} == set(Kind)


@pytest.mark.parametrize("id_", SAMPLE)
def test_a_sprite_is_as_its_entry_says(id_):
    pixels = library().sprite(id_)
    assert pixels.shape == (SIDE, SIDE, 4)
    assert pixels.dtype == np.uint8
    left, top, right, bottom = ENTRIES[id_].box
    visible = pixels[..., 3] > 8
    assert visible[top:bottom, left:right].sum() == visible.sum()
    assert visible[top].any()
    assert visible[:, left].any()
    assert colours_of(pixels) == ENTRIES[id_].colours


@pytest.mark.parametrize("id_", sorted(ENTRIES)[:: len(ENTRIES) // 200])
def test_what_an_entry_says_is_of_the_promised_sort(id_):
    entry = ENTRIES[id_]
    assert entry.id == id_
    assert 0.02 <= entry.stature <= 80
    assert entry.faces in {"left", "right", "front"}
    assert entry.part in {"whole", "head", "bust", "panel"}
    assert entry.colours
    assert all(isinstance(word, str) for word in (entry.name, *entry.keywords, *entry.colours))


@pytest.mark.parametrize(
    ("smaller", "larger"),
    [("mouse", "cat"), ("cat", "horse"), ("horse", "elephant"), ("elephant", "house"), ("house", "castle"),
     ("castle", "mountain"), ("strawberry", "pineapple"), ("bicycle", "bus"), ("ant", "mouse"), ("chair", "door")],
)  # fmt: skip
def test_things_are_as_tall_as_in_the_world(smaller, larger):
    assert named(smaller).stature < named(larger).stature


@pytest.mark.parametrize(
    ("name", "kind", "stands", "faces", "part"),
    [
        ("dog", "animal", True, "left", "whole"), ("fox", "animal", True, "front", "head"),
        ("butterfly", "flyer", False, "front", "whole"), ("shark", "swimmer", False, "left", "whole"),
        ("sailboat", "boat", False, "front", "whole"), ("astronaut", "person", True, "front", "bust"),
        ("rocket", "aircraft", False, "right", "whole"), ("automobile", "vehicle", True, "left", "whole"),
        ("cloud", "sky", False, "front", "whole"), ("desert", "landscape", True, "front", "panel"),
    ],
)  # fmt: skip
def test_entries_know_how_they_are_used(name, kind, stands, faces, part):
    entry = named(name)
    assert (entry.kind, entry.stands, entry.faces, entry.part) == (kind, stands, faces, part)


def test_a_sprite_is_unpacked_once_and_not_for_ever():
    fresh = Library()
    first = fresh.sprite(SAMPLE[0])
    assert fresh.sprite(SAMPLE[0]) is first
    for id_ in list(ENTRIES)[1:80]:
        fresh.sprite(id_)
    assert fresh.sprite(SAMPLE[0]) is not first


@pytest.mark.parametrize("name", ["index.json", "pictures.zip"])
def test_damage_is_noticed_and_the_remedy_said(tmp_path, name):
    folder = tmp_path / "copy"
    shutil.copytree(FOLDER, folder)
    (folder / name).write_bytes((folder / name).read_bytes()[:-1])
    with pytest.raises(Failed, match="install Pictoris again") as failed:
        Library(folder).sprite(SAMPLE[0]) if name == "pictures.zip" else Library(folder).entries
    assert failed.value.code == "illustrations_damaged"


def test_one_process_has_one_library():
    assert library() is library()
