"""Fits the painter to the data set, in legs that go on where the last one ended."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from training import dataset, legs
from training.network.flow import flow_loss
from training.network.muon import optimizers
from training.network.painter import Painter
from training.recipe import Recipe

_STEADY = 0.998
"""How much of the mean of the past weights stays at each step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Training:
    """What a checkpoint holds."""

    network: Painter
    mean: AveragedModel
    optimizers: Sequence[torch.optim.Optimizer]

    def state(self, step: int) -> dict[str, Any]:
        return {
            "step": step,
            "network": self.network.state_dict(),
            "mean": self.mean.state_dict(),
            "optimizers": [one.state_dict() for one in self.optimizers],
        }

    def load(self, state: Any) -> int:
        if not state:
            return 0
        self.network.load_state_dict(state["network"])
        self.mean.load_state_dict(state["mean"])
        for one, kept in zip(self.optimizers, state["optimizers"], strict=True):
            one.load_state_dict(kept)
        return int(state["step"])


def fit_painter(recipe: Recipe, folder: Path, minutes: float) -> None:
    """Train one leg; the state lies in `folder/painter.pt`, the data set in `folder/data`."""
    device, path = recipe.device(), folder / "painter.pt"
    training = _training(recipe, device)
    begun = training.load(legs.kept(path, device))
    torch.manual_seed(recipe.seed + begun)
    plan = legs.Plan(steps=recipe.painter_steps, minutes=minutes)
    batches = _batches(recipe, folder / "data", begun)
    step, start, smooth = begun - 1, time.monotonic(), 0.0
    for step in legs.steps(plan, begun):
        coarse = step < recipe.coarse_steps
        batch = [one.to(device) for one in next(batches[coarse])]
        factor = legs.rate(step, plan.steps, warm=100)
        loss = _step(training, batch, factor, spacing=2.0 if coarse else 1.0)
        smooth = loss if step == begun else 0.98 * smooth + 0.02 * loss
        legs.tell(step, plan, loss=smooth, seconds=time.monotonic() - start)
        if step % plan.kept_every == plan.kept_every - 1:
            legs.keep(path, training.state(step + 1))
    legs.keep(path, training.state(step + 1))


def painter_of(recipe: Recipe, folder: Path) -> Painter:
    """The painter as the last leg left it, with the mean of its weights over the last steps."""
    network = Painter(recipe.painter)
    mean = legs.kept(folder / "painter.pt")["mean"]
    network.load_state_dict(
        {name.removeprefix("module."): value for name, value in mean.items() if name.startswith("module.")}
    )
    network.eval()
    return network


def _batches(recipe: Recipe, folder: Path, begun: int) -> Mapping[bool, Iterator[Sequence[torch.Tensor]]]:
    """Endless batches, small pictures (True) and whole ones."""
    shards = dataset.shards(folder)
    return {
        coarse: dataset.batches(
            shards,
            recipe.painter_batch * (1 + coarse),
            np.random.default_rng((recipe.seed, 3, begun, coarse)),
            coarse=coarse,
        )
        for coarse in (False, True)
    }


def _training(recipe: Recipe, device: str) -> _Training:
    torch.manual_seed(recipe.seed)
    network = Painter(recipe.painter).to(device)
    return _Training(
        network=network,
        mean=AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(_STEADY)),
        optimizers=optimizers(network, matrices=recipe.matrix_rate, rest=recipe.rate),
    )


def _step(training: _Training, batch: Sequence[torch.Tensor], factor: float, *, spacing: float) -> float:
    for optimizer in training.optimizers:
        for group in optimizer.param_groups:
            group["lr"] = group.setdefault("full", group["lr"]) * factor
        optimizer.zero_grad()
    with torch.autocast(batch[0].device.type, torch.bfloat16):
        loss = flow_loss(training.network, *batch, spacing=spacing)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(training.network.parameters(), 1.0)
    for optimizer in training.optimizers:
        optimizer.step()
    training.mean.update_parameters(training.network)
    return float(loss.detach())
