"""What processes use: memory that is theirs alone, and processor time."""

import time
from collections.abc import Iterable

import psutil


def tree(pid: int) -> list[psutil.Process]:
    """A process and all that it started."""
    root = psutil.Process(pid)
    return [root, *root.children(recursive=True)]


def pss(processes: Iterable[psutil.Process]) -> float:
    """MiB, shared pages divided among those who share them."""
    return float(sum(process.memory_full_info().pss for process in processes)) / 2**20


def peak_rss(pid: int) -> float:
    """The most MiB that a process ever held at once."""
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        (line,) = [line for line in status if line.startswith("VmHWM:")]
    return int(line.split()[1]) / 1024


def cpu_seconds(pid: int) -> float:
    """Seconds of all cores that one process has used."""
    return sum(psutil.Process(pid).cpu_times()[:2])


def busy(pid: int, seconds: float) -> float:
    """Percent of one core that a process and its children use in the next seconds."""

    def used() -> float:
        return sum(cpu_seconds(process.pid) for process in tree(pid))

    before, began = used(), time.perf_counter()
    time.sleep(seconds)
    return 100 * (used() - before) / (time.perf_counter() - began)
