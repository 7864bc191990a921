"""Four pictures on one, as clients know it: first and second above, third and fourth below."""

from collections.abc import Sequence

import numpy as np

from pictoris.recipes.base import Raster

CELLS = 4


def grid_of(pictures: Sequence[Raster]) -> Raster | None:
    """Four pictures of one size (H×W×3 or H×W×4) as 2H×2W×3 or ×4; None if they are not four."""
    if len(pictures) != CELLS:
        return None
    first, second, third, fourth = pictures
    return np.concatenate([np.concatenate([first, second], 1), np.concatenate([third, fourth], 1)], 0)
