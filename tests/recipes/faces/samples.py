"""The two portraits that may be used, and what can be drawn onto them: paint, beard, fringe, an open mouth."""

from functools import cache

import cv2
import numpy as np
from PIL import Image

import pictoris
from pictoris.engines.onnx.sessions import Graphs
from pictoris.recipes.faces.finding import find_faces
from pictoris.recipes.faces.mesh import Face
from pictoris.recipes.faces.swap import sit
from pictoris.recipes.faces.topology import OUTER_LIPS
from pictoris.recipes.faces.warp import draw, sample

FOLDER = pictoris.__path__[0] + "/demo_pictures/"


@cache
def graphs():
    return Graphs(threads=2)


@cache
def portrait(name, side=None):
    picture = np.asarray(Image.open(f"{FOLDER}{name}.png").convert("RGB"))
    if side is not None:
        scale = side / max(picture.shape)
        picture = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    picture.setflags(write=False)
    return picture


def astronaut(side=None):
    return portrait("astronaut", side)


def mona_lisa(side=None):
    return portrait("mona_lisa", side)


_SEEN: dict[int, Face] = {}


def face_of(picture):
    """The left-most face; a picture is looked at once."""
    key = hash((picture.shape, picture.tobytes()))
    if key not in _SEEN:
        _SEEN[key] = find_faces(picture, graphs())[0]
    return _SEEN[key]


def under(plane, face, *points):
    """The values of a picture or plane under some points of a face."""
    x, y = np.rint(face.points[list(points), :2]).astype(int).T
    return plane[y, x]


@cache
def sitter(name, side=None):
    picture = portrait(name, side)
    return sit(picture, face_of(picture))


def sat(picture):
    return sit(picture, face_of(picture))


def beside(left, right):
    """Two pictures as one, of the left one's height."""
    scale = left.shape[0] / right.shape[0]
    size = round(right.shape[1] * scale), left.shape[0]
    return np.hstack([left, cv2.resize(right, size, interpolation=cv2.INTER_AREA)])


def turned(picture, degrees):
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    return cv2.warpAffine(picture, matrix, (width, height), borderMode=cv2.BORDER_REFLECT)


def grey(picture):
    return np.repeat(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)[..., None], 3, axis=2)


def coloured(picture, mask, colour, softness=1.0):
    share = cv2.GaussianBlur(mask.astype(np.float32), (0, 0), softness)[..., None]
    return np.rint(picture * (1 - share) + np.float32(colour) * share).astype(np.uint8)


def stripes(picture, face):
    """H×W: where war paint goes, across both cheeks."""
    mask = np.zeros(picture.shape[:2], np.uint8)
    for start, end in ((116, 205), (345, 425)):
        first, last = (tuple(map(int, face.points[point, :2])) for point in (start, end))
        cv2.line(mask, first, last, 1, max(2, round(0.05 * face.size)))
    return mask


def painted(picture, colour=(245, 245, 240)):
    return coloured(picture, stripes(picture, face_of(picture)), colour)


def open_mouthed(picture, gap=0.3):
    """The lower face pulled down by a share of the mouth's width, dark between the lips."""
    face = face_of(picture)
    down = (face.points[152] - face.points[10])[:2]
    down /= np.linalg.norm(down)
    middle = face.points[[13, 14], :2].mean(axis=0)
    width = np.linalg.norm(face.points[61, :2] - face.points[291, :2])
    rows, columns = np.mgrid[: picture.shape[0], : picture.shape[1]].astype(np.float32)
    across = ((rows - middle[1]) * down[0] - (columns - middle[0]) * down[1]) / (width / 2)
    along = ((columns - middle[0]) * down[0] + (rows - middle[1]) * down[1]) / width
    opened = gap * np.sqrt(np.clip(1 - across**2, 0, 1))
    fading = np.clip(1 - (along - opened) / 1.6, 0, 1)
    step = np.where(along > 0, np.minimum(opened * fading, np.maximum(along, 0)), 0) * width
    x, y = (columns - down[0] * step, rows - down[1] * step)
    pulled = cv2.remap(picture, x.astype(np.float32), y.astype(np.float32), cv2.INTER_LINEAR)
    return coloured(pulled, (along > 0) & (along < opened), (40, 12, 12))


