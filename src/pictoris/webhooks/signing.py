"""A signature over id, time and body of a webhook, as the Standard Webhooks specification (1.0) wants it."""

import secrets as dice
from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from standardwebhooks import Webhook

from pictoris.infra.clock import Instant

_SECRET_BYTES = 32
_PREFIX = "whsec_"


def new_secret() -> str:
    """A fresh secret of 256 bits: `whsec_` and base64."""
    return _PREFIX + b64encode(dice.token_bytes(_SECRET_BYTES)).decode()


def sign(  # `id` is the name that the header has
    secret: str | Sequence[str],
    id: str,  # noqa: A002 - see above
    at: Instant,
    body: bytes,
) -> Mapping[str, str]:
    """The headers `webhook-id`, `webhook-timestamp` (seconds) and `webhook-signature` for a UTF-8 body.

    Several secrets give several signatures, so that a receiver may know either. Raises ValueError if there is no
    secret: an empty one would sign for everybody.
    """
    known = [secret] if isinstance(secret, str) else list(secret)
    if not known or not all(one.removeprefix(_PREFIX) for one in known):
        raise ValueError("a webhook needs a secret to be signed with")
    # In UTC, because standardwebhooks 1.1.0 takes the wall time of any other zone for UTC.
    moment = datetime.fromtimestamp(at // 1000, UTC)
    text = body.decode()
    return {
        "webhook-id": id,
        "webhook-timestamp": str(at // 1000),
        "webhook-signature": " ".join(Webhook(one).sign(id, moment, text) for one in known),
    }
