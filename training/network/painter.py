"""The painter: a transformer that moves noise towards latents of what some words say (DiT, Peebles & Xie 2022)."""

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from pictoris.embedding.sentences import SIZE
from pictoris.engines.sketch.networks import DEPTH

PATCH = 2
"""Places of the latent grid on a side of what one token stands for."""
_FREQUENCIES = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class PainterShape:
    """Width of a token, blocks, heads."""

    width: int = 384
    depth: int = 8
    heads: int = 6
    widening: float = 3.0


class _Attention(nn.Module):
    """Tokens look at tokens, or at words; queries and keys are normalised, so bf16 is enough."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(width, width, bias=False)
        self.seen = nn.Linear(width, 2 * width, bias=False)
        self.out = nn.Linear(width, width, bias=False)
        self.sharpness = nn.Parameter(torch.ones(heads, 1, 1))

    def forward(self, x: Tensor, seen: Tensor, mask: Tensor | None) -> Tensor:
        query = self.query(x).unflatten(-1, (self.heads, -1)).transpose(1, 2)
        key, value = self.seen(seen).unflatten(-1, (2, self.heads, -1)).permute(2, 0, 3, 1, 4)
        size = query.shape[-1:]
        query = functional.rms_norm(query, size) * self.sharpness.to(value.dtype)
        key = functional.rms_norm(key, size)
        found = attended(query, key, value, mask)
        out: Tensor = self.out(found.transpose(1, 2).flatten(2))
        return out


def attended(query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None) -> Tensor:
    """What each query finds, N×heads×T×C; `mask`: True where there is something to see."""
    if query.device.type != "cpu":
        return functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
    # For 64 tokens PyTorch's fused kernel takes a processor longer: 1.9 s a step of the training instead of 1.4 s.
    likeness = torch.matmul(query * query.shape[-1] ** -0.5, key.transpose(-1, -2))
    if mask is not None:
        likeness = likeness.masked_fill(~mask, -1e4)
    return torch.matmul(likeness.softmax(-1).to(value.dtype), value)


class _Block(nn.Module):
    """Attention to the picture, to the words, and a gated widening; time and sentence scale all three (adaLN)."""

    def __init__(self, shape: PainterShape) -> None:
        super().__init__()
        width, wide = shape.width, int(shape.width * shape.widening)
        self.norm = nn.LayerNorm(width, elementwise_affine=False)
        self.itself = _Attention(width, shape.heads)
        self.words = _Attention(width, shape.heads)
        self.wider = nn.Linear(width, 2 * wide, bias=False)
        self.narrower = nn.Linear(wide, width, bias=False)
        self.condition = nn.Linear(width, 7 * width)
        nn.init.zeros_(self.condition.weight)
        nn.init.zeros_(self.condition.bias)

    def forward(self, x: Tensor, condition: Tensor, words: Tensor, mask: Tensor) -> Tensor:
        shift, scale, gate, word_gate, shift2, scale2, gate2 = self.condition(condition)[:, None].chunk(7, -1)
        normal = self.norm(x) * (1 + scale) + shift
        x = x + gate * self.itself(normal, normal, None)
        x = x + (1 + word_gate) * self.words(self.norm(x), words, mask)
        gated, plain = self.wider(self.norm(x) * (1 + scale2) + shift2).chunk(2, -1)
        return x + gate2 * self.narrower(functional.silu(gated) * plain)


class Painter(nn.Module):
    """Latents, a time and words to the velocity that leads from noise to a picture."""

    def __init__(self, shape: PainterShape) -> None:
        """Nothing is learned yet: the velocity is 0 everywhere."""
        super().__init__()
        width = shape.width
        self.shape = shape
        self.patches = nn.Linear(DEPTH * PATCH**2, width)
        self.places = nn.Linear(2 * _FREQUENCIES, width)
        self.time = nn.Sequential(nn.Linear(2 * _FREQUENCIES, width), nn.SiLU(), nn.Linear(width, width))
        self.word_norm = nn.LayerNorm(SIZE)
        self.word = nn.Linear(SIZE, width)
        self.sentence = nn.Sequential(nn.Linear(SIZE, width), nn.SiLU(), nn.Linear(width, width))
        self.blocks = nn.ModuleList(_Block(shape) for _ in range(shape.depth))
        self.norm = nn.LayerNorm(width, elementwise_affine=False)
        self.condition = nn.Linear(width, 2 * width)
        self.out = nn.Linear(width, DEPTH * PATCH**2)
        for last in (self.condition, self.out):
            nn.init.zeros_(last.weight)
            nn.init.zeros_(last.bias)

    def forward(
        self, latents: Tensor, time: Tensor, words: Tensor, heard: Tensor, spacing: float = 1.0
    ) -> Tensor:
        """The velocity of each latent, as large as `latents`.

        `latents` N×8×H×W, H and W even; `time` N, 0 (a picture) to 1 (noise); `words` N×T×384, the pieces of the
        prompt as MiniLM gives them; `heard` N×T, 1 where there is a piece, else 0 (all 0: no words). `spacing` is how
        far apart neighbours lie: 2 for pictures of half the size.
        """
        high, wide = latents.shape[2] // PATCH, latents.shape[3] // PATCH
        x = self.patches(_folded(latents)) + self.places(_places(high, wide, latents, spacing))
        words = self.word_norm(words) * heard[..., None]
        sentence = words.sum(1) / heard.sum(1, keepdim=True).clamp(min=1)
        condition = functional.silu(self.time(_waves(time * 1000)) + self.sentence(sentence))
        seen, mask = self._seen(words, heard)
        for block in self.blocks:
            x = block(x, condition, seen, mask)
        shift, scale = self.condition(condition)[:, None].chunk(2, -1)
        return _unfolded(self.out(self.norm(x) * (1 + scale) + shift), high, wide)

    def _seen(self, words: Tensor, heard: Tensor) -> tuple[Tensor, Tensor]:
        """What tokens see of the words: a blank in front, so that there is something to look at without words."""
        blank = torch.zeros_like(words[:, :1])
        mask = torch.cat([torch.ones_like(heard[:, :1]), heard], 1)
        return self.word(torch.cat([blank, words], 1)), (mask > 0)[:, None, None]


def _folded(latents: Tensor) -> Tensor:
    """N×8×H×W to N×(H/2·W/2)×32."""
    return functional.pixel_unshuffle(latents, PATCH).flatten(2).transpose(1, 2)


def _unfolded(tokens: Tensor, high: int, wide: int) -> Tensor:
    return functional.pixel_shuffle(tokens.transpose(1, 2).unflatten(2, (high, wide)), PATCH)


def _places(high: int, wide: int, like: Tensor, spacing: float) -> Tensor:
    """Where each token lies, seen from the middle, as waves: 1×T×128."""
    rows = torch.arange(high, device=like.device, dtype=torch.float32) - (high - 1) / 2
    columns = torch.arange(wide, device=like.device, dtype=torch.float32) - (wide - 1) / 2
    grid = spacing * torch.stack(torch.meshgrid(rows, columns, indexing="ij"), -1).reshape(-1, 2)
    return torch.cat([_waves(grid[:, 0], 20.0, _FREQUENCIES), _waves(grid[:, 1], 20.0, _FREQUENCIES)], -1)[
        None
    ]


def _waves(values: Tensor, longest: float = 10000.0, count: int = 2 * _FREQUENCIES) -> Tensor:
    """Sines and cosines of falling frequency: N to N×count (Vaswani et al. 2017)."""
    steps = torch.arange(count // 2, device=values.device, dtype=torch.float32) / (count // 2)
    angles = values.float()[:, None] * torch.exp(-math.log(longest) * steps)
    return torch.cat([angles.sin(), angles.cos()], -1)
