import pytest

from pictoris.errors import Failed
from pictoris.ports import Task
from pictoris.recipes.painting.choice import choose
from tests.painter import FlatPainter

GPU = FlatPainter(name="gpu", known=("flux-schnell", "sdxl"))
WORDS_ONLY = FlatPainter(name="words", tasks=frozenset({Task.TEXT}))
CPU = FlatPainter(name="cpu")


def test_the_best_engine_that_can_do_the_task_is_taken():
    assert choose([GPU, CPU], Task.TEXT).name == "gpu/flux-schnell"
    assert choose([WORDS_ONLY, CPU], Task.EXTEND).name == "cpu"


@pytest.mark.parametrize("asked", ["sdxl", "SDXL", "gpu/sdxl"])
def test_a_model_that_is_named_is_taken(asked):
    choice = choose([CPU, GPU], Task.TEXT, asked=asked)
    assert (choice.name, choice.warnings) == ("gpu/sdxl", ())


def test_an_engine_may_be_named_too():
    assert choose([GPU, CPU], Task.TEXT, asked="cpu").name == "cpu"


def test_a_hosted_model_is_taken_for_the_nearest_one_and_that_is_told():
    choice = choose([CPU, GPU], Task.TEXT, asked="flux-1.1-pro")
    assert choice.name == "gpu/flux-schnell"
    assert choice.warnings == (
        "There is no model 'flux-1.1-pro' on this server that can do this: gpu/flux-schnell did it.",
    )


def test_an_unknown_model_is_replaced_by_the_best_one_and_that_is_told():
    choice = choose([CPU, GPU], Task.TEXT, asked="nano-banana")
    assert choice.name == "cpu"
    assert "nano-banana" in choice.warnings[0]


def test_a_picture_is_continued_by_the_engine_that_painted_it():
    assert choose([GPU, CPU], Task.VARY, before="cpu").name == "cpu"
    assert choose([GPU, CPU], Task.VARY, before="gone/away").name == "gpu/flux-schnell"


@pytest.mark.parametrize("painters", [[], [WORDS_ONLY]])
def test_a_task_that_no_engine_can_do_is_refused(painters):
    with pytest.raises(Failed, match="No engine on this server") as refused:
        choose(painters, Task.REGION)
    assert refused.value.code == "no_engine"
