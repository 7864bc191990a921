"""Writes the networks as ONNX graphs with weights in 8 bits, each compared with the network that it comes from."""

import hashlib
import io
import json
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime as ort
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn
from torch.onnx import register_custom_op_symbolic

from pictoris.embedding.sentences import SIZE
from pictoris.engines.sketch.networks import CELL, DEPTH
from training.corpus.concepts import Concept, concepts
from training.fit_autoencoder import fitted
from training.fit_painter import painter_of
from training.network.autoencoder import Autoencoder
from training.network.painter import Painter
from training.pictures.scenes import SCENES
from training.recipe import Recipe

_OPSET = 17
_LEVELS = 127
_LEAST_SIZE = 4096
"""Numbers in a weight: smaller ones stay as they are."""
_SUMMED: Mapping[str, Callable[[int], tuple[int, ...]]] = {
    "MatMul": lambda _axes: (0,),
    "Gemm": lambda _axes: (1,),
    "Conv": lambda axes: tuple(range(1, axes)),
}
"""What a weight is for → over which of its axes one output sums: these share a scale."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Graph:
    """One network on its way out."""

    name: str
    network: nn.Module
    inputs: Mapping[str, Tensor]
    """An example of each input, in their order."""
    free: Mapping[str, Sequence[int]]
    """Input or output → axes whose length is free."""
    output: str
    bound: float
    """The most that 8 bits may change: root mean square of the difference, as a share of the output's own."""


class _Part(nn.Module):
    """A function of tensors as a network."""

    def __init__(self, holds: nn.Module, name: str) -> None:
        super().__init__()
        self.holds = holds
        self.name = name
        # The tracer leaves a network in the mode that its outermost part was in.
        self.eval()

    def forward(self, *inputs: Tensor) -> Tensor:
        found: Tensor = getattr(self.holds, self.name)(*inputs)
        return found


def export(recipe: Recipe, folder: Path, to: Path) -> None:
    """Write `sketch_encoder`, `sketch_decoder` and `sketch_painter` (ONNX) and `sketch_concepts.json` into `to`.

    Their digests go into `SHA256SUMS` if there is such a list. Raises `ValueError` if a graph does not say what its network says.
    """
    to.mkdir(parents=True, exist_ok=True)
    autoencoder, painter = fitted(recipe, folder).cpu(), painter_of(recipe, folder)
    dice = torch.Generator().manual_seed(recipe.seed)
    for graph in (*_halves(autoencoder, dice), _whole(painter, dice)):
        path = to / f"{graph.name}.onnx"
        path.write_bytes(in_8_bits(_traced(graph)).SerializeToString())
        print(
            f"{path.name} {path.stat().st_size / 1e6:.1f} MB, off by {_checked(path, graph):.2%}", flush=True
        )
    told = learned(concepts(recipe.concepts))
    (to / "sketch_concepts.json").write_text(json.dumps(told, separators=(",", ":")) + "\n", "utf-8")
    _list(to)


def _list(folder: Path) -> None:
    """Write the new digests into the folder's list, if it has one; the other lines stay as they are."""
    sums = folder / "SHA256SUMS"
    if sums.exists():
        others = [
            line for line in sums.read_text("ascii").splitlines() if not line.split()[1].startswith("sketch_")
        ]
        ours = [
            f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}"
            for path in sorted(folder.glob("sketch_*"))
        ]
        sums.write_text("\n".join([*others, *ours]) + "\n", "ascii")


def learned(known: Sequence[Concept]) -> Mapping[str, Sequence[str]]:
    """The words of its captions: names of things, and how places and times are called."""
    return {
        "things": sorted({one.name for one in known}),
        "scenes": sorted({words for scene in SCENES.values() for words in scene.words}),
    }


def _halves(autoencoder: Autoencoder, dice: torch.Generator) -> Sequence[_Graph]:
    # Not noise: what 8 bits change must be seen on pictures as smooth as real ones.
    rough = torch.rand(3, 3, 6, 5, generator=dice) * 2 - 1
    pictures = nn.functional.interpolate(rough, scale_factor=2 * CELL, mode="bicubic").clamp(-1, 1)
    with torch.no_grad():
        latents = autoencoder.encode(pictures)
    free = {"pictures": (0, 2, 3), "latents": (0, 2, 3)}
    return (
        _Graph(
            name="sketch_encoder", network=_Part(autoencoder, "encode"), inputs={"pictures": pictures},
            free=free, output="latents", bound=0.02,
        ),
        _Graph(
            name="sketch_decoder", network=_Part(autoencoder, "decode"), inputs={"latents": latents},
            free=free, output="pictures", bound=0.02,
        ),
    )  # fmt: skip


