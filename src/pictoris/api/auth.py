"""`Authorization: Bearer <key>` → the account that the key opens."""

from dataclasses import dataclass
from typing import Final

from starlette.requests import Request

from pictoris import reads
from pictoris.accounts.keys import digest_of
from pictoris.api.limits import Limits
from pictoris.api.threads import Threads
from pictoris.errors import Unauthorized
from pictoris.flow.context import Context
from pictoris.infra.clock import Instant
from pictoris.nouns import Account

REMEMBERED: Final = 2_000
"""Milliseconds for which a good key is not looked up again: a revoked one is dead after that."""

_MOST: Final = 10_000
"""Keys that are remembered at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who calls: the account as it was at most `REMEMBERED` ago, and the digest of the key."""

    account: Account
    digest: str


class Gate:
    """Lets in who has a key; remembers good keys for a moment, wrong ones never."""

    def __init__(self, context: Context, limits: Limits, threads: Threads) -> None:
        self._context = context
        self._limits = limits
        self._threads = threads
        self._seen: dict[str, tuple[Caller, Instant]] = {}

    async def admit(self, request: Request) -> Caller:
        """Who sent this request.

        Raises `Unauthorized`, or `TooMany` when an address has tried many wrong keys. A key whose checksum is wrong
        costs no query. A good key gets in whatever its neighbours behind the same address have tried.
        """
        digest = digest_of(key_of(request.headers.getlist("authorization")))
        caller = None if digest is None else self._remembered(digest) or await self._find(digest)
        if caller is None:
            address = request.client.host if request.client else ""
            self._limits.spend_bad_key(address)
            raise Unauthorized(
                "This API key opens nothing: check it for typing errors.", code="invalid_api_key"
            )
        return caller

    def _remembered(self, digest: str) -> Caller | None:
        caller, since = self._seen.get(digest, (None, Instant(0)))
        # A clock that was set back must not lengthen a memory.
        is_fresh = 0 <= self._context.clock.now() - since < REMEMBERED
        return caller if is_fresh else None

    async def _find(self, digest: str) -> Caller | None:
        asked = self._context.clock.now()
        account = await self._threads.run(reads.caller, self._context.database, digest)
        if account is None:
            return None
        if len(self._seen) >= _MOST:
            self._seen.clear()
        caller = Caller(account=account, digest=digest)
        self._seen[digest] = (caller, asked)
        return caller


def key_of(headers: list[str]) -> str:
    """The key in the one `Authorization` header; raises `Unauthorized` if there is none or more."""
    if len(headers) == 1:
        scheme, _, key = headers[0].strip().partition(" ")
        if scheme.lower() == "bearer" and key.strip():
            return key.strip()
    raise Unauthorized("Send your API key in one header: Authorization: Bearer <key>.")
