import pytest

from pictoris.ports import Look
from pictoris.words.excerpt import Excerpt
from pictoris.words.pieces import cut
from pictoris.words.prompt_settings import Mention, PromptSettings, settings_of
from pictoris.words.uses import uses


def settings(prompt):
    return settings_of(uses(cut(Excerpt.whole(prompt))).valid)


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ("", PromptSettings()),
        ("--ar 3:2 --v 6.0 --seed 7", PromptSettings(aspect=(3, 2), version="6", seed=7)),
        ("--aspect 16:9 --version 7", PromptSettings(aspect=(16, 9), version="7")),
        ("--s 250 --c 10 --w 500 --q .5 --exp 5", PromptSettings(stylize=250, chaos=10, weird=500, quality=0.5, experimental=5)),
        ("--niji", PromptSettings(niji="")),
        ("--niji 6 --style cute", PromptSettings(niji="6", style="cute")),
        ("--style RAW", PromptSettings(style="RAW", raw=True)),
        ("--raw --tile --video --draft --hd", PromptSettings(raw=True, tile=True, video=True, draft=True, hd=True)),
        ("--stop 90 --iw 1.5 --sw 20 --sv 3 --cw 0 --ow 400", PromptSettings(stop=90, image_weight=1.5, style_weight=20, style_version=3, character_weight=0, object_weight=400)),
        ("--no cars, red bus --no , people", PromptSettings(without=("cars", "red bus", "people"))),
        ("--fast --fast --public", PromptSettings(speed="fast", visibility="public")),
        ("--relax --stealth", PromptSettings(speed="relax", visibility="stealth")),
        ("--turbo --r 4", PromptSettings(speed="turbo", repeat=4)),
        ("--p", PromptSettings(profile=())),
        ("--p ab cd::2", PromptSettings(profile=("ab", "cd"))),
    ],
)  # fmt: skip
def test_each_flag_has_its_field(flags, expected):
    assert settings(f"a cat {flags}") == expected


def test_references_have_roles_weights_and_places():
    found = settings("a --sref https://a 12::2 --sref random --oref https://b")
    assert found.style_references == (
        Mention(role="style", url="https://a", position=9),
        Mention(role="style", code="12", weight=2.0, position=19),
        Mention(role="style", code="random", position=32),
    )
    assert found.object_references == (Mention(role="object", url="https://b", position=46),)
    assert found.references == (*found.style_references, *found.object_references)
    assert settings("--cref https://a").references == (
        Mention(role="character", url="https://a", position=7),
    )


def test_engines_are_told_how_it_is_to_look():
    assert settings("a cat").look == Look()
    assert settings("--s 0 --c 5 --w 7 --q .5 --stop 90 --tile --niji --style raw").look == Look(
        stylize=0, chaos=5, weird=7, quality=0.5, stop=90, tile=True, drawn=True, style="raw", raw=True
    )


def test_what_does_not_fit_counts_as_not_given():
    assert settings("a --ar 3x2 --s 2000 --shiny --relax now --fast") == PromptSettings()
