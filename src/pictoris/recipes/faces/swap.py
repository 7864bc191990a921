"""One face onto one head: the whole way, from two pictures with a mesh on each to one picture."""

from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from pictoris.recipes.base import Raster
from pictoris.recipes.faces import blend, cutting, expression, light, sockets, texture
from pictoris.recipes.faces.alignment import destination
from pictoris.recipes.faces.light import Skin
from pictoris.recipes.faces.mesh import Face
from pictoris.recipes.faces.objects import objects
from pictoris.recipes.faces.occlusion import features, in_front
from pictoris.recipes.faces.portrait import SIZE, Portrait, cut_out, window
from pictoris.recipes.faces.smoothing import smooth
from pictoris.recipes.faces.topology import MIRROR, POINTS
from pictoris.recipes.faces.warp import Drawing, draw, facing, sample

Floats = npt.NDArray[np.float64]
Plane = npt.NDArray[np.float32]

_LARGEST = 768.0
"""Faces larger than this many pixels are worked on at this size: memory stays bounded."""
_ROOM = 0.18
"""What is worked on around the target's mesh, as a share of the face."""
_OUTLINE = 0.06
"""How far from the mesh's outline its texture is doubtful, as a share of the face."""
_COARSE = 112.0
"""Pixels of a face at which the shadows around its eyes are looked at: they are broad."""
_STEP_BELOW = 0.25
"""From the eyes to the cheeks, as a share of forehead to chin."""


@dataclass(frozen=True, slots=True, eq=False)
class Sitter:
    """A face with all that is known of it."""

    picture: Raster
    face: Face
    portrait: Portrait
    hidden: Plane
    """Hair that hangs in front of it, on the portrait."""
    objects: Plane
    """Objects in front of it and beside it, on the portrait."""
    skin: Skin


@dataclass(frozen=True, slots=True, eq=False)
class Canvas:
    """The part of the target that is worked on."""

    pixels: Plane
    """H×W×3 RGB, 0 to 1."""
    low: npt.NDArray[np.int64]
    high: npt.NDArray[np.int64]
    scale: float
    """Canvas pixels per pixel of the picture, at most 1."""

    @property
    def shape(self) -> tuple[int, int]:
        """H, W."""
        return self.pixels.shape[0], self.pixels.shape[1]

    def of(self, face: Face) -> Face:
        """A face of the picture, on the canvas."""
        return face.moved(self.low.astype(np.float64), self.scale)


def sit(picture: Raster, face: Face) -> Sitter:
    """Study a face of an H×W×3 RGB picture."""
    portrait = cut_out(picture, face)
    things = objects(portrait).astype(np.float32)
    hair = (in_front(portrait) * (1 - things)).astype(np.float32)
    return Sitter(picture, face, portrait, hair, things, light.skin_of(portrait, np.maximum(hair, things)))


def swapped(source: Sitter, target: Sitter) -> Raster:
    """Put the source's face onto the target's head: H×W×3 RGB uint8, as large as the target's picture.

    Pixels away from the face are the target's, bit for bit.
    """
    whole = _canvas(target)
    things = _things(target, whole)
    # The swap is made as if no object were there; what the target's picture shows of them goes on top.
    pixels = cutting.behind(whole.pixels, things, target.face.size * whole.scale) if things.any() else None
    canvas = whole if pixels is None else replace(whole, pixels=pixels)
    spot = destination(source.face, target.face)
    there = canvas.of(Face(spot, 1.0))
    drawing = draw(there.points, canvas.shape)
    face, missing = _painted(source, target, drawing, there.size)
    face = _lifted(face, canvas, target, there)
    covered = _carried(target, target.hidden, canvas)
    mask = _mask(drawing, covered, missing, there.size)
    face = _grained(face, canvas, target, there, mask * drawing.spread(target.skin.ordinary))
    keep = expression.kept(source.face, canvas.of(target.face), canvas.shape)[..., None]
    face = (face + (canvas.pixels - face) * keep).astype(np.float32)
    mixed, near = _mixed(canvas, face, mask, there.size)
    change = (mixed - whole.pixels) * (near * (1 - things))[..., None]
    return _pasted(target.picture, canvas, change.astype(np.float32))


