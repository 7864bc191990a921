import pytest
from pydantic import ValidationError

from pictoris.operations.remove_background import OPERATION, Params, colour_of

IMAGE = "https://example.com/a.png"


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("#fff", (255, 255, 255)),
        ("#1A2b3C", (26, 43, 60)),
        ("White", (255, 255, 255)),
        (" navy ", (0, 0, 128)),
        ("#ffff", None),
        ("#12345g", None),
        ("mauve-ish", None),
        ("fff", None),
    ],
)
def test_colours_are_read_as_in_css(text, colour):
    assert colour_of(text) == colour


def test_a_colour_is_not_an_input_picture():
    assert Params(image=IMAGE, background="#00ff00").image_urls() == {"image": IMAGE}
    assert Params(image=IMAGE).image_urls() == {"image": IMAGE}


@pytest.mark.parametrize("url", ["https://example.com/b.jpg", "data:image/png;base64,AAAA", "/files/abc.png"])
def test_a_url_is_an_input_picture(url):
    assert Params(image=IMAGE, background=url).image_urls() == {"image": IMAGE, "background": url}


@pytest.mark.parametrize(
    "value", ["sunset", "#12", "ftp://example.com/a.png", "file:///etc/passwd", "https://a b"]
)
def test_anything_else_is_refused_with_a_sentence(value):
    with pytest.raises(ValidationError, match="neither a colour nor the URL of a picture"):
        Params(image=IMAGE, background=value)


def test_the_price_and_the_kind_are_those_of_the_documentation():
    assert (OPERATION.name, OPERATION.kind, OPERATION.credits) == ("remove_background", "REMOVE_BG", 5)
