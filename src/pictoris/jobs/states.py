"""Which state of a job may follow which: a table, pure."""

from collections.abc import Mapping

from pictoris.nouns import State

NEXT: Mapping[State, frozenset[State]] = {
    State.WAITING: frozenset({State.ADMITTED, State.FAILED, State.CANCELLED}),
    State.ADMITTED: frozenset({State.RUNNING, State.FAILED, State.CANCELLED}),
    State.RUNNING: frozenset({State.RUNNING, State.DONE, State.FAILED, State.CANCELLED}),
    State.DONE: frozenset(),
    State.FAILED: frozenset(),
    State.CANCELLED: frozenset(),
}

ENDED = frozenset(state for state, following in NEXT.items() if not following)
HOLDING_A_SLOT = frozenset({State.ADMITTED, State.RUNNING})


def before(state: State) -> tuple[State, ...]:
    """The states from which `state` may be entered."""
    return tuple(earlier for earlier, following in NEXT.items() if state in following)
