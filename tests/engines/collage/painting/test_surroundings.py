from pictoris.engines.collage.painting.beyond import Extension, touches
from pictoris.engines.collage.painting.surroundings import surroundings
from pictoris.engines.collage.painting.view import View, first_view
from tests.engines.collage.scenes import sprites, world

FIRST, TWICE = (0.0, 0.0, 1.0, 1.0), (-0.5, -0.5, 2.0, 2.0)
LARGE = View(left=-0.5, top=-0.5, width=2.0, height=2.0, columns=64, rows=64)


def _extended(seed):
    return world("forest", extensions=(Extension(seed=seed, kept=FIRST, frame=TWICE),))


def test_what_reaches_into_the_first_window_stays():
    before = {
        one
        for one in surroundings(world("forest"), first_view(64, 64), sprites(), [])
        if touches(one.box, FIRST)
    }
    after = {one for one in surroundings(_extended(5), LARGE, sprites(), []) if touches(one.box, FIRST)}
    assert before == after


def test_outside_every_seed_is_different():
    one, other = (
        {x for x in surroundings(_extended(seed), LARGE, sprites(), []) if not touches(x.box, FIRST)}
        for seed in (5, 6)
    )
    assert len(one & other) < 0.2 * len(one)
