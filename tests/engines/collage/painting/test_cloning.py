import numpy as np

from pictoris.engines.collage.painting.cloning import busy, clone


def _striped():
    rows = np.arange(128, dtype=np.float32)[:, None]
    return np.repeat((0.5 + 0.3 * np.sin(rows * 0.7))[..., None], 3, 2) * np.ones((1, 128, 1), np.float32)


def test_a_stain_on_a_pattern_is_replaced_by_the_pattern():
    clean = _striped()
    stained, hole = clean.copy(), np.zeros((128, 128), np.float32)
    hole[50:70, 20:40] = 1
    stained[50:70, 20:40] = 1.0
    healed = clone(stained, hole, np.zeros_like(hole))
    assert healed is not None
    assert np.abs(healed - clean).mean() < 0.02
    assert (healed[hole == 0] == stained[hole == 0]).all()


def test_what_is_taboo_is_not_taken():
    flat, hole = np.full((96, 96, 3), 0.5, np.float32), np.zeros((96, 96), np.float32)
    hole[40:56, 40:56] = 1
    flat[40:56, 70:86] = 1
    taboo = (flat[..., 0] > 0.9).astype(np.float32)
    healed = clone(flat, hole, taboo)
    assert healed is not None
    assert healed[40:56, 40:56].max() < 0.7


def test_where_nothing_fits_it_says_so():
    hole = np.ones((64, 64), np.float32)
    hole[:4] = 0
    assert clone(np.random.default_rng(1).random((64, 64, 3), np.float32), hole, np.zeros_like(hole)) is None


def test_subjects_are_busy():
    picture = np.full((96, 96, 3), 0.5, np.float32)
    picture[40:60:2, 40:60] = 1
    assert busy(picture)[45:55, 45:55].mean() > 3 * busy(picture)[:20].mean()
