"""What is said of a flag is what the model does."""

from pictoris.engines.diffusion.families import FAMILIES
from pictoris.engines.diffusion.flags import FLAGS, flags_of


def test_every_flag_is_one_sentence():
    assert all(what[0].isupper() and what.endswith(".") and "\n" not in what for what in FLAGS.values())


def test_a_flag_is_named_only_where_it_is_honoured():
    assert set(FLAGS) - set(flags_of(FAMILIES["sdxl"])) == set()
    assert set(FLAGS) - set(flags_of(FAMILIES["flux-schnell"])) == {"no", "stylize", "raw", "quality", "tile"}
    assert set(FLAGS) - set(flags_of(FAMILIES["qwen-image"])) == {"tile"}
