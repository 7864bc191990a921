"""Jobs, read many at a time: what is asked for while a question is out goes into the next one.

Clients poll, so this is what the server does most. Alone, a read is one query in a thread; under load the thread
and the query are shared by all who wait, and the more there are the cheaper each of them gets.
"""

from dataclasses import dataclass, field

import anyio

from pictoris import reads
from pictoris.api.threads import Threads
from pictoris.errors import NotFound, Unavailable
from pictoris.flow.context import Context
from pictoris.nouns import AccountId, Job, JobId


@dataclass
class _Batch:
    """One question: which jobs are asked for, and what came of it."""

    ids: set[JobId] = field(default_factory=set)
    found: dict[JobId, Job] = field(default_factory=dict)
    trouble: str = ""
    """Why there is no answer."""
    is_answered: anyio.Event = field(default_factory=anyio.Event)


class JobReader:
    """Answers every reader with the job as it is in the database, never from memory."""

    def __init__(self, context: Context, threads: Threads) -> None:
        self._context = context
        self._threads = threads
        self._one_at_a_time = anyio.Lock()
        self._next = _Batch()

    async def read(self, account: AccountId, job_id: JobId) -> Job:
        """The job as it stands.

        Raises `NotFound`, the same for unknown ids and for other accounts' jobs, and `Unavailable`.
        """
        batch = self._next
        is_first = not batch.ids
        batch.ids.add(job_id)
        if is_first:
            await self._ask(batch)
        else:
            await batch.is_answered.wait()
        return _one_of(batch, account, job_id)

    async def _ask(self, batch: _Batch) -> None:
        """Who opened a batch asks for all who joined it until the question before was answered."""
        try:
            async with self._one_at_a_time:
                self._next = _Batch()
                batch.found = await self._threads.run(reads.jobs, self._context.database, batch.ids)
        except Unavailable as error:
            batch.trouble = error.message
        except BaseException:
            batch.trouble = "The answer was lost: ask again."
            raise
        finally:
            if self._next is batch:
                self._next = _Batch()
            batch.is_answered.set()


def _one_of(batch: _Batch, account: AccountId, job_id: JobId) -> Job:
    if batch.trouble:
        raise Unavailable(batch.trouble)
    job = batch.found.get(job_id)
    if job is None or job.order.account != account:
        raise NotFound("There is no message with this id.")
    return job
