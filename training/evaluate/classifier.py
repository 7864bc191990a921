"""Names the concept in a picture: a linear layer on EfficientNet's features, fitted to real renderings."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional

from training.evaluate.features import Vectors

_ROUNDS = 400
_DECAY = 2e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class Classifier:
    """Scores of every concept for a vector of features."""

    weight: Vectors
    bias: Vectors
    mean: Vectors
    spread: Vectors

    def ranked(self, vectors: Vectors) -> np.ndarray:
        """N×1280 to N×concepts: numbers of concepts, the likeliest first."""
        scores = ((vectors - self.mean) / self.spread) @ self.weight.T + self.bias
        return np.argsort(-scores, axis=1)


def fit(vectors: Vectors, labels: Sequence[int], count: int) -> Classifier:
    """Fit by full-batch descent; `labels` number the concepts, of which there are `count`."""
    torch.manual_seed(0)
    mean, spread = vectors.mean(0), vectors.std(0) + 1e-3
    x, y = torch.from_numpy((vectors - mean) / spread), torch.tensor(labels)
    layer = torch.nn.Linear(x.shape[1], count)
    optimizer = torch.optim.AdamW(layer.parameters(), lr=5e-3, weight_decay=_DECAY)
    for step in range(_ROUNDS):
        for group in optimizer.param_groups:
            group["lr"] = 5e-3 * (1 - step / _ROUNDS)
        loss = functional.cross_entropy(layer(x), y, label_smoothing=0.1)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    weight, bias = (one.detach().numpy() for one in (layer.weight, layer.bias))
    return Classifier(weight=weight, bias=bias, mean=mean, spread=spread)


def share_within(ranked: np.ndarray, labels: Sequence[int], best: int) -> float:
    """The share of the rows whose label is among the first `best`."""
    return float((ranked[:, :best] == np.asarray(labels)[:, None]).any(axis=1).mean())
