"""The line to the workbench: child processes that run one recipe at a time, kept while used, killed on demand."""

import json
import os
import select
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pictoris.errors import Failed
from pictoris.infra.clock import Clock, Instant, after
from pictoris.ports import Finished, Made, Work

_LOOK = 0.2
"""Seconds between two questions whether to stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchOptions:
    """What a child needs to know from the start."""

    threads: int
    graphs: Mapping[str, str] = field(default_factory=dict)
    """Graphs that the operator supplies: name → file."""
    recipes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Operation → its section of the settings."""


class Workbench:
    """Fills `Performs` with child processes: at most as many as there are callers at a time."""

    def __init__(self, options: BenchOptions, clock: Clock, *, keep_idle: float = 300.0) -> None:
        """`keep_idle`: seconds after which `tidy` closes a child that nobody uses."""
        self._options = options
        self._clock = clock
        self._keep_idle = keep_idle
        self._idle: list[_Child] = []
        self._lock = threading.Lock()
        self._closed = False

    def perform(self, work: Work, report: Callable[[int], None], stop: Callable[[], bool]) -> Finished:
        """See `ports.Performs`."""
        with self._child() as child:
            child.send(work)
            for said in child.listen(stop):
                if "progress" in said:
                    report(int(said["progress"]))
                elif "error" in said:
                    raise Failed(said["error"], code=said["code"])
                else:
                    return _finished(said)
        raise Failed("The work on this picture ended unexpectedly; please try again.", code="engine_crashed")

    def tidy(self) -> int:
        """Close the children that have been idle for too long: their models' memory is free again."""
        old = after(self._clock.now(), seconds=-self._keep_idle)
        with self._lock:
            tired = [child for child in self._idle if child.idle_since <= old]
            self._idle = [child for child in self._idle if child not in tired]
        for child in tired:
            child.kill()
        return len(tired)

    def pids(self) -> list[int]:
        """The processes that wait for work."""
        with self._lock:
            return [child.pid for child in self._idle]

    def close(self) -> None:
        """End all children; those that work are ended when they come back."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for child in idle:
            child.kill()

    @contextmanager
    def _child(self) -> Iterator["_Child"]:
        """A child for one piece of work; it goes back to the shelf only if all went well or it said why not."""
        child = self._take() or _Child(self._options)
        try:
            yield child
        except BaseException:
            self._put_back(child)
            raise
        self._put_back(child)

    def _take(self) -> "_Child | None":
        """The child that was used last; those that died on the shelf are taken away."""
        while True:
            with self._lock:
                child = self._idle.pop() if self._idle else None
            if child is None or child.is_alive():
                return child
            child.kill()

    def _put_back(self, child: "_Child") -> None:
        child.idle_since = self._clock.now()
        with self._lock:
            if child.is_alive() and child.is_free and not self._closed:
                self._idle.append(child)
                return
        child.kill()


class _Child:
    """One process: a line of JSON in, lines of JSON out."""

    def __init__(self, options: BenchOptions) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "pictoris.bench.main", json.dumps(asdict(options))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
        )
        self._read = b""
        self.is_free = True
        self.idle_since = Instant(0)

    @property
    def pid(self) -> int:
        return self._process.pid

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def send(self, work: Work) -> None:
        """Hand the work over."""
        line = {
            "operation": work.operation,
            "params": dict(work.params),
            "inputs": {role: str(path) for role, path in work.inputs.items()},
            "folder": str(work.folder),
        }
        self.is_free = False
        try:
            _pipe(self._process.stdin).write(json.dumps(line).encode() + b"\n")
        except OSError as error:
            raise Failed(
                "The work on this picture could not begin; please try again.", code="engine_crashed"
            ) from error

    def listen(self, stop: Callable[[], bool]) -> Iterator[dict[str, Any]]:
        """What the child says, until its last word or its end. Kills it, and raises `Failed`, when told to stop."""
        output = _pipe(self._process.stdout).fileno()
        while True:
            if stop():
                self.kill()
                raise Failed("The work was stopped.", code="cancelled")
            if not select.select([output], [], [], _LOOK)[0]:
                continue
            data = os.read(output, 65536)
            if not data:
                return
            *lines, self._read = (self._read + data).split(b"\n")
            for line in lines:
                said: dict[str, Any] = json.loads(line)
                self.is_free = "progress" not in said
                yield said

    def kill(self) -> None:
        """End the process now, and take its remains away."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()


def _pipe(pipe: Any) -> Any:
    if pipe is None:
        raise AssertionError("the child was started with pipes")
    return pipe


def _finished(said: Mapping[str, Any]) -> Finished:
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
