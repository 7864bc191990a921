"""Legs end in time, and what they keep is whole or not there."""

import pytest
from typing_extensions import override

torch = pytest.importorskip("torch", reason="torch is not installed")

from training import legs  # noqa: E402 - after the check that torch is there


def test_a_leg_goes_on_where_the_last_one_ended():
    assert list(legs.steps(legs.Plan(steps=5, minutes=1), 2)) == [2, 3, 4]
    assert list(legs.steps(legs.Plan(steps=5, minutes=1), 5)) == []


def test_a_leg_ends_when_its_minutes_are_over():
    assert list(legs.steps(legs.Plan(steps=5, minutes=-1), 0)) == []


def test_the_rate_rises_stays_and_falls():
    factors = [legs.rate(step, 300, warm=10) for step in range(301)]
    assert factors[0] == pytest.approx(0.1)
    assert factors[:10] == sorted(factors[:10])
    assert set(factors[9:201]) == {1.0}
    assert factors[200:] == sorted(factors[200:], reverse=True)
    assert factors[300] == pytest.approx(0.02)


def test_a_checkpoint_comes_back_as_it_was(tmp_path):
    path = tmp_path / "new" / "state.pt"
    legs.keep(path, {"step": 3, "network": {"weight": torch.arange(6.0)}})
    found = legs.kept(path)
    assert found["step"] == 3
    assert torch.equal(found["network"]["weight"], torch.arange(6.0))


def test_without_a_checkpoint_there_is_nothing(tmp_path):
    assert legs.kept(tmp_path / "state.pt") == {}


class Unwritable:
    @override
    def __reduce__(self):
        raise RuntimeError("interrupted")


def test_a_checkpoint_that_is_interrupted_leaves_the_last_one(tmp_path):
    path = tmp_path / "state.pt"
    with pytest.raises(RuntimeError, match="interrupted"):
        legs.keep(path, {"step": 1, "network": torch.zeros(1000), "broken": Unwritable()})
    assert legs.kept(path) == {}
    legs.keep(path, {"step": 2})
    with pytest.raises(RuntimeError, match="interrupted"):
        legs.keep(path, {"step": 3, "network": torch.zeros(1000), "broken": Unwritable()})
    assert legs.kept(path) == {"step": 2}


def test_progress_is_told_every_so_many_steps(capsys):
    for step in range(5):
        legs.tell(step, legs.Plan(steps=5, minutes=1, told_every=2), loss=0.12345)
    assert capsys.readouterr().out.splitlines() == [f"step {step:6d} loss 0.1235" for step in (0, 2, 4)]
