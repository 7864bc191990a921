"""LoRAs that a request asks for: loaded into the network, weighed, and taken out when nobody asks any more."""

from collections.abc import Mapping, Sequence
from typing import Any

from pictoris.engines.diffusion.families import FAMILIES
from pictoris.engines.diffusion.options import LoraFile
from pictoris.errors import Failed


def check(wanted: Mapping[str, float], known: Mapping[str, LoraFile], model: str, family: str) -> None:
    """Raises `Failed`: `unknown_lora`, or `lora_incompatible` if it was trained on another kind of model."""
    for name in wanted:
        if name not in known:
            names = ", ".join(sorted(known)) or "none"
            raise Failed(f"There is no LoRA {name!r}; there are: {names}.", code="unknown_lora")
        trained = FAMILIES[known[name].family].lora
        if trained != FAMILIES[family].lora:
            raise Failed(
                f"The LoRA {name} was trained on {trained} and does not fit the model {model}: leave it out.",
                code="lora_incompatible",
            )


def apply(pipeline: Any, wanted: Sequence[tuple[str, float]], known: Mapping[str, LoraFile]) -> None:
    """Make exactly these LoRAs work in the pipeline's network; those that are there already are not read again.

    Raises `Failed("lora_incompatible")` if its weights do not fit.
    """
    loaded = {name for names in pipeline.get_list_adapters().values() for name in names}
    scales = {_adapter(name): scale for name, scale in wanted}
    if not scales:
        if loaded:
            pipeline.unload_lora_weights()
        return
    if gone := sorted(loaded - set(scales)):
        pipeline.delete_adapters(gone)
    for name, _ in wanted:
        if _adapter(name) not in loaded:
            _load(pipeline, known[name])
    pipeline.set_adapters(list(scales), list(scales.values()))


def _load(pipeline: Any, lora: LoraFile) -> None:
    adapter = _adapter(lora.name)
    try:
        pipeline.load_lora_weights(
            str(lora.path.parent),
            weight_name=lora.path.name,
            adapter_name=adapter,
            use_safetensors=True,
            local_files_only=True,
        )
        fits = any(adapter in names for names in pipeline.get_list_adapters().values())
    except Exception as error:  # peft and diffusers raise whatever the shapes and names happen to break
        pipeline.unload_lora_weights()
        raise _misfit(lora) from error
    if not fits:
        raise _misfit(lora)


def _misfit(lora: LoraFile) -> Failed:
    return Failed(
        f"The LoRA {lora.name} does not fit this model (its weights have other names or shapes): leave it out.",
        code="lora_incompatible",
    )


def _adapter(name: str) -> str:
    """A name that can stand within the names of weights, where dots separate."""
    return name.replace(".", "_")
