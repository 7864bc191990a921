"""A button on a message → an order: what it asks for, on which picture, with what the message knows of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from pictoris.artifacts.names import url_of
from pictoris.buttons import CANCEL, Action, action_of, meant, offered, plain
from pictoris.errors import InvalidRequest, NotFound
from pictoris.flow.cancel import cancel
from pictoris.flow.context import Context
from pictoris.flow.submit import Receipt, Terms, check, submit
from pictoris.infra.ids import new_seed
from pictoris.jobs import queue
from pictoris.jobs.idempotency import Once
from pictoris.nouns import AccountId, Job, JobId, Json, Order
from pictoris.operations.painting import LARGEST_SEED

CARRIED: Final = (
    "negative_prompt",
    "model",
    "steps",
    "cfg_scale",
    "loras",
    "style",
    "output_format",
    "output_quality",
)
"""What a picture's successors inherit from the order that it came from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """A button, the message that offers it, and what was said along with it."""

    message: JobId
    button: str
    prompt: str | None = None
    """Other words than the message's."""
    mask: str | None = None
    """For `Vary (Region)`: where."""
    seed: int | None = None


def press(
    context: Context, account: AccountId, pressed: Press, terms: Terms, once: Once | None = None
) -> Receipt:
    """Do what the button says: cancel the job, or take the order that follows from it.

    Raises `NotFound` for an unknown message, `InvalidRequest` with the code `button_not_offered`, and whatever `cancel`
    or `submit` raise.
    """
    if plain(pressed.button) == CANCEL:
        return cancel(context, account, pressed.message, once)
    return submit(context, order_of(context, account, pressed, terms), once)


def order_of(context: Context, account: AccountId, pressed: Press, terms: Terms) -> Order:
    """The order that a button stands for. Changes nothing; raises as `press` does."""
    with context.database.reading() as tx:
        job = queue.find(tx, pressed.message, account)
    if job is None:
        raise NotFound("There is no message with this id.", code="not_found")
    action = action_of(job, pressed.button)
    if action is None:
        raise _not_offered(job, pressed.button)
    continues = _continued if action.operation else _once_more
    fields = continues(context, job, action, pressed)
    order = check(context, account, action.operation or job.order.operation, fields, terms)
    return replace(order, parent=job.id, button=meant(job, pressed.button))


def _once_more(context: Context, job: Job, _action: Action, pressed: Press) -> dict[str, Json]:
    """The same again, with other luck."""
    needed = context.operations[job.order.operation].params.model_fields.items()
    if any(field.is_required() and name not in job.order.params for name, field in needed):
        raise InvalidRequest(
            "The pictures that this message was made from are kept no longer: send them again.",
            code="file_gone",
        )
    fields = dict(job.order.params) | {"seed": new_seed() if pressed.seed is None else pressed.seed}
    if pressed.prompt and "prompt" not in fields:
        raise InvalidRequest("This message was made without words: its 🔄 takes no prompt.")
    return fields | ({"prompt": pressed.prompt} if pressed.prompt else {})


def _continued(context: Context, job: Job, action: Action, pressed: Press) -> dict[str, Json]:
    """One picture of the message goes on."""
    params, outcome = job.order.params, job.outcome
    notes = outcome.notes[action.picture] if action.picture < len(outcome.notes) else {}
    fields: dict[str, Json] = {name: params[name] for name in CARRIED if params.get(name) is not None}
    fields |= {
        "picture": url_of(outcome.artifacts[action.picture], context.settings.base_url),
        "prompt": pressed.prompt or job.order.prompt,
        "engine": outcome.engine,
        "notes": dict(notes),
        "seed": new_seed() if pressed.seed is None else pressed.seed,
    }
    if action.operation == "pick":
        fields |= _as_painted(job, action.picture)
    if action.operation == "inpaint":
        fields["mask"] = _mask(pressed)
    if action.of_original:
        fields |= {"picture": params["picture"], "redo": _redone(params)}
    return fields | dict(action.fields)


def _as_painted(job: Job, picture: int) -> dict[str, Json]:
    """A picked picture keeps the words and the seed that it was painted with."""
    first = job.order.params.get("seed")
    seed = (first + picture) % (LARGEST_SEED + 1) if isinstance(first, int) else None
    return {"prompt": job.order.prompt, "seed": seed}


def _redone(params: Mapping[str, Json]) -> int:
    before = params.get("redo")
    return before + 1 if isinstance(before, int) else 1


def _mask(pressed: Press) -> str:
    if not pressed.mask:
        raise InvalidRequest(
            "mask is required: base64 of a picture that is white where to paint and black where nothing changes."
        )
    return pressed.mask


def _not_offered(job: Job, button: str) -> InvalidRequest:
    buttons = ", ".join(offered(job)) or "none"
    return InvalidRequest(
        f"This message does not offer {button[:40]!r}; its buttons now: {buttons}.", code="button_not_offered"
    )
