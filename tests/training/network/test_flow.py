"""Ways from noise to pictures are followed as far as they are straight, and more steps follow bends better."""

import pytest

torch = pytest.importorskip("torch", reason="torch is not installed")

from pictoris.engines.sketch.sampling import times  # noqa: E402 - after the check that torch is there
from training.network.flow import UNHEARD, flow_loss, follow, guided  # noqa: E402

NOISE = torch.randn(3, 8, 4, 6, generator=torch.Generator().manual_seed(1))
PICTURE = torch.randn(3, 8, 4, 6, generator=torch.Generator().manual_seed(2))
WORDS, HEARD = torch.ones(3, 2, 384), torch.ones(3, 2)


class Perfect:
    """Knows the picture, and remembers which words it heard."""

    def __init__(self):
        self.heard = []

    def __call__(self, latents, time, words, heard, spacing=1.0):
        self.heard.append(heard)
        return (latents - PICTURE) / time[:, None, None, None]


def hearing(latents, _time, _words, heard):
    """The velocity is how many words are heard."""
    return torch.ones_like(latents) * heard.sum(1)[:, None, None, None]


@pytest.mark.parametrize("steps", [1, 3, 8])
@pytest.mark.parametrize("start", [1.0, 0.5])
def test_a_straight_way_is_followed_exactly(steps, start):
    begun = (1 - start) * PICTURE + start * NOISE
    found = follow(lambda x, t: (x - PICTURE) / t[:, None, None, None], begun, times(steps, start=start))
    assert torch.allclose(found, PICTURE, atol=1e-5)


def test_after_the_first_step_a_slope_that_changes_evenly_is_followed_exactly():
    def end(at):
        return float(follow(lambda x, t: t[:, None].expand_as(x), torch.zeros(1, 1), at))

    first = 0.05
    # Euler's first step of 0.05 is wrong by half its square; steps of any length after it add nothing.
    for rest in ([0.0], [0.7, 0.3, 0.0], [0.9, 0.1, 0.05, 0.0]):
        assert end([1.0, 1 - first, *rest]) == pytest.approx(-0.5 - first**2 / 2, abs=1e-6)


def test_twice_the_steps_leave_a_quarter_of_the_error():
    exact = torch.e**-1
    errors = [
        abs(float(follow(lambda x, _t: x, torch.ones(1, 1), [1 - one / steps for one in range(steps + 1)])) - exact)
        for steps in (16, 32, 64)
    ]  # fmt: skip
    assert errors[0] / errors[1] == pytest.approx(4, rel=0.15)
    assert errors[1] / errors[2] == pytest.approx(4, rel=0.15)


def test_guidance_goes_on_from_silence_past_what_is_told():
    velocity = guided(hearing, WORDS, HEARD, 4.0)
    assert velocity(NOISE, torch.full((3,), 0.5)).unique().tolist() == [8.0]


@pytest.mark.parametrize(("guidance", "time"), [(1.0, 0.5), (4.0, 0.1), (4.0, 0.95)])
def test_no_guidance_is_the_velocity_itself(guidance, time):
    velocity = guided(hearing, WORDS, HEARD, guidance, 0.2, 0.9)
    assert velocity(NOISE, torch.full((3,), time)).unique().tolist() == [2.0]


def test_who_knows_the_picture_has_no_loss():
    torch.manual_seed(3)
    assert float(flow_loss(Perfect(), PICTURE, WORDS, HEARD)) < 1e-6


def test_some_captions_are_not_heard_at_all():
    torch.manual_seed(3)
    network = Perfect()
    for _ in range(400):
        flow_loss(network, PICTURE, WORDS, HEARD)
    heard = torch.cat(network.heard)
    assert set(heard.sum(1).tolist()) == {0.0, 2.0}
    assert float((heard.sum(1) == 0).float().mean()) == pytest.approx(UNHEARD, abs=0.03)


def test_a_lean_shows_more_noise_than_picture():
    def watching(latents, time, *_others):
        seen.append(float(time.mean()))
        return latents

    torch.manual_seed(3)
    means = []
    for lean in (0.0, 1.0):
        seen: list[float] = []
        for _ in range(100):
            flow_loss(watching, PICTURE, WORDS, HEARD, lean=lean)
        means.append(sum(seen) / len(seen))
    assert means[0] == pytest.approx(0.5, abs=0.04)
    assert means[1] > 0.62
