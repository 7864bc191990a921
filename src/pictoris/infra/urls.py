"""URLs that a stranger gave, read strictly and once: what comes out is exactly what is connected to."""

import re
import string
import unicodedata
from base64 import b64decode
from binascii import Error as BadBase64
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import quote, unquote_to_bytes, urljoin

import idna

from pictoris.errors import InvalidRequest, TooLarge

_DEFAULT_PORTS = {"http": 80, "https": 443}
_LONGEST = 8192

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_URL = re.compile(r"[a-zA-Z]+://(?P<authority>[^/?#]+)(?P<path>(?:/[^?#]*)?)(?P<query>(?:\?[^#]*)?)(?:#.*)?")
_AUTHORITY = re.compile(r"(?:\[(?P<v6>[0-9a-fA-F:.]+)\]|(?P<name>[^:\[\]@%]+))(?::(?P<port>[0-9]{1,9})?)?")
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_NAME = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
"""A last label that some resolvers read as part of an address: `127.1`, `2130706433`, `0x7f000001`."""
_DATA = re.compile(r"data:[^,;]*(?:;[^,;=]+=[^,;]*)*(?P<base64>;base64)?,", re.IGNORECASE)

_MALFORMED = (
    "This URL cannot be used: write http(s)://host/path without user name, spaces, backslashes or control "
    "characters, and percent-encode what is special."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A URL that was read: where to connect, and what to ask for there."""

    scheme: str
    """`http` or `https`."""
    host: str
    """A lower-case ASCII name, a dotted quad, or an IPv6 address without brackets."""
    port: int
    path: str
    """Path and query, ASCII, beginning with a slash."""

    @property
    def origin(self) -> tuple[str, str, int]:
        """Scheme, host and port: what trust is given to."""
        return self.scheme, self.host, self.port

    @property
    def authority(self) -> str:
        """What the `Host` header says."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The URL, normalised."""
        return f"{self.scheme}://{self.authority}{self.path}"


def read(url: str) -> Target:
    """Read an http(s) URL.

    Raises `InvalidRequest` with the code `scheme_not_allowed`, `port_not_allowed` (0, above 65535) or
    `url_not_allowed` (everything else).
    """
    scheme = _scheme(url)
    if len(url) > _LONGEST or any(_is_forbidden(character) for character in url):
        raise _malformed()
    parts = _URL.fullmatch(url)
    authority = _AUTHORITY.fullmatch(parts["authority"]) if parts else None
    # A fragment right behind the host is where parsers disagree about what the host is.
    if parts is None or authority is None or (not parts["path"] and "#" in url):
        raise _malformed()
    host = _ipv6(authority["v6"]) if authority["v6"] else _host(authority["name"])
    port = int(authority["port"]) if authority["port"] else _DEFAULT_PORTS[scheme]
    if not 0 < port < 65536:
        raise InvalidRequest("This port does not exist: leave it out.", code="port_not_allowed")
    path = quote((parts["path"] or "/") + parts["query"], safe=string.punctuation)
    return Target(scheme=scheme, host=host, port=port, path=path)


def join(base: Target, location: str) -> Target:
    """Where a redirect from `base` leads.

    Raises `InvalidRequest` like `read`.
    """
    if any(_is_forbidden(character) for character in location):
        raise _malformed()
    if _SCHEME.match(location):
        return read(location)
    if location.startswith("//"):
        return read(f"{base.scheme}:{location}")
    try:
        path = urljoin(base.path, location)
    except ValueError as error:
        raise _malformed() from error
    # `../..` beyond the root comes out without a slash, and would grow onto the host.
    return read(f"{base.scheme}://{base.authority}/{path.removeprefix('/')}")


def is_address(host: str) -> bool:
    """Whether the host of a `Target` is an address, not a name."""
    return ":" in host or _NUMBER.fullmatch(host.rpartition(".")[2]) is not None


def is_data(url: str) -> bool:
    """Whether this is a `data:` URL."""
    return url[:5].lower() == "data:"


def read_data(url: str, *, max_bytes: int) -> bytes:
    """The bytes inside a `data:` URL.

    Raises `TooLarge` above `max_bytes`, `InvalidRequest("url_not_allowed")` if it is not well-formed.
    """
    head = _DATA.match(url)
    if head is None:
        raise InvalidRequest(
            "This data: URL cannot be read: write data:image/png;base64,…", code="url_not_allowed"
        )
    if len(url) - head.end() > 4 * max_bytes:
        raise _too_large(max_bytes)
    try:
        data = unquote_to_bytes(url[head.end() :])
        data = b64decode(data, validate=True) if head["base64"] else data
    except (BadBase64, UnicodeEncodeError) as error:
        raise InvalidRequest("This data: URL is not valid base64.", code="url_not_allowed") from error
    if len(data) > max_bytes:
        raise _too_large(max_bytes)
    return data


def _scheme(url: str) -> str:
    match = _SCHEME.match(url)
    scheme = match[1].lower() if match else ""
    if scheme not in _DEFAULT_PORTS:
        raise InvalidRequest("Only http:// and https:// URLs are taken.", code="scheme_not_allowed")
    return scheme


def _is_forbidden(character: str) -> bool:
    """Backslashes, and everything that is invisible: spaces, controls, direction marks, surrogates."""
    return character == "\\" or unicodedata.category(character)[0] in "CZ"


def _ipv6(text: str) -> str:
    try:
        return str(IPv6Address(text))
    except AddressValueError as error:
        raise _malformed() from error


def _host(text: str) -> str:
    """A name or dotted quad in the only spelling that will be used from here on."""
    name = _ascii(text).lower().removesuffix(".")
    if len(name) > 253 or not _NAME.fullmatch(name):
        raise _malformed()
    if _NUMBER.fullmatch(name.rpartition(".")[2]):
        try:
            return str(IPv4Address(name))
        except AddressValueError as error:
            raise _malformed() from error
    return name


def _ascii(text: str) -> str:
    """Internationalised names in their ASCII form; look-alikes of digits and dots become what they look like."""
    if text.isascii() and "xn--" not in text.lower():
        return text
    try:
        return idna.encode(text, uts46=True).decode("ascii")
    except UnicodeError as error:  # IDNAError is one
        raise _malformed() from error


def _malformed() -> InvalidRequest:
    return InvalidRequest(_MALFORMED, code="url_not_allowed")


def _too_large(max_bytes: int) -> TooLarge:
    return TooLarge(f"The picture in this data: URL is larger than {max_bytes // 1_048_576} MiB.")
