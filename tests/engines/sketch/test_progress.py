"""News of a stretch of work are news of the whole."""

import pytest

from pictoris.engines.sketch.progress import Progress
from pictoris.errors import Failed


def test_a_stretch_tells_its_share_of_the_whole():
    told: list[float] = []
    whole = Progress(report=lambda fraction, _preview: told.append(fraction), stopped=lambda: False)
    part = whole.stretch(0.2, 0.6)
    part.tell(0)
    part.stretch(0.5, 1).tell(0.5)
    part.tell(1.7)
    assert told == pytest.approx([0.2, 0.5, 0.6])


def test_what_is_not_wanted_any_more_is_not_told_either():
    told: list[float] = []
    whole = Progress(report=lambda fraction, _preview: told.append(fraction), stopped=lambda: True)
    with pytest.raises(Failed) as failed:
        whole.tell(0.5)
    assert (failed.value.code, told) == ("cancelled", [])
