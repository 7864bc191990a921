"""Ids as they come in from outside: what has not their form is nobody's, and costs no query."""

import re
from typing import Final

from pictoris.errors import NotFound
from pictoris.nouns import JobId

_UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z", re.ASCII)


def job_id_of(text: str) -> JobId:
    """A `messageId`; raises the same `NotFound` as an unknown one."""
    if not _UUID.match(text):
        raise NotFound("There is no message with this id.")
    return JobId(text)
