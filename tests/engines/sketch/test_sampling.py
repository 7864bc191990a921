"""The way from noise to pictures: its times, its steps, its guidance."""

import numpy as np
import pytest

from pictoris.engines.sketch.sampling import follow, guided, noise_of, noised, times

SHAPE = (1, 8, 2, 2)


def keep(_then, latents, _foreseen):
    return latents


@pytest.mark.parametrize("start", [1.0, 0.6, 0.05])
def test_times_fall_from_the_start_to_nothing_and_slowly_where_there_is_much_noise(start):
    at = times(8, start)
    steps = -np.diff(at)
    assert len(at) == 9
    assert (at[0], at[-1]) == pytest.approx((start, 0.0))
    assert (np.diff(steps) > 0).all()


@pytest.mark.parametrize("shift", [1.0, 2.0, 3.0])
@pytest.mark.parametrize("start", [1.0, 0.6])
def test_times_fall_from_the_start_to_nothing(start, shift):
    found = times(8, start, shift)
    assert len(found) == 9
    assert found[0] == pytest.approx(start)
    assert found[-1] == 0
    assert list(found) == sorted(set(found), reverse=True)


def test_a_shift_spends_more_steps_where_there_is_much_noise():
    assert (
        sum(one > 0.5 for one in times(12, shift=3.0)) > sum(one > 0.5 for one in times(12, shift=1.0)) == 6
    )


def test_a_straight_way_is_followed_exactly_however_few_the_steps():
    picture, noise = np.full(SHAPE, 0.5, np.float32), np.full(SHAPE, -2.0, np.float32)
    end = follow(lambda _latents, _time: noise - picture, noise, times(2), keep)
    assert np.abs(end - picture).max() < 1e-6


def test_a_bent_way_is_followed_better_than_by_plain_steps():
    """dx/dt = −2x from 1 to 0: x grows by e²."""
    start = np.ones(SHAPE, np.float32)
    end = float(follow(lambda latents, _time: -2 * latents, start, times(16), keep).mean())
    plain = 1.0
    for step in -np.diff(times(16)):
        plain *= 1 + 2 * step
    assert abs(end - np.exp(2)) < abs(plain - np.exp(2)) / 5


def test_a_step_that_is_much_longer_than_the_one_before_goes_straight_to_what_is_foreseen():
    foreseen = []

    def after(_then, latents, picture):
        foreseen.append(picture)
        return latents

    start = np.ones(SHAPE, np.float32)
    end = follow(lambda latents, time: latents * time, start, (1.0, 0.9, 0.0), after)
    assert np.array_equal(end, foreseen[-1])


def test_what_the_caller_gives_back_is_what_it_goes_on_with():
    end = follow(
        lambda latents, _time: latents,
        np.ones(SHAPE, np.float32),
        times(3),
        lambda then, _latents, _foreseen: np.full(SHAPE, then, np.float32),
    )
    assert (end == 0).all()


def test_noise_is_of_the_seed_alone_and_normal():
    among, (alone,) = noise_of((4, 5, 6), (8, 32, 32)), noise_of((5,), (8, 32, 32))
    assert np.array_equal(among[1], alone)
    assert not np.array_equal(among[0], among[1])
    assert not np.array_equal(noise_of((5,), (8, 32, 32), 1)[0], alone)
    assert (abs(alone.mean()), alone.std()) == (pytest.approx(0, abs=0.04), pytest.approx(1, abs=0.04))


def test_noise_grows_with_time():
    picture, noise = np.zeros(SHAPE, np.float32), np.ones(SHAPE, np.float32)
    assert [float(noised(picture, noise, time).mean()) for time in (0, 0.25, 1)] == [0, 0.25, 1]


def test_guidance_leads_away_from_silence_by_the_shares_of_the_parts():
    silent, one, other = (np.full((8, 2, 2), value, np.float32) for value in (1, 2, 5))
    told = np.stack([silent, one, other])[None]
    assert guided(told, (1.0, 1.0), 1.0).flat[0] == 3.5
    assert guided(told, (3.0, 1.0), 2.0).flat[0] == pytest.approx(1 + 2 * (0.75 * 1 + 0.25 * 4))
    assert np.array_equal(guided(told[:, :1], (), 9.0), told[:, 0])
