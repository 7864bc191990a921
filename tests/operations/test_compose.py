import pytest
from pydantic import ValidationError

from pictoris.operations.compose import OPERATION, Compose

CAT = {"type": "image", "url": "https://a.example/cat.png"}


def read(*contents):
    return Compose.model_validate({"contents": list(contents)})


def test_texts_are_joined_and_pictures_are_numbered():
    params = read({"type": "text", "text": "a cat"}, CAT, {"type": "text", "text": "with a hat"}, CAT)
    assert OPERATION.prompt(params) == "a cat with a hat"
    assert list(params.image_urls()) == ["image_0", "image_1"]


def test_the_words_that_a_known_client_puts_in_front_are_left_out():
    assert read({"type": "text", "text": "Image creation: a fox"}).prompt == "a fox"


@pytest.mark.parametrize(
    "contents",
    [
        [],
        [CAT],
        [{"type": "text"}],
        [{"type": "image"}],
        [{"type": "audio", "url": "https://a.example/x"}],
        [{"text": "x"}],
        [{"type": "text", "text": ""}],
        [{"type": "text", "text": "Image creation: "}],
        ["a fox"],
        [CAT] * 21,
    ],
)
def test_what_is_not_words_and_pictures_is_refused(contents):
    with pytest.raises(ValidationError):
        read(*contents)
