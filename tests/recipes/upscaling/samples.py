from importlib.resources import files

import cv2
import numpy as np

PHOTOS = ["astronaut", "mona_lisa", "chelsea", "coffee", "rocket"]
DRAWINGS = ["shapes", "shaded", "text", "sketch"]


def demo_picture(name):
    data = (files("pictoris") / "demo_pictures" / f"{name}.png").read_bytes()
    return cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR_RGB)


def as_jpeg(picture, quality):
    return cv2.imdecode(
        cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_COLOR
    )


def drawing(name, height=400, width=500):
    canvas = _PAINTERS[name](height * 4, width * 4)
    small = cv2.resize(canvas, (width, height), interpolation=cv2.INTER_AREA)
    return np.clip(np.rint(small), 0, 255).astype(np.uint8)


def _shapes(height, width):
    canvas = np.full((height, width, 3), (250, 240, 220), np.uint8)
    cv2.circle(canvas, (900, 800), 500, (230, 60, 40), -1)
    cv2.circle(canvas, (900, 800), 500, (20, 20, 30), 24)
    cv2.rectangle(canvas, (1200, 300), (1800, 1300), (60, 120, 220), -1)
    cv2.rectangle(canvas, (1200, 300), (1800, 1300), (20, 20, 30), 24)
    return canvas


def _shaded(height, width):
    slope = np.linspace(0, 1, height)[:, None, None]
    canvas = np.repeat(slope * (90, 60, -120) + (80, 140, 230), width, axis=1)
    chance = np.random.default_rng(1)
    for _ in range(30):
        corners = chance.integers(0, [width, height], (3, 2)).astype(np.int32)
        cv2.fillPoly(canvas, [corners], chance.integers(0, 255, 3).tolist())
        cv2.polylines(canvas, [corners], isClosed=True, color=(20, 20, 20), thickness=12)
    return canvas


def _text(height, width):
    canvas = np.full((height, width, 3), 255, np.uint8)
    for line in range(12):
        place = (60, 130 * (line + 1))
        cv2.putText(canvas, "lorem ipsum dolor sit amet", place, cv2.FONT_HERSHEY_SIMPLEX, 4, (0, 0, 0), 10)
    return canvas


def _sketch(height, width):
    canvas = np.full((height, width, 3), (240, 235, 225), np.uint8)
    chance = np.random.default_rng(2)
    for _ in range(400):
        start = chance.integers(0, [width, height])
        end = start + chance.integers(-200, 200, 2)
        cv2.line(canvas, start.tolist(), end.tolist(), (60, 60, 70), 6, cv2.LINE_AA)
    return canvas


_PAINTERS = {"shapes": _shapes, "shaded": _shaded, "text": _text, "sketch": _sketch}
