"""Tiny vision-language models, built once; nothing here imports torch before a test asks for one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pictoris.engines.captioning.asks import CaptionModel


@pytest.fixture(scope="session")
def model_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], CaptionModel]:
    """The tiny model of a family, under the family's name."""
    built: dict[str, CaptionModel] = {}
    root: Path = tmp_path_factory.mktemp("captioners")

    def find(family: str) -> CaptionModel:
        if family not in built:
            import torch  # noqa: PLC0415 - only for tests that need it

            from tests.engines.captioning import tiny  # noqa: PLC0415 - imports torch

            torch.set_num_threads(1)
            built[family] = CaptionModel(
                name=f"tiny-{family}", path=tiny.build(family, root / family), family=family
            )
        return built[family]

    return find
