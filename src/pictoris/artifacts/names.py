"""The names of stored pictures, and the URLs under which they are reached."""

import re

from pictoris.infra.ids import new_token

PATH = "/files/"
EXTENSIONS = {"png": "png", "jpeg": "jpg", "webp": "webp", "gif": "gif"}
CONTENT_TYPES = {"png": "image/png", "jpeg": "image/jpeg", "webp": "image/webp", "gif": "image/gif"}

_NAME = re.compile(r"[0-9a-f]{32}\.[a-z]{3,4}\Z", re.ASCII)


def new_name(picture_format: str) -> str:
    """A name of 128 random bits: who knows it may read the picture."""
    return f"{new_token()}.{EXTENSIONS[picture_format]}"


def is_name(text: str) -> bool:
    """Whether this is the form of a picture's name."""
    return _NAME.match(text) is not None


def url_of(name: str, base_url: str) -> str:
    """Where a picture is served."""
    return f"{base_url}{PATH}{name}"


def own_name(url: str, base_url: str) -> str | None:
    """The name of the picture that a URL of this server means; None for every other URL."""
    prefix = f"{base_url}{PATH}"
    name = url.removeprefix(prefix)
    return name if url.startswith(prefix) and is_name(name) else None
