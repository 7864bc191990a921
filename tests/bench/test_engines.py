"""Who paints and who describes: the operator's models first, and always the engine that ships with the package."""

from importlib.util import find_spec

import pytest

from pictoris.bench.child import Model
from pictoris.bench.engines import open_engines
from pictoris.engines.onnx.sessions import Graphs
from pictoris.ports import Captions, Paints, Task
from pictoris.recipes.painting.choice import choose
from pictoris.settings import DiffusionOptions

OPTIONS = DiffusionOptions().model_dump(mode="json")
MODELS = [
    Model(kind="paint", name="flux-schnell", path="/nowhere/flux", family="flux-schnell"),
    Model(kind="paint", name="sdxl", path="/nowhere/sdxl", family="sdxl"),
    Model(kind="lora", name="ink", path="/nowhere/ink.safetensors", family="sdxl"),
    Model(kind="caption", name="blip", path="/nowhere/blip", family="blip"),
]
has_extra = pytest.mark.skipif(find_spec("torch") is None, reason="the extra [diffusion] is not installed")


def test_without_models_the_engines_that_ship_with_the_package_paint():
    engines = open_engines(Graphs(), [], OPTIONS)
    assert [one.name for one in engines.painters] == ["collage", "sketch"]
    assert list(engines.captioners) == []


def test_the_first_engine_that_ships_can_do_every_task():
    collage, _ = open_engines(Graphs(), [], OPTIONS).painters
    assert collage.abilities().tasks == frozenset(Task)


@pytest.mark.parametrize(("asked", "who"), [("", "collage"), ("sketch", "sketch"), ("Collage", "collage")])
def test_an_engine_that_ships_is_chosen_by_its_name_and_the_first_one_otherwise(asked, who):
    choice = choose(open_engines(Graphs(), [], OPTIONS).painters, Task.TEXT, asked=asked)
    assert (choice.name, choice.warnings) == (who, ())


@has_extra
def test_the_operators_models_come_first_the_default_one_before_the_others():
    engines = open_engines(Graphs(), MODELS, OPTIONS)
    assert [one.name for one in engines.painters] == ["diffusion", "collage", "sketch"]
    assert list(engines.painters[0].models()) == ["flux-schnell", "sdxl"]
    assert [one.name for one in engines.captioners] == ["blip"]


@has_extra
def test_every_engine_fills_its_port():
    engines = open_engines(Graphs(), MODELS, OPTIONS)
    assert all(isinstance(one, Paints) for one in engines.painters)
    assert all(isinstance(one, Captions) for one in engines.captioners)


def test_nothing_is_loaded_before_it_is_needed():
    graphs = Graphs()
    open_engines(graphs, MODELS, OPTIONS)
    assert graphs.loaded() == []
