"""Brings a model onto this machine: from the hub or a folder, checked before it counts as there."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pictoris.errors import Forbidden, InvalidRequest
from pictoris.models import hub
from pictoris.models.catalogue import CATALOGUE, FAMILIES, LICENCES, UNKNOWN, Entry, Licence, ModelKind
from pictoris.models.detect import kind_and_family
from pictoris.models.files import ModelFile, describe, wanted_in
from pictoris.models.registry import Installed, Registry

Fetch = Callable[[str, Path, ModelKind, str], Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants to have; what is left out comes from the catalogue or from the files."""

    name: str
    source: str = ""
    """A repository on the hub."""
    folder: Path | None = None
    """A folder, or for a LoRA a file, on this machine."""
    file: str = ""
    """The one file of the repository that is a LoRA."""
    family: str = ""
    licence: str = ""
    in_place: bool = False
    """Leave the folder's files where they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class What:
    """What a model is, before its files are measured."""

    name: str
    kind: ModelKind
    family: str
    licence: Licence
    source: str
    file: str = ""
    """The one file that a LoRA is."""


def pull(registry: Registry, wish: Wish, *, commercial_only: bool, fetch: Fetch = hub.fetch) -> Installed:
    """Bring a model here, and check it.

    Raises `NotFound`, `InvalidRequest`, `Forbidden("licence_refused")`, `Unavailable`. What was fetched before a
    failure is kept, and the next attempt goes on from there.
    """
    entry = CATALOGUE.get(wish.name)
    licence = licence_of(wish, entry)
    allow(wish.name, licence, commercial_only=commercial_only)
    if wish.folder is not None:
        return _from_folder(registry, wish, wish.folder, licence)
    what = _expected(wish, entry, licence)
    gathered = registry.partial(wish.name, what.source)
    digests = fetch(what.source, gathered, what.kind, what.file)
    return registry.add(_checked(what, gathered, digests))


def allow(name: str, licence: Licence, *, commercial_only: bool) -> None:
    """Raises `Forbidden("licence_refused")` if a licence does not fit what the operator decided."""
    if commercial_only and not licence.commercial:
        raise Forbidden(
            f"The licence of {name} ({licence.name}) does not allow every commercial use, and "
            "PICTORIS_MODELS__COMMERCIAL_ONLY refuses such models.",
            code="licence_refused",
        )


def licence_of(wish: Wish, entry: Entry | None) -> Licence:
    """What the operator says, else what the catalogue knows of this source, else unknown."""
    if wish.licence:
        return LICENCES.get(wish.licence.lower(), Licence(name=wish.licence, commercial=False))
    return entry.licence if entry and wish.source in {"", entry.source} else UNKNOWN


def _expected(wish: Wish, entry: Entry | None, licence: Licence) -> What:
    """What comes from the hub, which must be known before it is fetched."""
    if entry is not None and not wish.source:
        return What(
            name=wish.name,
            kind=entry.kind,
            family=wish.family or entry.family,
            licence=licence,
            source=entry.source,
        )
    if not wish.source:
        raise InvalidRequest(
            f"{wish.name} is not in the catalogue ({', '.join(CATALOGUE)}): name its --source or --from.",
            code="unknown_model",
        )
    family = _known_family(wish.family)
    kind = "lora" if wish.file else _kind_of(family)
    return What(name=wish.name, kind=kind, family=family, licence=licence, source=wish.source, file=wish.file)


def _known_family(family: str) -> str:
    if family not in FAMILIES:
        raise InvalidRequest(f"Say which --family this is: {', '.join(FAMILIES)}.", code="unknown_family")
    return family


def _kind_of(family: str) -> ModelKind:
    return "caption" if "describe" in FAMILIES[family] else "paint"


def _from_folder(registry: Registry, wish: Wish, folder: Path, licence: Licence) -> Installed:
    what = _found(folder, wish, licence)
    root = folder.parent if what.file else folder
    gathered = registry.partial(wish.name, what.source)
    if wish.in_place:
        return registry.add(_checked(what, root, {}, is_owned=False))
    for name in wanted_in(root, what.kind, what.file):
        _copy(root / name, gathered / name)
    return registry.add(_checked(what, gathered, {}))


def _found(folder: Path, wish: Wish, licence: Licence) -> What:
    """What a folder or file on this machine is. Raises `InvalidRequest`."""
    entry = CATALOGUE.get(wish.name)
    given = wish.family or (entry.family if entry else "")
    source = str(folder.resolve())
    if folder.is_file():
        if folder.suffix != ".safetensors":
            raise InvalidRequest("A LoRA is one .safetensors file.", code="not_a_model")
        family = _known_family(given)
        return What(
            name=wish.name, kind="lora", family=family, licence=licence, source=source, file=folder.name
        )
    if not folder.is_dir():
        raise InvalidRequest(f"There is no folder {folder}.", code="not_a_model")
    found = kind_and_family(folder)
    if found is None and not given:
        raise InvalidRequest(
            f"{folder} does not say what it is (no model_index.json or config.json of a known kind): name its --family.",
            code="not_a_model",
        )
    family = _known_family(given or (found[1] if found else ""))
    return What(name=wish.name, kind=_kind_of(family), family=family, licence=licence, source=source)


def _copy(source: Path, target: Path) -> None:
    """Copy a file unless an earlier attempt did: under its own name it is whole."""
    if target.is_file() and _stamp(target) == _stamp(source):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f"{target.name}.part")
    shutil.copy2(source, beside)
    beside.replace(target)


def _stamp(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_size, status.st_mtime_ns


def _checked(what: What, folder: Path, digests: Mapping[str, str], *, is_owned: bool = True) -> Installed:
    """Measure what was gathered. Raises `InvalidRequest` if it is no model, cut off, or not what the hub promised."""
    files = describe(folder, list(wanted_in(folder, what.kind, what.file)))
    if not any(one.path.endswith(".safetensors") for one in files):
        raise InvalidRequest(
            f"{what.source} holds no safetensors weights: other kinds may carry code and are not taken.",
            code="not_a_model",
        )
    if wrong := _wrong(files, digests):
        (folder / wrong).unlink()
        raise InvalidRequest(
            f"{wrong} is not what the hub says it is: pull {what.name} again.", code="model_damaged"
        )
    return Installed(
        name=what.name,
        kind=what.kind,
        family=what.family,
        licence=what.licence,
        source=what.source,
        path=(folder / what.file).resolve(),
        files=files,
        is_owned=is_owned,
    )


def _wrong(files: tuple[ModelFile, ...], digests: Mapping[str, str]) -> str | None:
    return next((one.path for one in files if digests.get(one.path, one.sha256) != one.sha256), None)
