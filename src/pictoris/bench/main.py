"""The child's side of the workbench: reads work from its standard input, runs the recipe, says what came of it.

A line is `{"id": 7, "work": {…}}`, begun at once in a thread of its own, or `{"cancel": 7}`; how many run at the same
time is the parent's business. Whatever is said of a piece of work carries its id: `{"id": 7, "progress": 40}`, maybe
with a `preview`, and as the last word its result or an `error`.

It ends by itself when its parent is gone. Heavy libraries are loaded here, and nowhere in the parent.
"""

import json
import os
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias

import cv2

from pictoris.artifacts.encoding import DigitalSource, Mark, encode
from pictoris.artifacts.rasters import load
from pictoris.bench.child import Model
from pictoris.bench.engines import Engines, open_engines
from pictoris.bench.previews import preview_of
from pictoris.engines.onnx.sessions import Graphs
from pictoris.errors import Failed
from pictoris.operations import find
from pictoris.operations.base import AnyOperation, PictureParams
from pictoris.ports import Array, Report, Stopped
from pictoris.recipes.base import Outcome, Raster, Tools

_Say: TypeAlias = Callable[[dict[str, Any]], None]


def main() -> None:
    """Work until standard input ends."""
    options = json.loads(sys.argv[1])
    # What a library prints must not be taken for an answer.
    answers = os.fdopen(os.dup(1), "w", buffering=1, encoding="utf-8")
    os.dup2(2, 1)
    cv2.setNumThreads(options["threads"])
    graphs = Graphs(
        threads=options["threads"], extra={name: Path(path) for name, path in options["graphs"].items()}
    )
    models = [Model(**model) for model in options["models"]]
    engines = open_engines(graphs, models, options["diffusion"])
    bench = _Bench(answers.write, graphs, engines, options["recipes"])
    for line in sys.stdin:
        bench.hear(line)
    # Not even a recipe in the middle of its work outlives the parent.
    os._exit(0)


class _Bench:
    """What is at work, and what all of it shares."""

    def __init__(
        self,
        write: Callable[[str], object],
        graphs: Graphs,
        engines: Engines,
        options: Mapping[str, Mapping[str, Any]],
    ) -> None:
        self.graphs = graphs
        self.engines = engines
        self.options = options
        self._write = write
        self._at_work: dict[int, threading.Event] = {}
        self._lock = threading.Lock()

    def hear(self, line: str) -> None:
        """Begin or cancel what the line says."""
        try:
            asked = json.loads(line)
            if "cancel" in asked:
                self._cancel(int(asked["cancel"]))
            else:
                self._begin(int(asked["id"]), asked["work"])
        except (ValueError, TypeError, LookupError):
            traceback.print_exc()
            self._say(None, _OUR_FAULT)

    def _begin(self, number: int, work: dict[str, Any]) -> None:
        stopped = threading.Event()
        self._at_work[number] = stopped

        def run() -> None:
            said = _answer(self, work, lambda words: self._say(number, words), stopped.is_set)
            # Forgotten before the last word: the parent may ask for the next thing as soon as it has heard it.
            del self._at_work[number]
            self._say(number, said)

        threading.Thread(target=run, name=f"work-{number}", daemon=True).start()

    def _cancel(self, number: int) -> None:
        """Work that has ended meanwhile has said so already."""
        if stopped := self._at_work.get(number):
            stopped.set()

    def _say(self, number: int | None, words: Mapping[str, Any]) -> None:
        """One line, whole, whoever else speaks."""
        with self._lock:
            self._write(json.dumps({"id": number, **words}) + "\n")


_OUR_FAULT = {
    "error": "Something went wrong while working on this picture; your credits were returned.",
    "code": "internal_error",
}


def _answer(bench: _Bench, work: dict[str, Any], say: _Say, stopped: Stopped) -> dict[str, Any]:
    """The last word about a piece of work, whatever happens."""
    try:
        said = _perform(bench, work, say, stopped)
    except Failed as failure:
        said = {"error": failure.message, "code": failure.code}
    except MemoryError:
        bench.graphs.unload()
        bench.engines.unload()
        said = {
            "error": "There was not enough memory for a picture of this size: make it smaller.",
            "code": "out_of_memory",
        }
    except BaseException:  # noqa: BLE001 - the outermost code of the thread: the parent must get an answer
        traceback.print_exc()
        said = dict(_OUR_FAULT)
    return said


def _tools(bench: _Bench, operation: AnyOperation, say: _Say, stopped: Stopped) -> Tools:
    """What the recipe may use: the engines of this process, and the line to the parent."""
    show = _teller(say)
    return Tools(
        graphs=bench.graphs,
        report=lambda fraction: show(fraction, None),
        show=show,
        stopped=stopped,
        painters=bench.engines.painters,
        captioners=bench.engines.captioners,
        options=bench.options.get(operation.name, {}),
    )


def _perform(bench: _Bench, work: dict[str, Any], say: _Say, stopped: Stopped) -> dict[str, Any]:
    operation = find()[work["operation"]]
    params = operation.params.model_validate(work["params"])
    pictures = {role: load(Path(path)) for role, path in work["inputs"].items()}
    tools = _tools(bench, operation, say, stopped)
    recipe = import_module(f"pictoris.recipes.{operation.name}")
    outcome: Outcome = recipe.perform(params, pictures, tools)
    folder = Path(work["folder"])
    written = [
        _write(raster, folder / f"result-{number}", params, operation)
        for number, raster in enumerate(outcome.pictures)
    ]
    return {
        "pictures": written,
        "grid": None if outcome.grid is None else _write(outcome.grid, folder / "grid", params, operation),
        "notes": list(outcome.notes),
        "content": list(outcome.content),
        "warnings": list(outcome.warnings),
        "engine": outcome.engine,
    }


def _teller(say: _Say) -> Report:
    """Tell whole percents that only grow, each once or as often as there is a preview."""
    last = 0

    def show(fraction: float, preview: "Array | None") -> None:
        nonlocal last
        percent = max(last, min(99, int(fraction * 100)))
        has_grown, last = percent > last, percent
        if preview is not None:
            say({"progress": percent, "preview": preview_of(preview)})
        elif has_grown:
            say({"progress": percent})

    return show


def _write(raster: Raster, path: Path, params: PictureParams, operation: AnyOperation) -> dict[str, Any]:
    mark = Mark(operation=operation.name, source=DigitalSource[operation.provenance.upper()])
    path.write_bytes(encode(raster, params.output_format, params.output_quality, mark))
    height, width = raster.shape[:2]
    return {"path": str(path), "format": params.output_format, "width": width, "height": height}


if __name__ == "__main__":
    main()
