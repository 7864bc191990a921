import pytest
from pydantic import ValidationError

from pictoris.operations.flux import OPERATION, Flux


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_each_picture_costs_the_listed_price(count):
    assert OPERATION.price(Flux(prompt="a fox", n=count), 6) == 6 * count


@pytest.mark.parametrize(
    "fields", [{"n": 0}, {"n": 5}, {"width": 1001}, {"aspect_ratio": "0:1"}, {"aspect_ratio": "wide"}]
)
def test_what_cannot_be_painted_is_refused(fields):
    with pytest.raises(ValidationError):
        Flux.model_validate({"prompt": "a fox"} | fields)


@pytest.mark.parametrize(("given", "taken"), [("jpg", "jpeg"), ("png", "png"), ("webp", "webp")])
def test_every_format_that_clients_name_is_known(given, taken):
    assert Flux.model_validate({"prompt": "x", "output_format": given}).output_format == taken


def test_the_documented_request_is_taken():
    body = {
        "prompt": "a fox",
        "n": 2,
        "height": 1024,
        "width": 1024,
        "aspect_ratio": "16:9",
        "output_quality": "100",
    }
    assert Flux.model_validate(body | {"model": "flux-1.1-pro", "output_format": "png"}).n == 2
