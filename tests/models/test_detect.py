"""A folder says what it is."""

import json

import pytest

from pictoris.models.detect import kind_and_family


def said(folder, files):
    for name, value in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(json.dumps(value))
    return kind_and_family(folder)


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"model_index.json": {"_class_name": "StableDiffusionPipeline"}}, ("paint", "sd15")),
        ({"model_index.json": {"_class_name": "FluxPipeline"}}, ("paint", "flux-schnell")),
        (
            {
                "model_index.json": {"_class_name": "FluxPipeline"},
                "transformer/config.json": {"guidance_embeds": True},
            },
            ("paint", "flux-dev"),
        ),
        ({"model_index.json": {"_class_name": "StableDiffusionXLPipeline"}}, ("paint", "sdxl")),
        (
            {
                "model_index.json": {"_class_name": "StableDiffusionXLPipeline"},
                "scheduler/scheduler_config.json": {"_class_name": "EulerAncestralDiscreteScheduler"},
            },
            ("paint", "sdxl-turbo"),
        ),
        (
            {
                "model_index.json": {"_class_name": "StableDiffusionXLPipeline"},
                "scheduler/scheduler_config.json": {"timestep_spacing": "trailing"},
            },
            ("paint", "sdxl-lightning"),
        ),
        ({"model_index.json": {"_class_name": "SomebodysPipeline"}}, None),
        ({"config.json": {"model_type": "florence2"}}, ("caption", "florence2")),
        ({"config.json": {"model_type": "gpt2"}}, None),
        ({"model_index.json": ["no", "table"]}, None),
        ({}, None),
    ],
)
def test_what_a_folder_is(tmp_path, files, expected):
    assert said(tmp_path, files) == expected
