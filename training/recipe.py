"""The numbers of a training, in one place: one recipe for two processor cores, one for a data-centre GPU."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import torch

from training.network.painter import PainterShape
from training.pictures.ideas import Mix


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How `sketch` is trained."""

    seed: int = 2026
    side: int = 128
    """Pixels of the pictures' side."""
    concepts: int = 0
    """How many are learned; 0: all."""
    mixes: Mapping[int, Mix]
    """What pictures show, from the shard of that number on."""

    autoencoder_steps: int
    autoencoder_batch: int
    """Crops in one step."""
    decoder_steps: int = 0
    """Steps after those, in which only the decoder learns: latents stay what they are."""
    autoencoder_rate: float = 1e-3

    shards: int
    shard: int = 4096
    """Pictures in one shard."""
    painter: PainterShape = field(default_factory=PainterShape)
    coarse_steps: int
    """Of the painter's steps, those at the beginning that see pictures of half the size."""
    painter_steps: int
    painter_batch: int
    """Pictures in one step; twice as many of half the size."""
    matrix_rate: float = 0.02
    rate: float = 1e-3

    def device(self) -> str:
        """Where the networks are trained."""
        return "cuda" if torch.cuda.is_available() else "cpu"

    def mix_of(self, shard: int) -> Mix:
        """What the pictures of a shard show."""
        return self.mixes[max(begun for begun in self.mixes if begun <= shard)]

    def shapes(self) -> Iterator[tuple[int, int]]:
        """Height and width of each shard: six of eight are square, one is wide, one is high."""
        long, short = self.side * 5 // 4, self.side * 3 // 4
        for number in range(self.shards):
            yield {6: (short, long), 7: (long, short)}.get(number % 8, (self.side, self.side))


_RICH = Mix(pairs=0.25, gatherings=0.05, renamed=0.25, lit=0.25, asides=0.35, unsaid=0.1, careful=True)
_WIDE = replace(_RICH, pairs=0.3, gatherings=0, unsaid=0)
RECIPES: Mapping[str, Recipe] = {
    "cpu": Recipe(
        autoencoder_steps=2850, autoencoder_batch=32, decoder_steps=3000,
        # The painter began with the first twelve shards; regions and extensions learn from the last six.
        shards=36, mixes={0: Mix(), 12: _WIDE, 30: replace(_WIDE, scenes=0.6, backgrounds=0.2, unsaid=0.8)},
        painter=PainterShape(width=320, depth=8, heads=5),
        coarse_steps=1250, painter_steps=5900, painter_batch=128,
    ),
    "gpu": Recipe(
        autoencoder_steps=12000, autoencoder_batch=256,
        shards=64, mixes={0: _RICH}, coarse_steps=10000,
        painter_steps=40000, painter_batch=512,
    ),
}  # fmt: skip
