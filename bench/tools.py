"""The picture tools, warm, through the same workbench that the worker uses: raster in, encoded picture out."""

import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median

import numpy as np
from PIL import Image

from bench.figures import Figure
from bench.processes import cpu_seconds, peak_rss
from pictoris.artifacts import rasters
from pictoris.bench.child import BenchOptions
from pictoris.bench.process import Workbench
from pictoris.cli.demo_steps import PICTURES
from pictoris.infra.clock import SystemClock
from pictoris.nouns import Json
from pictoris.ports import Work

RUNS = 7
THREADS = 2
PNG: Mapping[str, Json] = {"output_format": "png"}


def measure(folder: Path) -> Iterator[Figure]:
    """Median seconds of a warm run, and the most memory of the process that did it."""
    portrait, painting = _raster(folder, "astronaut", 1024), _raster(folder, "mona_lisa", 1024)
    small, cup = _raster(folder, "astronaut", 512), _raster(folder, "coffee", 600)
    yield from measured(
        "face swap, 1024 px", work_of(folder, "faceswap", source=portrait, target=painting), (0.6, 300)
    )
    yield from measured(
        "remove background, person, 1024 px",
        work_of(folder, "remove_background", image=portrait),
        (0.6, None),
    )
    yield from measured(
        "remove background, person, 512 px", work_of(folder, "remove_background", image=small), (0.6, None)
    )
    yield from measured(
        "remove background, object, 600 px", work_of(folder, "remove_background", image=cup), (0.6, None)
    )
    yield from measured(
        "upscale, 512 → 1024 px", work_of(folder, "upscale", {"scale": 2.0}, image=small), (1.2, None)
    )
    yield from measured("describe, 512 px", work_of(folder, "describe", image=small))


def measured(
    what: str, work: Work, limits: tuple[float | None, float | None] = (None, None)
) -> Iterator[Figure]:
    """Three lines about one piece of work; `limits` are of its seconds and of the process's MiB."""
    bench = Workbench(BenchOptions(threads=THREADS), SystemClock())
    try:
        _seconds(bench, work)
        (pid,) = bench.pids()
        before = cpu_seconds(pid)
        took = [_seconds(bench, work) for _ in range(RUNS)]
        used = (cpu_seconds(pid) - before) / RUNS
        yield Figure(what=f"{what}: one run", value=median(took), unit="s", limit=limits[0])
        yield Figure(what=f"{what}: processor time of one run", value=used, unit="s")
        yield Figure(what=f"{what}: peak memory", value=peak_rss(pid), unit="MiB", limit=limits[1])
    finally:
        bench.close()


def _seconds(bench: Workbench, work: Work) -> float:
    began = time.perf_counter()
    bench.perform(work, lambda _progress: None, lambda: False)
    return time.perf_counter() - began


def work_of(folder: Path, operation: str, params: Mapping[str, Json] | None = None, **inputs: Path) -> Work:
    """A piece of work on raster files by role."""
    named: dict[str, Json] = dict.fromkeys(inputs, "data:,")
    return Work(operation=operation, params={**named, **(params or {})}, inputs=inputs, folder=folder)


def _raster(folder: Path, name: str, side: int) -> Path:
    """A demo picture whose longer side is `side` pixels, as the decoder would leave it."""
    with Image.open(PICTURES / f"{name}.png") as picture:
        scale = side / max(picture.size)
        size = (round(picture.width * scale), round(picture.height * scale))
        pixels = np.asarray(picture.convert("RGB").resize(size, Image.Resampling.LANCZOS))
    path = folder / f"{name}-{side}.raster"
    rasters.write(path, width=size[0], height=size[1], channels=3, pixels=pixels.tobytes())
    return path
