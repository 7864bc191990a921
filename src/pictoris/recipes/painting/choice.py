"""Chooses who paints: what was asked for if it is there, else the best engine that can do the task."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pictoris.errors import Failed
from pictoris.ports import Abilities, Paints, Task

_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An engine with one of its models."""

    engine: Paints
    model: str
    abilities: Abilities
    warnings: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What messages call it: `collage`, or `diffusion/flux-schnell`."""
        return f"{self.engine.name}/{self.model}" if self.model else self.engine.name


def choose(painters: Sequence[Paints], task: Task, *, asked: str = "", before: str = "") -> Choice:
    """The engine and model for a task.

    `asked` is a model or an engine that the caller named, `before` the one that painted the picture which is
    continued. Raises `Failed("no_engine")` if no engine can do the task.
    """
    able = [one for painter in painters for one in _with_models(painter) if task in one.abilities.tasks]
    if not able:
        raise Failed(
            "No engine on this server can do that: ask the operator to add a model.", code="no_engine"
        )
    if not asked:
        return next((one for one in able if before and one.name == before), able[0])
    found = next((one for one in able if asked.lower() in _names(one)), None)
    if found is not None:
        return found
    nearest = next(
        (one for one in able if _family(one.model) and _family(one.model) == _family(asked)), able[0]
    )
    sentence = f"There is no model {asked[:60]!r} on this server that can do this: {nearest.name} did it."
    return Choice(
        engine=nearest.engine, model=nearest.model, abilities=nearest.abilities, warnings=(sentence,)
    )


def _with_models(painter: Paints) -> list[Choice]:
    models = painter.models() or ("",)
    return [Choice(engine=painter, model=model, abilities=painter.abilities(model)) for model in models]


def _names(choice: Choice) -> set[str]:
    return {choice.name.lower(), choice.model.lower(), choice.engine.name.lower()}


def _family(model: str) -> str:
    """The first word of a model's name: `flux` of `flux-1.1-pro`."""
    found = _WORD.match(model.lower())
    return found[0] if found else ""
