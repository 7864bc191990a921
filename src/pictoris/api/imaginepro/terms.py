"""What every order may say beside its own parameters."""

import unicodedata
from collections.abc import Mapping
from typing import Annotated, Final

from pydantic import Field

from pictoris.api.fields import Fields
from pictoris.errors import InvalidRequest
from pictoris.flow.submit import Terms
from pictoris.nouns import Json, Speed

BOOSTED: Final = "/boost/"
"""What the paths hold whose orders go before others."""

_MODES: Final = {speed.value: speed for speed in (Speed.RELAX, Speed.FAST, Speed.TURBO)}


class BaseFields(Fields):
    """The common fields; none of them is required."""

    ref: Annotated[str, Field(max_length=2048)] | None = Field(
        default=None, description="Anything of yours; comes back in the message and the webhook."
    )
    webhook_override: Annotated[str, Field(max_length=8192)] | None = Field(
        default=None, description="URL that gets the message when the job ends, instead of the account's."
    )
    timeout: int = Field(default=900, ge=10, le=900, description="Seconds that the job may run.")
    process_mode: str | None = Field(
        default=None,
        max_length=100,
        description="Extension: `relax`, `fast` or `turbo`, for what is painted; a flag in the prompt wins.",
    )
    disable_cdn: bool | None = Field(
        default=None, strict=False, description="Taken and ignored: there is no second copy here."
    )


def terms_of(fields: Mapping[str, Json], path: str = "") -> Terms:
    """Read the common fields; what comes by a boosted path goes before. Raises `InvalidRequest`."""
    said = BaseFields.of(fields)
    if said.ref is not None and any(unicodedata.category(letter) == "Cc" for letter in said.ref):
        raise InvalidRequest(
            "ref: control characters such as line breaks are not taken.", code="invalid_string"
        )
    by_path = Speed.BOOST if BOOSTED in path else None
    return Terms(
        ref=said.ref,
        webhook=said.webhook_override,
        timeout=said.timeout,
        speed=_MODES.get(said.process_mode or "", by_path),
    )
