import numpy as np

from pictoris.engines.collage.painting.patches import filled


def _stripes(high=96, wide=96):
    columns = np.arange(wide)[None, :, None]
    return np.where(columns // 8 % 2 == 0, np.float32(0.2), np.float32(0.8)) * np.ones(
        (high, 1, 3), np.float32
    )


def test_a_pattern_goes_on_through_a_hole():
    clean, hole = _stripes(), np.zeros((96, 96), np.float32)
    hole[34:60, 30:62] = 1
    stained = np.where(hole[..., None] > 0, np.float32(0.5), clean)
    found = filled(stained, hole, np.zeros_like(hole), 1)
    assert np.abs(found - clean)[hole > 0].mean() < 0.08


def test_detail_that_is_too_fine_to_be_sought_comes_back():
    fine = np.random.default_rng(1).random((320, 320, 1)).astype(np.float32).repeat(3, 2) * 0.4 + 0.3
    hole = np.zeros((320, 320), np.float32)
    hole[120:190, 130:200] = 1
    found = filled(np.where(hole[..., None] > 0, np.float32(0), fine), hole, np.zeros_like(hole), 1)
    assert found[130:180, 140:190].std() > 0.6 * fine.std()


def test_what_is_taboo_is_not_copied():
    picture, taboo = np.full((96, 96, 3), 0.5, np.float32), np.zeros((96, 96), np.float32)
    picture[10:40, 10:40] = (1, 0, 0)
    taboo[5:45, 5:45] = 1
    hole = np.zeros((96, 96), np.float32)
    hole[60:80, 30:70] = 1
    assert np.abs(filled(picture, hole, taboo, 1)[60:80, 30:70] - 0.5).mean() < 0.02


def test_the_same_seed_fills_it_the_same_way():
    noise, hole = np.random.default_rng(2).random((64, 64, 3), np.float32), np.zeros((64, 64), np.float32)
    hole[20:40, 20:40] = 1
    first, second = (filled(noise, hole, np.zeros_like(hole), 7) for _ in range(2))
    assert (first == second).all()


def test_where_nothing_can_be_copied_colours_spread():
    hole = np.ones((64, 64), np.float32)
    hole[:3] = 0
    assert (
        np.abs(filled(np.full((64, 64, 3), 0.3, np.float32), hole, np.zeros_like(hole), 1) - 0.3).max() < 0.05
    )
