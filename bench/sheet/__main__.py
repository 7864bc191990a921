"""Paint the sheet, hold every picture against its prompt, and write docs/collage.md; exit code 1 below the aim.

python -m bench.sheet                     everything
python -m bench.sheet FOLDER              the same, and every picture as PNG into that folder
python -m bench.sheet --engine sketch     the same prompts by another engine: docs/sketch-sheet.jpg, figures printed
"""

import argparse
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from PIL import Image

from bench.sheet.drawing import draw
from bench.sheet.page import SHEET, Result, page, rows
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
    asked = _asked()
    load = os.getloadavg()[0]
    with_ = tools()
    cells = [_told(paint(prompt, with_, asked.engine)) for prompt in PROMPTS]
    _keep(cells, asked.folder)
    verdicts = spread(verdict_of, cells)
    faults = [fault(cell.prompt, verdict) for cell, verdict in zip(cells, verdicts, strict=True)]
    draw(cells, faults, DOCS / SHEET.replace("collage", asked.engine))
    figures = tally(verdicts)
    print(figures)
    if asked.engine != "collage":
        print(*rows(cells, verdicts), sep="\n")
        return 0
    answers = [each for some in spread(compare, SEEN) for each in some]
    result = Result(cells=cells, verdicts=verdicts, answers=answers, load=load)
    (DOCS / "collage.md").write_text(page(result), encoding="utf-8")
    shares = (figures.subjects, figures.counts, figures.colours)
    return 0 if all(share.percent >= AIM for share in shares) else 1


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.sheet", description=__doc__)
    parser.add_argument("folder", nargs="*", type=Path)
    parser.add_argument("--engine", default="collage")
    return parser.parse_args()


def _told(cell: Cell) -> Cell:
    print(f"{cell.seconds:.1f} s  {cell.prompt.text}", *cell.warnings, sep="  ", file=sys.stderr)
    return cell


def _keep(cells: Iterable[Cell], folders: Iterable[Path]) -> None:
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
        for number, cell in enumerate(cells, start=1):
            Image.fromarray(cell.pixels).save(folder / f"{number:02d}.png")


if __name__ == "__main__":
    sys.exit(main())
