"""What was asked for and changes nothing: a sentence for each, so that nothing is dropped without a word."""

from collections.abc import Iterator, Mapping
from typing import Final

from pictoris.operations.painting import PaintParams
from pictoris.recipes.painting.choice import Choice
from pictoris.words import flags
from pictoris.words.prompt import Prompt, references

_FIELDS: Final[Mapping[str, str]] = {"steps": "steps", "cfg_scale": "cfgScale", "loras": "loras"}
"""Fields that an engine may not have → how callers write them."""

_WEIGHTS: Final[Mapping[str, tuple[str, str]]] = {
    "iw": ("image", "picture before its words"),
    "sw": ("style", "--sref"),
    "sv": ("style", "--sref"),
    "cw": ("character", "--cref"),
    "ow": ("object", "--oref"),
}
"""Flag → the role of the pictures that it weighs, and what the prompt lacks without any."""


def unheard(
    prompt: Prompt, params: PaintParams, choice: Choice, *, sized: bool, looked_at: bool
) -> tuple[str, ...]:
    """Whatever the engine, or this operation, does not honour.

    `sized`: a picture gives the size, so `--ar` has had its say. `looked_at`: the pictures that the prompt names were
    fetched.
    """
    return (
        *_flags(prompt, params, choice, sized=sized),
        *_fields(params, choice),
        *_weights(prompt, choice),
        *_codes(prompt, choice),
        *_pictures(prompt, looked_at=looked_at),
        *_several(prompt),
    )


def _flags(prompt: Prompt, params: PaintParams, choice: Choice, *, sized: bool) -> Iterator[str]:
    used = dict.fromkeys((*prompt.used, "style") if params.style else prompt.used)
    honoured = {*choice.abilities.flags, "ar"} if sized else set(choice.abilities.flags)
    for flag in flags.ignored(used, honoured):
        yield f"--{flag} changes nothing: the engine {choice.name} has no such thing."


def _fields(params: PaintParams, choice: Choice) -> Iterator[str]:
    for name, written in _FIELDS.items():
        usual = type(params).model_fields[name].get_default(call_default_factory=True)
        if name not in choice.abilities.fields and getattr(params, name) != usual:
            yield f"{written} changes nothing: the engine {choice.name} has no such thing."


def _weights(prompt: Prompt, choice: Choice) -> Iterator[str]:
    named = {one.role for one in (*prompt.images, *prompt.settings.references)}
    for flag, (role, lacking) in _WEIGHTS.items():
        if flag in prompt.used and flag in choice.abilities.flags and role not in named:
            yield f"--{flag} changes nothing: the prompt names no {lacking}."


def _codes(prompt: Prompt, choice: Choice) -> Iterator[str]:
    if "sref" not in choice.abilities.flags:
        return
    for one in prompt.settings.style_references:
        if one.code:
            yield f"--sref {one.code} changes nothing: the engine {choice.name} takes styles from pictures alone."


def _pictures(prompt: Prompt, *, looked_at: bool) -> Iterator[str]:
    if not looked_at and references(prompt):
        yield "The pictures that the prompt names were not looked at here."


def _several(prompt: Prompt) -> Iterator[str]:
    """The operation that makes a job of each has done so before."""
    if len(prompt.variants) > 1:
        yield f"The prompt stands for {len(prompt.variants)} prompts: only the first was painted."
    if prompt.settings.repeat > 1:
        yield "--repeat changes nothing here: this is one job."
