from dataclasses import replace

import pytest

from pictoris.engines.collage.painting.heads import head_of
from pictoris.engines.collage.painting.render import plan
from tests.engines.collage.scenes import CAT, idea, scene, sprites, thing

GIRAFFE, OLD_MAN, COOK = "1f992", "1f474", "1f9d1-200d-1f373"


def _figure(code, seed=1, *, close=True):
    of = replace(scene(thing(code), place="meadow"), close=close)
    return plan(idea(of, seed), sprites()).figures[0]


@pytest.mark.parametrize("code", [OLD_MAN, COOK])
def test_a_portrait_fills_the_frame(code):
    far, near = _figure(code, close=False), _figure(code)
    assert near.height > 0.8
    assert near.height >= far.height
    assert near.box[1] > 0


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("code", [GIRAFFE, CAT])
def test_a_portrait_of_a_whole_animal_shows_its_head(code, seed):
    figure, head = _figure(code, seed), head_of(sprites().entry(f"fluent/{code}"))
    assert head is not None
    high = head.high * figure.height
    assert 0.3 < high < 0.7
    x = figure.x + (head.x - 0.5) * figure.width * (-1 if figure.mirrored else 1)
    assert x == pytest.approx(0.5)
