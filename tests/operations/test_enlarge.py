import pytest
from pydantic import ValidationError

from pictoris.operations.enlarge import Enlarge


@pytest.mark.parametrize("way", ["3x", "", "Subtle", None, 2])
def test_only_the_ways_of_the_buttons_are_known(way):
    with pytest.raises(ValidationError):
        Enlarge(picture="https://a.example/x.png", way=way)
