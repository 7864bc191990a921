"""Where the head of an illustration is: what is worn hangs there, and close-ups look there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pictoris.engines.collage.lexicon import FOLDER
from pictoris.engines.collage.scene import Entry, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Shares of the visible box of an illustration that is not mirrored."""

    x: float
    """The head's middle."""
    top: float
    eyes: float
    chin: float
    width: float

    @property
    def high(self) -> float:
        """From the top to the chin, in heights of the box."""
        return self.chin - self.top


_OF_PARTS: Mapping[str, Head] = {
    "head": Head(x=0.5, top=0.06, eyes=0.50, chin=0.96, width=0.84),
    "bust": Head(x=0.5, top=0.02, eyes=0.28, chin=0.52, width=0.48),
}
_ROUND = Head(x=0.5, top=0.05, eyes=0.33, chin=0.97, width=0.86)


def head_of(entry: Entry) -> Head | None:
    """The head of what an illustration shows; None if it has none, or if nobody measured it."""
    if entry.kind is Kind.FACE:
        return _ROUND
    measured = _measured().get(entry.name)
    if measured or entry.kind not in {Kind.PERSON, Kind.ANIMAL}:
        return measured
    return _OF_PARTS.get(entry.part)


@cache
def _measured() -> Mapping[str, Head]:
    return dict(_lines())


def _lines() -> Iterator[tuple[str, Head]]:
    for line in (FOLDER / "heads.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        numbers, _colon, names = line.partition(" : ")
        x, top, eyes, chin, width = map(float, numbers.split())
        for name in names.split(","):
            yield name.strip(), Head(x=x, top=top, eyes=eyes, chin=chin, width=width)
