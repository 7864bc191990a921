"""How far sets of pictures lie apart, in the features of a network."""

from collections.abc import Sequence

import numpy as np

from training.evaluate.features import Vectors


def kid(first: Vectors, second: Vectors) -> float:
    """The kernel distance of two sets, N×D and M×D: unbiased MMD² with a cubic kernel (Bińkowski et al. 2018)."""
    size = first.shape[1]

    def kernel(one: Vectors, other: Vectors) -> np.ndarray:
        return np.asarray((one.astype(np.float64) @ other.T / size + 1) ** 3)

    own, others = kernel(first, first), kernel(second, second)
    n, m = len(first), len(second)
    within = (own.sum() - np.trace(own)) / (n * (n - 1)) + (others.sum() - np.trace(others)) / (m * (m - 1))
    return float(within - 2 * kernel(first, second).mean())


def unlike(groups: Sequence[Vectors]) -> float:
    """Mean cosine distance of the members of each group, 0 to 2."""
    found = []
    for group in groups:
        normal = group / np.linalg.norm(group, axis=1, keepdims=True)
        rows, columns = np.triu_indices(len(group), 1)
        found.append(float((1 - normal[rows] @ normal[columns].T).diagonal().mean()))
    return float(np.mean(found))


def nearest(pictures: Vectors, known: Vectors) -> Vectors:
    """Each picture's distance to the nearest of the known ones: root mean square over pixels, 0 to 255."""
    known32 = known.astype(np.float32)
    squares = (known32**2).mean(axis=1)
    rows = pictures.astype(np.float32)
    distance = (rows**2).mean(axis=1)[:, None] + squares - 2 * rows @ known32.T / rows.shape[1]
    found: Vectors = np.sqrt(np.maximum(distance.min(axis=1), 0))
    return found
