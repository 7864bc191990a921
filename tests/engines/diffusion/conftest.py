"""Tiny models, built once for all tests; nothing here imports torch before a test asks for one."""

from collections.abc import Callable
from typing import Any

import pytest

from pictoris.engines.diffusion.engine import Diffusion
from pictoris.engines.diffusion.options import ModelFolder, Options

THEIRS = (
    "ignore:__array__ implementation doesn't accept a copy keyword:DeprecationWarning",
    "ignore:Already found a `peft_config` attribute in the model:UserWarning",
)
"""What diffusers' schedulers cause in numpy, and what peft says when two LoRAs are wanted at once."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "engines/diffusion" in item.path.as_posix():
            for warning in THEIRS:
                item.add_marker(pytest.mark.filterwarnings(warning))


@pytest.fixture(scope="session")
def folder_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], ModelFolder]:
    """The tiny model of a family, under the family's name."""
    built: dict[str, ModelFolder] = {}
    root = tmp_path_factory.mktemp("models")

    def find(family: str) -> ModelFolder:
        if family not in built:
            import torch  # noqa: PLC0415 - only for tests that need it

            from tests.engines.diffusion import tiny  # noqa: PLC0415 - imports torch

            torch.set_num_threads(1)  # for networks this small, threads only wait for one another
            built[family] = ModelFolder(name=family, path=tiny.build(family, root / family), family=family)
        return built[family]

    return find


@pytest.fixture(scope="session")
def engine_of(folder_of: Callable[[str], ModelFolder]) -> Callable[..., Diffusion]:
    """An engine with the tiny models of some families; the same one for all tests that ask for nothing special."""
    made: dict[tuple[str, ...], Diffusion] = {}

    def find(*families: str, **options: Any) -> Diffusion:
        folders = [folder_of(family) for family in families]
        if options:
            return Diffusion(folders, options=Options(**{"batch_wait": 0.0, **options}))
        if families not in made:
            made[families] = Diffusion(folders, options=Options(batch_wait=0.0, max_loaded=2))
        return made[families]

    return find
