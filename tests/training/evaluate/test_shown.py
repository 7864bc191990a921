"""What was shown is found without drawing: the ideas are those of the shards."""

import hashlib
import json
from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is not installed")

from training import dataset  # noqa: E402 - after the check that torch is there
from training.corpus.concepts import concepts  # noqa: E402
from training.evaluate.shown import place_of, shown  # noqa: E402
from training.network.autoencoder import Autoencoder, AutoencoderShape  # noqa: E402
from training.pictures.ideas import idea  # noqa: E402
from training.recipe import RECIPES  # noqa: E402

RECIPE = replace(RECIPES["cpu"], side=64, shards=1, shard=40, concepts=12)


def test_the_ideas_are_those_that_a_shard_was_drawn_from(tmp_path):
    network = Autoencoder(AutoencoderShape(fine=16, coarse=16, blocks=1, decoder_blocks=1))
    dataset.build(RECIPE, network, tmp_path, None)
    known = concepts(RECIPE.concepts)
    dice = np.random.default_rng((RECIPE.seed, 2, 0))
    ideas = [idea(known, [["3d"]] * 12, RECIPE.mix_of(0), dice) for _ in range(RECIPE.shard)]
    captions = "\n".join(one.caption for one in ideas)
    told = json.loads((tmp_path / "000.json").read_bytes())
    assert told["captions"] == hashlib.sha256(captions.encode()).hexdigest()
    found = shown(RECIPE)
    for one in ideas:
        names = [thing.concept.name for thing in one.things]
        assert {(name, place_of(one)) for name in names} <= found.places
        assert len(names) == 1 or frozenset(names) in found.companions
    assert len(found.places) <= sum(len(one.things) for one in ideas)
