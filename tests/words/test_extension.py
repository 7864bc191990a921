import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pictoris.words.extension import extend

PROMPTS = [
    "a cat", "a fox asleep in the snow", "oil painting of a harbour at dusk", "sushi", "kitchen with plants",
    "a red dragon over a castle at night", "watercolor of lemons, soft light", "a rocket", "three cups and a spoon",
    "a city street in the rain", "mountains in fog", "pixel art sword", "3d render of a tiny room", "black and white photo",
]  # fmt: skip


@pytest.mark.parametrize("prompt", PROMPTS)
def test_the_prompt_stays_at_the_beginning_and_grows(prompt):
    longer = extend(prompt)
    assert longer.startswith(f"{prompt}, ")


@pytest.mark.parametrize("prompt", PROMPTS)
def test_extending_twice_adds_nothing(prompt):
    assert extend(extend(prompt)) == extend(prompt)


def test_parameters_stay_at_the_end():
    assert extend("a cat, --ar 3:2 --v 6").endswith(" --ar 3:2 --v 6")
    assert "a cat, photograph" in extend("a cat, --ar 3:2")


@pytest.mark.parametrize(
    ("prompt", "never"),
    [
        ("oil painting of a fox", ["photograph", "sharp focus", "depth of field", "lens"]),
        ("pencil sketch of a man", ["photograph", "brushwork", "depth of field"]),
        ("logo of a fox", ["photograph", "light", "shadow", "mood"]),
        ("a knight --niji 6", ["photograph", "brushwork"]),
        ("a street at night", ["daylight", "natural light"]),
        ("a minimalist whale", ["fine detail", "sharp"]),
        ("a dog, 85mm, golden hour, sharp, moody, photo", [","]),
    ],
)
def test_nothing_is_contradicted(prompt, never):
    added = extend(prompt).removeprefix(prompt.split(" --")[0])
    assert [word for word in never if word in added] == []


@pytest.mark.parametrize(
    "prompt", ["a cat::2 a dog::1", "{red, blue} bird", "--ar 3:2", "", "https://a.example/a.png"]
)
def test_what_cannot_be_extended_comes_back_as_it_is(prompt):
    assert extend(prompt) == prompt


def test_what_says_everything_comes_back_as_it_is():
    prompt = "cinematic still of a market, wide shot, dramatic light, sharp, moody"
    assert extend(prompt) == prompt


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_extended(prompt):
    assert len(extend(prompt)) >= len(prompt.strip())
