"""The child's side of the workbench: reads work from its standard input, runs the recipe, says what came of it.

It ends by itself when its parent is gone. Heavy libraries are loaded here, and nowhere in the parent.
"""

import json
import os
import queue
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import cv2

from pictoris.artifacts.encoding import DigitalSource, Mark, encode
from pictoris.artifacts.rasters import load
from pictoris.engines.onnx.sessions import Graphs
from pictoris.errors import Failed
from pictoris.operations import find
from pictoris.operations.base import AnyOperation, PictureParams
from pictoris.recipes.base import Outcome, Raster, Tools


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
    for line in _lines():
        _answer(answers.write, line, graphs, options["recipes"])


def _lines() -> Iterator[str]:
    """Lines of standard input; its end ends the process even in the middle of a recipe."""
    waiting: queue.SimpleQueue[str] = queue.SimpleQueue()

    def read() -> None:
        for line in sys.stdin:
            waiting.put(line)
        os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    while True:
        yield waiting.get()


def _answer(
    say: Callable[[str], object], line: str, graphs: Graphs, options: Mapping[str, Mapping[str, Any]]
) -> None:
    try:
        said = _perform(say, json.loads(line), graphs, options)
    except Failed as failure:
        said = {"error": failure.message, "code": failure.code}
    except MemoryError:
        graphs.unload()
        said = {
            "error": "There was not enough memory for a picture of this size: make it smaller.",
            "code": "out_of_memory",
        }
    except Exception:  # noqa: BLE001 - the outermost loop of the child: the parent must get an answer
        traceback.print_exc()
        said = {
            "error": "Something went wrong while working on this picture; your credits were returned.",
            "code": "internal_error",
        }
    say(json.dumps(said) + "\n")


def _perform(
    say: Callable[[str], object],
    work: dict[str, Any],
    graphs: Graphs,
    options: Mapping[str, Mapping[str, Any]],
) -> dict[str, Any]:
    operation = find()[work["operation"]]
    params = operation.params.model_validate(work["params"])
    pictures = {role: load(Path(path)) for role, path in work["inputs"].items()}
    tools = Tools(graphs=graphs, report=_reporter(say), options=options.get(operation.name, {}))
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


def _reporter(say: Callable[[str], object]) -> Callable[[float], None]:
    """Tell whole percents, each once."""
    last = 0

    def report(fraction: float) -> None:
        nonlocal last
        percent = max(0, min(99, int(fraction * 100)))
        if percent > last:
            last = percent
            say(json.dumps({"progress": percent}) + "\n")

    return report


def _write(raster: Raster, path: Path, params: PictureParams, operation: AnyOperation) -> dict[str, Any]:
    mark = Mark(operation=operation.name, source=DigitalSource[operation.provenance.upper()])
    path.write_bytes(encode(raster, params.output_format, params.output_quality, mark))
    height, width = raster.shape[:2]
    return {"path": str(path), "format": params.output_format, "width": width, "height": height}


if __name__ == "__main__":
    main()
