"""A vendored network is used only if it is, byte for byte, what its list says."""

import shutil

import pytest

from pictoris.engines.onnx import weights
from pictoris.errors import Failed


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """A copy of the smallest network and of the list, to be damaged."""
    name = min(weights.digests(), key=lambda one: (weights.FOLDER / one).stat().st_size)
    for one in (name, "SHA256SUMS"):
        shutil.copy(weights.FOLDER / one, tmp_path)
    monkeypatch.setattr(weights, "FOLDER", tmp_path)
    return tmp_path / name


@pytest.mark.parametrize("name", sorted(weights.digests()))
def test_every_listed_file_is_there_and_whole(name):
    assert len(weights.read_checked(name)) > 1000


def test_every_file_that_ships_is_listed():
    shipped = {path.name for path in weights.FOLDER.iterdir()} - {"SHA256SUMS"}
    assert shipped == set(weights.digests())


def test_graphs_are_called_as_their_files():
    assert "face_landmark" in weights.graph_names()
    assert all(f"{name}.onnx" in weights.digests() for name in weights.graph_names())


def test_a_whole_copy_is_read(copied):
    assert weights.read_checked(copied.name) == copied.read_bytes()


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: data[:-1] + b"?", lambda _: b""])
def test_a_damaged_file_is_refused_with_the_remedy(copied, damage):
    copied.write_bytes(damage(copied.read_bytes()))
    with pytest.raises(Failed, match="missing or damaged: install Pictoris again") as refused:
        weights.read_checked(copied.name)
    assert refused.value.code == "weights_damaged"


def test_a_missing_file_is_refused(copied):
    copied.unlink()
    with pytest.raises(Failed, match="missing or damaged"):
        weights.read_checked(copied.name)


@pytest.mark.parametrize("name", ["nobody.onnx", "../settings.py", "SHA256SUMS"])
def test_a_file_that_is_not_listed_is_never_read(name):
    with pytest.raises(Failed, match="missing or damaged"):
        weights.read_checked(name)
