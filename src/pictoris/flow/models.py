"""Models come, go, and are chosen: what an operator does, and what the engines are built from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from pictoris.models import pull as pulling
from pictoris.models.catalogue import CATALOGUE, FAMILIES, Entry, Licence, ModelKind
from pictoris.models.pull import Wish
from pictoris.models.registry import Installed, Registry, first
from pictoris.settings import Settings

KINDS: tuple[ModelKind, ...] = get_args(ModelKind)
"""What models are for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A model as a list shows it: one that is here, or one that can be pulled by name."""

    name: str
    kind: ModelKind
    family: str
    licence: Licence
    gigabytes: float
    does: Sequence[str]
    source: str
    is_installed: bool
    is_default: bool


def listed(settings: Settings) -> list[Listing]:
    """What is installed, then what the catalogue has beside it."""
    registry = registry_of(settings)
    here = registry.models()
    names = {one.name for one in here}
    chosen = set(registry.defaults().values())
    return [
        *(_of_installed(one, is_default=one.name in chosen) for one in here),
        *(_of_entry(one) for one in CATALOGUE.values() if one.name not in names),
    ]


def pull(settings: Settings, wish: Wish) -> Installed:
    """Bring a model onto this machine and check it.

    Raises `InvalidRequest`, `NotFound`, `Forbidden("licence_refused")`, `Unavailable`.
    """
    return pulling.pull(registry_of(settings), wish, commercial_only=settings.models.commercial_only)


def use(settings: Settings, name: str) -> Installed:
    """Make a model the one that is used when none is asked for.

    Raises `NotFound("unknown_model")`, `Forbidden("licence_refused")`.
    """
    registry = registry_of(settings)
    pulling.allow(name, registry.find(name).licence, commercial_only=settings.models.commercial_only)
    return registry.use(name)


def remove(settings: Settings, name: str) -> Installed:
    """Delete a model's files, as far as they are ours. Raises `NotFound("unknown_model")`."""
    return registry_of(settings).remove(name)


def installed(settings: Settings, kind: ModelKind) -> list[Installed]:
    """The models of a kind that may be used, the chosen one first."""
    registry = registry_of(settings)
    allowed = [
        one for one in registry.models() if one.licence.commercial or not settings.models.commercial_only
    ]
    return first(allowed, kind, registry.defaults())


def registry_of(settings: Settings) -> Registry:
    """The models in the data folder."""
    return Registry(settings.data.resolve() / "models")


def _of_installed(model: Installed, *, is_default: bool) -> Listing:
    return Listing(
        name=model.name,
        kind=model.kind,
        family=model.family,
        licence=model.licence,
        gigabytes=model.size / 1e9,
        does=FAMILIES.get(model.family, ()),
        source=model.source,
        is_installed=True,
        is_default=is_default,
    )


def _of_entry(entry: Entry) -> Listing:
    return Listing(
        name=entry.name,
        kind=entry.kind,
        family=entry.family,
        licence=entry.licence,
        gigabytes=entry.gigabytes,
        does=FAMILIES[entry.family],
        source=entry.source,
        is_installed=False,
        is_default=False,
    )
