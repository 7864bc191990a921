"""Sentences as vectors, with all-MiniLM-L6-v2 through the port that runs graphs."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from pictoris.embedding.tokenizer import Tokenizer
from pictoris.ports import Infers

_Floats: TypeAlias = npt.NDArray[np.float32]
GRAPH = "minilm_int8"
SIZE = 384
_AT_ONCE = 16
"""Sentences in one run: more of them only grow the memory."""


class Sentences:
    """Turns texts into unit vectors: the closer their meaning, the larger the dot product of two."""

    def __init__(self, graphs: Infers, tokenizer: Callable[[], bytes]) -> None:
        """`tokenizer` gives the content of `minilm_tokenizer.json`: asked for at the first text, for it takes 24 MB."""
        self._graphs = graphs
        self._definition = tokenizer

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return Tokenizer(self._definition())

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """N texts → N×384 unit vectors; of long texts only the first 126 word pieces count.

        Raises `Failed("engine_failed")` as the graph runner does.
        """
        parts = [self._run(texts[start : start + _AT_ONCE]) for start in range(0, len(texts), _AT_ONCE)]
        return np.concatenate(parts) if parts else np.zeros((0, SIZE), np.float32)

    def pieces(self, texts: Sequence[str]) -> Sequence[npt.NDArray[np.float32]]:
        """Each text's word pieces in their context, T×384 of its own T (with the two that mark its ends).

        Raises `Failed("engine_failed")` as the graph runner does.
        """
        return [
            row[: int(count)]
            for start in range(0, len(texts), _AT_ONCE)
            for row, count in zip(*self._heard(texts[start : start + _AT_ONCE])[1:], strict=True)
        ]

    def _run(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        pooled = self._heard(texts)[0]
        pooled /= np.maximum(np.linalg.norm(pooled, axis=1, keepdims=True), 1e-9)
        return pooled

    def _heard(self, texts: Sequence[str]) -> tuple[_Floats, _Floats, npt.NDArray[np.int64]]:
        """What the network makes of texts: N×384 of the whole, N×T×384 of the pieces, and how many of them count."""
        rows = [self._tokenizer.encode(text) for text in texts]
        length = max(len(row) for row in rows)
        ids = np.array([[*row, *[0] * (length - len(row))] for row in rows], np.int64)
        mask = (np.arange(length) < np.array([len(row) for row in rows])[:, None]).astype(np.int64)
        pooled, pieces = self._graphs.infer(GRAPH, {"ids": ids, "mask": mask})[:2]
        return np.array(pooled, np.float32), np.asarray(pieces, np.float32), mask.sum(axis=1)
