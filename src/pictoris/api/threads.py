"""The way from the event loop into the synchronous core."""

from collections.abc import Callable
from functools import partial
from typing import ParamSpec, TypeVar

import anyio
import anyio.to_thread

P = ParamSpec("P")
T = TypeVar("T")


class Threads:
    """Runs the core's functions in a few threads: no more than the database has connections for."""

    def __init__(self, most: int = 12) -> None:
        self._limiter = anyio.CapacityLimiter(most)

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a function of the core in a thread; who waits for one waits in the loop, in order."""
        return await anyio.to_thread.run_sync(partial(function, *args, **kwargs), limiter=self._limiter)
