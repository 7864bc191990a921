"""What is said of a flag is one sentence, and costs nothing to say."""

import subprocess
import sys

from pictoris.engines.sketch.flags import FLAGS


def test_every_flag_is_one_sentence():
    assert all(what[0].isalnum() or what[0] == "`" for what in FLAGS.values())
    assert all(what.endswith(".") and "\n" not in what for what in FLAGS.values())


def test_knowing_the_flags_costs_nothing():
    code = "import sys, pictoris.engines.sketch.flags; print('numpy' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