def _whole(painter: Painter, dice: torch.Generator) -> _Graph:
    heard = torch.ones(4, 9)
    heard[1, 5:], heard[3] = 0, 0
    inputs = {
        "latents": torch.randn(4, DEPTH, 12, 20, generator=dice),
        "time": torch.tensor([0.95, 0.7, 0.4, 0.1]),
        # As long as MiniLM's pieces are.
        "words": 0.35 * torch.randn(4, 9, SIZE, generator=dice) * heard[..., None],
        "heard": heard,
    }
    free = {"latents": (0, 2, 3), "time": (0,), "words": (0, 1), "heard": (0, 1), "velocity": (0, 2, 3)}
    return _Graph(
        name="sketch_painter", network=_Part(painter, "forward"), inputs=inputs, free=free, output="velocity", bound=0.03,
    )  # fmt: skip


def _traced(graph: _Graph) -> onnx.ModelProto:
    """The graph in 32 bits."""
    register_custom_op_symbolic("aten::rms_norm", _rms_norm, _OPSET)
    written = io.BytesIO()
    with warnings.catch_warnings():
        # The tracer warns of everything that it takes for a constant: `_checked` sees whether it is one.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            graph.network, tuple(graph.inputs.values()), written, dynamo=False, opset_version=_OPSET,
            input_names=list(graph.inputs), output_names=[graph.output],
            dynamic_axes={name: {axis: f"{name}_{axis}" for axis in axes} for name, axes in graph.free.items()},
        )  # fmt: skip
    return onnx.load_from_string(written.getvalue())


def _rms_norm(g: Any, x: Any, _shape: Any, _weight: Any, _least: Any) -> Any:
    """The tracer does not know it: x / √(mean of x² + ε), over the last axis, without weights."""
    square = g.op("ReduceMean", g.op("Mul", x, x), axes_i=[-1], keepdims_i=1)
    least = g.op("Constant", value_t=torch.tensor(torch.finfo(torch.float32).eps))
    return g.op("Div", x, g.op("Sqrt", g.op("Add", square, least)))


def in_8_bits(model: onnx.ModelProto) -> onnx.ModelProto:
    """Every large weight as whole numbers from −127 to 127 and one scale for each output.

    They are multiplied when the graph is opened, so it computes in 32 bits: with 8 bits there too, a picture would
    depend on those that are painted with it.
    """
    graph = model.graph
    uses = {name: node.op_type for node in graph.node for name in node.input}
    for weight in [one for one in graph.initializer if uses.get(one.name) in _SUMMED]:
        values = numpy_helper.to_array(weight)
        if values.size >= _LEAST_SIZE:
            graph.initializer.remove(weight)
            _put(graph, weight.name, values, _SUMMED[uses[weight.name]](values.ndim))
    onnx.checker.check_model(model)
    return model


def _put(graph: onnx.GraphProto, name: str, values: Floats, summed: tuple[int, ...]) -> None:
    scale = np.maximum(np.abs(values).max(summed, keepdims=True), 1e-12) / _LEVELS
    whole = np.rint(values / scale).astype(np.int8)
    graph.initializer.append(numpy_helper.from_array(whole, f"{name}.whole"))
    graph.initializer.append(numpy_helper.from_array(scale.astype(np.float32), f"{name}.scale"))
    graph.node.insert(0, helper.make_node("Mul", [f"{name}.float", f"{name}.scale"], [name]))
    graph.node.insert(0, helper.make_node("Cast", [f"{name}.whole"], [f"{name}.float"], to=TensorProto.FLOAT))


def _checked(path: Path, graph: _Graph) -> float:
    """How far the graph is off, as a share; raises `ValueError` if that is more than its bound."""
    options = ort.SessionOptions()
    options.log_severity_level = 3
    session = ort.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])
    (found,) = session.run(None, {name: value.numpy() for name, value in graph.inputs.items()})
    with torch.no_grad():
        real = graph.network(*graph.inputs.values()).numpy()
    off = float(np.sqrt(((found - real) ** 2).mean() / (real**2).mean()))
    if not off <= graph.bound:
        raise ValueError(f"{path.name} is off by {off:.2%}, more than {graph.bound:.0%}")
    return off
