"""The one door through which URLs of strangers are fetched and called.

Every address is checked by our own rule and connected to as checked; nothing is sent that could identify us to
more than the host that was named; nothing is unpacked; everything has an end in time and in bytes.
"""

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Final

import httpcore2

from pictoris.errors import Failed, InvalidRequest, Refused
from pictoris.infra import urls
from pictoris.infra.addresses import is_public
from pictoris.infra.guarded import Blocked, Dial, GuardedBackend, Patience, Resolver, dial, system_resolver
from pictoris.infra.urls import Target

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ANSWER_BYTES = 4096
_LONGEST_PAUSE = 24 * 3600
_PRIVATE_SUFFIXES = (
    ".localhost", ".local", ".localdomain", ".internal", ".intranet", ".lan", ".home", ".corp", ".private",
    ".home.arpa",
)  # fmt: skip
_HEADERS = ((b"User-Agent", b"Pictoris"), (b"Accept-Encoding", b"identity"), (b"Connection", b"close"))
_NOT_PUBLIC = (
    "This URL is not allowed because its host is not on the public internet: give a public URL, or upload the "
    "picture."
)


_FAILURES = {"source_host_not_allowed": "host_not_allowed", "payload_too_large": "too_large"}
"""Code of a refusal → how the failure is called, where it is not `url_not_allowed`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorRules:
    """What may pass the door."""

    ports: frozenset[int] = frozenset({80, 443, 8080, 8443})
    trusted_origins: frozenset[str] = frozenset()
    """`scheme://host:port`, exact; these may have any address and any port."""
    max_bytes: int = 25 * 1024 * 1024
    timeout: float = 20.0
    """Seconds for one picture, redirects included."""
    own_origin: str | None = None
    """Where this server is reached; webhooks may not call it."""
    max_redirects: int = 3
    slow_after: float = 5.0
    """Seconds of body after which `least_rate` is asked for."""
    least_rate: int = 1000
    """Bytes a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a webhook's receiver said."""

    status: int
    body: bytes
    """At most the first 4 KiB, as sent."""
    retry_after: int | None
    """Seconds, at most a day."""


@dataclass(frozen=True, slots=True)
class _Purpose:
    """How failures of one kind of exchange are called."""

    prefix: str
    server: str

    def failed(self, what: str, sentence: str) -> Failed:
        return Failed(sentence.format(server=self.server), code=f"{self.prefix}_{what}")


_PICTURE: Final = _Purpose("source", "The server of the picture")
_WEBHOOK: Final = _Purpose("webhook", "The receiver of the webhook")


