"""One process of the workbench, seen from its parent: pieces of work go in, what it says of each comes out."""

import itertools
import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from pictoris.errors import Failed
from pictoris.infra.clock import Instant
from pictoris.ports import Finished, Made, Progress, Work

_LOOK = 0.2
"""Seconds between two questions whether to stop."""

_REMAINS = 5.0
"""Seconds to wait for the ends of the pipes of a process that was killed."""

_PROGRAM = (sys.executable, "-m", "pictoris.bench.main")
"""Started with its options, in JSON, as the last word of its command."""

_Told: TypeAlias = queue.SimpleQueue[Mapping[str, Any]]
"""What is said of one piece of work."""

_SILENCE: Mapping[str, Any] = {}
"""The last word of a child that has ended without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A model that the operator has pulled: what an engine needs to know of it."""

    kind: str
    """`paint`, `lora` or `caption`."""
    name: str
    path: str
    family: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchOptions:
    """What a child needs to know from the start, and how it is treated."""

    threads: int
    graphs: Mapping[str, str] = field(default_factory=dict)
    """Graphs that the operator supplies: name → file."""
    recipes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Operation → its section of the settings."""
    models: Sequence[Model] = ()
    """Those that are used by default first."""
    diffusion: Mapping[str, Any] = field(default_factory=dict)
    """How diffusion models are loaded and run."""
    jobs: int = 1
    """Pieces of work that it runs at the same time."""
    grace: float = 10.0
    """Seconds that it has to end a piece of work by itself if it runs several; one alone is ended by force."""


class Child:
    """A process that runs up to `options.jobs` pieces of work at the same time, each for a thread of ours."""

    def __init__(self, options: BenchOptions, *, program: Sequence[str] = _PROGRAM) -> None:
        self.works = 0
        """How many callers it has; kept by the workbench."""
        self.idle_since = Instant(0)
        self._grace = options.grace if options.jobs > 1 else 0.0
        self._process = subprocess.Popen(
            [*program, json.dumps(asdict(options))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._numbers = itertools.count(1)
        self._told: dict[int, _Told] = {}
        self._is_over = False
        self._lock = threading.Lock()
        self._ending = threading.Lock()
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._threads = [threading.Thread(target=act, daemon=True) for act in (self._read, self._write)]
        for thread in self._threads:
            thread.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def is_alive(self) -> bool:
        """Whether it can be given work."""
        return not self._is_over and self._process.poll() is None

    def perform(self, work: Work, report: Callable[[Progress], None], stop: Callable[[], bool]) -> Finished:
        """See `ports.Performs`. Whatever ends this call ends the work too, by force if need be."""
        with self._line(work) as (number, told):
            is_over = False
            try:
                while not stop():
                    said = _next(told)
                    if said is None:
                        continue
                    is_over = "progress" not in said
                    if is_over:
                        return _finished(said)
                    report(Progress(percent=said["progress"], preview=said.get("preview")))
                raise Failed("The work was stopped.", code="cancelled")
            finally:
                if not is_over and not self._gives_up(number, told):
                    self.kill()

    def kill(self) -> None:
        """End the process now, and take its remains away; all its callers are told that it crashed."""
        with self._ending:
            self._process.kill()
            self._process.wait()
            self._lines.put(None)
            for thread in self._threads:
                thread.join(timeout=_REMAINS)
            if any(thread.is_alive() for thread in self._threads):
                return  # a process that it has left behind still holds its pipes
            for pipe in (self._process.stdin, self._process.stdout):
                with suppress(OSError):
                    _pipe(pipe).close()

    @contextmanager
    def _line(self, work: Work) -> Iterator[tuple[int, _Told]]:
        """A number for this work, and what the child says of it; the work is handed over."""
        number, told = next(self._numbers), _Told()
        with self._lock:
            self._told[number] = told
            if self._is_over:
                told.put(_SILENCE)
        try:
            self._ask({"id": number, "work": _in_json(work)})
            yield number, told
        finally:
            with self._lock:
                del self._told[number]

    def _ask(self, line: Mapping[str, Any]) -> None:
        """Never waits: a child that hangs and reads no more must not keep the one from stopping it."""
        self._lines.put(json.dumps(line).encode() + b"\n")

    def _write(self) -> None:
        """Pass on what was asked, until there is nothing more or nobody reads; the reader notices that."""
        pipe = _pipe(self._process.stdin)
        with suppress(OSError):
            while line := self._lines.get():
                pipe.write(line)
                pipe.flush()

    def _gives_up(self, number: int, told: _Told) -> bool:
        """Whether the child ended this piece of work in time after it was asked to."""
        if self._grace == 0:
            return False
        self._ask({"cancel": number})
        deadline = time.monotonic() + self._grace
        while (left := deadline - time.monotonic()) > 0:
            said = _next(told, left)
            if said is not None and "progress" not in said:
                return True
        return False

    def _read(self) -> None:
        """Hand every line to whom it concerns, until the child's end, or until it talks nonsense."""
        with suppress(ValueError, LookupError, TypeError):
            for line in _pipe(self._process.stdout):
                said: dict[str, Any] = json.loads(line)
                with self._lock:
                    told = self._told.get(said["id"])
                if told is not None:
                    told.put(said)
        with self._lock:
            self._is_over = True
            for told in self._told.values():
                told.put(_SILENCE)


def _next(told: _Told, patience: float = _LOOK) -> Mapping[str, Any] | None:
    try:
        return told.get(timeout=patience)
    except queue.Empty:
        return None


def _pipe(pipe: Any) -> Any:
    if pipe is None:
        raise AssertionError("the child was started with pipes")
    return pipe


def _in_json(work: Work) -> dict[str, Any]:
    return {
        "operation": work.operation,
        "params": dict(work.params),
        "inputs": {role: str(path) for role, path in work.inputs.items()},
        "folder": str(work.folder),
    }


def _finished(said: Mapping[str, Any]) -> Finished:
    """What the last word about a piece of work says. Raises `Failed` if it says why there is nothing."""
    if said == _SILENCE:
        raise Failed("The work on this picture ended unexpectedly; please try again.", code="engine_crashed")
    if "error" in said:
        raise Failed(said["error"], code=said["code"])
    return Finished(
        pictures=tuple(_made(one) for one in said["pictures"]),
        grid=_made(said["grid"]) if said["grid"] else None,
        notes=tuple(said["notes"]),
        content=tuple(said["content"]),
        warnings=tuple(said["warnings"]),
        engine=said["engine"],
    )


def _made(said: Mapping[str, Any]) -> Made:
    return Made(**{**said, "path": Path(said["path"])})
