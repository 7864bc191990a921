import cv2
import numpy as np
import pytest

from pictoris.engines.onnx.sessions import Graphs
from pictoris.errors import Failed
from pictoris.operations.remove_background import Params
from pictoris.recipes.base import Tools
from pictoris.recipes.remove_background import perform
from tests.recipes.matting.test_network import export, red_square
from tests.recipes.upscaling.samples import demo_picture

IMAGE = "https://example.com/a.png"


@pytest.fixture(scope="module")
def graphs():
    return Graphs(threads=2)


@pytest.fixture
def told():
    return []


@pytest.fixture
def cut_out(graphs, told):
    def cut_out(picture, *, behind=None, **fields):
        pictures = {"image": picture} if behind is None else {"image": picture, "background": behind}
        return perform(Params(image=IMAGE, **fields), pictures, Tools(graphs=graphs, report=told.append))

    return cut_out


@pytest.fixture(scope="module")
def astronaut(graphs):
    picture = demo_picture("astronaut")
    outcome = perform(Params(image=IMAGE), {"image": picture}, Tools(graphs=graphs, report=lambda _: None))
    return picture, outcome


def test_flag_and_shuttle_go_and_the_suit_stays_whole(astronaut):
    _, outcome = astronaut
    alpha = outcome.pictures[0][..., 3]
    assert alpha[10:250, :60].max() == 0
    assert alpha[:220, 370:].max() == 0
    suit = [(250, 200), (300, 120), (400, 200), (350, 300), (420, 380), (480, 250)]
    assert all(alpha[place] == 255 for place in suit)
    assert not outcome.warnings


def test_hair_has_a_soft_edge_without_the_wall_in_it(astronaut):
    picture, outcome = astronaut
    cut = outcome.pictures[0]
    head = slice(8, 120), slice(140, 310)
    alpha = cut[head][..., 3]
    soft = (alpha > 12) & (alpha < 243)
    outline = cv2.morphologyEx((alpha > 127).astype(np.uint8), cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    assert soft.sum() > 0.8 * outline.sum() / 2
    # The wall is light (about 200), the hair is not: what is left half covered must be as dark as hair.
    assert cut[head][..., :3][soft].mean() < picture[head][soft].mean() - 15


def test_solid_parts_keep_the_pixels_of_the_picture(astronaut):
    picture, outcome = astronaut
    cut = outcome.pictures[0]
    solid = cv2.erode((cut[..., 3] == 255).astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
    assert np.abs(cut[..., :3].astype(int) - picture)[solid].max() <= 2


def test_the_background_is_gone_and_not_just_hidden(astronaut):
    cut = astronaut[1].pictures[0]
    assert (cut[cut[..., 3] == 0] == 0).all()


def test_a_large_picture_keeps_its_size(cut_out):
    picture = cv2.resize(demo_picture("mona_lisa"), (1500, 1551), interpolation=cv2.INTER_CUBIC)
    result = cut_out(np.asarray(picture, np.uint8)).pictures[0]
    assert result.shape == (1551, 1500, 4)
    assert result[600, 750, 3] == 255
    assert result[50, 50, 3] == 0


def test_without_people_the_object_is_cut_out_and_that_is_said(cut_out):
    outcome = cut_out(demo_picture("coffee"))
    assert outcome.pictures[0][100, 300, 3] == 255
    assert outcome.pictures[0][20, 20, 3] == 0
    assert "No person was found" in outcome.warnings[0]


def test_nothing_to_cut_out_is_said_in_a_sentence(cut_out):
    with pytest.raises(Failed, match="stands out") as caught:
        cut_out(np.full((100, 120, 3), 90, np.uint8))
    assert caught.value.code == "no_foreground"


def test_a_colour_goes_behind(cut_out):
    result = cut_out(demo_picture("astronaut"), background="#204060").pictures[0]
    assert result.shape == (512, 512, 3)
    assert (result[5, 5] == (0x20, 0x40, 0x60)).all()
    assert (result[5, 500] == (0x20, 0x40, 0x60)).all()


def test_a_picture_goes_behind_and_covers_everything(cut_out):
    behind = np.zeros((100, 400, 3), np.uint8)
    behind[:, :200], behind[:, 200:] = (250, 0, 0), (0, 0, 250)
    result = cut_out(
        demo_picture("astronaut"), background="https://example.com/b.png", behind=behind
    ).pictures[0]
    assert result.shape == (512, 512, 3)
    assert (result[5, 5] == (250, 0, 0)).all()
    assert (result[5, 500] == (0, 0, 250)).all()


def test_a_background_with_transparency_lies_on_white(cut_out):
    behind = np.zeros((64, 64, 4), np.uint8)
    result = cut_out(
        demo_picture("astronaut"), background="https://example.com/b.png", behind=behind
    ).pictures[0]
    assert (result[5, 5] == 255).all()


def test_jpeg_without_a_background_comes_on_white_with_a_warning(cut_out):
    outcome = cut_out(demo_picture("astronaut"), output_format="jpeg")
    assert outcome.pictures[0].shape == (512, 512, 3)
    assert (outcome.pictures[0][5, 5] == 255).all()
    assert "white" in outcome.warnings[0]


def test_transparency_that_was_there_stays(cut_out):
    alpha = np.full((512, 512), 255, np.uint8)
    alpha[300:] = 0
    result = cut_out(np.dstack([demo_picture("astronaut"), alpha])).pictures[0]
    assert (result[300:, :, 3] == 0).all()
    assert result[250, 200, 3] == 255


def test_progress_rises_to_one(cut_out, told):
    cut_out(demo_picture("astronaut"))
    assert told == sorted(told)
    assert told[-1] == 1
    assert len(told) >= 4


def test_a_network_of_the_operator_replaces_ours(tmp_path):
    path = tmp_path / "red.onnx"
    tools = Tools(graphs=export(path), report=lambda _: None, options={"model": str(path)})
    outcome = perform(Params(image=IMAGE), {"image": red_square()}, tools)
    alpha = outcome.pictures[0][..., 3]
    assert alpha[45, 60] == 255
    assert alpha[10, 10] == 0
    assert not outcome.warnings


@pytest.mark.parametrize("shape", [(1, 1), (2, 300), (9, 7)])
def test_the_smallest_pictures_end_in_a_sentence_or_a_cut_out(cut_out, shape):
    picture = np.random.default_rng(0).integers(0, 256, (*shape, 3), np.uint8)
    try:
        assert cut_out(picture).pictures[0].shape == (*shape, 4)
    except Failed as failure:
        assert failure.code == "no_foreground"  # noqa: PT017 - either end is right here
