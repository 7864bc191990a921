"""The models on this machine: a folder and a manifest each, and which is used when none is asked for.

<data>/models/<name>/           the files
<data>/models/<name>.json       the manifest: written last, so what has one is whole
<data>/models/defaults.json     kind → name
<data>/models/.partial/<name>/  what is being fetched
"""

import json
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import cast

from pictoris.errors import InvalidRequest, NotFound
from pictoris.models.catalogue import LICENCES, UNKNOWN, Licence, ModelKind
from pictoris.models.files import ModelFile, sha256_of

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_DEFAULTS = "defaults"


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """A model on this machine."""

    name: str
    kind: ModelKind
    family: str
    licence: Licence
    source: str
    """Repository or folder that it came from."""
    path: Path
    """Its folder; a LoRA: its file."""
    files: tuple[ModelFile, ...]
    is_owned: bool
    """Whether its files lie in the registry; others are only pointed at."""

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)


class Registry:
    """The folder of models; several processes may read while one writes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def models(self) -> list[Installed]:
        """Everything that is installed, by name."""
        found = [self._read(path) for path in sorted(self._folder.glob("*.json")) if path.stem != _DEFAULTS]
        return [one for one in found if one is not None]

    def find(self, name: str) -> Installed:
        """One model.

        Raises `NotFound("unknown_model")`.
        """
        model = next((one for one in self.models() if one.name == name), None)
        if model is None:
            names = ", ".join(one.name for one in self.models()) or "none"
            raise NotFound(f"No model {name!r} is installed; there are: {names}.", code="unknown_model")
        return model

    def partial(self, name: str, source: str) -> Path:
        """Where a model is gathered before it is whole; what an earlier attempt from there left is still in it.

        Raises `InvalidRequest("invalid_model_name")`.
        """
        if not _NAME.fullmatch(name) or name == _DEFAULTS:
            raise InvalidRequest(
                f"{name!r} cannot be the name of a model: use small letters, digits, dots and dashes.",
                code="invalid_model_name",
            )
        folder = self._folder / ".partial" / name
        note = folder.with_suffix(".source")
        if folder.exists() and (not note.exists() or note.read_text(encoding="utf-8") != source):
            shutil.rmtree(folder)
        folder.mkdir(parents=True, exist_ok=True)
        note.write_text(source, encoding="utf-8")
        return folder

    def add(self, model: Installed) -> Installed:
        """Make a gathered model one of ours: its files move in at once, then its manifest says so."""
        gathered, home = self.partial(model.name, model.source), self._folder / model.name
        if model.is_owned:
            _keep_only(gathered, {file.path for file in model.files})
            self._manifest(model.name).unlink(missing_ok=True)
            shutil.rmtree(home, ignore_errors=True)
            gathered.rename(home)
        else:
            shutil.rmtree(gathered)
        gathered.with_suffix(".source").unlink()
        _write(self._manifest(model.name), _manifest_of(model))
        if model.kind not in self.defaults() and model.kind != "lora":
            self.use(model.name)
        return self.find(model.name)

    def use(self, name: str) -> Installed:
        """Make a model the one that is used when none is asked for."""
        model = self.find(name)
        _write(self._manifest(_DEFAULTS), {**self.defaults(), model.kind: name})
        return model

    def defaults(self) -> Mapping[str, str]:
        """Kind → name of the model that is used when none is asked for."""
        path = self._manifest(_DEFAULTS)
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}

    def remove(self, name: str) -> Installed:
        """Delete a model: exactly the files of its manifest, and folders that are empty then."""
        model = self.find(name)
        self._manifest(name).unlink()
        left = {kind: one for kind, one in self.defaults().items() if one != name}
        _write(self._manifest(_DEFAULTS), left)
        if model.is_owned:
            home = self._folder / name
            for file in model.files:
                (home / PurePosixPath(file.path)).unlink(missing_ok=True)
            _remove_empty_folders(home)
        return model

    def damaged(self, name: str) -> list[str]:
        """Files of a model that are missing or not what they were; reads all of them."""
        model = self.find(name)
        root = model.path.parent if model.kind == "lora" else model.path
        return [file.path for file in model.files if not _is_as_listed(root / PurePosixPath(file.path), file)]

    def _manifest(self, name: str) -> Path:
        return self._folder / f"{name}.json"

    def _read(self, path: Path) -> Installed | None:
        try:
            said = json.loads(path.read_text(encoding="utf-8"))
            files = tuple(ModelFile(**one) for one in said["files"])
            owned = bool(said["is_owned"])
            home = self._folder / path.stem if owned else Path(said["path"])
            return Installed(
                name=path.stem,
                kind=cast("ModelKind", said["kind"]),
                family=said["family"],
                licence=LICENCES.get(
                    said["licence"].lower(), Licence(name=said["licence"], commercial=UNKNOWN.commercial)
                ),
                source=said["source"],
                path=home / files[0].path if said["kind"] == "lora" and owned else home,
                files=files,
                is_owned=owned,
            )
        except (OSError, ValueError, KeyError, TypeError, IndexError):
            return None


def first(models: Sequence[Installed], kind: ModelKind, defaults: Mapping[str, str]) -> list[Installed]:
    """Models of a kind, the one that is used by default first."""
    return sorted((one for one in models if one.kind == kind), key=lambda one: one.name != defaults.get(kind))


def _manifest_of(model: Installed) -> Mapping[str, object]:
    return {
        "kind": model.kind,
        "family": model.family,
        "licence": model.licence.name,
        "source": model.source,
        "path": str(model.path),
        "is_owned": model.is_owned,
        "files": [asdict(file) for file in model.files],
    }


def _write(path: Path, value: Mapping[str, object]) -> None:
    """All of it or nothing, whenever the machine stops."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(value, indent=1), encoding="utf-8")
    beside.replace(path)


def _is_as_listed(path: Path, file: ModelFile) -> bool:
    return path.is_file() and path.stat().st_size == file.size and sha256_of(path) == file.sha256


def _keep_only(folder: Path, names: set[str]) -> None:
    """Delete the library's own notes, and what an earlier version of the model had."""
    for path in folder.rglob("*"):
        if path.is_file() and path.relative_to(folder).as_posix() not in names:
            path.unlink()
    _remove_empty_folders(folder)


def _remove_empty_folders(root: Path) -> None:
    for folder in sorted((one for one in root.rglob("*") if one.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()
    if root.is_dir() and not any(root.iterdir()):
        root.rmdir()
