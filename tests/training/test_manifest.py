"""The manifest adds up what the shards show, and says whose drawings they are."""

import json
from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("torch", reason="torch is not installed")

from training import manifest
from training.corpus.concepts import concepts
from training.pictures.ideas import Mix, idea
from training.recipe import RECIPES

RECIPE = replace(RECIPES["cpu"], shards=2, shard=200)
KNOWN = concepts()


def ideas(number, styles=("3d",)):
    dice = np.random.default_rng(number)
    return [idea(KNOWN, [styles] * len(KNOWN), Mix(), dice) for _ in range(RECIPE.shard)]


def written(folder, made, styles=None):
    for number, one in enumerate(made):
        (folder / f"{number:03d}.json").write_text(json.dumps(manifest.of_shard(one, (128, 128))))
    manifest.write(folder, RECIPE, styles)
    return json.loads((folder / "manifest.json").read_bytes())


def test_counts_are_added_up(tmp_path):
    made = [ideas(1), ideas(2)]
    told = written(tmp_path, made)
    things = [thing for shard in made for one in shard for thing in one.things]
    assert told["pictures"] == 400
    assert told["pairs"] == sum(len(one.things) > 1 for shard in made for one in shard)
    assert sum(told["scenes"].values()) == 400
    assert told["styles"] == {"3d": len(things)}
    assert len(set(told["captions"])) == 2


def test_every_drawing_that_is_shown_has_a_licence(tmp_path):
    told = written(tmp_path, [ideas(3)])
    assert {one["licence"] for one in told["drawings"]} == {
        "MIT, Microsoft Corporation",
        "Apache-2.0, Google LLC",
        "Apache-2.0",
    }
    assert sum(one["shown"] for one in told["drawings"]) == sum(told["styles"].values())


def test_the_licences_of_other_styles_are_those_that_their_packages_tell(tmp_path):
    styles = tmp_path / "styles"
    styles.mkdir()
    flat = {"package": "fluentui-emoji", "version": "1.3.0", "licence": "MIT"}
    (styles / "manifest.json").write_text(json.dumps({"flat": flat}))
    told = written(tmp_path, [ideas(4, ("flat",))], styles)
    (only,) = told["drawings"]
    assert (only["from"], only["licence"]) == ("fluentui-emoji 1.3.0", "MIT")
