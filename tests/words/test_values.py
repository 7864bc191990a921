import pytest

from pictoris.words import values
from pictoris.words.values import Item, is_address, number, one_number_of, version_of, whole


@pytest.mark.parametrize(
    ("takes", "fits", "does_not"),
    [
        (whole(10, 100), {"10": 10, "100": 100, "007١": 71}, ["9", "101", "-10", "10.0", "", "1" * 12, "ten"]),
        (number(0, 3), {"0": 0.0, "1.5": 1.5, ".5": 0.5, "3": 3.0}, ["3.1", "-1", "1e1", "1.2.3", ".", "nan"]),
        (one_number_of(0.25, 1), {".25": 0.25, "1.0": 1.0}, ["0.3", "", "."]),
        (version_of("6", "6.1"), {"6": "6", "6.0": "6", "6.1": "6.1"}, ["6.2", "6.10", "", ".0"]),
        (values.RATIO, {"3:2": (3, 2), "1920:1080": (1920, 1080)}, ["3", "0:1", "1:0", "3x2", "1:2:3", "99999:1", "-1:2"]),
        (values.PROFILES, {"ab-12": "ab-12", "ab::2": "ab"}, ["a b", "<x>", ""]),
    ],
)  # fmt: skip
def test_what_fits_is_typed_and_what_does_not_is_none(takes, fits, does_not):
    assert takes.read is not None
    assert {chunk: takes.read(chunk) for chunk in fits} == fits
    assert [chunk for chunk in does_not if takes.read(chunk) is not None] == []


@pytest.mark.parametrize(
    ("chunk", "item"),
    [
        ("https://a.example/x.png", Item("https://a.example/x.png", is_url=True)),
        ("https://a.example/x.png::2", Item("https://a.example/x.png", is_url=True, weight=2)),
        ("HTTP://a/x::-.5", Item("HTTP://a/x", is_url=True, weight=-0.5)),
        ("http://[::1]/x", Item("http://[::1]/x", is_url=True)),
        ("http://[::1]/x::3", Item("http://[::1]/x", is_url=True, weight=3)),
        ("12345::", Item("12345", is_url=False)),
        ("random", Item("random", is_url=False)),
        ("cat", None),
        ("::2", None),
    ],
)
def test_a_style_is_a_url_or_a_code_with_a_weight(chunk, item):
    assert values.STYLES.read is not None
    assert values.STYLES.read(chunk) == item


def test_a_picture_is_a_url():
    assert values.PICTURE.read is not None
    assert values.PICTURES.read is not None
    assert values.PICTURE.read("12345") is None
    assert values.PICTURES.read("file:///etc/passwd") == Item("file:///etc/passwd", is_url=True)


def test_an_address_has_a_scheme():
    assert [is_address(text) for text in ("https://a", "s3://b/c", "https://", "a://", "://a", "a.png")] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]
