import numpy as np
import pytest

from pictoris.engines.collage.tasks.blend import _faded
from pictoris.errors import Failed
from pictoris.ports import Reference, Task
from tests.engines.collage.scenes import paint, plain, scene


def _cut(*colour):
    cut = np.zeros((64, 48, 4), np.uint8)
    cut[4:60, 4:44] = (*colour, 255)
    return Reference(role="image", pixels=cut)


def _whole(*colour):
    return Reference(role="image", pixels=plain(*colour, side=64))


def _share(picture, strong, weak):
    parts = picture.astype(int)
    return (parts[..., strong] > parts[..., weak] + 40).mean()


def test_cut_outs_stand_side_by_side():
    (result,) = paint(scene(), Task.BLEND, references=(_cut(230, 40, 40), _cut(40, 60, 230)), width=192)
    assert _share(result.pixels, 0, 2) > 0.05
    assert _share(result.pixels, 2, 0) > 0.05


def test_whole_pictures_fade_into_one_another():
    (result,) = paint(scene(), Task.BLEND, references=(_whole(220, 120, 60), _whole(60, 120, 220)))
    assert result.pixels.std((0, 1)).max() > 4


def test_cut_outs_stand_in_front_of_whole_pictures():
    (result,) = paint(scene(), Task.BLEND, references=(_cut(230, 40, 40), _whole(60, 90, 160)))
    assert 0.03 < _share(result.pixels, 0, 2) < 0.7
    assert result.pixels[2, 2, 2] > result.pixels[2, 2, 0]


def test_without_pictures_it_says_what_to_do():
    with pytest.raises(Failed, match="two to five") as failed:
        paint(scene(), Task.BLEND)
    assert failed.value.code == "task_not_possible"


def test_what_the_frame_of_a_picture_cut_off_fades_out_there_and_nowhere_else():
    alpha = np.zeros((100, 100), np.uint8)
    alpha[:80, 30:70] = 255
    faded = _faded(alpha)
    assert faded[0, 50] == 0
    assert 0 < faded[8, 50] < 255
    assert (faded[20:80, 30:70] == 255).all()


def test_what_only_touches_the_frame_with_a_tip_stays():
    alpha = np.zeros((100, 100), np.uint8)
    alpha[:80, 48:52] = 255
    assert np.array_equal(_faded(alpha), alpha)
