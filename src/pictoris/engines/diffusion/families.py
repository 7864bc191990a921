"""The families of models: their pipelines, what they can do, and the numbers that they are usually run with.

Steps, guidance and sides are those of the model cards. A new family is a new row.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from pictoris.ports import Task


class Way(StrEnum):
    """How a pipeline is begun."""

    WORDS = "words"
    PICTURE = "picture"
    """From the noised latents of a picture."""
    MASK = "mask"
    """Within a mask; around it the picture stays."""
    EDIT = "edit"
    """With pictures as a condition beside the words."""


class Text(StrEnum):
    """How words become embeddings: what `encode_prompt` of the family's pipelines takes and gives."""

    CLIP = "clip"
    CLIP_PAIR = "clip_pair"
    CLIP_T5 = "clip_t5"
    FLUX = "flux"
    QWEN = "qwen"
    CHAT = "chat"
    WITH_PICTURES = "with_pictures"
    """Words and pictures are read together, within the pipeline."""


BLENDING = frozenset({Text.CLIP, Text.CLIP_PAIR, Text.CLIP_T5, Text.FLUX})
"""Embeddings of one length for every text, so that several of them can be averaged by weight."""

WAYS: Mapping[Task, tuple[Way, ...]] = {
    Task.TEXT: (Way.WORDS,),
    Task.IMAGE: (Way.PICTURE,),
    Task.VARY: (Way.PICTURE,),
    Task.EXTEND: (Way.MASK,),
    Task.REGION: (Way.MASK,),
    Task.REFINE: (Way.PICTURE,),
    Task.BLEND: (Way.EDIT, Way.PICTURE),
    Task.EDIT: (Way.EDIT, Way.PICTURE),
}
"""What a task is done by, the best way first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One row of the table."""

    pipelines: Mapping[Way, str]
    """Way → class of diffusers; the first one is loaded, the others share its components."""
    text: Text
    network: Literal["unet", "transformer"] = "transformer"
    steps: int
    guidance: float
    guidance_argument: Literal["guidance_scale", "true_cfg_scale"] = "guidance_scale"
    has_negative: bool = False
    """Whether guidance is computed against a negative prompt; distilled guidance knows none."""
    is_distilled: bool = False
    """Trained for few steps: more of them gain nothing."""
    side: int = 1024
    multiple: int = 16
    longest: int = 2048
    scheduler: str = ""
    """A scheduler of diffusers to use in place of the folder's own."""
    references: int = 1
    """Pictures that `Way.EDIT` takes."""
    alone: frozenset[Way] = frozenset()
    """Ways that paint one picture at a time."""
    lora: str = ""
    """Which LoRAs fit: those of families with the same word here."""
    needs: tuple[str, ...] = ()
    """Packages beside the extra, without which diffusers cannot load it."""
    better: Mapping[Task, tuple[str, ...]] = field(default_factory=dict)
    """Families of the same kind that do a task better, if a model of theirs is there."""

    def way_of(self, task: Task) -> Way | None:
        """The best way for a task; None if the family has none."""
        return next((way for way in WAYS[task] if way in self.pipelines), None)

    @property
    def tasks(self) -> frozenset[Task]:
        """What a model of this family can do by itself."""
        return frozenset(task for task in Task if self.way_of(task) is not None)


