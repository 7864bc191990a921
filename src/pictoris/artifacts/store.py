"""Where the bytes of pictures are kept: a folder, S3, Google Cloud Storage or Azure, behind four verbs."""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, MemoryStore, from_url

from pictoris.errors import NotFound, Unavailable
from pictoris.infra.clock import Instant
from pictoris.infra.ids import new_token
from pictoris.settings import BadSettings

if TYPE_CHECKING:
    from obstore.store import ObjectStore

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,199}")
_FULL = re.compile(r"os error (?:27|28|122)\b")
"""File too big, no space left, quota exceeded: how the folder's driver words it."""
_LEFTOVER = re.compile(r".+#[0-9]+")
"""What a process that died while writing leaves in a folder."""

_CLIENT_OPTIONS = frozenset(
    {"allow_http", "connect_timeout", "proxy_url", "root_certificate", "timeout", "user_agent"}
)
_PATIENCE = {"max_retries": 3, "retry_timeout": timedelta(seconds=20)}


class Store:
    """Named bytes that are there whole or not at all; safe to use from several threads."""

    def __init__(self, objects: "ObjectStore") -> None:
        """`objects` is any store of obstore."""
        self._objects = objects
        self._folder = objects.prefix if isinstance(objects, LocalStore) else None
        self._takes_types = not isinstance(objects, LocalStore)

    def put(self, name: str, data: bytes, content_type: str) -> None:
        """Keep `data` under `name`, in place of what was there; on return it is on the disk.

        `name` is made of a-z, 0-9, dot, dash and underscore. Raises `Unavailable` with the code `storage_full` or
        `storage_unavailable`, ValueError for a bad name.
        """
        _check_name(name)
        attributes = {"Content-Type": content_type} if self._takes_types else None
        with _translated():
            obstore.put(self._objects, name, data, attributes=attributes)
            if self._folder is not None:
                _flush(self._folder / name)
                _flush(self._folder)

    def get(self, name: str) -> bytes:
        """The bytes under `name`. Raises `NotFound`, `Unavailable`, ValueError for a bad name."""
        _check_name(name)
        with _translated():
            try:
                return bytes(obstore.get(self._objects, name).bytes())
            except FileNotFoundError as error:
                raise NotFound("This file does not exist, or its time is over.") from error

    def delete(self, name: str) -> None:
        """Forget `name`; one that is not there is no error. Raises `Unavailable`."""
        _check_name(name)
        with _translated(), suppress(FileNotFoundError):
            obstore.delete(self._objects, name)

    def names(self) -> Iterator[tuple[str, Instant]]:
        """Every name with the time of its last change, in no order. Raises `Unavailable`."""
        with _translated():
            for page in obstore.list(self._objects):
                for entry in page:
                    yield str(entry["path"]), _instant(entry["last_modified"])

    def sweep_leftovers(self, before: Instant) -> int:
        """Delete what processes that died while writing left before that moment; says how many files went."""
        if self._folder is None:
            return 0
        old = [
            path
            for path in self._folder.iterdir()
            if _LEFTOVER.fullmatch(path.name) and path.stat().st_mtime_ns // 1_000_000 < before
        ]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    def check(self) -> None:
        """Write, read and delete a small file. Raises `Unavailable` if one of it does not work."""
        name, data = f"check-{new_token()}", b"pictoris"
        self.put(name, data, "application/octet-stream")
        found = self.get(name)
        self.delete(name)
        if found != data:
            raise Unavailable("The store gives back other bytes than it took.", code="storage_unavailable")


def open_store(url: str, options: Mapping[str, str] | None = None) -> Store:
    """Open the store that a URL names: `file:///folder`, `s3://bucket/path`, `gs://…`, `az://…`, `memory:///`.

    `options` are credentials, endpoint and the like, as obstore calls them. Raises `BadSettings` for a URL or an
    option that cannot be used; whether the store answers is asked with `check`.
    """
    scheme = urlsplit(url).scheme
    try:
        if scheme == "file":
            return Store(LocalStore(unquote(urlsplit(url).path), mkdir=True))
        if scheme == "memory":
            return Store(MemoryStore())
        return Store(_open_remote(url, options or {}))
    except (BaseError, OSError, ValueError) as error:
        reason = str(error).partition("\n")[0]
        raise BadSettings(f"The store {url!r} cannot be opened: {reason}") from error


def _open_remote(url: str, options: Mapping[str, str]) -> "ObjectStore":
    config: dict[str, Any] = {key: value for key, value in options.items() if key not in _CLIENT_OPTIONS}
    client: dict[str, Any] = {"connect_timeout": "5s", "timeout": "30s"}
    # Whoever writes http:// into the endpoint has decided; saying it twice would only be a trap.
    client["allow_http"] = str(options.get("endpoint", "")).startswith("http://")
    client.update((key, value) for key, value in options.items() if key in _CLIENT_OPTIONS)
    opened: ObjectStore = from_url(url, config=config, client_options=client, retry_config=_PATIENCE)  # type: ignore[call-overload] # one overload a kind of store, and the URL decides
    return opened


def _check_name(name: str) -> None:
    """Names come from us, so a bad one is a bug: it must never reach a path."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} cannot be the name of a stored file")


def _flush(path: Path) -> None:
    """Make what was written to a file, or a name into a folder, survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _instant(moment: datetime) -> Instant:
    return Instant(round(moment.timestamp() * 1000))


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (BaseError, OSError) as error:
        if _FULL.search(str(error)) or getattr(error, "errno", None) in {27, 28, 122}:
            raise Unavailable("The store is full: nothing can be kept now.", code="storage_full") from error
        raise Unavailable(
            "The store does not answer: try again later.", code="storage_unavailable"
        ) from error
