import pytest
from pydantic import ValidationError

from pictoris.operations.upscale import OPERATION, Params


@pytest.mark.parametrize("scale", [2, 2.0, 2.75, 4])
def test_any_scale_from_two_to_four_is_taken(scale):
    assert Params(image="https://example.com/a.png", scale=scale).scale == scale


@pytest.mark.parametrize("scale", [1.99, 4.01, float("nan"), float("inf"), True, "2", None])
def test_other_scales_are_refused(scale):
    with pytest.raises(ValidationError):
        Params(image="https://example.com/a.png", scale=scale)


def test_the_scale_must_be_given():
    with pytest.raises(ValidationError):
        Params.model_validate({"image": "https://example.com/a.png"})


def test_an_unknown_style_is_refused():
    with pytest.raises(ValidationError):
        Params.model_validate({"image": "https://example.com/a.png", "scale": 2, "style": "oil"})


def test_the_picture_is_the_only_input():
    assert OPERATION.example.image_urls() == {"image": "https://example.com/portrait.jpg"}
