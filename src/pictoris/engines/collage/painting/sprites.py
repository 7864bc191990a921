"""Illustrations on their way into a picture: cropped, bled, enlarged, tinted; kept while there is room."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Protocol, TypeAlias

import cv2
import numpy as np

from pictoris.engines.collage.painting.figure import Sprite
from pictoris.engines.collage.painting.props import draw_prop, is_prop
from pictoris.engines.collage.painting.tint import tint
from pictoris.engines.collage.scene import Entry, Kind
from pictoris.enlarging.tiles import DRAWING, enlarge
from pictoris.ports import Infers

_WORTH = 1.45
"""Sprites that are shown this much larger than they are go through the network."""
_LENT_SIDE = 640
_KEPT_BYTES = 56_000_000

LENT = "="
"""What the names of lent pictures begin with."""

Make: TypeAlias = Callable[[], Sprite]


class Shelf(Protocol):
    """Where illustrations come from."""

    def sprite(self, name: str, /) -> Sprite:
        """The illustration of an id, H×W×4 uint8, RGBA."""
        ...

    def entry(self, name: str, /) -> Entry:
        """What is known of it."""
        ...


class Sprites:
    """Gives illustrations at the size at which they are shown, and keeps the ones last used."""

    def __init__(self, shelf: Shelf, graphs: Infers, room: int = _KEPT_BYTES) -> None:
        """`room` is how many bytes of finished illustrations are kept."""
        self._room = room
        self._shelf = shelf
        self._graphs = graphs
        self._kept: OrderedDict[tuple[str, ...], Sprite] = OrderedDict()
        self._own: dict[str, Sprite] = {}

    def lend(self, name: str, picture: Sprite) -> None:
        """Take in a cut-out picture under a name of its own, for one job."""
        high, wide = picture.shape[:2]
        part = min(1.0, _LENT_SIDE / max(high, wide))
        size = max(1, round(wide * part)), max(1, round(high * part))
        self._own[name] = trim(np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8))

    def forget(self) -> None:
        """Give back what was lent."""
        for name in self._own:
            for key in [key for key in self._kept if name in key]:
                del self._kept[key]
        self._own.clear()

    def entry(self, name: str) -> Entry:
        """What is known of an illustration, or assumed of a lent one."""
        if name in self._own:
            return _lent_entry(name, self._own[name])
        return self._shelf.entry(name)

    def plain(self, name: str) -> Sprite:
        """The illustration, cropped to what is visible."""
        if is_prop(name):
            return draw_prop(name)
        if name in self._own:
            return self._own[name]
        return self._keep((name,), lambda: trim(self._shelf.sprite(name)))

    def shape(self, name: str) -> float:
        """Width over height."""
        high, wide = self.plain(name).shape[:2]
        return float(wide / high)

    def shown(self, name: str, pixels: float, colour: str | None) -> Sprite:
        """The illustration about `pixels` high or larger, tinted."""
        plain = self.plain(name)
        large = pixels > _WORTH * plain.shape[0] and max(plain.shape[:2]) <= 320 and not is_prop(name)
        base = self._keep((name, "x4"), lambda: self._enlarged(plain)) if large else plain
        if colour is None:
            return base
        return self._keep((name, "x4" if large else "", colour), lambda: tint(base, colour))

    def _enlarged(self, plain: Sprite) -> Sprite:
        """Four times as large: colour through the drawing network, the edge by splines, made as steep as before."""
        large = enlarge(np.ascontiguousarray(plain[..., :3]), DRAWING, self._graphs, lambda _share: None)
        size = (large.shape[1], large.shape[0])
        soft = cv2.resize(plain[..., 3].astype(np.float32), size, interpolation=cv2.INTER_CUBIC) / 255
        steep = np.clip((soft - 0.5) * 2.6 + 0.5, 0, 1)
        # Where it is half transparent over a wide area (glass), it stays so.
        wide = cv2.blur((np.abs(soft - 0.5) < 0.45).astype(np.float32), (25, 25))
        edge = np.where(wide > 0.75, soft, steep)
        alpha = (np.clip(edge, 0, 1) * 255 + 0.5).astype(np.uint8)
        return np.dstack([large, alpha])

    def _keep(self, key: tuple[str, ...], make: Make) -> Sprite:
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        made = make()
        self._kept[key] = made
        while sum(one.nbytes for one in self._kept.values()) > self._room and len(self._kept) > 1:
            self._kept.popitem(last=False)
        return made


def _lent_entry(name: str, picture: Sprite) -> Entry:
    """Nobody knows what a lent picture shows: it is as tall as a person and stands."""
    high, wide = picture.shape[:2]
    return Entry(
        id=name, name=name, keywords=(), kind=Kind.OBJECT, stature=1.7, stands=True, faces="front", colours=(),
        box=(0, 0, wide, high),
    )  # fmt: skip


def is_lent(choices: tuple[str, ...]) -> bool:
    """Whether a thing is shown by a picture that was lent for one job."""
    return choices[:1] != () and choices[0].startswith(LENT)


def trim(picture: Sprite) -> Sprite:
    """Crop to what is visible and let colours run on under the transparent part, so that edges stay clean."""
    alpha = picture[..., 3]
    rows, columns = np.flatnonzero(alpha.max(1) > 8), np.flatnonzero(alpha.max(0) > 8)
    if not rows.size:
        return np.zeros((1, 1, 4), np.uint8)
    cut = picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return np.dstack([_bled(cut), cut[..., 3]])


def _bled(cut: Sprite) -> Sprite:
    """Fill what is transparent with a blur of what is not, the nearest first."""
    solid = (cut[..., 3:] > 200).astype(np.float32)
    colour = cut[..., :3].astype(np.float32)
    filled, known = colour * solid, solid.copy()
    for radius in (3, 9, 27, 81, 243):
        near = cv2.blur(solid, (radius, radius))[..., None]
        paint = cv2.blur(colour * solid, (radius, radius)) / np.maximum(near, 1e-4)
        fresh = (known < 0.5) & (near > 1e-3)
        filled = np.where(fresh, paint, filled)
        known = np.where(fresh, 1.0, known)
    return np.asarray(np.clip(filled + 0.5, 0, 255), np.uint8)
