import numpy as np
import pytest

from pictoris.errors import Failed
from pictoris.operations.faceswap import FaceSwap
from pictoris.recipes.base import Tools
from pictoris.recipes.faceswap import perform
from tests.recipes.faces import samples

ASTRONAUT, MONA = samples.astronaut(), samples.mona_lisa()
PAIR = samples.beside(ASTRONAUT, MONA)
MIDDLE = 512


def swap(source, target, report=lambda _share: None, **options):
    params = FaceSwap(source="https://a.example/s", target="https://a.example/t", **options)
    tools = Tools(graphs=samples.graphs(), report=report)
    (picture,) = perform(params, {"source": source, "target": target}, tools).pictures
    return picture


def halves(result):
    """Whether the left and the right half of the pair were changed."""
    off = (result != PAIR).any(axis=2)
    return bool(off[:, :MIDDLE].any()), bool(off[:, MIDDLE:].any())


def test_the_left_most_face_is_taken_unless_told_otherwise():
    assert halves(swap(MONA, PAIR)) == (True, False)


def test_the_largest_face_is_taken_if_asked():
    assert halves(swap(ASTRONAUT, PAIR, faces="largest")) == (False, True)


def test_all_faces_are_taken_if_asked():
    assert halves(swap(MONA, PAIR, faces="all")) == (True, True)


def test_the_left_most_face_is_given():
    from_pair = swap(PAIR, MONA)
    from_one = swap(ASTRONAUT, MONA)
    assert np.abs(from_pair.astype(int) - from_one).mean() < 0.05
    assert np.abs(swap(PAIR, MONA, faces="largest").astype(int) - from_one).mean() > 0.05


def test_no_strength_gives_the_target():
    assert np.array_equal(swap(ASTRONAUT, MONA, blend=0), MONA)


def test_half_strength_lies_between():
    full = swap(ASTRONAUT, MONA).astype(int)
    half = swap(ASTRONAUT, MONA, blend=0.5)
    assert np.abs(half - (full + MONA) / 2).max() <= 1


def test_the_targets_transparency_is_kept():
    alpha = np.linspace(0, 255, MONA.shape[1]).astype(np.uint8)
    target = np.dstack([MONA, np.broadcast_to(alpha, MONA.shape[:2])])
    target[..., 3] = np.maximum(target[..., 3], 120)
    result = swap(ASTRONAUT, target)
    assert np.array_equal(result[..., 3], target[..., 3])
    assert (result[..., :3] != MONA).any()


def test_a_cut_out_head_may_be_the_source():
    cut = np.dstack([ASTRONAUT, np.zeros(ASTRONAUT.shape[:2], np.uint8)])
    cut[20:230, 130:320, 3] = 255
    assert (swap(cut, MONA) != MONA).any()


@pytest.mark.parametrize("role", ["source", "target"])
def test_a_picture_without_a_face_is_named(role):
    pictures = {"source": ASTRONAUT, "target": MONA} | {role: samples.portrait("coffee")}
    with pytest.raises(Failed) as failure:
        swap(**pictures)
    assert failure.value.code == f"no_face_in_{role}"
    assert role in failure.value.message


def test_progress_rises_to_nearly_one():
    told: list[float] = []
    swap(MONA, PAIR, report=told.append, faces="all")
    assert told == sorted(told)
    assert 0.9 < told[-1] <= 1


def test_the_inputs_are_left_as_they_were():
    source, target = ASTRONAUT.copy(), MONA.copy()
    swap(source, target)
    assert np.array_equal(source, ASTRONAUT)
    assert np.array_equal(target, MONA)


def test_a_network_without_its_embedder_is_not_silently_replaced():
    tools = Tools(graphs=samples.graphs(), report=lambda _share: None, options={"neural_model": "a.onnx"})
    params = FaceSwap(source="https://a.example/s", target="https://a.example/t")
    with pytest.raises(Failed) as failure:
        perform(params, {"source": ASTRONAUT, "target": MONA}, tools)
    assert failure.value.code == "engine_misconfigured"