_SD = {
    Way.WORDS: "StableDiffusionPipeline",
    Way.PICTURE: "StableDiffusionImg2ImgPipeline",
    Way.MASK: "StableDiffusionInpaintPipeline",
}
_SDXL = {
    Way.WORDS: "StableDiffusionXLPipeline",
    Way.PICTURE: "StableDiffusionXLImg2ImgPipeline",
    Way.MASK: "StableDiffusionXLInpaintPipeline",
}
_SD3 = {
    Way.WORDS: "StableDiffusion3Pipeline",
    Way.PICTURE: "StableDiffusion3Img2ImgPipeline",
    Way.MASK: "StableDiffusion3InpaintPipeline",
}
_FLUX = {
    Way.WORDS: "FluxPipeline",
    Way.PICTURE: "FluxImg2ImgPipeline",
    Way.MASK: "FluxInpaintPipeline",
}
_KONTEXT = {**_FLUX, Way.WORDS: "FluxKontextPipeline", Way.EDIT: "FluxKontextPipeline"}
_QWEN = {
    Way.WORDS: "QwenImagePipeline",
    Way.PICTURE: "QwenImageImg2ImgPipeline",
    Way.MASK: "QwenImageInpaintPipeline",
}
_Z_IMAGE = {
    Way.WORDS: "ZImagePipeline",
    Way.PICTURE: "ZImageImg2ImgPipeline",
    Way.MASK: "ZImageInpaintPipeline",
}
_FLUX_BETTER = {
    Task.EXTEND: ("flux-fill",),
    Task.REGION: ("flux-fill",),
    Task.EDIT: ("flux-kontext",),
}

FAMILIES: Mapping[str, Family] = {
    "sd15": Family(
        pipelines=_SD, text=Text.CLIP, network="unet", steps=25, guidance=7.5, has_negative=True,
        side=512, multiple=8, longest=1024, scheduler="EulerDiscreteScheduler", lora="sd15",
    ),
    "sdxl": Family(
        pipelines=_SDXL, text=Text.CLIP_PAIR, network="unet", steps=30, guidance=5.0, has_negative=True,
        multiple=8, lora="sdxl",
    ),
    "sdxl-turbo": Family(
        pipelines=_SDXL, text=Text.CLIP_PAIR, network="unet", steps=2, guidance=0.0, is_distilled=True,
        side=512, multiple=8, longest=1024, lora="sdxl",
    ),
    "sdxl-lightning": Family(
        pipelines=_SDXL, text=Text.CLIP_PAIR, network="unet", steps=4, guidance=0.0, is_distilled=True,
        multiple=8, lora="sdxl",
    ),
    "sd35": Family(
        pipelines=_SD3, text=Text.CLIP_T5, steps=28, guidance=4.5, has_negative=True, lora="sd35",
    ),
    "sd35-turbo": Family(
        pipelines=_SD3, text=Text.CLIP_T5, steps=4, guidance=0.0, is_distilled=True, lora="sd35",
    ),
    "flux-schnell": Family(
        pipelines=_FLUX, text=Text.FLUX, steps=4, guidance=0.0, is_distilled=True, lora="flux", better=_FLUX_BETTER,
    ),
    "flux-dev": Family(
        pipelines=_FLUX, text=Text.FLUX, steps=28, guidance=3.5, lora="flux", better=_FLUX_BETTER,
    ),
    "flux-kontext": Family(
        pipelines=_KONTEXT, text=Text.FLUX, steps=28, guidance=2.5, lora="flux",
        better={Task.EXTEND: ("flux-fill",), Task.REGION: ("flux-fill",)},
    ),
    "flux-fill": Family(
        pipelines={Way.MASK: "FluxFillPipeline"}, text=Text.FLUX, steps=40, guidance=30.0, lora="flux",
    ),
    "qwen-image": Family(
        pipelines=_QWEN, text=Text.QWEN, steps=40, guidance=4.0, guidance_argument="true_cfg_scale",
        has_negative=True, side=1328, lora="qwen-image", better={Task.EDIT: ("qwen-image-edit",)},
    ),
    "qwen-image-edit": Family(
        pipelines={Way.EDIT: "QwenImageEditPlusPipeline"}, text=Text.WITH_PICTURES, steps=40, guidance=4.0,
        guidance_argument="true_cfg_scale", has_negative=True, references=3, alone=frozenset({Way.EDIT}),
        needs=("torchvision",),
        lora="qwen-image",
    ),
    "z-image": Family(
        pipelines=_Z_IMAGE, text=Text.CHAT, steps=40, guidance=4.0, has_negative=True, lora="z-image",
    ),
    "z-image-turbo": Family(
        pipelines=_Z_IMAGE, text=Text.CHAT, steps=9, guidance=0.0, is_distilled=True, lora="z-image",
    ),
}  # fmt: skip
"""Name of the family → its row."""
