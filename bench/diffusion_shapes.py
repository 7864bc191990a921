"""Pipelines with networks of the size of FLUX.1 and SDXL, random weights in bfloat16, on the GPU."""

from collections.abc import Callable, Mapping
from typing import Any

import torch
from diffusers import (
    AutoencoderKL,
    EulerDiscreteScheduler,
    FlowMatchEulerDiscreteScheduler,
    FluxPipeline,
    FluxTransformer2DModel,
    StableDiffusionXLPipeline,
    UNet2DConditionModel,
)
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import (
    CLIPTextConfig,
    CLIPTextModel,
    CLIPTextModelWithProjection,
    PreTrainedTokenizerFast,
    T5Config,
    T5EncoderModel,
)


def _built(device: str, build: Callable[[], Any]) -> Any:
    """Built where and in which numbers it will run: in float32 on the processor, FLUX would need 48 GB."""
    before = torch.get_default_dtype()
    torch.set_default_dtype(torch.bfloat16)
    try:
        with torch.device(device):
            return build().eval()
    finally:
        torch.set_default_dtype(before)


def _tokenizer(length: int) -> PreTrainedTokenizerFast:
    vocabulary = ["<pad>", "</s>", "<unk>", *sorted(pre_tokenizers.ByteLevel.alphabet())]
    tokens = {token: index for index, token in enumerate(vocabulary)}
    tokenizer = Tokenizer(models.BPE(tokens, [], unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token="<pad>",
        eos_token="</s>",
        unk_token="<unk>",
        model_max_length=length,
    )


def _clip(width: int, *, projected: bool = False) -> Any:
    config = CLIPTextConfig(
        vocab_size=300, hidden_size=width, intermediate_size=width, num_hidden_layers=2, projection_dim=width,
        num_attention_heads=width // 64, eos_token_id=1, bos_token_id=0, pad_token_id=0,
    )  # fmt: skip
    return CLIPTextModelWithProjection(config) if projected else CLIPTextModel(config)


def _vae(channels: int, **more: Any) -> AutoencoderKL:
    return AutoencoderKL(
        block_out_channels=(128, 256, 512, 512), layers_per_block=2, latent_channels=channels, sample_size=1024,
        down_block_types=("DownEncoderBlock2D",) * 4, up_block_types=("UpDecoderBlock2D",) * 4, **more,
    )  # fmt: skip


def flux(device: str) -> Any:
    """FLUX.1 schnell: 12 billion parameters in the transformer."""
    return FluxPipeline(
        transformer=_built(device, lambda: FluxTransformer2DModel(guidance_embeds=False)),
        scheduler=FlowMatchEulerDiscreteScheduler(shift=1.0),
        vae=_built(
            device,
            lambda: _vae(
                16,
                scaling_factor=0.3611,
                shift_factor=0.1159,
                use_quant_conv=False,
                use_post_quant_conv=False,
            ),
        ),
        text_encoder=_built(device, lambda: _clip(768)),
        tokenizer=_tokenizer(77),
        text_encoder_2=_built(
            device,
            lambda: T5EncoderModel(
                T5Config(vocab_size=300, d_model=4096, num_layers=1, num_heads=64, d_ff=64)
            ),
        ),
        tokenizer_2=_tokenizer(512),
    )


def sdxl(device: str) -> Any:
    """SDXL base: 2.6 billion parameters in the UNet."""
    unet = {
        "block_out_channels": (320, 640, 1280), "layers_per_block": 2, "cross_attention_dim": 2048, "sample_size": 128,
        "attention_head_dim": (5, 10, 20), "transformer_layers_per_block": (1, 2, 10), "use_linear_projection": True,
        "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
        "up_block_types": ("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"), "addition_embed_type": "text_time",
        "addition_time_embed_dim": 256, "projection_class_embeddings_input_dim": 2816,
    }  # fmt: skip
    return StableDiffusionXLPipeline(
        unet=_built(device, lambda: UNet2DConditionModel(**unet)),
        scheduler=EulerDiscreteScheduler(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear"),
        vae=_built(device, lambda: _vae(4, scaling_factor=0.13025)),
        text_encoder=_built(device, lambda: _clip(768)),
        tokenizer=_tokenizer(77),
        text_encoder_2=_built(device, lambda: _clip(1280, projected=True)),
        tokenizer_2=_tokenizer(77),
    )


BUILD: Mapping[str, Callable[[str], Any]] = {"flux-schnell": flux, "sdxl": sdxl}
