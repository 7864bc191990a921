import cv2
import numpy as np
import pytest

from pictoris.engines.onnx.sessions import Graphs
from pictoris.errors import Failed
from pictoris.operations.upscale import Params
from pictoris.recipes.base import Tools
from pictoris.recipes.upscale import perform
from tests.recipes.upscaling.samples import as_jpeg, demo_picture, drawing


@pytest.fixture(scope="module")
def graphs():
    return Graphs(threads=2)


@pytest.fixture
def told():
    return []


@pytest.fixture
def upscale(graphs, told):
    def upscale(picture, scale, style="auto"):
        params = Params(image="https://example.com/a.png", scale=scale, style=style)
        tools = Tools(graphs=graphs, report=told.append)
        return perform(params, {"image": picture}, tools).pictures[0]

    return upscale


def lanczos(picture, size):
    return cv2.resize(picture, size, interpolation=cv2.INTER_LANCZOS4)


@pytest.mark.parametrize(
    ("name", "scale", "gain"), [("astronaut", 2, 2.0), ("coffee", 2, 1.4), ("mona_lisa", 3, 0.1)]
)
def test_a_photo_comes_out_nearer_to_the_original_than_lanczos_brings_it(upscale, name, scale, gain):
    original = demo_picture(name)[100:340, 140:380]
    small = cv2.resize(original, (240 // scale, 240 // scale), interpolation=cv2.INTER_AREA)
    ours = cv2.PSNR(original, upscale(small, scale))
    assert ours >= cv2.PSNR(original, lanczos(small, (240, 240))) + gain


@pytest.mark.parametrize(("quality", "gain"), [(100, 4), (75, 2.5)])
def test_a_drawing_comes_out_sharp_with_or_without_jpeg_ripples(upscale, quality, gain):
    original = drawing("shapes")
    small = cv2.resize(original, (250, 200), interpolation=cv2.INTER_AREA)
    small = small if quality == 100 else as_jpeg(small, quality)
    ours = cv2.PSNR(original, upscale(small, 2))
    assert ours >= cv2.PSNR(original, lanczos(small, (500, 400))) + gain


def test_jpeg_blocks_are_cleaned_and_not_sharpened(upscale):
    original = demo_picture("astronaut")[:256, 100:356]
    small = as_jpeg(cv2.resize(original, (128, 128), interpolation=cv2.INTER_AREA), 60)
    assert cv2.PSNR(original, upscale(small, 2)) > cv2.PSNR(original, lanczos(small, (256, 256))) + 0.8


@pytest.mark.parametrize("scale", [2, 2.3, 2.5, 3.1, 4])
@pytest.mark.parametrize("style", ["photo", "drawing"])
def test_the_result_has_exactly_the_asked_size(upscale, scale, style):
    picture = np.random.default_rng(0).integers(0, 256, (23, 31, 3), np.uint8)
    assert upscale(picture, scale, style).shape == (round(23 * scale), round(31 * scale), 3)


def test_progress_rises_to_one_across_passes_and_transparency(upscale, told):
    picture = np.random.default_rng(0).integers(0, 256, (40, 50, 4), np.uint8)
    upscale(picture, 4, "photo")
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1)
    assert len(told) == 4


def test_an_opaque_picture_with_alpha_stays_opaque(upscale):
    picture = np.dstack([demo_picture("coffee")[:60, :60], np.full((60, 60), 255, np.uint8)])
    assert (upscale(picture, 2)[..., 3] == 255).all()


def test_a_cut_out_gets_no_dark_fringe(upscale):
    disc = cv2.circle(np.zeros((80, 80), np.uint8), (40, 40), 25, 255, -1, cv2.LINE_AA)
    colour = np.zeros((80, 80, 3), np.uint8)
    colour[disc > 0] = (250, 200, 60)
    result = upscale(np.dstack([colour, disc]), 2)
    rim = (result[..., 3] > 20) & (result[..., 3] < 235)
    assert rim.sum() > 50
    assert np.abs(result[..., :3][rim].astype(int) - (250, 200, 60)).max() <= 12
    assert result[0, 0, 3] == 0
    assert result[80, 80, 3] == 255


def test_a_result_of_more_than_a_hundred_megapixels_is_refused_with_a_sentence(upscale, told):
    picture = np.zeros((3000, 2500, 3), np.uint8)
    with pytest.raises(Failed, match="smaller scale") as caught:
        upscale(picture, 4)
    assert caught.value.code == "image_too_large"
    assert told == []
