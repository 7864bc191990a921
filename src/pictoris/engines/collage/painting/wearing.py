"""What is worn, on whoever wears it: glasses on the eyes, hats on the head, scarves around the neck."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from pictoris.engines.collage.painting.figure import Figure
from pictoris.engines.collage.painting.heads import Head, head_of
from pictoris.engines.collage.scene import Entry

_Slot: TypeAlias = Literal["hat", "eyes", "neck", "ears", "body"]


@dataclass(frozen=True, slots=True)
class _Fit:
    """Where a garment goes, how wide it is beside the head, and how far it is moved down, in heights of the head."""

    slot: _Slot
    width: float
    down: float = 0.0
    looks: tuple[str, float] | None = None
    """What it looks like when it is worn, and the width of that over its height, if that is not what is shown folded."""


_FITS: Mapping[str, _Fit] = {
    "top hat": _Fit("hat", 0.8), "woman’s hat": _Fit("hat", 1.25, 0.04), "crown": _Fit("hat", 0.78),
    "billed cap": _Fit("hat", 0.86, 0.08), "graduation cap": _Fit("hat", 1.1, 0.12), "military helmet": _Fit("hat", 1.0, 0.22),
    "rescue worker’s helmet": _Fit("hat", 1.0, 0.3), "glasses": _Fit("eyes", 0.86), "sunglasses": _Fit("eyes", 0.86),
    "goggles": _Fit("eyes", 0.84, -0.1), "diving mask": _Fit("eyes", 0.9, 0.08), "scarf": _Fit("neck", 1.0, 0, ("*scarf:1:#d93a4e", 1.55)),
    "ribbon": _Fit("neck", 0.5, 0.06), "sports medal": _Fit("neck", 0.4, 0.16), "prayer beads": _Fit("neck", 0.6, 0.2),
    "headphone": _Fit("ears", 1.14), "necktie": _Fit("body", 1.0), "coat": _Fit("body", 1.3), "lab coat": _Fit("body", 1.3),
    "dress": _Fit("body", 1.15), "kimono": _Fit("body", 1.2), "t-shirt": _Fit("body", 1.25), "safety vest": _Fit("body", 1.0),
    "martial arts uniform": _Fit("body", 1.3), "woman’s clothes": _Fit("body", 1.2), "running shirt": _Fit("body", 1.0),
    "sari": _Fit("body", 1.1),
}  # fmt: skip
"""Name of a garment → how it is worn."""


_SHOULDERS = 1.5
"""How wide a body is beside its head."""
_BALANCED = _Fit("hat", 0.5, -0.04)
"""What is no garment, and yet is on somebody's head."""
_THING = Head(x=0.5, top=0.02, eyes=0.45, chin=0.72, width=0.74)
"""Where a thing would have its head, if it had one: a pineapple with sunglasses."""


def can_wear(wearer: Entry, garment: Entry) -> bool:
    """Whether it is known where a garment goes on somebody; whoever is shown to the shoulders has clothes already."""
    fit, head = _FITS.get(garment.name), head_of(wearer)
    return fit is not None and head is not None and (fit.slot != "body" or wearer.part != "bust")


def is_garment(entry: Entry) -> bool:
    """Whether it is known how it is worn."""
    return entry.name in _FITS


def goes_on(garment: Entry) -> bool:
    """Whether a garment goes on anything that is said to wear it."""
    fit = _FITS.get(garment.name)
    return fit is not None and fit.slot != "body"


def worn(garment: Figure, wearers: Sequence[Figure], entries: tuple[Entry, Entry]) -> list[Figure]:
    """The wearers, each with the garment on; `entries` are those of the wearers and of the garment."""
    fit, head = _FITS.get(entries[1].name, _BALANCED), head_of(entries[0]) or _THING
    if fit.slot == "body" and entries[0].part == "head":
        return [part for one in wearers for part in _clad(garment, one, fit, head)]
    return [*wearers, *(_on_head(garment, one, fit, head) for one in wearers)]


def _on_head(garment: Figure, wearer: Figure, fit: _Fit, head: Head) -> Figure:
    """The garment at its part of a head, mirrored with it."""
    if fit.looks:
        garment = replace(garment, id=fit.looks[0], height=1.0, width=fit.looks[1])
    width = fit.width * head.width * wearer.width
    if fit.slot == "body":
        below = (1 - head.chin) * wearer.height * garment.width / garment.height
        width = min(width * _SHOULDERS, max(below, width))
    height = width * garment.height / garment.width
    high = head.high * wearer.height
    top = wearer.foot - wearer.height
    bottom = {
        "hat": top + head.top * wearer.height + 0.14 * high,
        "eyes": top + head.eyes * wearer.height + height / 2,
        "neck": top + head.chin * wearer.height + 0.6 * height,
        "ears": top + head.eyes * wearer.height + 0.42 * height,
        "body": top + (head.chin - 0.01) * wearer.height + height,
    }[fit.slot] + fit.down * high
    aside = (head.x - 0.5) * wearer.width * (-1 if wearer.mirrored else 1)
    return replace(
        garment, x=wearer.x + aside, foot=bottom, height=height, width=width, zone="air", mirrored=wearer.mirrored,
        lift=wearer.foot + wearer.lift - bottom, order=wearer.order + 0.4, angle=0.0,
    )  # fmt: skip


def _clad(garment: Figure, wearer: Figure, fit: _Fit, head: Head) -> list[Figure]:
    """A head on top of what its body wears."""
    width = fit.width * head.width * wearer.width
    height = width * garment.height / garment.width
    up = height * 0.9 - (1 - head.chin) * wearer.height
    clothes = replace(
        garment, x=wearer.x, foot=wearer.foot, height=height, width=width, lift=wearer.lift, zone=wearer.zone,
        order=wearer.order - 0.1,
    )  # fmt: skip
    return [clothes, replace(wearer, foot=wearer.foot - up, lift=wearer.lift + up, zone="air")]
