import pytest
from pydantic import ValidationError

from pictoris.operations.zimage import ZImage


def test_what_the_known_client_sends_is_taken():
    params = ZImage.model_validate({"prompt": "x", "steps": 4, "width": 1024, "height": 576})
    assert (params.steps, params.width, params.height) == (4, 1024, 576)


@pytest.mark.parametrize("fields", [{"width": 1032}, {"height": 570}, {"steps": 0}])
def test_what_cannot_be_painted_is_refused(fields):
    with pytest.raises(ValidationError):
        ZImage.model_validate({"prompt": "x"} | fields)


def test_pictures_that_the_prompt_names_are_looked_at():
    assert ZImage(prompt="https://a.example/1.png x").image_urls() == {"image_0": "https://a.example/1.png"}
