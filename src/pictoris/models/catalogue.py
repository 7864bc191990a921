"""Well-known models: where they come from, what they may be used for, how large they are.

Licences are those of the model cards; sizes are what is fetched. Names are what people call them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

ModelKind: TypeAlias = Literal["paint", "lora", "caption"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """A licence of weights: its name, and whether it lets everybody earn money with what the model makes."""

    name: str
    commercial: bool


APACHE = Licence(name="Apache-2.0", commercial=True)
MIT = Licence(name="MIT", commercial=True)
BSD = Licence(name="BSD-3-Clause", commercial=True)
OPENRAIL = Licence(name="CreativeML OpenRAIL-M", commercial=True)
OPENRAIL_PLUS = Licence(name="CreativeML OpenRAIL++-M", commercial=True)
FLUX = Licence(name="FLUX.1 [dev] Non-Commercial", commercial=False)
# Free up to a million dollars a year; above that it must be bought, which nobody but the operator can know.
STABILITY = Licence(name="Stability AI Community", commercial=False)
UNKNOWN = Licence(name="unknown", commercial=False)

LICENCES: Mapping[str, Licence] = {
    one.name.lower(): one for one in (APACHE, MIT, BSD, OPENRAIL, OPENRAIL_PLUS, FLUX, STABILITY)
}
"""Licences that can be named for a model of one's own."""

_IMAGES = ("text", "image", "vary", "extend", "region", "refine", "blend")
_REGIONS = ("extend", "region")
_EDITS = ("edit", "blend")

FAMILIES: Mapping[str, tuple[str, ...]] = {
    "sd15": _IMAGES,
    "sdxl": _IMAGES,
    "sdxl-turbo": _IMAGES,
    "sdxl-lightning": _IMAGES,
    "sd35": _IMAGES,
    "sd35-turbo": _IMAGES,
    "flux-schnell": _IMAGES,
    "flux-dev": _IMAGES,
    "flux-kontext": (*_IMAGES, "edit"),
    "flux-fill": _REGIONS,
    "qwen-image": _IMAGES,
    "qwen-image-edit": _EDITS,
    "z-image": _IMAGES,
    "z-image-turbo": _IMAGES,
    "blip": ("describe",),
    "florence2": ("describe",),
}
"""Family → what its models are made for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One model that can be pulled by name."""

    name: str
    source: str
    """Repository on the hub."""
    family: str
    licence: Licence
    gigabytes: float
    kind: ModelKind = "paint"


_ENTRIES = (
    Entry(name="flux-schnell", source="black-forest-labs/FLUX.1-schnell", family="flux-schnell", licence=APACHE, gigabytes=33.7),
    Entry(name="flux-dev", source="black-forest-labs/FLUX.1-dev", family="flux-dev", licence=FLUX, gigabytes=33.7),
    Entry(name="flux-fill", source="black-forest-labs/FLUX.1-Fill-dev", family="flux-fill", licence=FLUX, gigabytes=33.8),
    Entry(name="flux-kontext", source="black-forest-labs/FLUX.1-Kontext-dev", family="flux-kontext", licence=FLUX, gigabytes=33.7),
    Entry(name="sdxl", source="stabilityai/stable-diffusion-xl-base-1.0", family="sdxl", licence=OPENRAIL_PLUS, gigabytes=13.9),
    Entry(name="sdxl-turbo", source="stabilityai/sdxl-turbo", family="sdxl-turbo", licence=STABILITY, gigabytes=13.9),
    Entry(name="sd15", source="stable-diffusion-v1-5/stable-diffusion-v1-5", family="sd15", licence=OPENRAIL, gigabytes=4.3),
    Entry(name="sd35-medium", source="stabilityai/stable-diffusion-3.5-medium", family="sd35", licence=STABILITY, gigabytes=16.0),
    Entry(name="sd35-large", source="stabilityai/stable-diffusion-3.5-large", family="sd35", licence=STABILITY, gigabytes=27.6),
    Entry(name="sd35-large-turbo", source="stabilityai/stable-diffusion-3.5-large-turbo", family="sd35-turbo", licence=STABILITY, gigabytes=27.6),
    Entry(name="qwen-image", source="Qwen/Qwen-Image", family="qwen-image", licence=APACHE, gigabytes=57.7),
    Entry(name="qwen-image-edit", source="Qwen/Qwen-Image-Edit-2509", family="qwen-image-edit", licence=APACHE, gigabytes=57.7),
    Entry(name="z-image-turbo", source="Tongyi-MAI/Z-Image-Turbo", family="z-image-turbo", licence=APACHE, gigabytes=32.9),
    Entry(name="z-image", source="Tongyi-MAI/Z-Image", family="z-image", licence=APACHE, gigabytes=32.9),
    Entry(name="florence-2-base", source="florence-community/Florence-2-base", family="florence2", licence=MIT, gigabytes=0.5, kind="caption"),
    Entry(name="florence-2-large", source="florence-community/Florence-2-large", family="florence2", licence=MIT, gigabytes=1.6, kind="caption"),
    Entry(name="blip-base", source="Salesforce/blip-image-captioning-base", family="blip", licence=BSD, gigabytes=1.0, kind="caption"),
    Entry(name="blip-large", source="Salesforce/blip-image-captioning-large", family="blip", licence=BSD, gigabytes=1.9, kind="caption"),
)  # fmt: skip

CATALOGUE: Mapping[str, Entry] = {entry.name: entry for entry in _ENTRIES}
"""Name → entry."""
