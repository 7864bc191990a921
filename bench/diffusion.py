"""Diffusion on a GPU: networks shaped like FLUX.1 and SDXL with random weights, against plain diffusers in the same run.

Speed does not depend on what weights say. Text encoders are small: a prompt is read once, a picture has many steps.
"""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from bench.figures import Figure
from pictoris.engines.diffusion.engine import Diffusion, is_installed
from pictoris.engines.diffusion.options import ModelFolder, Options
from pictoris.ports import Brief, Task, Words

RUNS = 3


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A network to measure: how it is built, at which size and for how many steps it paints."""

    family: str
    build: Callable[[str], Any]
    """On a device."""
    side: int
    steps: int
    pictures: int = 4


def measure(_folder: Path) -> Iterator[Figure]:
    """Pictures a second, or nothing where there is no GPU."""
    if not is_installed():
        print("diffusion: the extra [diffusion] is not installed, nothing is measured")
        return
    import torch  # noqa: PLC0415 - part of an extra

    if not torch.cuda.is_available():
        print("diffusion: this machine has no CUDA GPU, nothing is measured")
        return
    from bench import diffusion_shapes  # noqa: PLC0415 - needs the extra

    for family, side, steps in (("flux-schnell", 1024, 4), ("sdxl", 1024, 30)):
        shape = Shape(family=family, build=diffusion_shapes.BUILD[family], side=side, steps=steps)
        yield from compared(shape, "cuda")


def compared(shape: Shape, device: str) -> Iterator[Figure]:
    """Pictures a second for callers that come at the same time, and for plain calls one after another and in a batch."""
    pipeline = shape.build(device)
    engine = _engine(shape, pipeline, Options(device=device, max_batch=shape.pictures, batch_wait=0.2))
    rows = {
        "plain, one by one": partial(_one_by_one, pipeline, shape),
        "plain, one batch": partial(_one_batch, pipeline, shape),
        "ours, callers at once": partial(_callers, engine, shape),
    }
    for name, run in rows.items():
        run()
        rate = shape.pictures / median([_seconds(run) for _ in range(RUNS)])
        what = (
            f"{shape.family}-shaped, {shape.side} px, {shape.steps} steps, {shape.pictures} pictures: {name}"
        )
        yield Figure(what=what, value=rate, unit="pictures/s")


def _engine(shape: Shape, pipeline: Any, options: Options) -> Diffusion:
    from pictoris.engines.diffusion.loading import Loaded  # noqa: PLC0415 - needs the extra

    folder = ModelFolder(name=shape.family, path=Path(), family=shape.family)
    engine = Diffusion([folder], options=options)
    engine.put(shape.family, Loaded(folder, options, base=pipeline))
    return engine


def _one_by_one(pipeline: Any, shape: Shape) -> None:
    for seed in range(shape.pictures):
        _plain(pipeline, shape, [seed])


def _one_batch(pipeline: Any, shape: Shape) -> None:
    _plain(pipeline, shape, range(shape.pictures))


def _plain(pipeline: Any, shape: Shape, seeds: Sequence[int]) -> None:
    import torch  # noqa: PLC0415 - needs the extra

    pipeline(
        ["a red fox in the snow"] * len(seeds),
        width=shape.side,
        height=shape.side,
        num_inference_steps=shape.steps,
        generator=[torch.Generator("cpu").manual_seed(seed) for seed in seeds],
        output_type="np",
    )


def _callers(engine: Diffusion, shape: Shape) -> None:
    def call(seed: int) -> None:
        brief = Brief(
            task=Task.TEXT,
            words=(Words(text="a red fox in the snow"),),
            width=shape.side,
            height=shape.side,
            seeds=(seed,),
            steps=shape.steps,
        )
        engine.paint(brief, lambda _fraction, _preview: None, lambda: False)

    threads = [threading.Thread(target=call, args=(seed,)) for seed in range(shape.pictures)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _seconds(run: Callable[[], None]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began
