"""A vision-language model fills the port, loaded and asked as the large ones are."""

import subprocess
import sys
import threading

import pytest

from pictoris.engines.captioning.engine import Captioner, is_installed
from pictoris.errors import Failed
from pictoris.ports import Captions
from tests.engines.painting_contract import picture

torch = pytest.importorskip("torch")
FAMILIES = ("blip", "florence2")


@pytest.fixture(scope="module")
def captioner_of(model_of):
    made: dict[str, Captioner] = {}
    return lambda family: made.setdefault(family, Captioner(model_of(family)))


def described(captioner, pixels, stopped=lambda: False):
    told = []
    return captioner.caption(pixels, lambda fraction, _preview: told.append(fraction), stopped), told


@pytest.mark.parametrize("family", FAMILIES)
def test_four_different_prompts_come_the_shortest_first(captioner_of, family):
    captioner = captioner_of(family)
    prompts, told = described(captioner, picture(90, 70))
    assert isinstance(captioner, Captions)
    assert captioner.name == f"tiny-{family}"
    assert len(prompts) == len(set(prompts)) == 4
    assert [len(one) for one in prompts] == sorted(len(one) for one in prompts)
    assert told == sorted(told)
    assert told[-1] == 1.0


@pytest.mark.parametrize("family", FAMILIES)
def test_the_same_picture_is_told_of_the_same_way_and_another_one_otherwise(captioner_of, family):
    captioner = captioner_of(family)
    first, _ = described(captioner, picture(90, 70, 1))
    torch.manual_seed(99)
    again, _ = described(captioner, picture(90, 70, 1))
    other, _ = described(captioner, 255 - picture(90, 70, 1))
    assert first == again
    assert first != other


def test_describing_leaves_the_dice_of_others_alone(captioner_of):
    captioner = captioner_of("blip")  # made here: the weights of a tiny model are drawn too
    torch.manual_seed(5)
    expected = torch.rand(1)
    torch.manual_seed(5)
    described(captioner, picture(32, 32))
    assert torch.equal(torch.rand(1), expected)


def test_what_is_not_wanted_any_more_ends_at_the_next_word(captioner_of):
    is_stopped = threading.Event()
    told = []

    def report(fraction, _preview):
        told.append(fraction)
        is_stopped.set()

    with pytest.raises(Failed) as failed:
        captioner_of("florence2").caption(picture(32, 32), report, is_stopped.is_set)
    assert failed.value.code == "cancelled"
    assert len(told) == 1


def test_one_who_waits_for_his_turn_can_leave(captioner_of):
    captioner = captioner_of("blip")
    with captioner._turn, pytest.raises(Failed) as failed:
        captioner.caption(picture(32, 32), lambda *_: None, lambda: True)
    assert failed.value.code == "cancelled"


def test_memory_is_given_back_and_taken_again(model_of):
    captioner = Captioner(model_of("blip"))
    before, _ = described(captioner, picture(32, 32))
    captioner.unload()
    assert captioner._speaker is None
    assert described(captioner, picture(32, 32))[0] == before


def test_nothing_is_loaded_until_something_is_described():
    code = (
        "import sys; from pathlib import Path; from pictoris.engines.captioning.engine import Captioner, is_installed;"
        "from pictoris.engines.captioning.asks import CaptionModel;"
        "Captioner(CaptionModel(name='a', path=Path('.'), family='blip')).unload(); is_installed();"
        "print([name for name in ('torch', 'transformers') if name in sys.modules])"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )


def test_without_the_extra_it_says_what_to_install(model_of, monkeypatch):
    captioner = Captioner(model_of("blip"))
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(Failed, match=r"pictoris\[diffusion\]") as failed:
        described(captioner, picture(32, 32))
    assert failed.value.code == "engine_misconfigured"


def test_the_extra_is_seen_to_be_there():
    assert is_installed()
