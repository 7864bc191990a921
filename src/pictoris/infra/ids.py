"""Names that cannot be guessed."""

import secrets
import uuid


def new_uuid() -> str:
    """A random UUID (version 4), the form that clients expect of a `messageId`."""
    return str(uuid.uuid4())  # noqa: TID251 - this is the place that the ban points to


def new_token(bits: int = 128) -> str:
    """A random lower-case hexadecimal name of at least `bits` bits."""
    return secrets.token_hex(-(-bits // 8))


def new_seed() -> int:
    """A random whole number from 0 to 2³²−1."""
    return secrets.randbelow(2**32)
