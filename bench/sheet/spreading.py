"""Spreads looking at pictures over the cores of the machine."""

import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

import cv2

from bench.sheet.judge import Verdict, judge
from bench.sheet.painting import Cell

_In = TypeVar("_In")
_Out = TypeVar("_Out")


def spread(work: Callable[[_In], _Out], items: Sequence[_In]) -> list[_Out]:
    """Do it for all, in order, and tell how far it is."""
    done: list[_Out] = []
    with ProcessPoolExecutor(len(os.sched_getaffinity(0)), get_context("spawn"), _alone) as pool:
        for one in pool.map(work, items):
            done.append(one)
            print(f"\r{work.__name__} {len(done)} of {len(items)}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return done


def verdict_of(cell: Cell) -> Verdict:
    """What a cell shows of its prompt."""
    return judge(cell.prompt, cell.pixels)


def _alone() -> None:
    """Each process has a core of its own."""
    cv2.setNumThreads(1)
