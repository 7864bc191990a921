"""The tree of errors: what its module draws is what there is, and every kind has a code of its own."""

import re
from collections import Counter

import pytest

from pictoris import errors
from pictoris.errors import NotEnoughCredits, PictorisError, TooMany

CLASSES = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, PictorisError)]
BRANCH = re.compile(r"^ {4}((?:│? {3,4})*)(?:[├└]── )?(\w+)(?: {2,}|$)")


def drawn() -> dict[str, str | None]:
    """Class → the one above it, as the picture in the docstring shows."""
    above: dict[str, str | None] = {}
    path: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        if match := BRANCH.match(line):
            depth = match.start(2) // 4 - 1
            path[depth:] = [match[2]]
            above[match[2]] = path[depth - 1] if depth else None
    return above


def test_the_tree_that_is_drawn_is_the_real_one():
    real = {one.__name__: one.__bases__[0].__name__ if one is not PictorisError else None for one in CLASSES}
    assert drawn() == real


def test_every_class_has_a_code_of_its_own():
    assert [code for code, count in Counter(one.default_code for one in CLASSES).items() if count > 1] == []
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", one.default_code) for one in CLASSES)


@pytest.mark.parametrize("one", set(CLASSES) - {NotEnoughCredits, TooMany}, ids=lambda one: one.__name__)
def test_an_error_carries_its_sentence_and_its_code(one):
    error = one("It rains.")
    assert (str(error), error.message, error.code) == ("It rains.", "It rains.", one.default_code)
    assert one("It rains.", code="rain").code == "rain"
    assert one("It snows.").code == one.default_code


def test_whoever_has_too_little_is_told_how_much_is_missing():
    error = NotEnoughCredits(5, 3)
    assert (error.needed, error.held, error.code) == (5, 3, "insufficient_credits")
    assert "5 credits" in error.message
    assert "has 3" in error.message


def test_whoever_must_slow_down_is_told_for_how_long():
    assert TooMany("Slow down.", retry_after=30).retry_after == 30
