"""Fits the autoencoder to crops of pictures that are drawn as it goes."""

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from training import legs
from training.corpus.concepts import concepts
from training.corpus.drawings import Drawings
from training.network.autoencoder import Autoencoder, AutoencoderShape, reconstruction_loss
from training.pictures.ideas import Mix, idea
from training.pictures.render import render
from training.recipe import Recipe

_CROP = 64
_CROPS = 4
"""From one picture."""
_NOISE = 0.15
"""Spread of what is added to the latents: the decoder learns to forgive the painter."""
_LIGHT_MIX = Mix(pairs=0.35, counted=0.15, coloured=0.4)


def fit_autoencoder(recipe: Recipe, folder: Path, styles: Path | None, minutes: float) -> None:
    """Train one leg; the state lies in `folder/autoencoder.pt`."""
    path = folder / "autoencoder.pt"
    device = recipe.device()
    network = Autoencoder(AutoencoderShape()).to(device, memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(network.parameters(), lr=recipe.autoencoder_rate, weight_decay=0.01)
    state = legs.kept(path, device)
    begun = int(state.get("step", 0))
    if state:
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
    plan = legs.Plan(steps=recipe.autoencoder_steps + recipe.decoder_steps, minutes=minutes)
    batches = _crops(Drawings(styles), recipe, begun)
    step, start = begun - 1, time.monotonic()
    for step in legs.steps(plan, begun):
        real = next(batches).to(device, memory_format=torch.channels_last)
        if step >= recipe.autoencoder_steps:
            network.encoder.eval().requires_grad_(requires_grad=False)
        for group in optimizer.param_groups:
            group["lr"] = recipe.autoencoder_rate * _rate(recipe, step)
        with torch.autocast(device, torch.bfloat16):
            latents = network.encode(real)
            found = network.decode(
                latents + _NOISE * torch.randn_like(latents) * torch.rand(len(real), 1, 1, 1, device=device)
            )
        loss = reconstruction_loss(found.float(), real)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        legs.tell(step, plan, loss=float(loss.detach()), seconds=time.monotonic() - start)
    legs.keep(path, {"step": step + 1, "network": network.state_dict(), "optimizer": optimizer.state_dict()})


def _rate(recipe: Recipe, step: int) -> float:
    """The learning rate's factor; it rises and falls once for both halves, and once more for the decoder."""
    before = recipe.autoencoder_steps
    if step < before:
        return legs.rate(step, before, warm=100)
    return legs.rate(step - before, recipe.decoder_steps, warm=100)


def fitted(recipe: Recipe, folder: Path) -> Autoencoder:
    """The autoencoder as the last leg left it."""
    network: Autoencoder = Autoencoder(AutoencoderShape()).to(
        recipe.device(), memory_format=torch.channels_last
    )
    network.load_state_dict(legs.kept(folder / "autoencoder.pt", recipe.device())["network"])
    network.eval()
    return network


def _crops(drawings: Drawings, recipe: Recipe, begun: int) -> Iterator[Tensor]:
    dice = np.random.default_rng((recipe.seed, 1, begun))
    known = concepts()
    styles = [drawings.styles(one.id) for one in known]
    while True:
        found = []
        for _ in range(recipe.autoencoder_batch // _CROPS):
            picture = render(
                idea(known, styles, _LIGHT_MIX, dice), drawings, (recipe.side, recipe.side), dice
            )
            for top, left in dice.integers(0, recipe.side - _CROP + 1, (_CROPS, 2)):
                found.append(picture[top : top + _CROP, left : left + _CROP])
        yield torch.from_numpy(np.stack(found)).permute(0, 3, 1, 2).float() / 127.5 - 1
