"""Paint the sheet, hold every picture against its prompt, and write docs/collage.md; exit code 1 below the aim.

python -m bench.sheet              everything
python -m bench.sheet FOLDER       the same, and every picture as PNG into that folder
"""

import os
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Final, TypeVar

import cv2
from PIL import Image

from bench.sheet.drawing import draw
from bench.sheet.judge import Verdict, judge
from bench.sheet.page import SHEET, Result, page
from bench.sheet.painting import Cell, paint, tools
from bench.sheet.prompts import PROMPTS
from bench.sheet.seen import SEEN
from bench.sheet.tally import fault, tally
from bench.sheet.verify import compare

DOCS: Final = Path(__file__).resolve().parents[2] / "docs"
AIM: Final = 90.0
"""Percent of subjects, counts and colours."""
_In = TypeVar("_In")
_Out = TypeVar("_Out")


def main() -> int:
    load = os.getloadavg()[0]
    with_ = tools()
    cells = [_told(paint(prompt, with_)) for prompt in PROMPTS]
    _keep(cells, sys.argv[1:])
    context = get_context("spawn")
    with ProcessPoolExecutor(len(os.sched_getaffinity(0)), context, _alone) as pool:
        verdicts = list(_shown(pool.map, _judged, cells))
        answers = [each for some in _shown(pool.map, compare, SEEN) for each in some]
    faults = [fault(cell.prompt, verdict) for cell, verdict in zip(cells, verdicts, strict=True)]
    draw(cells, faults, DOCS / SHEET)
    result = Result(cells=cells, verdicts=verdicts, answers=answers, load=load)
    (DOCS / "collage.md").write_text(page(result), encoding="utf-8")
    figures = tally(verdicts)
    print(figures)
    shares = (figures.subjects, figures.counts, figures.colours)
    return 0 if all(share.percent >= AIM for share in shares) else 1


def _alone() -> None:
    """Each process has a core of its own."""
    cv2.setNumThreads(1)


def _judged(cell: Cell) -> Verdict:
    return judge(cell.prompt, cell.pixels)


def _shown(
    spread: Callable[[Callable[[_In], _Out], Iterable[_In]], Iterable[_Out]],
    work: Callable[[_In], _Out],
    items: Iterable[_In],
) -> Iterable[_Out]:
    """Do it in the pool, and tell of each that is done."""
    for number, done in enumerate(spread(work, items), start=1):
        print(f"\r{work.__name__.strip('_')} {number}", end="", file=sys.stderr)
        yield done
    print(file=sys.stderr)


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
