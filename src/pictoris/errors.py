"""Every refusal and failure, one tree with stable codes.

    PictorisError
    ├── Refused            the caller's turn: nothing was started, nothing is charged
    │   ├── InvalidRequest      a field, a body, a URL or a button is wrong
    │   ├── Unauthorized        no key, or a key that opens nothing
    │   ├── NotEnoughCredits    the order costs more than there is
    │   ├── Forbidden           the key is good, but not for this
    │   ├── NotFound            unknown, or somebody else's
    │   ├── Conflict            right request, wrong moment
    │   ├── TooLarge            more bytes or pixels than are taken
    │   ├── TooMany             slow down
    │   └── NotBuilt            documented, but this version does not do it
    ├── Unavailable        nobody's fault, later: the database or the store does not answer
    └── Failed             an accepted job came to a bad end: the hold is released

A code never changes its meaning. `api/errors.py` alone knows HTTP status codes.
"""

from typing import ClassVar


class PictorisError(Exception):
    """The root: an error that carries a stable code and a sentence for a person."""

    default_code: ClassVar[str] = "internal_error"

    def __init__(self, message: str, *, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.default_code


class Refused(PictorisError):
    """The request was not taken; the caller can mend it."""

    default_code = "refused"


class InvalidRequest(Refused):
    """Something in the request is wrong; the sentence says what and what to do."""

    default_code = "invalid_parameter"


class Unauthorized(Refused):
    """No API key was given, or it opens nothing."""

    default_code = "unauthorized"


class NotEnoughCredits(Refused):
    """The order costs more credits than the account holds."""

    default_code = "insufficient_credits"

    def __init__(self, needed: int, held: int) -> None:
        super().__init__(
            f"This costs {needed} credits and the account has {held}: buy or grant more credits."
        )
        self.needed = needed
        self.held = held


class Forbidden(Refused):
    """The key is good, but not for this."""

    default_code = "forbidden"


class NotFound(Refused):
    """Unknown, or somebody else's: the answer is the same for both."""

    default_code = "not_found"


class Conflict(Refused):
    """The request is right, but the thing it is about has moved on."""

    default_code = "conflict"


class TooLarge(Refused):
    """More bytes or more pixels than are taken."""

    default_code = "payload_too_large"


class TooMany(Refused):
    """Over a limit; `retry_after` says in how many seconds to come back."""

    default_code = "rate_limited"

    def __init__(self, message: str, *, retry_after: int, code: str | None = None) -> None:
        super().__init__(message, code=code)
        self.retry_after = retry_after


class NotBuilt(Refused):
    """A documented endpoint that this version does not implement."""

    default_code = "not_implemented"


class Unavailable(PictorisError):
    """The database, the store or an engine does not answer now."""

    default_code = "unavailable"


class Failed(PictorisError):
    """An accepted job came to a bad end. The code tells programs why, the sentence people."""

    default_code = "job_failed"
