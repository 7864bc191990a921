"""Drawings of the concepts, in every style that there is one in, with their colours changed on demand."""

import io
import json
import zipfile
from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from PIL import Image

from pictoris.engines.collage.painting.tint import tint
from training.corpus.concepts import FOLDER

Drawing: TypeAlias = npt.NDArray[np.uint8]
"""H×W×4, RGBA, cut to what is visible."""

ROUND = "3d"
"""The style that every concept is drawn in."""
LARGEST = 112
"""Pixels of a drawing's longer side: no picture shows it larger."""


class Drawings:
    """Drawings by concept and style; those of other styles come from a folder that `training.corpus.styles` filled."""

    def __init__(self, styles: Path | None = None) -> None:
        """`styles` holds `index.json` (style → concept → file) and its PNG files; None: one style only."""
        self._folder = styles
        self._archive = zipfile.ZipFile(FOLDER / "pictures.zip")
        self._names = {Path(name).with_suffix("").as_posix(): name for name in self._archive.namelist()}

    @cached_property
    def _others(self) -> Mapping[str, Mapping[str, str]]:
        if self._folder is None:
            return {}
        found: Mapping[str, Mapping[str, str]] = json.loads((self._folder / "index.json").read_bytes())
        return found

    def styles(self, concept: str) -> list[str]:
        """In which styles there is a drawing of a concept (by id)."""
        return [ROUND, *(style for style, files in self._others.items() if concept in files)]

    @lru_cache(maxsize=8192)  # noqa: B019 - one object lives as long as the run
    def get(self, concept: str, style: str = ROUND, colour: str = "") -> Drawing:
        """A drawing, in another colour if a colour word is given."""
        if colour:
            return np.asarray(tint(self.get(concept, style), colour), np.uint8)
        data = self._archive.read(self._names[concept]) if style == ROUND else self._file(concept, style)
        with Image.open(io.BytesIO(data)) as opened:
            picture = opened.convert("RGBA")
        picture = picture.crop(picture.getchannel("A").point(lambda value: 255 * (value > 12)).getbbox())
        picture.thumbnail((LARGEST, LARGEST), Image.Resampling.BOX)
        return np.asarray(picture, np.uint8)

    def _file(self, concept: str, style: str) -> bytes:
        if self._folder is None:
            raise KeyError(style)
        return (self._folder / self._others[style][concept]).read_bytes()
