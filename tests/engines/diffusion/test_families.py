"""The table of families is complete, and names what there is."""

import inspect

import pytest

from pictoris.engines.diffusion.families import FAMILIES, WAYS, Text, Way
from pictoris.models import catalogue
from pictoris.models.detect import kind_and_family
from pictoris.ports import Task

TABLE = sorted(FAMILIES)


def test_every_task_has_a_way():
    assert set(WAYS) == set(Task)


def test_the_registry_knows_the_same_families():
    painters = {name for name, does in catalogue.FAMILIES.items() if does != ("describe",)}
    assert painters == set(FAMILIES)


@pytest.mark.parametrize("name", TABLE)
def test_what_the_registry_promises_the_family_can_do(name):
    assert {Task(one) for one in catalogue.FAMILIES[name]} <= FAMILIES[name].tasks


@pytest.mark.parametrize("name", TABLE)
def test_numbers_fit_together(name):
    family = FAMILIES[name]
    assert family.side % family.multiple == 0
    assert family.longest >= family.side
    assert family.is_distilled or family.steps >= 20
    assert not (family.has_negative and family.guidance <= 1)
    assert family.lora


@pytest.mark.parametrize("name", TABLE)
def test_every_class_of_the_table_is_in_diffusers_and_takes_what_it_is_given(name):
    diffusers = pytest.importorskip("diffusers")
    family = FAMILIES[name]
    for way, pipeline in family.pipelines.items():
        taken = set(inspect.signature(getattr(diffusers, pipeline).__call__).parameters)
        wanted = {
            "num_inference_steps",
            "generator",
            "output_type",
            "callback_on_step_end",
            family.guidance_argument,
        }
        if way in {Way.PICTURE, Way.MASK}:
            wanted |= {"image", "strength"}
        if way is Way.MASK:
            wanted |= {"mask_image", "width", "height"}
        if way is Way.EDIT:
            wanted |= {"image", "width", "height"}
        if family.text is not Text.WITH_PICTURES:
            wanted |= {"prompt_embeds"}
        assert wanted <= taken, pipeline
        assert hasattr(getattr(diffusers, pipeline), "load_lora_weights")
    if family.scheduler:
        assert hasattr(diffusers, family.scheduler)


def test_sisters_that_do_better_exist_and_can_do_it():
    for family in FAMILIES.values():
        for task, sisters in family.better.items():
            assert all(task in FAMILIES[sister].tasks for sister in sisters)


@pytest.mark.parametrize(
    "name", ["sd15", "sdxl-turbo", "flux-schnell", "flux-dev", "flux-fill", "qwen-image", "z-image"]
)
def test_the_registry_recognises_a_folder_of_the_family(folder_of, name):
    pytest.importorskip("diffusers")
    assert kind_and_family(folder_of(name).path) == ("paint", name)
