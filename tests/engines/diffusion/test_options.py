"""The operator's settings are the engine's options, one to one."""

from pictoris.engines.diffusion.options import Options
from pictoris.settings import DiffusionOptions


def test_settings_become_options_without_a_word_between():
    assert Options(**DiffusionOptions().model_dump()) == Options()
