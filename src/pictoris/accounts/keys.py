"""API keys: shown once, stored as a digest.

A key is `sk-`, 43 random characters (256 bits) and a checksum of 8. The checksum tells a mistyped key from a wrong
one without a question to the database. A plain SHA-256 is enough for a secret of this size (OWASP ASVS 6.5.2), and
costs an attacker's flood of keys nothing but microseconds.
"""

import hashlib
import re
import secrets
import zlib

import sqlalchemy as sa

from pictoris.infra.clock import Instant
from pictoris.infra.database import metadata
from pictoris.nouns import AccountId

api_key = sa.Table(
    "api_key",
    metadata,
    sa.Column("digest", sa.String(64), primary_key=True),
    sa.Column("account", sa.String(64), nullable=False, index=True),
    sa.Column("hint", sa.String(16), nullable=False),
    sa.Column("created", sa.BigInteger, nullable=False),
    sa.Column("revoked", sa.BigInteger),
)

_FORM = re.compile(r"sk-([A-Za-z0-9_-]{43})([0-9a-f]{8})\Z", re.ASCII)


def new_key() -> tuple[str, str]:
    """A fresh key and its digest."""
    body = secrets.token_urlsafe(32)
    key = f"sk-{body}{_checksum(body)}"
    return key, _digest(key)


def digest_of(key: str) -> str | None:
    """The digest under which a key is stored; None if its form or checksum is wrong."""
    match = _FORM.match(key)
    return _digest(key) if match and _checksum(match[1]) == match[2] else None


def add(tx: sa.Connection, account: AccountId, *, digest: str, hint: str, at: Instant) -> None:
    """Let a key open an account."""
    tx.execute(sa.insert(api_key).values(digest=digest, account=account, hint=hint, created=at))


def revoke(tx: sa.Connection, digest: str, at: Instant) -> None:
    """The key opens nothing any more."""
    tx.execute(
        sa.update(api_key).where(api_key.c.digest == digest, api_key.c.revoked.is_(None)).values(revoked=at)
    )


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode("ascii")).hexdigest()


def _checksum(body: str) -> str:
    return f"{zlib.crc32(body.encode('ascii')):08x}"
