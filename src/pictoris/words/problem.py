"""Something wrong with a prompt: where, and a sentence for whoever wrote it."""

from dataclasses import dataclass

_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a prompt."""

    position: int
    """Index in the prompt where it begins."""
    message: str
    """A sentence; it counts characters from 1, as people do."""


def shortened(text: str) -> str:
    """A text as a sentence can show it: cut after some forty characters."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
