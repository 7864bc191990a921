"""The shapes of answers, for the documentation: what they hold is written where they are made."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel


class _Shape(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class Problem(_Shape):
    """Every refusal and every failure of a request."""

    message: str = Field(description="What was wrong and what to do, for a person.")
    error: str = Field(description="The same sentence: the official kits show this field only.")
    status_code: int = Field(description="The HTTP status.")
    code: str = Field(description="The reason for programs; a code never changes its meaning.")


class Submitted(_Shape):
    """An order was taken."""

    success: Literal[True]
    message_id: str = Field(description="The id to ask with, a UUID.")
    created_at: str = Field(description="ISO 8601, UTC.")
    message_ids: list[str] | None = Field(
        default=None, description="Extension: all ids, if the prompt asks for several jobs."
    )


class Message(_Shape):
    """A job as it stands; webhooks carry the same object."""

    message_id: str
    prompt: str
    status: Literal["QUEUED", "PROCESSING", "DONE", "FAIL"] = Field(
        description="DONE and FAIL are final, and nothing else is."
    )
    progress: int = Field(ge=0, le=100, description="Percent; 100 only when the result is stored.")
    created_at: str
    updated_at: str
    buttons: list[str] = Field(description="What the button endpoint takes for this message now.")
    ref: str = Field(description="What the caller gave along; empty if nothing.")
    uri: str | None = Field(
        default=None, description="The picture when DONE; of four that belong together, the grid."
    )
    images: list[str] | None = Field(default=None, description="The single pictures, when DONE.")
    content: list[str] | None = Field(default=None, description="Four descriptions, of a describe job.")
    originating_message_id: str | None = Field(default=None, description="The message whose button made it.")
    error: str | None = Field(default=None, description="Why it failed; absent unless FAIL.")
    code: str | None = Field(default=None, description="Extension: the reason for programs, when FAIL.")
    engine: str | None = Field(default=None, description="Extension: what made the result.")
    seed: int | None = Field(default=None, description="Extension: the seed of the first picture.")
    parameters: dict[str, Any] | None = Field(
        default=None, description="Extension: what the job was asked beside its prompt."
    )
    warnings: list[str] | None = Field(default=None, description="Extension: what could not be honoured.")


class AccountInfo(_Shape):
    """What an account has."""

    type: str = Field(description="The plan, e.g. STARTER.")
    credits_quota: int = Field(description="Credits that the plan brings.")
    credits: int = Field(description="What is left of them.")
    credits_extra: int = Field(description="Credits beside the plan.")
    expired_at: str
    email: str


class HistoryImage(_Shape):
    """One result."""

    id: str = Field(description="The messageId.")
    type: str = Field(description="What made it, e.g. FACESWAP.")
    button: str = Field(description="The button that was pressed; empty if none.")
    prompt: str
    uri: str
    created_at: str


class History(_Shape):
    """The newest results, newest first."""

    images: list[HistoryImage]


class BanWords(_Shape):
    """Words that this account wants refused in prompts."""

    words: list[str]


class Verdict(_Shape):
    """What the prompt check found."""

    status: Literal["SUCCESS", "FAIL"]
    message: str | None = Field(default=None, description="What is wrong, when FAIL.")


class Prompt(_Shape):
    """A prompt."""

    prompt: str


class Uploaded(_Shape):
    """A picture that is kept now."""

    success: Literal[True]
    url: str = Field(description="Give this as an input to any operation.")
    uri: str = Field(description="The same URL.")
    name: str
    width: int
    height: int


class WebhookSet(_Shape):
    """Where news goes by default."""

    url: str
    secret: str = Field(description="Signs every webhook (Standard Webhooks); shown this once.")


class Done(_Shape):
    """It is done."""

    success: Literal[True]
