import subprocess
import sys

from pictoris.engines.collage.flags import FLAGS


def test_each_flag_has_one_sentence():
    assert all(text.endswith(".") and len(text) < 120 for text in FLAGS.values())


def test_knowing_the_flags_costs_nothing():
    code = "import sys, pictoris.engines.collage.flags; print('numpy' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
