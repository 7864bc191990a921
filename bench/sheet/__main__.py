"""Paint the sheet, hold every picture against its prompt, and write docs/collage.md; exit code 1 below the aim.

python -m bench.sheet              everything
python -m bench.sheet FOLDER       the same, and every picture as PNG into that folder
"""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from PIL import Image

from bench.sheet.drawing import draw
from bench.sheet.page import SHEET, Result, page
from bench.sheet.painting import Cell, paint, tools
from bench.sheet.prompts import PROMPTS
from bench.sheet.seen import SEEN
from bench.sheet.spreading import spread, verdict_of
from bench.sheet.tally import fault, tally
from bench.sheet.verify import compare

DOCS: Final = Path(__file__).resolve().parents[2] / "docs"
AIM: Final = 90.0
"""Percent of subjects, counts and colours."""


def main() -> int:
    load = os.getloadavg()[0]
    with_ = tools()
    cells = [_told(paint(prompt, with_)) for prompt in PROMPTS]
    _keep(cells, sys.argv[1:])
    verdicts = spread(verdict_of, cells)
    answers = [each for some in spread(compare, SEEN) for each in some]
    faults = [fault(cell.prompt, verdict) for cell, verdict in zip(cells, verdicts, strict=True)]
    draw(cells, faults, DOCS / SHEET)
    result = Result(cells=cells, verdicts=verdicts, answers=answers, load=load)
    (DOCS / "collage.md").write_text(page(result), encoding="utf-8")
    figures = tally(verdicts)
    print(figures)
    shares = (figures.subjects, figures.counts, figures.colours)
    return 0 if all(share.percent >= AIM for share in shares) else 1


def _told(cell: Cell) -> Cell:
    print(f"{cell.seconds:.1f} s  {cell.prompt.text}", *cell.warnings, sep="  ", file=sys.stderr)
    return cell


def _keep(cells: Iterable[Cell], folders: Iterable[str]) -> None:
    for folder in map(Path, folders):
        folder.mkdir(parents=True, exist_ok=True)
        for number, cell in enumerate(cells, start=1):
            Image.fromarray(cell.pixels).save(folder / f"{number:02d}.png")


if __name__ == "__main__":
    sys.exit(main())
