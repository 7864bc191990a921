"""The rows of stored pictures."""

import pytest
import sqlalchemy as sa

from pictoris.artifacts import records
from pictoris.infra.clock import Instant, after
from pictoris.nouns import AccountId, Artifact, JobId

NOW = Instant(1_800_000_000_000)


def picture(name: str = "a.png", *, job: JobId | None = None, age: float = 0) -> Artifact:
    return Artifact(
        name=name,
        account=AccountId("ann"),
        job=job,
        format="png",
        width=4,
        height=3,
        size=5_000_000_000,
        created=after(NOW, seconds=-age),
    )


@pytest.mark.parametrize("job", [None, JobId("job")])
def test_a_picture_is_found_as_it_was_written_down(tx, job):
    records.add(tx, [picture(job=job), picture("b.png")])
    assert records.find(tx, "a.png") == picture(job=job)
    assert records.find(tx, "c.png") is None


def test_nothing_to_write_down_is_fine(tx):
    records.add(tx, [])
    records.forget(tx, [])
    assert records.older_than(tx, after(NOW, seconds=1)) == []


def test_a_name_is_given_once(tx):
    records.add(tx, [picture()])
    with pytest.raises(sa.exc.IntegrityError), tx.begin_nested():
        records.add(tx, [picture()])


def test_the_oldest_are_named_first_and_not_all_at_once(tx):
    records.add(tx, [picture(f"{age}.png", age=age) for age in (0, 5, 9, 7)])
    assert records.older_than(tx, after(NOW, seconds=-5)) == ["9.png", "7.png"]
    assert records.older_than(tx, after(NOW, seconds=1), limit=3) == ["9.png", "7.png", "5.png"]


def test_only_those_that_were_named_are_forgotten(tx):
    records.add(tx, [picture(name) for name in ("a.png", "b.png")])
    records.forget(tx, ["a.png", "unknown.png"])
    assert [records.find(tx, name) is None for name in ("a.png", "b.png")] == [True, False]