class Door:
    """Checks, fetches and calls URLs of strangers; holds no connection, safe to use from several threads."""

    def __init__(
        self,
        rules: DoorRules,
        resolver: Resolver = system_resolver,
        *,
        dial: Dial = dial,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """`resolver`, `dial` and `tls` are the world outside; tests bring their own."""
        self._rules = rules
        self._resolver = resolver
        self._dial = dial
        self._tls = tls or ssl.create_default_context()  # from TLS 1.2 on, name and date checked
        self._trusted = frozenset(urls.read(origin).origin for origin in rules.trusted_origins)
        self._own = urls.read(rules.own_origin) if rules.own_origin else None

    def check(self, url: str, *, refused_hosts: Mapping[str, str] | None = None) -> None:
        """Refuse what can be seen to be wrong without touching the network.

        `refused_hosts` maps a host suffix to the reason why pictures from there are not taken.
        Raises `InvalidRequest` with the code `scheme_not_allowed`, `port_not_allowed`, `url_not_allowed` or
        `source_host_not_allowed`, and `TooLarge` for a `data:` URL.
        """
        if urls.is_data(url):
            urls.read_data(url, max_bytes=self._rules.max_bytes)
        else:
            self._allow(urls.read(url), refused_hosts)

    def check_webhook(self, url: str) -> None:
        """Like `check`, for a URL to call: it may not be this server itself."""
        self._read_webhook(url)

    def fetch(self, url: str, *, refused_hosts: Mapping[str, str] | None = None) -> bytes:
        """The bytes of a picture, following at most three redirects.

        Raises `Failed` with the code `source_url_not_allowed`, `source_host_not_allowed`, `source_unreachable`,
        `source_tls_error`, `source_timeout`, `source_too_large`, `source_encoding_not_allowed`,
        `source_not_found` or `too_many_redirects`.
        """
        patience = Patience(self._rules.timeout)
        with _refusals_fail(_PICTURE):
            if urls.is_data(url):
                return urls.read_data(url, max_bytes=self._rules.max_bytes)
            target = self._allow(urls.read(url), refused_hosts)
        for _ in range(self._rules.max_redirects + 1):
            found = self._get(target, patience)
            if isinstance(found, bytes):
                return found
            with _refusals_fail(_PICTURE):
                target = self._follow(target, found, refused_hosts)
        raise Failed("The URL redirects more than three times.", code="too_many_redirects")

    def post(self, url: str, *, body: bytes, headers: Mapping[str, str], timeout: float) -> Answer:
        """Call a webhook once; redirects are not followed, at most 4 KiB of the answer are read.

        `timeout` is seconds for everything. Raises `Failed` with the code `webhook_url_not_allowed`,
        `webhook_unreachable`, `webhook_tls_error` or `webhook_timeout`.
        """
        with _refusals_fail(_WEBHOOK):
            target = self._read_webhook(url)
        patience = Patience(timeout)
        with self._exchange(_WEBHOOK, "POST", target, patience, headers=headers, body=body) as response:
            return Answer(
                status=response.status,
                body=_beginning(response),
                retry_after=_retry_after(_named(response, b"retry-after"), _named(response, b"date")),
            )

    def _allow(self, target: Target, refused_hosts: Mapping[str, str] | None = None) -> Target:
        if target.origin not in self._trusted:
            self._refuse_private(target)
        for suffix, reason in (refused_hosts or {}).items():
            if target.host == suffix or target.host.endswith(f".{suffix}"):
                raise InvalidRequest(reason, code="source_host_not_allowed")
        return target

    def _refuse_private(self, target: Target) -> None:
        if urls.is_address(target.host):
            is_private = not is_public(target.host)
        else:
            is_private = "." not in target.host or target.host.endswith(_PRIVATE_SUFFIXES)
        # The host first: whoever asks about a private host learns nothing about ports.
        if is_private:
            raise InvalidRequest(_NOT_PUBLIC, code="url_not_allowed")
        if target.port not in self._rules.ports:
            allowed = ", ".join(map(str, sorted(self._rules.ports)))
            raise InvalidRequest(
                f"Port {target.port} is not allowed: use one of {allowed}.", code="port_not_allowed"
            )

    def _read_webhook(self, url: str) -> Target:
        target = self._allow(urls.read(url))
        own = self._own
        is_own = own is not None and own.host == target.host
        if own is not None and is_own and (target.origin == own.origin or target.origin not in self._trusted):
            raise InvalidRequest(
                "A webhook cannot call this server itself: give the URL of your own receiver.",
                code="url_not_allowed",
            )
        return target

    def _get(self, target: Target, patience: Patience) -> bytes | str:
        """The body, or the place that a redirect names."""
        headers = {"Accept": "image/*, */*;q=0.5"}
        with self._exchange(_PICTURE, "GET", target, patience, headers=headers) as response:
            location = _named(response, b"location")
            if response.status in _REDIRECTS and location:
                return location
            if not 200 <= response.status < 300:
                raise Failed(
                    f"The server of the picture answered with status {response.status}.",
                    code="source_not_found",
                )
            return self._body(response, patience)

    def _body(self, response: httpcore2.Response, patience: Patience) -> bytes:
        if _named(response, b"content-encoding").strip().lower() not in {"", "identity"}:
            raise Failed(
                "The server of the picture sent it compressed although it was asked not to.",
                code="source_encoding_not_allowed",
            )
        limit = self._rules.max_bytes
        announced = _named(response, b"content-length")
        if announced.isdecimal() and int(announced) > limit:
            raise _too_large(limit)
        patience.expect_body(slow_after=self._rules.slow_after, least_rate=self._rules.least_rate)
        data = bytearray()
        for chunk in response.iter_stream():
            data += chunk
            patience.received(len(chunk))
            if len(data) > limit:
                raise _too_large(limit)
        return bytes(data)

    def _follow(self, target: Target, location: str, refused_hosts: Mapping[str, str] | None) -> Target:
        """Where a redirect leads, checked like any other URL."""
        following = self._allow(urls.join(target, location), refused_hosts)
        if target.scheme == "https" and following.scheme == "http":
            raise InvalidRequest("The URL redirects from https to http.")
        return following

    @contextmanager
    def _exchange(
        self,
        purpose: _Purpose,
        method: str,
        target: Target,
        patience: Patience,
        *,
        headers: Mapping[str, str],
        body: bytes = b"",
    ) -> Iterator[httpcore2.Response]:
        """Send one request over one new connection; troubles on the way become failures with a sentence."""
        trusted = target.origin in self._trusted
        connection = httpcore2.HTTPConnection(
            httpcore2.Origin(target.scheme.encode(), target.host.encode(), target.port),
            ssl_context=self._tls,
            network_backend=GuardedBackend(self._resolver, self._dial, patience, trusted=trusted),
        )
        with connection, _named_troubles(purpose):
            yield connection.handle_request(_request(method, target, headers, body))


def _request(method: str, target: Target, headers: Mapping[str, str], body: bytes) -> httpcore2.Request:
    fields = [(b"Host", target.authority.encode()), *_HEADERS]
    fields += [(name.encode("ascii"), value.encode("ascii")) for name, value in headers.items()]
    if body:
        fields.append((b"Content-Length", str(len(body)).encode()))
    url = httpcore2.URL(
        scheme=target.scheme.encode(),
        host=target.host.encode(),
        port=target.port,
        target=target.path.encode(),
    )
    return httpcore2.Request(method, url, headers=fields, content=body)


@contextmanager
def _named_troubles(purpose: _Purpose) -> Iterator[None]:
    try:
        yield
    except Blocked:
        raise purpose.failed("url_not_allowed", _NOT_PUBLIC) from None
    except httpcore2.TimeoutException:
        raise purpose.failed("timeout", "{server} was too slow.") from None
    except httpcore2.ConnectError as error:
        if isinstance(error.__cause__, ssl.SSLError):
            raise purpose.failed(
                "tls_error", "{server} has no valid certificate, or only an outdated TLS."
            ) from None
        raise purpose.failed("unreachable", "{server} could not be reached.") from None
    except (httpcore2.NetworkError, httpcore2.ProtocolError):
        raise purpose.failed("unreachable", "{server} broke off or did not speak HTTP.") from None


@contextmanager
def _refusals_fail(purpose: _Purpose) -> Iterator[None]:
    """What would be refused at the door is a failure once the job runs."""
    try:
        yield
    except Refused as error:
        what = _FAILURES.get(error.code, "url_not_allowed")
        raise Failed(error.message, code=f"{purpose.prefix}_{what}") from None


def _named(response: httpcore2.Response, name: bytes) -> str:
    """A header's value; empty if there is none."""
    values = [value for key, value in response.headers if key.lower() == name]
    return b",".join(values).decode("utf-8", "replace")


def _beginning(response: httpcore2.Response) -> bytes:
    data = bytearray()
    for chunk in response.iter_stream():
        data += chunk
        if len(data) >= _ANSWER_BYTES:
            break
    return bytes(data[:_ANSWER_BYTES])


def _retry_after(value: str, date: str) -> int | None:
    """Seconds until a receiver wants to be called again; a date is read against the receiver's own clock."""
    if value.isdecimal():
        return min(int(value[:9]), _LONGEST_PAUSE)
    try:
        seconds = (parsedate_to_datetime(value) - parsedate_to_datetime(date)).total_seconds()
    except (ValueError, TypeError):
        return None
    return min(max(int(seconds), 0), _LONGEST_PAUSE)


def _too_large(limit: int) -> Failed:
    return Failed(f"The picture is larger than {limit // 1_048_576} MiB.", code="source_too_large")
