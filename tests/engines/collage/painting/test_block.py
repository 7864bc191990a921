import pytest

from pictoris.engines.collage.painting.block import formation
from pictoris.engines.collage.painting.cast import cast, choose
from tests.engines.collage.scenes import APPLE, BALLOON, CAT, scene, sprites, thing, world


def _block(code, count, **more):
    of, place = scene(thing(code, count=count)), world(**more)
    return formation(cast(of, choose(of, 1, 0), place, sprites())[0], place)


def _hidden(figures):
    """The largest share of a figure's box that one other figure covers."""
    most = 0.0
    for one in figures:
        for other in figures:
            if one is not other:
                left, top, right, bottom = one.box
                across = min(right, other.box[2]) - max(left, other.box[0])
                down = min(bottom, other.box[3]) - max(top, other.box[1])
                most = max(most, max(0, across) * max(0, down) / ((right - left) * (bottom - top)))
    return most


@pytest.mark.parametrize("code", [APPLE, BALLOON, CAT])
@pytest.mark.parametrize("count", range(1, 13))
@pytest.mark.parametrize("aspect", [0.5, 1.0, 2.0])
def test_every_one_of_a_count_is_there_and_can_be_told_apart(code, count, aspect):
    figures = _block(code, count, place="stage", aspect=aspect).figures
    assert len(figures) == count
    assert _hidden(figures) < 0.5


def test_food_is_piled_up():
    rows = {round(figure.lift, 3) for figure in _block(APPLE, 6, place="table").figures}
    assert len(rows) == 3


def test_a_block_grows_and_moves_as_one():
    block = _block(CAT, 3)
    twice = block.scaled(2).moved(1, 0.5)
    assert twice.wide == pytest.approx(2 * block.wide)
    assert twice.left == pytest.approx(2 * block.left + 1)


def test_what_is_raised_still_belongs_to_its_ground():
    block = _block(CAT, 1).raised(0.3)
    assert block.figures[0].foot + block.figures[0].lift == pytest.approx(0)
