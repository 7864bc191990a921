"""Objects cut out at the picture's own resolution: how opaque each pixel of their edge is, and what may be behind."""

import cv2
import numpy as np
import numpy.typing as npt

Plane = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

_UNSURE = 0.018
"""Half the breadth of an edge's uncertainty, as a share of the face."""
_APART = 0.1
"""Least difference of colours (RGB, 0 to 1) that tells an object from what is behind it."""
_LEVELS = 7


def opacity(pixels: Plane, rough: Plane, size: float) -> Plane:
    """Find the edge of an object in H×W×3 RGB (0 to 1), given roughly (H×W, 0 to 1): H×W, 0 to 1.

    Near the rough edge each pixel is compared to the colours on both sides of it; `size` is the face's in pixels.
    """
    width = 2 * max(1, round(_UNSURE * size)) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width, width))
    mask = (rough > 0.5).astype(np.uint8)
    surely, maybe = cv2.erode(mask, disc), cv2.dilate(mask, disc)
    front, back = (_around(pixels, known, 2 * width + 1) for known in (surely, 1 - maybe))
    apart = front - back
    contrast = (apart * apart).sum(axis=2)
    share = ((pixels - back) * apart).sum(axis=2) / np.maximum(contrast, 1e-6)
    share = np.clip((share - 0.15) / 0.7, 0, 1)
    share = np.where(contrast > _APART**2, share, rough)
    found: Plane = np.where(maybe > surely, share, mask).astype(np.float32)
    return found


def behind(pixels: Plane, opaque: Plane, size: float) -> Plane:
    """Fill what an object (H×W, 0 to 1) hides of H×W×3 RGB (0 to 1) smoothly from around it."""
    width = 2 * max(1, round(_UNSURE * size)) + 1
    grown = cv2.dilate(opaque, np.ones((width, width), np.uint8))
    known = [(1 - grown)[..., None].astype(np.float32)]
    totals = [(pixels * known[0]).astype(np.float32)]
    for _ in range(_LEVELS):
        known.append(_smaller(known[-1]).reshape(*_half(known[-1]), 1))
        totals.append(_smaller(totals[-1]))
    filled = totals[-1] / np.maximum(known[-1], 1e-4)
    for share, total in zip(known[-2::-1], totals[-2::-1], strict=True):
        wider = cv2.resize(filled, (share.shape[1], share.shape[0]), interpolation=cv2.INTER_LINEAR)
        weight = np.clip(4 * share, 0, 1)
        filled = total / np.maximum(share, 1e-4) * weight + wider * (1 - weight)
    result: Plane = (pixels * known[0] + filled * (1 - known[0])).astype(np.float32)
    return result


def _half(plane: Plane) -> tuple[int, int]:
    return (plane.shape[0] + 1) // 2, (plane.shape[1] + 1) // 2


def _smaller(plane: Plane) -> Plane:
    return cv2.pyrDown(plane).astype(np.float32)


def _around(pixels: Plane, known: npt.NDArray[np.generic], width: int) -> Plane:
    """The mean of the known pixels near each pixel."""
    share = known.astype(np.float32)[..., None]
    weight = cv2.blur(share, (width, width))[..., None]
    total = cv2.blur((pixels * share).astype(np.float32), (width, width))
    mean: Plane = (total / np.maximum(weight, 1e-4)).astype(np.float32)
    return mean
