"""Models come, are chosen and go, as the settings allow it."""

import pytest

from pictoris import settings
from pictoris.errors import Forbidden, NotFound
from pictoris.flow import models
from pictoris.models.catalogue import CATALOGUE
from pictoris.models.pull import Wish
from tests.models.weights import PIPELINE, safetensors, write


@pytest.fixture
def ours(tmp_path):
    return settings.read(data=tmp_path / "data")


@pytest.fixture
def folder(tmp_path):
    return write(tmp_path / "source", PIPELINE)


def test_the_list_shows_what_is_here_first_and_what_can_be_had_after_it(ours, folder):
    models.pull(ours, Wish(name="mine", folder=folder))
    listed = models.listed(ours)
    assert (listed[0].name, listed[0].is_installed, listed[0].is_default) == ("mine", True, True)
    assert [one.name for one in listed[1:]] == list(CATALOGUE)
    assert not any(one.is_installed or one.is_default for one in listed[1:])


def test_a_catalogue_model_that_is_here_is_listed_once(ours, folder):
    models.pull(ours, Wish(name="sdxl", folder=folder))
    assert [one.is_installed for one in models.listed(ours) if one.name == "sdxl"] == [True]


def test_engines_are_given_the_chosen_model_first(ours, folder, tmp_path):
    for name in ("one", "two"):
        models.pull(ours, Wish(name=name, folder=folder))
    lora = write(tmp_path, {"wool.safetensors": safetensors()}) / "wool.safetensors"
    models.pull(ours, Wish(name="wool", folder=lora, family="sdxl"))
    models.use(ours, "two")
    assert [one.name for one in models.installed(ours, "paint")] == ["two", "one"]
    assert [one.name for one in models.installed(ours, "lora")] == ["wool"]
    assert models.installed(ours, "caption") == []


def test_a_setting_that_comes_later_hides_models_whose_licence_does_not_fit(ours, folder):
    models.pull(ours, Wish(name="free", folder=folder, licence="MIT"))
    models.pull(ours, Wish(name="bound", folder=folder))
    strict = ours.model_copy(update={"models": settings.ModelOptions(commercial_only=True)})
    assert [one.name for one in models.installed(strict, "paint")] == ["free"]
    with pytest.raises(Forbidden):
        models.use(strict, "bound")


def test_what_is_removed_is_gone(ours, folder):
    models.pull(ours, Wish(name="mine", folder=folder))
    models.remove(ours, "mine")
    assert models.installed(ours, "paint") == []
    with pytest.raises(NotFound):
        models.remove(ours, "mine")
