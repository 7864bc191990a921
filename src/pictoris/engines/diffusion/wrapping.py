"""Convolutions that wrap around, so that opposite edges of a picture meet."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch


@contextmanager
def wrapped(*networks: Any) -> Iterator[None]:
    """Within this, every padded convolution of the networks pads with the other edge instead of zeros."""
    convolutions = [
        module
        for network in networks
        for module in network.modules()
        if isinstance(module, torch.nn.Conv2d) and module.padding_mode == "zeros" and any(module.padding)
    ]
    for module in convolutions:
        module.padding_mode = "circular"
    try:
        yield
    finally:
        for module in convolutions:
            module.padding_mode = "zeros"
