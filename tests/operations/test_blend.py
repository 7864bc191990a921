import pytest
from pydantic import ValidationError

from pictoris.operations.blend import Blend


def urls(count):
    return [f"https://a.example/{number}.png" for number in range(count)]


@pytest.mark.parametrize("count", [2, 3, 5])
def test_two_to_five_pictures_are_blended(count):
    assert list(Blend(urls=urls(count)).image_urls().values()) == urls(count)


@pytest.mark.parametrize("count", [0, 1, 6])
def test_other_numbers_are_refused(count):
    with pytest.raises(ValidationError):
        Blend(urls=urls(count))
