import pytest
from pydantic import ValidationError

from pictoris.operations.faceswap import OPERATION, FaceSwap

URLS = {"source": "https://a.example/s.png", "target": "https://a.example/t.png"}


def test_two_pictures_are_enough():
    params = FaceSwap.model_validate(URLS)
    assert params.image_urls() == URLS
    assert (params.faces, params.blend) == ("left", 1.0)


def test_a_whole_number_is_a_strength_too():
    assert FaceSwap.model_validate(URLS | {"blend": 1}).blend == 1.0


@pytest.mark.parametrize(
    "wrong",
    [
        {"blend": 1.5},
        {"blend": -0.1},
        {"blend": float("nan")},
        {"blend": "1"},
        {"faces": "right"},
        {"source": ""},
    ],
)
def test_what_is_out_of_range_is_refused(wrong):
    with pytest.raises(ValidationError):
        FaceSwap.model_validate(URLS | wrong)


@pytest.mark.parametrize("role", ["source", "target"])
def test_both_pictures_are_needed(role):
    with pytest.raises(ValidationError):
        FaceSwap.model_validate({key: url for key, url in URLS.items() if key != role})


def test_pictures_of_the_midjourney_cdn_are_refused_with_a_reason():
    assert OPERATION.refused_hosts is not None
    assert "Midjourney" in OPERATION.refused_hosts["midjourney.com"]


def test_the_price_is_that_of_the_list():
    assert OPERATION.kind == "FACESWAP"
    assert OPERATION.price(OPERATION.example, OPERATION.credits) == 5
