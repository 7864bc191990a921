"""Words about words: a prompt is checked, or made longer. Nothing is charged."""

from collections.abc import Mapping
from typing import Annotated, Final

from pydantic import Field
from starlette.responses import Response

from pictoris import reads
from pictoris.api.endpoint import Call, Endpoint
from pictoris.api.fields import Fields
from pictoris.api.paths import both_families
from pictoris.api.replies import json_reply
from pictoris.api.schemas import Prompt, Verdict
from pictoris.errors import InvalidRequest
from pictoris.flow.context import Context
from pictoris.nouns import AccountId, Json
from pictoris.words import extension, moderation

LONGEST: Final = 6_000
"""Characters of a prompt."""


class PromptRequest(Fields):
    """A prompt."""

    prompt: Annotated[str, Field(description=f"At most {LONGEST} characters.")]


async def check(call: Call) -> Response:
    """Whether the prompt would be taken, and if not, why."""
    call.once()
    return json_reply(await call.run(_check, call.context, call.account.id, prompt_of(call.fields)))


async def extend(call: Call) -> Response:
    """The prompt with more to see in it, by rules."""
    call.once()
    return json_reply({"prompt": extension.extend(prompt_of(call.fields))})


def endpoints() -> tuple[Endpoint, ...]:
    """Prompt check and prompt extension."""
    return (
        Endpoint(
            method="POST",
            paths=both_families("/api/v1/{family}/prompt-check"),
            answer=check,
            summary="Check a prompt for ban words and bad parameters",
            tag="Prompts",
            takes=PromptRequest,
            gives=Verdict,
            example={"prompt": "red kite over dunes --ar 3:2"},
        ),
        Endpoint(
            method="POST",
            paths=("/api/v1/tools/prompt-extend",),
            answer=extend,
            summary="Lengthen a prompt, by rules rather than by a language model",
            tag="Prompts",
            takes=PromptRequest,
            gives=Prompt,
            example={"prompt": "red kite over dunes"},
        ),
    )


def prompt_of(fields: Mapping[str, Json]) -> str:
    """The prompt of a request. Raises `InvalidRequest` if it is missing or too long."""
    prompt = PromptRequest.of(fields).prompt
    if len(prompt) > LONGEST:
        raise InvalidRequest(
            f"prompt: {len(prompt)} characters are too many, {LONGEST} are taken.", code="prompt_too_long"
        )
    return prompt


def _check(context: Context, account: AccountId, prompt: str) -> dict[str, object]:
    verdict = moderation.check(prompt, reads.ban_words(context.database, account))
    return {"status": "SUCCESS"} if verdict.ok else {"status": "FAIL", "message": verdict.message}
