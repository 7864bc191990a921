"""The autoencoder: pictures to a grid of latents, one of `DEPTH` numbers for every 8 × 8 pixels, and back."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from pictoris.engines.sketch.networks import DEPTH

_FOLD = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class AutoencoderShape:
    """Channels at a quarter and at an eighth of the picture's side, and residual blocks at each."""

    fine: int = 96
    coarse: int = 192
    blocks: int = 2
    decoder_blocks: int = 3


class _Block(nn.Module):
    """Two convolutions beside the identity."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.norm = nn.GroupNorm(8, channels)
        self.first = nn.Conv2d(channels, channels, 3, padding=1)
        self.second = nn.Conv2d(channels, channels, 3, padding=1)
        nn.init.zeros_(self.second.weight)

    def forward(self, x: Tensor) -> Tensor:
        found: Tensor = self.second(functional.silu(self.first(functional.silu(self.norm(x)))))
        return x + found


def _blocks(channels: int, count: int) -> list[nn.Module]:
    return [_Block(channels) for _ in range(count)]


class Autoencoder(nn.Module):
    """Pictures N×3×H×W in [−1, 1], H and W multiples of 8, to latents N×8×H/8×W/8, and back."""

    def __init__(self, shape: AutoencoderShape) -> None:
        """Nothing is learned yet."""
        super().__init__()
        pixels = 3 * _FOLD**2
        self.encoder = nn.Sequential(
            nn.PixelUnshuffle(_FOLD),
            nn.Conv2d(pixels, shape.fine, 3, padding=1),
            *_blocks(shape.fine, shape.blocks),
            nn.Conv2d(shape.fine, shape.coarse, 4, stride=2, padding=1),
            *_blocks(shape.coarse, shape.blocks),
            nn.GroupNorm(8, shape.coarse),
            nn.Conv2d(shape.coarse, DEPTH, 3, padding=1),
            # Mean 0 and spread 1 over the data set: what the painter's noise is measured against.
            nn.BatchNorm2d(DEPTH, affine=False, momentum=0.02),
        )
        self.decoder = nn.Sequential(
            nn.Conv2d(DEPTH, shape.coarse, 3, padding=1),
            *_blocks(shape.coarse, shape.decoder_blocks),
            nn.Conv2d(shape.coarse, shape.fine * 4, 3, padding=1),
            nn.PixelShuffle(2),
            *_blocks(shape.fine, shape.decoder_blocks),
            nn.GroupNorm(8, shape.fine),
            nn.SiLU(),
            nn.Conv2d(shape.fine, pixels, 3, padding=1),
            nn.PixelShuffle(_FOLD),
        )

    def encode(self, pictures: Tensor) -> Tensor:
        """Latents of mean 0 and spread 1 over the data set."""
        found: Tensor = self.encoder(pictures)
        return found

    def decode(self, latents: Tensor) -> Tensor:
        """Pictures; values may leave [−1, 1] a little."""
        found: Tensor = self.decoder(latents)
        return found


def reconstruction_loss(found: Tensor, real: Tensor) -> Tensor:
    """Mean absolute difference of the pixels and of their steps to the right and down, at three sizes."""
    total = torch.zeros((), dtype=torch.float32, device=real.device)
    for weight in (1.0, 0.5, 0.5):
        total = total + weight * (found - real).abs().mean()
        for axis in (2, 3):
            total = total + weight * (found.diff(dim=axis) - real.diff(dim=axis)).abs().mean()
        found, real = functional.avg_pool2d(found, 2), functional.avg_pool2d(real, 2)
    return total
