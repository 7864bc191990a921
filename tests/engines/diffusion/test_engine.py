"""Every family fills the port, on tiny pipelines that are loaded and called as the large ones are."""

import subprocess
import sys
import threading
from dataclasses import replace

import pytest

from pictoris.engines.diffusion.engine import Diffusion, is_installed
from pictoris.engines.diffusion.families import FAMILIES
from pictoris.engines.diffusion.options import LoraFile, ModelFolder
from pictoris.errors import Failed
from pictoris.ports import Look, Task, Words
from tests.engines.painting_contract import PaintingContract, brief, differ, paint, picture

torch = pytest.importorskip("torch")
tiny = pytest.importorskip("tests.engines.diffusion.tiny")


class TestStableDiffusion(PaintingContract):
    same_within = 1
    usual = {"steps": 4}  # noqa: RUF012 - nobody changes it

    @pytest.fixture
    def painter(self, engine_of):
        return engine_of("sd15")


class TestFlux(PaintingContract):
    same_within = 1
    usual = {"steps": 2}  # noqa: RUF012 - nobody changes it

    @pytest.fixture
    def painter(self, engine_of):
        return engine_of("flux-schnell")


@pytest.mark.parametrize("family", sorted(tiny.BUILDERS))
def test_every_family_does_every_task_that_its_row_promises(engine_of, family):
    engine = engine_of(family)
    for task in sorted(engine.abilities().tasks):
        first, second = paint(engine, brief(task, steps=3))
        assert first.pixels.shape == second.pixels.shape == (64, 80, 3), task
        assert differ(first.pixels, second.pixels) > 0, task


@pytest.mark.parametrize("family", sorted(set(tiny.BUILDERS) - {"flux-fill"}))
def test_in_every_family_words_and_seeds_decide_and_nobody_else(engine_of, family):
    engine = engine_of(family)
    short, long = Words(text="fox"), Words(text="an old red house in the snow, with a blue car")
    (alone,) = paint(engine, brief(Task.TEXT, seeds=(5,), words=(short,), steps=2))
    among = _together(
        engine,
        [
            brief(Task.TEXT, seeds=(5,), words=(short,), steps=2),
            brief(Task.TEXT, seeds=(6,), words=(long,), steps=2),
        ],
    )
    assert differ(alone.pixels, among[0].pixels) <= 1
    assert (
        differ(alone.pixels, paint(engine, brief(Task.TEXT, seeds=(5,), words=(long,), steps=2))[0].pixels)
        > 1
    )