def _things(target: Sitter, canvas: Canvas) -> Plane:
    """H×W, 0 to 1: the objects in front of the target, cut out on the canvas."""
    rough = _carried(target, target.objects, canvas)
    return cutting.opacity(canvas.pixels, rough, target.face.size * canvas.scale) if rough.any() else rough


def _lifted(face: Plane, canvas: Canvas, target: Sitter, there: Face) -> Plane:
    """The face without the shadows around its eyes that the target's light does not make."""
    scale = min(1.0, _COARSE / there.size)
    small = max(1, round(canvas.shape[1] * scale)), max(1, round(canvas.shape[0] * scale))
    new, old = (
        cv2.resize(of, small, interpolation=cv2.INTER_AREA).astype(np.float32) for of in (face, canvas.pixels)
    )
    own = there.moved(np.zeros(2), scale)
    theirs = canvas.of(target.face).moved(np.zeros(2), scale)
    lift = sockets.lift(
        sockets.Seen(new, own.points, np.ones(POINTS)),
        sockets.Seen(old, theirs.points, target.skin.ordinary),
        own.size,
    )
    return lift.onto(face)


def _grained(face: Plane, canvas: Canvas, target: Sitter, there: Face, shown: Plane) -> Plane:
    """The face with the grain of the target's picture; `shown` (H×W) is where it will be seen."""
    old, new = (
        cv2.GaussianBlur(
            (~features(which, canvas.shape, grow)).astype(np.float32), (0, 0), 0.008 * there.size
        )
        for which, grow in ((canvas.of(target.face), 0.025), (there, 0.0))
    )
    both, own = ((shown * plain).astype(np.float32) for plain in (np.minimum(old, new), new))
    down = (there.points[152] - there.points[10])[:2] * _STEP_BELOW
    where = texture.Where(both, own, (float(down[0]), float(down[1])))
    return texture.matched(face, canvas.pixels, where, max(0.8, 0.009 * there.size))


def _canvas(target: Sitter) -> Canvas:
    low, high = window(target.picture, target.face, _ROOM)
    part = target.picture[low[1] : high[1], low[0] : high[0]]
    scale = min(1.0, _LARGEST / target.face.size)
    if scale < 1:
        size = max(1, round(part.shape[1] * scale)), max(1, round(part.shape[0] * scale))
        part = cv2.resize(part, size, interpolation=cv2.INTER_AREA).astype(np.uint8)
    pixels = (part.astype(np.float32) / 255).astype(np.float32)
    return Canvas(pixels, low, high, scale)


def _painted(source: Sitter, target: Sitter, drawing: Drawing, size: float) -> tuple[Plane, Plane]:
    """The source's face in the target's light (H×W×3) and where nothing is known of it (H×W, 0 to 1)."""
    pixels, face = _texture_of(source, size)
    direct = sample(pixels, drawing, face.points)
    direct = light.shine(direct, drawing, light.relight(source.skin, target.skin))
    here, there = (_seen(source, drawing, half) for half in (np.arange(POINTS), MIRROR))
    other = np.maximum(drawing.spread(_turned_away(source.face.points)), here.doubt * (1 - there.doubt))
    other = cv2.GaussianBlur(other, (0, 0), 0.02 * size).astype(np.float32)
    hidden, behind = here.hidden, there.hidden
    if float(other.max()) < 0.02:
        return direct, hidden
    fetched = sample(pixels, drawing, face.points[MIRROR])
    fetched = light.shine(fetched, drawing, light.relight(light.mirrored(source.skin, MIRROR), target.skin))
    mixed: Plane = (direct + (fetched - direct) * other[..., None]).astype(np.float32)
    return mixed, hidden * (1 - other) + behind * other


