"""The painter is trained in legs, each of which goes on exactly where the last one ended."""

from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is not installed")

from training import fit_painter, legs  # noqa: E402 - after the check that torch is there
from training.network.painter import PainterShape  # noqa: E402
from training.recipe import RECIPES  # noqa: E402

RECIPE = replace(
    RECIPES["cpu"],
    painter=PainterShape(width=32, depth=1, heads=2),
    coarse_steps=2,
    painter_steps=4,
    painter_batch=4,
)


@pytest.fixture
def folder(tmp_path):
    """A data set of two shards of noise, a square and a wide one."""
    dice = np.random.default_rng(1)
    (tmp_path / "data").mkdir()
    for number, (high, wide) in enumerate([(8, 8), (4, 12)]):
        np.savez(
            tmp_path / "data" / f"{number:03d}.npz",
            latents=dice.normal(size=(6, 8, high, wide)).astype(np.float16),
            coarse=dice.normal(size=(6, 8, high // 2, wide // 2)).astype(np.float16),
            words=dice.normal(size=(6, 24, 384)).astype(np.float16),
            heard=dice.integers(2, 9, 6).astype(np.uint8),
        )
    return tmp_path


def batch():
    dice = torch.Generator().manual_seed(4)
    return [torch.randn(4, 8, 4, 4, generator=dice), torch.randn(4, 3, 384, generator=dice), torch.ones(4, 3)]


def step(training, number):
    torch.manual_seed(number)
    return fit_painter._step(training, batch(), legs.rate(number, 10, warm=2), spacing=1.0)


def flat(state):
    """Every tensor and number of a state, in order."""
    if isinstance(state, dict):
        return [one for value in state.values() for one in flat(value)]
    if isinstance(state, list | tuple):
        return [one for value in state for one in flat(value)]
    return [state]


def same(first, second):
    pairs = list(zip(flat(first), flat(second), strict=True))
    return all(torch.equal(one, two) if torch.is_tensor(one) else one == two for one, two in pairs)


def test_a_training_that_is_read_again_goes_on_as_if_nothing_had_happened(tmp_path):
    through = fit_painter._training(RECIPE, "cpu")
    for number in range(3):
        step(through, number)
    legs.keep(tmp_path / "painter.pt", through.state(3))
    again = fit_painter._training(RECIPE, "cpu")
    assert again.load(legs.kept(tmp_path / "painter.pt")) == 3
    assert same(through.state(3), again.state(3))
    assert [step(through, number) for number in (3, 4)] == [step(again, number) for number in (3, 4)]
    assert same(through.state(5), again.state(5))


def test_without_a_checkpoint_a_training_begins():
    assert fit_painter._training(RECIPE, "cpu").load({}) == 0


def test_a_step_moves_the_weights_and_the_mean_follows_slowly():
    training = fit_painter._training(RECIPE, "cpu")
    for number in range(3):
        step(training, number)
    start = fit_painter._training(RECIPE, "cpu").network.out.weight
    moved = (training.network.out.weight - start).abs().sum()
    followed = (training.mean.module.out.weight - start).abs().sum()
    assert 0 < followed < moved


def test_legs_add_up(folder):
    fit_painter.fit_painter(replace(RECIPE, painter_steps=3), folder, 10)
    assert legs.kept(folder / "painter.pt")["step"] == 3
    fit_painter.fit_painter(RECIPE, folder, 10)
    assert legs.kept(folder / "painter.pt")["step"] == 4


def test_a_leg_without_time_changes_nothing(folder):
    fit_painter.fit_painter(RECIPE, folder, 10)
    before = legs.kept(folder / "painter.pt")
    fit_painter.fit_painter(replace(RECIPE, painter_steps=9), folder, -1)
    assert same(before, legs.kept(folder / "painter.pt"))


def test_the_same_leg_learns_the_same(folder):
    states = []
    for _ in range(2):
        (folder / "painter.pt").unlink(missing_ok=True)
        fit_painter.fit_painter(RECIPE, folder, 10)
        states.append(legs.kept(folder / "painter.pt"))
    assert same(*states)


def test_small_pictures_come_in_larger_batches(folder):
    found = fit_painter._batches(RECIPE, folder / "data", 0)
    assert {len(one) for one in next(found[False])} == {4}
    assert {len(one) for one in next(found[True])} == {8}
    assert max(next(found[True])[0].shape[2:]) <= 6
