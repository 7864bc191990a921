"""Faces in a picture, from left to right: boxes propose, the mesh decides."""

import cv2
import numpy as np

from pictoris.ports import Infers
from pictoris.recipes.base import Raster
from pictoris.recipes.faces import detector, mesh
from pictoris.recipes.faces.mesh import Face

_SURE = 0.5
_FINE_TILE = 0.34
_QUARTERS = (cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_180, cv2.ROTATE_90_COUNTERCLOCKWISE)


def find_faces(picture: Raster, graphs: Infers) -> list[Face]:
    """Find the faces in an H×W×3 RGB uint8 picture, from left to right; none gives an empty list.

    The whole picture and tiles of half its size are always searched, so a face of 4 % of the longer side is
    not missed beside a larger one. Only if nothing was found, finer tiles, faces that fill the picture and lying pictures are tried.
    """
    faces = _accepted(picture, graphs, [None, 0.5]) or _accepted(picture, graphs, [_FINE_TILE])
    if not faces:
        faces = _close_up(picture, graphs) or _lying(picture, graphs)
    return sorted(faces, key=lambda face: face.left)


def _accepted(picture: Raster, graphs: Infers, tiles: list[float | None]) -> list[Face]:
    found = [box for tile in tiles for box in detector.boxes(picture, graphs, tile)]
    fitted = [mesh.fit(picture, box, graphs) for box in detector.merged(found)]
    kept: list[Face] = []
    for face in sorted(fitted, key=lambda face: -face.score):
        # Two boxes of one face slide onto the same mesh.
        if face.score > _SURE and not any(_overlap(face, other) for other in kept):
            kept.append(face)
    return kept


def _overlap(first: Face, second: Face) -> bool:
    apart = np.linalg.norm(first.points.mean(axis=0)[:2] - second.points.mean(axis=0)[:2])
    return bool(apart < 0.4 * max(first.size, second.size))


def _close_up(picture: Raster, graphs: Infers) -> list[Face]:
    """Look from further away: the detector wants to see something around a face."""
    room = max(picture.shape[:2]) // 2
    wide = cv2.copyMakeBorder(picture, room, room, room, room, cv2.BORDER_CONSTANT, value=(128, 128, 128))
    faces = _accepted(wide.astype(np.uint8, copy=False), graphs, [None])
    return [face.moved(np.array([room, room], np.float64)) for face in faces]


def _lying(picture: Raster, graphs: Infers) -> list[Face]:
    """Turn the picture in quarters until there are faces, and turn these back."""
    for turns, code in enumerate(_QUARTERS, start=1):
        turned = cv2.rotate(picture, code).astype(np.uint8)
        faces = _accepted(turned, graphs, [None])
        if faces:
            return [_turned_back(face, turns, picture) for face in faces]
    return []


def _turned_back(face: Face, turns: int, picture: Raster) -> Face:
    height, width = picture.shape[:2]
    x, y, z = face.points.T
    places = {1: (y, height - 1 - x), 2: (width - 1 - x, height - 1 - y), 3: (width - 1 - y, x)}
    return Face(np.stack([*places[turns], z], axis=1), face.score)
