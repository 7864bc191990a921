from dataclasses import fields

import pytest

from pictoris.words.flags import FLAGS, ignored, named, suggestion
from pictoris.words.prompt_settings import PromptSettings

FORMS = [form for flag in FLAGS for form in (flag.name, *flag.forms)]


def test_every_form_means_one_flag():
    assert len(FORMS) == len(set(FORMS))
    assert [form for form in FORMS if form != form.lower() or not form.isalpha()] == []


@pytest.mark.parametrize("flag", FLAGS, ids=lambda flag: flag.name)
def test_every_flag_says_what_it_takes_and_means(flag):
    assert flag.means.endswith(".")
    assert bool(flag.takes.words) == (flag.takes.read is not None)
    assert flag.field in {field.name for field in fields(PromptSettings)}


def test_every_setting_has_a_flag():
    assert {field.name for field in fields(PromptSettings)} == {flag.field for flag in FLAGS}


def test_a_flag_is_found_by_each_of_its_forms_in_any_case():
    found = [named(form) for form in ("AR", "Aspect", "ar")]
    assert [flag and flag.name for flag in found] == ["ar", "ar", "ar"]
    assert named("shiny") is None


def test_what_neither_server_nor_engine_honours_is_ignored():
    assert ignored(("ar", "fast", "weird"), {"ar": "Sets the shape."}) == ("weird",)


@pytest.mark.parametrize(
    ("form", "meant"),
    [
        ("chaoss", "--chaos"),
        ("stylise", "--stylize"),
        ("v6", "--v 6"),
        ("ar=3:2", "--ar 3:2"),
        ("AR16:9", "--ar 16:9"),
        ("s250", "--s 250"),
        ("s9999", ""),
        ("shiny", ""),
        ("x" * 5000, ""),
    ],
)
def test_what_is_nearly_a_flag_is_guessed(form, meant):
    assert suggestion(form) == meant
