from dataclasses import replace

from tests.engines.collage.scenes import CAT, idea, scene, thing


def test_two_ideas_are_equal_if_everything_that_decides_the_picture_is():
    first = idea(scene(thing(CAT)), seed=3, chaos=20)
    assert first == idea(scene(thing(CAT)), seed=3, chaos=20)
    assert first != replace(first, variation=1)
