"""The engines of a workbench, best first: the models that the operator has pulled, then what ships with the package."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from pictoris.bench.child import Model
from pictoris.embedding.sentences import Sentences
from pictoris.engines.captioning import engine as captioning
from pictoris.engines.captioning.asks import CaptionModel
from pictoris.engines.collage.engine import collage
from pictoris.engines.diffusion import engine as diffusion
from pictoris.engines.diffusion.families import FAMILIES
from pictoris.engines.diffusion.options import LoraFile, ModelFolder, Options
from pictoris.engines.onnx.weights import read_checked
from pictoris.engines.sketch.engine import Sketch
from pictoris.ports import Captions, Infers, Paints


@dataclass(frozen=True, slots=True, kw_only=True)
class Engines:
    """Who paints and who describes in this process, the best ones first."""

    painters: Sequence[Paints]
    captioners: Sequence[Captions]

    def unload(self) -> None:
        """Give back the memory of what is loaded; the next picture loads it again."""
        for one in (*self.painters, *self.captioners):
            if isinstance(one, _Unloads):
                one.unload()


@runtime_checkable
class _Unloads(Protocol):
    def unload(self) -> None: ...


def open_engines(graphs: Infers, models: Sequence[Model], options: Mapping[str, Any]) -> Engines:
    """Build the engines; none of them loads a network before its first picture.

    `options` is the settings' section for diffusion models. Models are left out where the extra that runs them is not
    installed: then the engines that ship with the package do the work.
    """
    sentences = Sentences(graphs, lambda: read_checked("minilm_tokenizer.json"))
    dreamer = Sketch(graphs, sentences.pieces, lambda: read_checked("sketch_concepts.json"))
    return Engines(
        painters=[*_diffusion(models, options), collage(graphs, sentences.embed), dreamer],
        captioners=_captioners(models, options),
    )


def _diffusion(models: Sequence[Model], options: Mapping[str, Any]) -> list[Paints]:
    folders = [
        ModelFolder(name=one.name, path=Path(one.path), family=one.family)
        for one in models
        if one.kind == "paint" and one.family in FAMILIES
    ]
    if not folders or not diffusion.is_installed():
        return []
    loras = [
        LoraFile(name=one.name, path=Path(one.path), family=one.family)
        for one in models
        if one.kind == "lora"
    ]
    return [diffusion.Diffusion(folders, loras, Options(**options))]


def _captioners(models: Sequence[Model], options: Mapping[str, Any]) -> list[Captions]:
    if not captioning.is_installed():
        return []
    return [
        captioning.Captioner(
            CaptionModel(name=one.name, path=Path(one.path), family=one.family),
            device=options.get("device", "auto"),
            threads=options.get("threads", 0),
        )
        for one in models
        if one.kind == "caption"
    ]