def _together(engine, briefs):
    """Paint briefs at the same time, each from a thread of its own."""
    made = [None] * len(briefs)

    def one(index):
        (made[index],) = paint(engine, briefs[index])

    threads = [threading.Thread(target=one, args=(index,)) for index in range(len(briefs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return made


def test_nothing_is_loaded_until_something_is_painted():
    code = (
        "import sys; from pathlib import Path; from pictoris.engines.diffusion.engine import *;"
        "from pictoris.engines.diffusion.options import *;"
        "engine = Diffusion([ModelFolder(name='a', path=Path('.'), family='sdxl')]);"
        "engine.models(), engine.abilities(), engine.unload(), is_installed();"
        "print([name for name in ('torch', 'diffusers', 'transformers') if name in sys.modules])"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )


def test_the_extra_is_seen_to_be_there():
    assert is_installed()


def test_without_the_extra_it_says_what_to_install(folder_of, monkeypatch):
    engine = Diffusion([folder_of("sd15")])
    monkeypatch.setitem(sys.modules, "torch", None)
    assert not is_installed()
    with pytest.raises(Failed, match=r"pictoris\[diffusion\]") as failed:
        paint(engine, brief(Task.TEXT))
    assert failed.value.code == "engine_misconfigured"


def test_an_engine_without_models_says_how_to_get_one():
    with pytest.raises(Failed, match="pictoris models pull") as failed:
        Diffusion([]).abilities()
    assert failed.value.code == "unknown_model"
    assert Diffusion([]).models() == []


def test_memory_is_given_back_and_taken_again(engine_of):
    engine = engine_of("sdxl-turbo", max_loaded=1)
    (before,) = paint(engine, brief(Task.TEXT, seeds=(1,)))
    assert engine.loaded() == ["sdxl-turbo"]
    engine.unload()
    assert engine.loaded() == []
    assert differ(before.pixels, paint(engine, brief(Task.TEXT, seeds=(1,)))[0].pixels) <= 1


def test_only_so_many_models_hold_memory(engine_of):
    engine = engine_of("sd15", "flux-schnell", max_loaded=1)
    paint(engine, brief(Task.TEXT, seeds=(1,), steps=1))
    paint(engine, brief(Task.TEXT, seeds=(1,), steps=1, model="flux-schnell"))
    assert engine.loaded() == ["flux-schnell"]


def test_a_task_goes_to_the_sister_that_does_it_better(engine_of):
    engine = engine_of("flux-schnell", "flux-fill")
    (made,) = paint(engine, brief(Task.REGION, seeds=(1,), steps=2))
    assert made.notes["model"] == "flux-fill"
    (made,) = paint(engine, brief(Task.TEXT, seeds=(1,), steps=2))
    assert made.notes["model"] == "flux-schnell"


def test_notes_carry_what_a_continuation_needs(engine_of):
    (made,) = paint(engine_of("sd15"), brief(Task.TEXT, seeds=(9,), steps=2))
    assert dict(made.notes) == {"model": "sd15", "seed": 9, "steps": 2, "guidance": 7.5, "strength": 1.0}


def test_what_flux_cannot_honour_is_said(engine_of):
    asked = brief(Task.TEXT, seeds=(1,), without=("snow",))
    (made,) = paint(engine_of("flux-schnell"), asked)
    assert any("no negative prompt" in warning for warning in made.warnings)


def test_flags_that_a_model_has_no_such_thing_for_are_told_of_once_and_not_here(engine_of):
    asked = brief(Task.TEXT, seeds=(1,), look=Look(tile=True, weird=500))
    (made,) = paint(engine_of("flux-schnell"), asked)
    assert made.warnings == ()
    assert {"tile", "weird"}.isdisjoint(engine_of("flux-schnell").abilities().flags)


@pytest.mark.parametrize(
    "change",
    [
        {"without": ("snow",)},
        {"look": Look(stylize=900)},
        {"look": Look(chaos=80)},
        {"look": Look(stop=50)},
        {"look": Look(tile=True)},
        {"look": Look(drawn=True)},
        {"look": Look(raw=True)},
        {"look": Look(style="old")},
        {"words": (Words(text="a red fox"), Words(text="old", weight=0.5))},
        {"guidance": 3.0},
        {"steps": 3},
        {"steps": None, "look": Look(quality=0.5)},
    ],
    ids=str,
)
def test_each_wish_that_is_honoured_changes_the_picture(engine_of, change):
    plain = brief(Task.TEXT, seeds=(1,), words=(Words(text="a red fox"),), steps=4)
    (one,), (other,) = (paint(engine_of("sd15"), asked) for asked in (plain, replace(plain, **change)))
    assert other.warnings == ()
    assert differ(one.pixels, other.pixels) > 0


def test_a_large_refinement_is_painted_in_tiles_without_a_seam(engine_of):
    base = picture(1200, 700)
    asked = brief(Task.REFINE, seeds=(1,), width=1200, height=700, base=base, strength=0.05, steps=20)
    told = []
    (made,) = engine_of("sd15").paint(asked, lambda *news: told.append(news), lambda: False)
    assert made.pixels.shape == (700, 1200, 3)
    assert max(preview.shape[1] for _, preview in told if preview is not None) <= 128


def test_a_picture_larger_than_the_model_takes_is_enlarged_and_said_so(engine_of):
    (made,) = paint(engine_of("sd15"), brief(Task.TEXT, seeds=(1,), width=1040, height=64, steps=1))
    assert made.pixels.shape == (64, 1040, 3)
    assert any("enlarged" in warning for warning in made.warnings)


def test_loras_that_nobody_knows_or_that_do_not_fit_are_refused(folder_of, tmp_path):
    engine = Diffusion(
        [folder_of("sd15")], [LoraFile(name="flux-one", path=tmp_path / "x.safetensors", family="flux-dev")]
    )
    for name, code in (("nobody", "unknown_lora"), ("flux-one", "lora_incompatible")):
        with pytest.raises(Failed) as failed:
            paint(engine, brief(Task.TEXT, loras={name: 1.0}))
        assert failed.value.code == code


def test_a_damaged_folder_fails_with_a_sentence(tmp_path):
    engine = Diffusion([ModelFolder(name="broken", path=tmp_path, family="sdxl")])
    with pytest.raises(Failed, match="pull it again") as failed:
        paint(engine, brief(Task.TEXT))
    assert failed.value.code == "model_damaged"


def test_every_family_can_be_asked_what_it_can_do(tmp_path):
    engine = Diffusion([ModelFolder(name=name, path=tmp_path, family=name) for name in FAMILIES])
    assert [engine.abilities(name).side for name in engine.models()] == [
        one.side for one in FAMILIES.values()
    ]
    assert Task.EDIT in engine.abilities("flux-dev").tasks
