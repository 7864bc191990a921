"""Fields are strict in their types and deaf to what they do not know (threats J10, J21)."""

import pytest
from pydantic import Field

from pictoris.api.fields import Fields
from pictoris.errors import InvalidRequest


class Sample(Fields):
    how_many: int = Field(ge=1)


@pytest.mark.parametrize("value", [True, "1", 1.0, -1, None, [1]])
def test_j10_a_whole_number_is_a_whole_number(value):
    with pytest.raises(InvalidRequest) as caught:
        Sample.of({"howMany": value})
    assert caught.value.code == "invalid_parameter"
    assert "howMany" in caught.value.message


def test_a_missing_field_is_named():
    with pytest.raises(InvalidRequest, match="howMany is required"):
        Sample.of({})


def test_both_spellings_are_read_and_strangers_are_not():
    assert Sample.of({"howMany": 2, "credits": 1_000_000}) == Sample(how_many=2)
    assert Sample.of({"how_many": 2}) == Sample(how_many=2)
