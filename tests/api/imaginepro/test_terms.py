"""What every order may say beside its own parameters (requirements 8 and 14, threat A20)."""

import pytest

from pictoris.api.imaginepro.terms import terms_of
from pictoris.errors import InvalidRequest
from pictoris.flow.submit import Terms
from pictoris.nouns import Speed


def test_what_is_said_is_kept():
    said = terms_of(
        {"ref": "order-7", "webhookOverride": "https://a.example/", "timeout": 60, "disableCdn": True}
    )
    assert said == Terms(ref="order-7", webhook="https://a.example/", timeout=60)


def test_nothing_needs_to_be_said():
    assert terms_of({}) == Terms(ref=None, webhook=None, timeout=900)


@pytest.mark.parametrize("timeout", [10, 900])
def test_the_bounds_of_the_timeout_are_inside(timeout):
    assert terms_of({"timeout": timeout}).timeout == timeout


@pytest.mark.parametrize(
    "fields",
    [
        {"timeout": 9},
        {"timeout": 901},
        {"timeout": True},
        {"timeout": "60"},
        {"timeout": 60.5},
        {"ref": 7},
        {"ref": {}},
        {"ref": "x" * 2049},
        {"webhookOverride": ["https://a.example/"]},
    ],
)
def test_what_is_not_as_documented_is_refused_by_name(fields):
    with pytest.raises(InvalidRequest) as caught:
        terms_of(fields)
    assert caught.value.code == "invalid_parameter"
    assert next(iter(fields)) in caught.value.message


@pytest.mark.parametrize("ref", ["a\r\nb", "a\nb", "\x1b[31mred", "a\x7fb", "a\x85b", "tab\tbed"])
def test_a20_control_characters_in_a_reference_are_refused(ref):
    with pytest.raises(InvalidRequest) as caught:
        terms_of({"ref": ref})
    assert caught.value.code == "invalid_string"


def test_a_reference_may_be_in_any_language():
    assert terms_of({"ref": "заказ 7 🔄"}).ref == "заказ 7 🔄"


@pytest.mark.parametrize(
    ("mode", "path", "speed"),
    [
        ("relax", "/api/v1/nova/imagine", Speed.RELAX),
        ("turbo", "/api/v1/nova/boost/imagine", Speed.TURBO),
        (None, "/api/v1/nova/boost/imagine", Speed.BOOST),
        ("mixed", "/api/v1/nova/imagine", None),
        (None, "/api/v1/nova/imagine", None),
    ],
)
def test_the_speed_is_said_by_a_field_or_by_the_path(mode, path, speed):
    assert terms_of({"process_mode": mode}, path).speed is speed
