import pytest
from pydantic import ValidationError

from pictoris.operations.imagine import GRID, OPERATION, Imagine
from pictoris.operations.painting import LARGEST_SEED


def prompts(text, **fields):
    return [one.prompt for one in OPERATION.expand(Imagine(prompt=text, **fields))]


def seeds(text, **fields):
    return [one.seed for one in OPERATION.expand(Imagine(prompt=text, **fields))]


def test_a_plain_prompt_is_one_job():
    assert prompts("a fox --ar 3:2") == ["a fox --ar 3:2"]


def test_alternatives_are_a_job_each():
    assert prompts("a {red, blue} fox") == ["a red fox", "a blue fox"]


def test_a_repeated_prompt_is_so_many_jobs():
    assert len(prompts("a fox --repeat 3")) == 3


def test_without_a_seed_each_job_draws_its_own():
    assert seeds("a fox --repeat 3") == [None, None, None]


def test_with_a_seed_repetitions_go_on_where_the_one_before_ended():
    assert seeds("a fox --seed 10 --repeat 3") == [10, 10 + GRID, 10 + 2 * GRID]
    assert seeds("a fox --repeat 2", seed=LARGEST_SEED) == [LARGEST_SEED, GRID - 1]


def test_alternatives_share_the_seed_that_was_asked_for():
    assert seeds("a {red, blue} fox", seed=9) == [9, 9]


def test_pictures_that_the_prompt_names_are_fetched_by_role():
    params = Imagine(
        prompt="https://a.example/x.png a fox --sref https://b.example/y.png --cref https://c.example/z.png"
    )
    assert dict(params.image_urls()) == {
        "image_0": "https://a.example/x.png",
        "style_0": "https://b.example/y.png",
        "character_0": "https://c.example/z.png",
    }


@pytest.mark.parametrize("side", [63, 2049, 0])
def test_a_side_has_64_to_2048_pixels(side):
    with pytest.raises(ValidationError):
        Imagine(prompt="x", width=side)


def test_a_side_that_no_engine_paints_is_taken_for_clients_whose_service_ignores_it():
    assert Imagine(prompt="x", width=500).width == 500


@pytest.mark.parametrize("ratio", ["0:0", "3:0", "3", "a:b", "-1:2", "10000:1"])
def test_a_ratio_has_two_sides(ratio):
    with pytest.raises(ValidationError):
        Imagine(prompt="x", aspect_ratio=ratio)


def test_what_the_official_kit_can_send_is_taken():
    sent = {"prompt": "x", "negativePrompt": "y", "width": 512, "height": 640, "steps": 20, "seed": 7}
    params = Imagine.model_validate(sent | {"cfgScale": 4.5, "style": "raw", "model": "sdxl"})
    assert (params.negative_prompt, params.cfg_scale, params.model) == ("y", 4.5, "sdxl")
