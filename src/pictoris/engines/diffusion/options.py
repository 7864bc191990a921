"""What the engine is built from: models, LoRAs, and the operator's choices."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFolder:
    """A pipeline on this machine: a folder with `model_index.json` and safetensors, as hubs have them."""

    name: str
    path: Path
    family: str
    """A name of `families.FAMILIES`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraFile:
    """A LoRA on this machine: one safetensors file."""

    name: str
    path: Path
    family: str
    """The family that it was trained on; it fits all with the same `Family.lora`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How pipelines are loaded and run; the settings describe each choice."""

    device: str = "auto"
    dtype: Literal["auto", "float32", "bfloat16", "float16"] = "auto"
    offload: Literal["none", "model", "sequential"] = "none"
    vae_tiling: bool = False
    compile: bool = False
    quantisation: Literal["none", "int8", "fp8"] = "none"
    step_cache: Literal["none", "first_block"] = "none"
    max_batch: int = 4
    batch_wait: float = 0.05
    """Seconds that the first picture of a batch waits for others."""
    max_loaded: int = 1
    """Models that hold memory at the same time."""
    threads: int = 0
    """Threads of the processor; 0: as torch decides."""