_BEARD = (
    *(234, 93, 132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288, 361, 323, 454),
    *(427, 436, 322, 391, 393, 164, 167, 165, 92, 216, 207),
)


def beard(picture, face):
    """H×W: jaw, chin and upper lip without the lips."""
    outline = face.points[list(_BEARD), :2].copy()
    outline[3:18] += (outline[3:18] - face.points[4, :2]) * 0.12
    mask = np.zeros(picture.shape[:2], np.uint8)
    cv2.fillPoly(mask, [outline.astype(np.int32)], 1)
    cv2.fillPoly(mask, [face.points[list(OUTER_LIPS), :2].astype(np.int32)], 0)
    return mask


def bearded(picture, colour=(38, 28, 22)):
    face = face_of(picture)
    return coloured(picture, beard(picture, face), colour, 0.012 * face.size)


def fringed(picture, colour=(48, 30, 20)):
    """Hair from above down to shortly above the brows."""
    face = face_of(picture)
    up = (face.points[10] - face.points[152])[:2] / face.size
    ends = face.points[[54, 103, 67, 109, 10, 338, 297, 332, 284], :2]
    low = face.points[[68, 104, 69, 108, 151, 337, 299, 333, 298], :2]
    outline = np.vstack([ends + up * 0.35 * face.size, low[::-1] + up * 0.02 * face.size])
    mask = np.zeros(picture.shape[:2], np.uint8)
    cv2.fillPoly(mask, [outline.astype(np.int32)], 1)
    return coloured(picture, mask, colour)


def _marked(picture):
    face = face_of(picture)
    return np.zeros(picture.shape[:2], np.uint8), face.points[:, :2], face.size


def bar(picture):
    """H×W: a bar from beside the face over the person's left cheek."""
    mask, points, size = _marked(picture)
    start, end = points[454] + np.array([0.6, -0.25]) * size, points[425]
    cv2.line(mask, tuple(map(int, start)), tuple(map(int, end)), 1, round(0.1 * size))
    return mask


def microphone(picture):
    """H×W: a ball before the chin and its handle below."""
    mask, points, size = _marked(picture)
    middle = points[17] + np.array([0.02, 0.12]) * size
    end = middle + np.array([0.15, 0.9]) * size
    cv2.line(mask, tuple(map(int, middle)), tuple(map(int, end)), 1, round(0.1 * size))
    cv2.circle(mask, tuple(map(int, middle)), round(0.15 * size), 1, -1)
    return mask


def cup(picture):
    """H×W: a disc before mouth and chin."""
    mask, points, size = _marked(picture)
    middle = points[[17, 152]].mean(axis=0) + np.array([0, 0.12]) * size
    cv2.circle(mask, tuple(map(int, middle)), round(0.35 * size), 1, -1)
    return mask


def turned_head(picture, face, degrees, behind=(200, 200, 200)):
    """The face's mesh turned in space and drawn on one colour: the picture and where its points are."""
    angle = np.deg2rad(degrees)
    turn = np.array([[np.cos(angle), 0, np.sin(angle)], [0, 1, 0], [-np.sin(angle), 0, np.cos(angle)]])
    centre = face.points.mean(axis=0)
    points = ((face.points - centre) * [1, 1, 1.35]) @ turn.T + centre
    drawing = draw(points, picture.shape[:2])
    skin = sample(picture.astype(np.float32), drawing, face.points)
    drawn = np.where(drawing.inside[..., None], np.clip(skin, 0, 255), np.float32(behind)).astype(np.uint8)
    return drawn, Face(points, 1.0)
