"""What a folder holds, by what it says of itself."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pictoris.models.catalogue import ModelKind

_PIPELINES: Mapping[str, str] = {
    "StableDiffusionPipeline": "sd15",
    "StableDiffusionXLPipeline": "sdxl",
    "StableDiffusion3Pipeline": "sd35",
    "FluxPipeline": "flux-dev",
    "FluxKontextPipeline": "flux-kontext",
    "FluxFillPipeline": "flux-fill",
    "QwenImagePipeline": "qwen-image",
    "QwenImageEditPlusPipeline": "qwen-image-edit",
    "ZImagePipeline": "z-image",
}
_CAPTIONERS: Mapping[str, str] = {"blip": "blip", "florence2": "florence2"}


def kind_and_family(path: Path) -> tuple[ModelKind, str] | None:
    """Kind and family of a folder; None if it does not say (a LoRA never does)."""
    index = _json(path / "model_index.json")
    if index:
        family = _PIPELINES.get(str(index.get("_class_name")))
        return ("paint", _refined(path, family)) if family else None
    family = _CAPTIONERS.get(str(_json(path / "config.json").get("model_type")))
    return ("caption", family) if family else None


def _refined(path: Path, family: str) -> str:
    """Distilled sisters have the same pipeline, and differ in what their parts say."""
    if family == "flux-dev" and not _json(path / "transformer" / "config.json").get("guidance_embeds"):
        return "flux-schnell"
    if family == "sdxl":
        scheduler = _json(path / "scheduler" / "scheduler_config.json")
        if scheduler.get("_class_name") == "EulerAncestralDiscreteScheduler":
            return "sdxl-turbo"
        if scheduler.get("timestep_spacing") == "trailing":
            return "sdxl-lightning"
    return family


def _json(path: Path) -> Mapping[str, Any]:
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}
