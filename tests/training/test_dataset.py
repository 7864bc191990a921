"""Shards hold what the recipe asks for, are built once, and come in batches of one shape."""

import json
from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is not installed")

from pictoris.embedding.sentences import Sentences  # noqa: E402 - after the check that torch is there
from pictoris.engines.onnx.sessions import Graphs  # noqa: E402
from pictoris.engines.onnx.weights import read_checked  # noqa: E402
from pictoris.engines.sketch.wording import PIECES  # noqa: E402
from training import dataset  # noqa: E402
from training.network.autoencoder import Autoencoder, AutoencoderShape  # noqa: E402
from training.recipe import RECIPES  # noqa: E402

RECIPE = replace(RECIPES["cpu"], side=64, shards=8, shard=5, concepts=12)


@pytest.fixture(scope="module")
def network():
    torch.manual_seed(1)
    return Autoencoder(AutoencoderShape(fine=16, coarse=16, blocks=1, decoder_blocks=1))


@pytest.fixture(scope="module")
def built(network, tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    dataset.build(RECIPE, network, folder, None)
    return folder


def test_every_shard_has_pictures_of_its_shape_and_small_ones_of_half_of_it(built):
    found = dataset.shards(built)
    assert [one.latents.shape for one in found] == [
        (5, 8, high // 8, wide // 8) for high, wide in RECIPE.shapes()
    ]
    assert [one.coarse.shape for one in found] == [
        (5, 8, high // 16, wide // 16) for high, wide in RECIPE.shapes()
    ]
    assert all(np.isfinite(one.latents).all() for one in found)


def test_no_half_written_file_is_left(built):
    names = {path.name for path in built.iterdir()}
    shards = {f"{number:03d}{ending}" for number in range(8) for ending in (".npz", ".json")}
    assert names == {*shards, "manifest.json"}


def test_each_shard_counts_what_it_shows(built):
    told = json.loads((built / "006.json").read_bytes())
    assert told["pictures"] == 5
    assert told["side"] == [48, 80]
    assert sum(told["scenes"].values()) == 5
    assert sum(told["styles"].values()) == 5 + told["pairs"]


def test_what_is_there_is_not_built_again_and_what_is_lost_comes_back_the_same(built, network):
    before = {path.name: path.stat().st_mtime_ns for path in built.glob("*.npz")}
    lost = built / "003.npz"
    with np.load(lost) as opened:
        latents, words = opened["latents"], opened["words"]
    lost.unlink()
    dataset.build(RECIPE, network, built, None)
    after = {path.name: path.stat().st_mtime_ns for path in built.glob("*.npz")}
    assert {name for name in before if after[name] != before[name]} == {"003.npz"}
    with np.load(lost) as opened:
        assert np.array_equal(opened["words"], words)
        assert np.allclose(opened["latents"], latents, atol=1e-2)


def test_captions_are_heard_piece_by_piece_and_end():
    sentences = Sentences(Graphs(), lambda: read_checked("minilm_tokenizer.json"))
    words, heard = dataset.embedded(
        sentences, ["a cat", "a red apple left of a cat at sunset", "a cat " * 30]
    )
    assert words.shape == (3, PIECES, 384)
    assert heard[0] < heard[1] < heard[2] == PIECES
    for row, count in zip(words, heard, strict=True):
        assert np.abs(row[:count]).max(axis=1).min() > 0
        assert not row[count:].any()


def test_pictures_become_numbers_from_minus_one_to_one():
    picture = np.zeros((8, 16, 3), np.uint8)
    picture[:, 8:, 1] = 255
    tensor = dataset.as_tensor([picture, picture])
    assert tensor.shape == (2, 3, 8, 16)
    assert tensor[0, 1, 0].tolist() == [-1] * 8 + [1] * 8


@pytest.mark.parametrize(("coarse", "cell"), [(False, 8), (True, 16)])
def test_a_batch_is_of_one_shape_and_every_shape_comes(built, coarse, cell):
    batches = dataset.batches(dataset.shards(built), 4, np.random.default_rng(1), coarse=coarse)
    shapes = set()
    for _ in range(60):
        latents, words, heard = next(batches)
        assert len(latents) == len(words) == len(heard) == 4
        assert words.shape[1] == heard.shape[1] == int(heard.sum(1).max())
        assert not words[heard == 0].any()
        shapes.add(tuple(latents.shape[2:]))
    assert shapes == {(high // cell, wide // cell) for high, wide in RECIPE.shapes()}


def test_a_picture_keeps_its_caption(built):
    found = dataset.shards(built)
    known = {
        one.latents[row].tobytes(): one.words[row, : one.heard[row]].tobytes()
        for one in found
        for row in range(len(one.heard))
    }
    latents, words, heard = next(dataset.batches(found, 8, np.random.default_rng(2)))
    for picture, caption, count in zip(latents, words, heard.sum(1).int().tolist(), strict=True):
        assert known[picture.half().numpy().tobytes()] == caption[:count].half().numpy().tobytes()
