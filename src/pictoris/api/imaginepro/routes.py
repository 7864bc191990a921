"""All endpoints of the dialect, in one table; the one that is asked most comes first."""

from pictoris.api.endpoint import Endpoint
from pictoris.api.imaginepro import account, buttons, messages, orders, planned, prompts


def endpoints() -> tuple[Endpoint, ...]:
    """Everything that the dialect takes."""
    return (
        *messages.endpoints(),
        *orders.endpoints(),
        *buttons.endpoints(),
        *account.endpoints(),
        *prompts.endpoints(),
        *planned.endpoints(),
    )
