from pictoris.engines.collage.painting.beyond import Extension, layered, touches

FIRST = (0.0, 0.0, 1.0, 1.0)
STEP = Extension(seed=5, kept=FIRST, frame=(-1.0, -1.0, 3.0, 3.0))


def test_soft_edges_touch_too():
    assert touches((1.01, 0.4, 1.2, 0.6), FIRST)
    assert not touches((1.2, 0.4, 1.3, 0.6), FIRST)


def test_each_window_has_what_its_own_seed_gives():
    inside, outside = (0.4, 0.4, 0.6, 0.6), (1.5, 0.4, 1.7, 0.6)
    found = layered(1, (STEP,), lambda seed: [(seed, inside), (seed, outside)], lambda one: one[1])
    assert found == [(1, inside), (5, outside)]


def test_without_extensions_all_of_it_is_there():
    assert layered(1, (), lambda seed: [seed, seed], lambda _one: FIRST) == [1, 1]
