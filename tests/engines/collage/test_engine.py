"""The whole engine: every task, with and without notes, always the size that is asked for."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pictoris.engines.collage.engine import Collage, collage
from pictoris.engines.collage.library import library
from pictoris.engines.collage.notes import from_json
from pictoris.engines.collage.painting.world import HORIZONS
from pictoris.engines.onnx.sessions import Graphs
from pictoris.errors import Failed
from pictoris.ports import Brief, Paints, Reference, Task, Words
from tests.engines.collage.prompts import SENTENCES
from tests.engines.collage.scenes import (
    APPLE,
    BOAT,
    CAR,
    CAT,
    DOG,
    FISH,
    FOX,
    HOUSE,
    ROCKET,
    TREE,
    away,
    canvas,
    never,
    paint,
    plain,
    scene,
    thing,
    unseen,
)

DIGEST = """
import hashlib
from tests.engines.collage.scenes import CAR, TREE, paint, scene, thing
of = scene(thing(CAR, colour="blue"), thing(TREE), place="street")
print(*[hashlib.sha256(one.pixels).hexdigest() for one in paint(of, seeds=(5, 6))])
"""


def test_it_fills_the_port():
    engine = Collage(Graphs(threads=1), library(), lambda _brief: scene())
    assert isinstance(engine, Paints)
    assert engine.name == "collage"
    assert engine.models() == ()
    assert engine.abilities().tasks == set(Task)


def test_prompts_become_pictures():
    engine = collage(Graphs(threads=1), SENTENCES.embed)
    brief = Brief(
        task=Task.TEXT,
        words=(Words(text="two red apples and a quokka on a beach"),),
        width=96,
        height=96,
        seeds=(1,),
    )
    (result,) = engine.paint(brief, unseen, never)
    notes = from_json(result.notes)
    assert notes is not None
    assert notes.idea.scene.setting.place == "beach"
    assert any("quokka" in warning for warning in result.warnings)


def test_the_same_seed_gives_the_same_picture_in_another_process():
    runs = [
        subprocess.run(
            [sys.executable, "-c", DIGEST], capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(2)
    ]
    assert runs[0] == runs[1]
    assert runs[0][0] != runs[0][1]


def test_a_picture_does_not_depend_on_the_ones_before_it():
    of = scene(thing(FOX), place="meadow")
    together, alone = paint(of, seeds=(4, 9)), paint(of, seeds=(9,))
    assert (together[1].pixels == alone[0].pixels).all()


def test_the_four_pictures_of_a_job_differ():
    cells = [one.pixels for one in paint(scene(thing(CAT)), seeds=(40, 41, 42, 43))]
    gaps = [away(first, second) for number, first in enumerate(cells) for second in cells[:number]]
    assert min(gaps) > 8


@pytest.mark.parametrize("task", Task)
@pytest.mark.parametrize("noted", [True, False], ids=["with notes", "without notes"])
def test_every_task_gives_a_picture_of_the_size_asked_for(task, noted):
    of = scene(thing(CAT), place="meadow")
    first = paint(of)[0]
    base, mask = canvas(first.pixels[:96, :104], left=8, top=16, right=16, bottom=16)
    cut = np.dstack([first.pixels, np.pad(np.full((64, 64), 255, np.uint8), 32)])
    references = (Reference(role="image", pixels=cut), Reference(role="image", pixels=first.pixels))
    notes = first.notes if noted else {}
    (result,) = paint(of, task, base=base, mask=mask, references=references, notes=notes, seeds=(2,))
    assert result.pixels.shape == (128, 128, 3)
    assert result.pixels.dtype == np.uint8
    assert result.pixels.std() > 3


def test_malformed_notes_count_as_none():
    of = scene(thing(DOG), place="beach")
    base = paint(of)[0].pixels
    with_nonsense = paint(of, Task.VARY, base=base, notes={"idea": {"seed": "x"}}, strength=0.2)
    assert (with_nonsense[0].pixels == paint(of, Task.VARY, base=base, strength=0.2)[0].pixels).all()


def test_work_that_is_not_wanted_ends():
    with pytest.raises(Failed) as failed:
        paint(scene(thing(CAT)), stopped=lambda: True)
    assert failed.value.code == "cancelled"


def test_progress_rises_and_shows_small_previews():
    told = []
    paint(
        scene(thing(CAT)),
        width=320,
        height=256,
        seeds=(1, 2),
        report=lambda done, seen: told.append((done, seen)),
    )
    fractions = [done for done, _ in told]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert all(max(seen.shape) <= 192 and seen.dtype == np.uint8 for _, seen in told)


def test_what_is_not_in_the_library_is_said():
    (result,) = paint(scene(thing(CAT), unknown=("a theremin",)))
    assert any("a theremin" in warning for warning in result.warnings)


def test_a_character_that_came_as_a_picture_is_seen():
    green = np.zeros((80, 50, 4), np.uint8)
    green[5:75, 5:45] = (0, 255, 0, 255)
    (result,) = paint(scene(place="snowfield"), references=(Reference(role="character", pixels=green),))
    red, lime, blue = (result.pixels[..., part].astype(int) for part in range(3))
    assert ((lime > red + 90) & (lime > blue + 90)).mean() > 0.03


def test_a_style_picture_lends_its_palette():
    of = scene(thing(CAT), place="meadow")
    red = plain(200, 60, 40, side=64)
    usual = paint(of)[0].pixels.mean((0, 1))
    styled = paint(of, references=(Reference(role="style", pixels=red),))[0].pixels.mean((0, 1))
    assert styled[0] - styled[1] > usual[0] - usual[1] + 10


CODES = st.sampled_from([APPLE, BOAT, CAR, CAT, FISH, HOUSE, ROCKET, TREE])
THINGS = st.builds(
    thing, CODES, count=st.integers(1, 9), size=st.floats(0.2, 3),
    colour=st.sampled_from([None, "blue", "black", "white", "pink"]),
)  # fmt: skip
RELATIONS = st.sampled_from(["left of", "on", "under", "above", "in front of", "behind", "in", "with"])
SCENES = st.builds(
    lambda things, standings, **setting: scene(*things, standings=standings, **setting),
    st.lists(THINGS, max_size=4), st.lists(st.tuples(st.integers(0, 4), RELATIONS, st.integers(0, 4)), max_size=4),
    place=st.sampled_from(["", *HORIZONS]), hour=st.sampled_from(["", "morning", "sunset", "dusk", "night"]),
    weather=st.sampled_from(["", "rain", "snow", "fog", "storm", "cloudy"]),
    season=st.sampled_from(["", "autumn", "winter"]),
)  # fmt: skip


@settings(max_examples=24, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SCENES, st.integers(0, 2**32 - 1), st.integers(40, 130), st.integers(40, 130))
def test_no_scene_is_too_odd(of, seed, width, height):
    (result,) = paint(of, width=width, height=height, seeds=(seed,))
    assert result.pixels.shape == (height, width, 3)
