"""The more steps, the nearer to where a long walk ends."""

import pytest

torch = pytest.importorskip("torch", reason="torch is not installed")

from pictoris.engines.sketch.sampling import times  # noqa: E402 - after the check that torch is there
from training.evaluate.walks import LONG, apart_from_long  # noqa: E402

NOISE = torch.randn(3, 8, 4, 6, generator=torch.Generator().manual_seed(1))


def bent(latents, time):
    """A way that bends: no number of steps follows it exactly."""
    return latents * torch.sin(3 * time)[:, None, None, None]


def test_more_steps_end_nearer_and_as_many_end_there():
    apart = apart_from_long(bent, NOISE)
    found = [apart(times(steps)) for steps in (4, 8, 16, 32)]
    assert found == sorted(found, reverse=True)
    assert apart(times(LONG)) == 0
    assert found[0] > 0.001


def test_on_a_straight_way_one_step_is_as_good():
    apart = apart_from_long(lambda latents, _time: torch.ones_like(latents), NOISE)
    assert apart(times(1)) == pytest.approx(0, abs=1e-5)
