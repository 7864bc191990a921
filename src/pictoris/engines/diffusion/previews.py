"""Latents → a small picture by one matrix, so that every step can be shown without running the decoder.

The matrix is fitted once for an autoencoder: it encodes patches of known colours, and least squares find the line
from its latents back to them. So no table of factors is needed, and every autoencoder has a preview.
"""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import torch

from pictoris.engines.diffusion.pictures import Floats, Pixels

_SIDE = 256
"""Pixels of the pictures that are encoded for the fit."""
_COUNT = 4
_MOST = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """RGB of 0 to 1 = latents · matrix, with a 1 appended to the channels."""

    matrix: Floats
    """(channels + 1) × 3."""

    def picture(self, latents: Any) -> Pixels:
        """One row of latents (C×h×w) as a picture of at most 128 pixels a side."""
        values = latents.detach().float().cpu().numpy()
        rgb = np.tensordot(values, self.matrix[:-1], axes=(0, 0)) + self.matrix[-1]
        pixels: Pixels = (np.clip(np.nan_to_num(rgb), 0, 1) * 255).astype(np.uint8)
        scale = _MOST / max(pixels.shape[:2])
        if scale < 1:
            pixels = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).astype(
                np.uint8
            )
        return pixels


def fit_projection(vae: Any) -> Projection:
    """Fit the matrix for an autoencoder; a fraction of a second."""
    colours = _patches()
    parameter = next(vae.parameters())
    pixels = torch.from_numpy(colours).permute(0, 3, 1, 2).to(parameter.device, parameter.dtype) * 2 - 1
    with torch.no_grad():
        latents = normalised(vae, pixels)
    channels, height, width = latents.shape[1:]
    known = torch.nn.functional.adaptive_avg_pool2d(
        torch.from_numpy(colours).permute(0, 3, 1, 2), (height, width)
    )
    rows = latents.float().cpu().permute(0, 2, 3, 1).reshape(-1, channels).numpy()
    rows = np.concatenate([rows, np.ones((len(rows), 1), np.float32)], axis=1)
    matrix, *_ = np.linalg.lstsq(rows, known.permute(0, 2, 3, 1).reshape(-1, 3).numpy(), rcond=None)
    return Projection(matrix=matrix.astype(np.float32))


def normalised(vae: Any, pixels: Any) -> Any:
    """Latents as the denoiser sees them: N×C×h×w from N×3×H×W in -1 to 1."""
    config = vae.config
    if getattr(config, "latents_mean", None) is not None and hasattr(config, "z_dim"):
        latents = vae.encode(pixels.unsqueeze(2)).latent_dist.mode()[:, :, 0]
        mean, std = (
            torch.tensor(one).view(1, -1, 1, 1).to(latents)
            for one in (config.latents_mean, config.latents_std)
        )
        return (latents - mean) / std
    latents = vae.encode(pixels).latent_dist.mode()
    return (latents - (getattr(config, "shift_factor", None) or 0.0)) * config.scaling_factor


def unpacked(latents: Any, height: int, width: int) -> Any:
    """N×C×h×w, also from the sequences of 2 × 2 patches and the single frames that some transformers take."""
    if latents.ndim == 3:
        rows, _, packed = latents.shape
        high, wide = height // 16, width // 16
        patches = latents.view(rows, high, wide, packed // 4, 2, 2).permute(0, 3, 1, 4, 2, 5)
        return patches.reshape(rows, packed // 4, high * 2, wide * 2)
    return latents[:, :, 0] if latents.ndim == 5 else latents


def _patches() -> Floats:
    """N×H×W×3, 0 to 1: soft patches of many colours and sizes, always the same."""
    dice = np.random.default_rng(0)
    made = [
        cv2.resize(dice.random((count, count, 3), np.float32), (_SIDE, _SIDE), interpolation=cv2.INTER_CUBIC)
        for count in (3, 6, 12, 24)[:_COUNT]
    ]
    return np.clip(np.stack(made), 0, 1).astype(np.float32)
