"""ONNX Runtime sessions: opened when first asked for, kept, and given back on demand."""

import ctypes
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

import onnxruntime as ort

from pictoris.engines.onnx.weights import read_checked
from pictoris.errors import Failed
from pictoris.ports import Array


class Graphs:
    """Fills `Infers` with ONNX Runtime on the CPU; safe for use by several threads, which take turns.

    A session could be run by several at once, but each run takes `threads` cores and the memory of all its layers:
    two at a time would be no sooner done, and need twice the memory. And a graph must not be opened twice.
    """

    def __init__(self, *, threads: int = 2, extra: Mapping[str, Path] | None = None) -> None:
        """`extra` names graphs that the operator supplies as files, beside the vendored ones."""
        self._threads = threads
        self._extra = dict(extra or {})
        self._sessions: dict[str, ort.InferenceSession] = {}
        self._turn = threading.Lock()

    def infer(self, graph: str, inputs: Mapping[str, Array]) -> list[Array]:
        """Run a graph and give its outputs in their declared order.

        Raises `Failed`: `weights_damaged`, or `engine_failed` if the graph cannot be loaded or run.
        """
        with self._turn:
            session = self._sessions.get(graph) or self._open(graph)
            try:
                return list(session.run(None, dict(inputs)))
            except Exception as error:  # ONNX Runtime raises its own types, which share no public base
                raise Failed(
                    f"The network {graph} could not be run on this picture.", code="engine_failed"
                ) from error

    def input_names(self, graph: str) -> list[str]:
        """The graph's inputs in their declared order."""
        with self._turn:
            session = self._sessions.get(graph) or self._open(graph)
        return [entry.name for entry in session.get_inputs()]

    def loaded(self) -> list[str]:
        """The graphs that hold memory now."""
        return sorted(self._sessions)

    def unload(self) -> None:
        """Give the memory of all graphs back; the next use opens them again."""
        with self._turn:
            self._sessions.clear()
        # The allocator of Linux keeps what was freed, about half of it, unless it is asked to let go.
        if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
            trim(0)

    def _open(self, graph: str) -> ort.InferenceSession:
        options = ort.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Threads that spin while they wait take the core from their own server; sleeping ones were 10 % faster here.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        model = self._model(graph)
        try:
            session = ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        except Exception as error:
            raise Failed(f"The network {graph} could not be loaded.", code="engine_failed") from error
        self._sessions[graph] = session
        return session

    def _model(self, graph: str) -> bytes:
        """From bytes, never from a path: an ONNX file may name external files, and then it would be followed."""
        if graph not in self._extra:
            return read_checked(f"{graph}.onnx")
        path = self._extra[graph]
        if not path.is_file():
            raise Failed(
                f"The network {graph} is set to a file that does not exist: ask the operator to check the settings.",
                code="engine_misconfigured",
            )
        return path.read_bytes()
