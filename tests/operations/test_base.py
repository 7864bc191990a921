"""Parameters are strict about values, lenient about spelling, and know which of them are pictures."""

import pytest
from pydantic import ValidationError

from pictoris.operations.base import ImageUrl, Operation, Params, PictureParams


class Frame(PictureParams):
    main_picture: ImageUrl
    other_picture: ImageUrl | None = None
    how_wide: int = 3


def _frame(**fields):
    return Frame.model_validate({"mainPicture": "https://example.com/a.png", **fields})


def test_fields_are_taken_in_both_spellings():
    assert _frame(howWide=5).how_wide == _frame(how_wide=5).how_wide == 5


def test_unknown_fields_are_ignored():
    assert not hasattr(_frame(theme="dark"), "theme")


@pytest.mark.parametrize("value", ["5", 5.5, True, None])
def test_a_value_of_another_kind_is_refused(value):
    with pytest.raises(ValidationError):
        _frame(howWide=value)


def test_parameters_do_not_change():
    with pytest.raises(ValidationError, match="frozen"):
        _frame().how_wide = 4


def test_input_pictures_are_found_in_order_also_the_optional_ones():
    assert Frame.image_fields() == ("main_picture", "other_picture")


def test_only_pictures_that_were_given_are_fetched():
    assert _frame().image_urls() == {"main_picture": "https://example.com/a.png"}
    assert _frame(otherPicture="data:,").image_urls()["other_picture"] == "data:,"


@pytest.mark.parametrize("url", ["", "x" * 30_000_000])
def test_a_picture_has_a_name_of_sensible_length(url):
    with pytest.raises(ValidationError):
        _frame(mainPicture=url)


@pytest.mark.parametrize(("given", "taken"), [("80", 80), (80, 80), (1, 1), (100, 100)])
def test_quality_is_taken_as_text_or_number(given, taken):
    assert _frame(outputQuality=given).output_quality == taken


@pytest.mark.parametrize("quality", [0, 101, "high"])
def test_a_quality_that_does_not_exist_is_refused(quality):
    with pytest.raises(ValidationError):
        _frame(outputQuality=quality)


def test_an_operation_costs_its_listed_price_and_shows_no_prompt_unless_it_says_otherwise():
    class Plain(Params):
        pass

    operation = Operation(name="plain", summary="", kind="PLAIN", params=Plain, credits=3, example=Plain())
    assert operation.price(Plain(), 7) == 7
    assert operation.prompt(Plain()) == ""