def _texture_of(source: Sitter, size: float) -> tuple[Plane, Face]:
    """The source's pixels around its face, no finer than a face of `size` pixels needs, and the mesh on them."""
    low, high = window(source.picture, source.face, 0.1)
    part = source.picture[low[1] : high[1], low[0] : high[0]]
    scale = min(1.0, 1.1 * size / source.face.size)
    if scale < 1:
        wanted = max(1, round(part.shape[1] * scale)), max(1, round(part.shape[0] * scale))
        part = cv2.resize(part, wanted, interpolation=cv2.INTER_AREA).astype(np.uint8)
    pixels = (part.astype(np.float32) / 255).astype(np.float32)
    return pixels, source.face.moved(low.astype(np.float64), scale)


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """What the source shows of one half of its face and the other, on the canvas; H×W, 0 to 1."""

    hidden: Plane
    """Something hangs in front of it."""
    doubt: Plane
    """Hidden, or so near the outline that it may be what is behind the head."""


def _seen(source: Sitter, drawing: Drawing, half: npt.NDArray[np.int64]) -> _Seen:
    """Look at the source's points in the order of `half`: as they are, or mirrored."""
    rim = 1 - blend.feathered(source.portrait.drawing.inside, _OUTLINE * SIZE)
    hidden = np.maximum(source.hidden, source.objects)
    both = np.stack([hidden, np.maximum(hidden, rim)], axis=-1)
    fetched = sample(both, drawing, source.portrait.face.points[half], cubic=False)
    return _Seen(fetched[..., 0], fetched[..., 1])


def _turned_away(points: Floats) -> Floats:
    """468, 0 to 1: how much better the other half of the face shows each point."""
    squarely = np.maximum(facing(points), 0.05)
    better = np.clip((squarely[MIRROR] / squarely - 1.4) / 0.8, 0, 1)
    return np.clip(smooth(better[:, None], np.ones(POINTS), 0.5)[:, 0], 0, 1)


def _carried(target: Sitter, plane: Plane, canvas: Canvas) -> Plane:
    """Bring what is known on the target's portrait (H×W) to the canvas."""
    ratio = target.portrait.scale / canvas.scale
    start = (canvas.low - target.portrait.origin) * target.portrait.scale + (ratio - 1) / 2
    matrix = np.array([[ratio, 0, start[0]], [0, ratio, start[1]]])
    size = canvas.pixels.shape[1], canvas.pixels.shape[0]
    moved = cv2.warpAffine(plane, matrix, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
    return moved.astype(np.float32)


def _mask(drawing: Drawing, covered: Plane, missing: Plane, size: float) -> Plane:
    """H×W, 0 to 1: how much of the new face shows."""
    rim = blend.feathered(drawing.inside, 0.09 * size)
    width = 2 * round(0.04 * size) + 1
    unknown = cv2.dilate(missing, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width, width)))
    known = 1 - cv2.GaussianBlur(unknown, (0, 0), 0.03 * size)
    known = np.clip((known - 0.35) / 0.6, 0, 1)
    shown: Plane = (rim * known * (1 - covered)).astype(np.float32)
    return shown


def _mixed(canvas: Canvas, face: Plane, mask: Plane, size: float) -> tuple[Plane, Plane]:
    """The face blended into the canvas (H×W×3), and where that may change the picture (H×W, 0 to 1)."""
    levels = max(1, int(np.log2(size)) - 4)
    front = np.where(mask[..., None] > 0, face, canvas.pixels)
    mixed = blend.multiband(front, canvas.pixels, mask, levels)
    reach = 2 * round(0.03 * size) + 1
    near = cv2.dilate((mask > 0).astype(np.uint8), np.ones((reach, reach), np.uint8)) > 0
    return mixed, blend.feathered(near, 0.03 * size)


def _pasted(picture: Raster, canvas: Canvas, change: Plane) -> Raster:
    """The picture with its part on the canvas changed (H×W×3)."""
    height, width = canvas.high[1] - canvas.low[1], canvas.high[0] - canvas.low[0]
    if canvas.scale < 1:
        wanted = int(width), int(height)
        change = cv2.resize(change, wanted, interpolation=cv2.INTER_LINEAR).astype(np.float32)
    result = picture.copy()
    rows, columns = slice(canvas.low[1], canvas.high[1]), slice(canvas.low[0], canvas.high[0])
    part = picture[rows, columns].astype(np.float32) + change * 255
    result[rows, columns] = np.clip(np.rint(part), 0, 255).astype(np.uint8)
    return result
