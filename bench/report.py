"""The figures as a table on the screen and as a page of the documentation."""

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import psutil
from rich.console import Console
from rich.table import Table

from bench.figures import Figure, rounded
from pictoris import __version__

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
INTRODUCTION = """# Benchmarks

<!-- Written by `make bench`; run it again instead of changing it. -->

Measured by `make bench` on one machine, everything on it: server, worker, load generator. The picture tools run warm,
median of seven runs, decoding left out and encoding included. Submits and reads go through HTTP on kept connections to
a server on SQLite with durable writes (`synchronous=FULL`), rate limits off; its jobs wait, so that the figure is that
of taking them. A dispatch is timed from the answer to the submit until polling first sees the job running. An admission
is timed within its transaction, on SQLite and without the commit. Prompts are drawn at random, four in five of them from
what people write; a parse is timed in processor time. Pictures are painted warm, encoding included: a grid is four
pictures and the grid itself.
"""


def show(figures: Sequence[Figure]) -> None:
    """Print the table."""
    table = Table("what", "measured", "target", "")
    for figure in figures:
        mark = "" if figure.limit is None else "[green]kept[/]" if figure.is_kept else "[red]missed[/]"
        table.add_row(figure.what, f"{rounded(figure.value)} {figure.unit}", figure.target, mark)
    Console().print(table)


def write(figures: Sequence[Figure], load: float) -> None:
    """Write docs/benchmarks.md anew; `load` is how many processes wanted to run before the measurement began."""
    rows = [_row(figure) for figure in figures]
    head = ["| what | measured | target | |", "| --- | --- | --- | --- |"]
    PAGE.write_text("\n".join([INTRODUCTION, machine(load), "", *head, *rows]) + "\n", encoding="utf-8")


def machine(load: float) -> str:
    """Where and when this was measured, and how busy the machine was with other things."""
    memory = psutil.virtual_memory().total / 2**30
    return (
        f"Machine: {len(os.sched_getaffinity(0))} cores of {_processor()}, {memory:.0f} GiB of memory, "
        f"{platform.system()} {platform.release().split('-')[0]}, Python {platform.python_version()}; "
        f"Pictoris {__version__}, {datetime.now(UTC):%Y-%m-%d}; "  # noqa: TID251 - a date on paper
        f"load before the start {load:.1f}."
    )


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _row(figure: Figure) -> str:
    mark = "" if figure.limit is None else "kept" if figure.is_kept else "**missed**"
    return f"| {figure.what} | {rounded(figure.value)} {figure.unit} | {figure.target} | {mark} |"
