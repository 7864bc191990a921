"""One picture to paint: what is asked, what is known, and how it is handed back."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

import cv2
import numpy as np

from pictoris.engines.collage.notes import Notes, to_json
from pictoris.engines.collage.painting.finish import to_pixels
from pictoris.engines.collage.painting.idea import Idea, Step
from pictoris.engines.collage.painting.layers import scaled
from pictoris.engines.collage.painting.matching import in_palette
from pictoris.engines.collage.painting.sprites import LENT, Sprites
from pictoris.engines.collage.painting.view import Field, View, first_view
from pictoris.engines.collage.scene import Scene, Setting, Thing
from pictoris.ports import Array, Brief, Painted, Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A brief, read, for one seed."""

    brief: Brief
    seed: int
    scene: Scene
    """What the words ask for, and the characters and objects that came as pictures."""
    notes: Notes | None
    """What is known of the picture that is continued."""
    sprites: Sprites
    step: Step

    @property
    def view(self) -> View:
        """The window of a new picture."""
        return first_view(self.brief.width, self.brief.height)

    def idea(self, scene: Scene) -> Idea:
        """A new picture of a scene, as the brief wants it."""
        return Idea(scene=scene, seed=self.seed, look=self.brief.look, aspect=self.aspect)

    @property
    def aspect(self) -> float:
        """Width over height of the picture that is asked for."""
        return self.brief.width / self.brief.height

    def base(self) -> Field | None:
        """The picture to start from, in the size that is asked for, rows × columns × 3, 0 to 1."""
        if self.brief.base is None:
            return None
        return fitted(as_field(self.brief.base[..., :3]), self.brief.width, self.brief.height)

    def free(self) -> Field:
        """Where to paint (1) and where to keep (0), rows × columns; everywhere if there is no mask."""
        size = (self.brief.width, self.brief.height)
        if self.brief.mask is None:
            return np.ones((size[1], size[0]), np.float32)
        mask = np.asarray(self.brief.mask, np.float32) / 255
        return scaled(mask, *size)


PaintTask: TypeAlias = Callable[[Job], Painted]


def painted(job: Job, picture: Field, notes: Notes | None = None, warnings: tuple[str, ...] = ()) -> Painted:
    """Hand a picture (0 to 1) back, in the palette of the style pictures if there are any."""
    for reference in job.brief.references:
        if reference.role == "style":
            share = float(np.clip(0.65 * reference.weight, 0, 1))
            picture = in_palette(picture, as_field(reference.pixels[..., :3]), share)
    known = to_json(notes) if notes else {}
    told = (*_missing(job.scene), *_unstyled(job.brief.look.style), *warnings)
    return Painted(pixels=to_pixels(picture, job.seed), notes=known, warnings=told)


def _unstyled(style: str) -> tuple[str, ...]:
    if style.lower() in {"", "raw"}:
        return ()
    return (f"--style {style[:40]} changes nothing: collage paints in one style, or `raw`.",)


def _missing(scene: Scene) -> tuple[str, ...]:
    if not scene.things and scene.unknown and scene.setting == Setting() and not scene.mood:
        words = "”, “".join(scene.unknown)
        return (f"There is no illustration of “{words}”: an abstract picture stands for it.",)
    left_out = [f"There is no illustration of “{words}”, so it was left out." for words in scene.unknown]
    return (*(_stands_for(words, person) for words, person in scene.instead), *left_out)


def _stands_for(words: str, person: str) -> str:
    article = "an" if person[0] in "aeiou" else "a"
    return f"There is no illustration of “{words}”: {article} {person} stands for it."


def with_lent(scene: Scene, references: tuple[Reference, ...], sprites: Sprites) -> Scene:
    """The scene with characters and objects that came as pictures in it."""
    lent = []
    for number, reference in enumerate(references):
        if reference.role in {"character", "object"}:
            name = f"{LENT}{reference.role}{number}"
            sprites.lend(name, cut_out(reference.pixels))
            size = float(np.clip(reference.weight, 0.4, 1.6))
            lent.append(Thing(words=reference.role, choices=(name,), size=size))
    # They come last, so that the places in `standings` stay true.
    return replace(scene, things=(*scene.things, *lent)) if lent else scene


def is_cut_out(pixels: Array) -> bool:
    """Whether a picture has transparency worth the name."""
    return bool(pixels.shape[2] == 4 and (pixels[..., 3] < 128).mean() > 0.02)


def cut_out(pixels: Array) -> Array:
    """A picture as it can stand in a scene: as it is if it is cut out, otherwise as a print with a white border."""
    if is_cut_out(pixels):
        return pixels
    border = max(4, min(pixels.shape[:2]) // 24)
    inner = np.ascontiguousarray(pixels[..., :3])
    card = np.full((inner.shape[0] + 2 * border, inner.shape[1] + 2 * border, 3), (250, 250, 247), np.uint8)
    card[border:-border, border:-border] = inner
    return np.dstack([card, np.full(card.shape[:2], 255, np.uint8)])


def as_field(pixels: Array) -> Field:
    """Bytes as 0 to 1."""
    return np.asarray(pixels, np.float32) / 255


def fitted(picture: Field, width: int, height: int) -> Field:
    """Scaled to cover a size, and cropped in the middle to it."""
    if picture.shape[:2] == (height, width):
        return picture
    scale = max(width / picture.shape[1], height / picture.shape[0])
    size = max(width, round(picture.shape[1] * scale)), max(height, round(picture.shape[0] * scale))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    large = np.clip(np.asarray(cv2.resize(picture, size, interpolation=way), np.float32), 0, 1)
    left, top = (size[0] - width) // 2, (size[1] - height) // 2
    return np.ascontiguousarray(large[top : top + height, left : left + width])
