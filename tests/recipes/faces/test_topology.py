from collections import Counter

import numpy as np

from pictoris.recipes.faces import topology


def edges(triangles):
    return Counter(
        tuple(sorted((int(triangle[one]), int(triangle[other]))))
        for triangle in triangles
        for one, other in ((0, 1), (1, 2), (0, 2))
    )


def test_the_skin_is_one_sheet_with_three_holes_and_an_outline():
    counted = edges(topology.TRIANGLES)
    rim = len(topology.OVAL) + len(topology.LEFT_EYE) + len(topology.RIGHT_EYE) + len(topology.INNER_LIPS)
    assert Counter(counted.values()) == {2: len(counted) - rim, 1: rim}
    assert topology.POINTS - len(counted) + len(topology.TRIANGLES) == 1 - 3


def test_mirroring_twice_changes_nothing():
    assert np.array_equal(topology.MIRROR[topology.MIRROR], np.arange(topology.POINTS))


def test_the_mirror_swaps_the_eyes_and_brows():
    assert tuple(topology.MIRROR[list(topology.RIGHT_EYE)]) == topology.LEFT_EYE
    assert tuple(topology.MIRROR[list(topology.RIGHT_BROW)]) == topology.LEFT_BROW


def test_strips_close_the_holes():
    for ring in (topology.LEFT_EYE, topology.INNER_LIPS):
        strip = topology.strip(ring)
        assert len(strip) == len(ring) - 2
        assert sum(count == 1 for count in edges(strip).values()) == len(ring)


def test_anchors_of_one_half_hold_on_the_other():
    assert topology.both_sides({33: 4.0}) == {33: 4.0, 263: 4.0}
