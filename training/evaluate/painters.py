"""Who is examined: something that paints one picture for each caption and seed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import cv2
import numpy as np
import torch
from torch import Tensor, nn

from pictoris.embedding.sentences import Sentences
from pictoris.engines.onnx.sessions import Graphs
from pictoris.engines.onnx.weights import read_checked
from pictoris.engines.sketch.dreaming import Manner
from pictoris.engines.sketch.networks import CELL, DEPTH
from pictoris.engines.sketch.sampling import times
from pictoris.ports import Brief, Paints, Task, Words
from training.dataset import as_tensor, embedded
from training.fit_autoencoder import fitted
from training.fit_painter import painter_of
from training.network.autoencoder import Autoencoder
from training.network.flow import Velocity, follow, guided
from training.pictures.render import Picture
from training.recipe import Recipe

Paint: TypeAlias = Callable[[Sequence[str], Sequence[int]], list[Picture]]
"""Captions and seeds to pictures of H×W×3, uint8."""
Through: TypeAlias = Callable[[Sequence[Picture]], list[Picture]]
"""Pictures to what comes out of a network that should leave them as they are."""
_AT_ONCE = 16
_LARGE = 512
_USUAL = Manner()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dreamer:
    """The painter as the last leg left it, with the mean of its weights; square pictures."""

    network: nn.Module
    autoencoder: Autoencoder
    sentences: Sentences
    places: int
    """Of the latent grid, on a side."""
    device: str

    def velocity(self, captions: Sequence[str], guidance: float) -> Velocity:
        """Where latents go that are to become what the captions say."""
        return guided(self.network, *_heard(self.sentences, captions, self.device), guidance)

    def noise(self, seeds: Sequence[int]) -> Tensor:
        """N×8×H×W, each row from its own seed."""
        shape = (DEPTH, self.places, self.places)
        rows = np.stack([np.random.default_rng(seed).standard_normal(shape) for seed in seeds])
        return torch.from_numpy(rows).float().to(self.device)

    def painter(self, steps: int = _USUAL.steps, guidance: float = _USUAL.guidance) -> Paint:
        """Paints in so many steps, as the engine does if nothing else is asked for."""

        def some(captions: Sequence[str], seeds: Sequence[int]) -> list[Picture]:
            with torch.no_grad():
                latents = follow(self.velocity(captions, guidance), self.noise(seeds), times(steps))
                return as_pictures(self.autoencoder.decode(latents))

        def paint(captions: Sequence[str], seeds: Sequence[int]) -> list[Picture]:
            parts = [slice(at, at + _AT_ONCE) for at in range(0, len(captions), _AT_ONCE)]
            return [one for part in parts for one in some(captions[part], seeds[part])]

        return paint


def dreamer(recipe: Recipe, folder: Path) -> Dreamer:
    """Read the checkpoints of a folder."""
    device = recipe.device()
    return Dreamer(
        network=_Quick(painter_of(recipe, folder).to(device)),
        autoencoder=fitted(recipe, folder),
        sentences=Sentences(Graphs(), lambda: read_checked("minilm_tokenizer.json")),
        places=recipe.side // CELL,
        device=device,
    )


def by_engine(engine: Paints, side: int) -> Paint:
    """An engine of the package, whose pictures of 512 pixels are shrunk to `side`."""

    def one(caption: str, seed: int) -> Picture:
        words = (Words(text=caption),)
        brief = Brief(task=Task.TEXT, words=words, width=_LARGE, height=_LARGE, seeds=(seed,))
        (painted,) = engine.paint(brief, lambda _done, _preview: None, lambda: False)
        shrunk = cv2.resize(painted.pixels[..., :3], (side, side), interpolation=cv2.INTER_AREA)
        return np.asarray(shrunk, np.uint8)

    return lambda captions, seeds: [one(*each) for each in zip(captions, seeds, strict=True)]


def there_and_back(recipe: Recipe, folder: Path) -> Through:
    """Pictures to latents and back: what the autoencoder alone loses."""
    autoencoder, device = fitted(recipe, folder), recipe.device()

    def through(pictures: Sequence[Picture]) -> list[Picture]:
        with torch.no_grad():
            parts = [
                as_tensor(pictures[at : at + _AT_ONCE]).to(device) for at in range(0, len(pictures), _AT_ONCE)
            ]
            return [
                one for part in parts for one in as_pictures(autoencoder.decode(autoencoder.encode(part)))
            ]

    return through


class _Quick(nn.Module):
    """Runs a network in bfloat16 where that is safe."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, *inputs: Tensor) -> Tensor:
        with torch.autocast(inputs[0].device.type, torch.bfloat16):
            found: Tensor = self.network(*inputs)
        return found


def _heard(sentences: Sentences, captions: Sequence[str], device: str) -> tuple[Tensor, Tensor]:
    words, counts = embedded(sentences, captions)
    longest = int(counts.max())
    heard = (np.arange(longest) < counts[:, None]).astype(np.float32)
    return torch.from_numpy(words[:, :longest]).float().to(device), torch.from_numpy(heard).to(device)


def as_pictures(decoded: Tensor) -> list[Picture]:
    """N×3×H×W in [−1, 1] to pictures."""
    values = ((decoded.float().clamp(-1, 1) + 1) * 127.5).round().byte()
    return list(values.permute(0, 2, 3, 1).cpu().numpy())
