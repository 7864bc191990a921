"""Folders and files that look like models."""

import json
from pathlib import Path


def safetensors(numbers: int = 4, value: int = 0) -> bytes:
    """A whole safetensors file with one tensor of bytes."""
    header = json.dumps({"w": {"dtype": "U8", "shape": [numbers], "data_offsets": [0, numbers]}}).encode()
    return len(header).to_bytes(8, "little") + header + bytes([value] * numbers)


PIPELINE = {
    "model_index.json": json.dumps({"_class_name": "StableDiffusionXLPipeline"}).encode(),
    "unet/config.json": b"{}",
    "unet/diffusion_pytorch_model.safetensors": safetensors(64),
    "unet/diffusion_pytorch_model.fp16.safetensors": safetensors(32),
    "vae/config.json": b"{}",
    "vae/diffusion_pytorch_model.safetensors": safetensors(16),
    "vae/diffusion_pytorch_model.bin": b"pickle",
    "tokenizer/merges.txt": b"#version: 0.2\n",
    "sd_xl_base_1.0.safetensors": safetensors(8),
    "README.md": b"# A model\n",
    "pipeline.py": b"import os\n",
}
"""Files as a hub has them; what is taken of them:"""
TAKEN = [
    "model_index.json", "tokenizer/merges.txt", "unet/config.json", "unet/diffusion_pytorch_model.safetensors",
    "vae/config.json", "vae/diffusion_pytorch_model.safetensors",
]  # fmt: skip


def write(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder
