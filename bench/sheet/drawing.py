"""Draws the sheet: all pictures in rows of eight, each with its prompt and with what is wrong with it."""

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageOps

from bench.sheet.painting import Cell
from pictoris.cli.contact_sheet import PAPER, above, beside, text

COLUMNS = 8
SIDE = 256
"""Pixels of a cell."""
_GAP = 12
_LETTERS = 15
_WORDS = 84
"""Pixels of height for the prompt and what is wrong."""
_WRONG = (178, 34, 34)
_QUALITY = 84


def draw(cells: Sequence[Cell], faults: Sequence[str], target: Path) -> None:
    """Write the sheet (JPEG); `faults` has a line for each cell, empty if nothing is wrong."""
    numbered = enumerate(zip(cells, faults, strict=True), start=1)
    tiles = [_tile(cell, f"{number}. {cell.prompt.text}", fault) for number, (cell, fault) in numbered]
    rows = [beside(tiles[first : first + COLUMNS], _GAP) for first in range(0, len(tiles), COLUMNS)]
    sheet = ImageOps.expand(above(rows, _GAP), 2 * _GAP, PAPER)
    sheet.save(target, quality=_QUALITY, optimize=True, progressive=True)


def _tile(cell: Cell, caption: str, fault: str) -> Image.Image:
    frame = Image.new("RGB", (SIDE, SIDE + _WORDS), PAPER)
    picture = ImageOps.contain(Image.fromarray(cell.pixels), (SIDE, SIDE), Image.Resampling.LANCZOS)
    frame.paste(picture, ((SIDE - picture.width) // 2, SIDE - picture.height))
    words = [text(caption, _LETTERS, SIDE)]
    if fault:
        words.append(text(fault, _LETTERS, SIDE, _WRONG))
    frame.paste(above(words, 0), (0, SIDE + 4))
    return frame
