"""Words and weights, as the painter hears them."""

import numpy as np
import pytest

from pictoris.engines.sketch.wording import PIECES, Wording, told, wording
from pictoris.ports import Look, Task, Words
from tests.engines.painting_contract import brief


def hear(texts):
    """Each text as one piece a word, whose numbers are the word's length."""
    return [np.stack([np.full(384, len(word), np.float32) for word in text.split()]) for text in texts]


def said(*parts, **more):
    return wording(
        brief(Task.TEXT, words=tuple(Words(text=text, weight=weight) for text, weight in parts), **more)
    )


def test_what_counts_less_than_nothing_is_steered_away_from_like_what_must_not_be_seen():
    found = said(("a fox", 2.0), ("snow", 1.0), ("trees", -0.5), without=("people", "cars"))
    assert (found.parts, found.weights) == (("a fox", "snow"), (2.0, 1.0))
    assert found.away == "people, cars, trees"


def test_no_words_are_no_part():
    assert said(("", 1.0)) == Wording(parts=(), weights=(), away="")


def test_where_nothing_is_asked_for_what_must_not_be_seen_is_still_steered_away_from():
    found = said(("", 1.0), without=("people",))
    assert (found.parts, found.weights, found.away) == (("",), (1.0,), "people")
    assert told(found, hear, (1,), 0).heard.tolist() == [[1], [0]]


def test_words_of_a_style_follow_every_part_and_raw_is_none():
    assert said(("a fox", 1.0), ("snow", 1.0), look=Look(style="gloomy")).parts == (
        "a fox, gloomy",
        "snow, gloomy",
    )
    assert said(("", 1.0), look=Look(style="gloomy")).parts == ("gloomy",)
    assert said(("a fox", 1.0), look=Look(style="raw", raw=True)).parts == ("a fox",)


def test_of_many_parts_those_that_count_most_are_heard_in_their_order_and_the_rest_is_told():
    found = said(*((f"thing{number}", 1.0 + number % 4) for number in range(9)))
    assert len(found.parts) == 6
    assert list(found.parts) == sorted(found.parts)
    assert {"thing3", "thing7"} <= set(found.parts)
    assert "3" in found.warnings[0]


def test_the_first_row_is_what_is_steered_away_from_and_what_is_not_there_is_silent():
    heard = told(Wording(parts=("a red fox", "snow"), weights=(1, 1), away=""), hear, (1, 2), 0)
    assert heard.words.shape == (2, 3, 3, 384)
    assert heard.heard.tolist() == [[0, 0, 0], [1, 1, 1], [1, 0, 0]]
    assert heard.words[1, 1, :, 0].tolist() == [1, 3, 3]
    assert (heard.words[0, 0] == 0).all()


def test_nothing_at_all_can_be_heard_too():
    heard = told(Wording(parts=(), weights=(), away=""), hear, (1,), 50)
    assert heard.heard.tolist() == [[0]]


def test_chaos_moves_the_words_of_each_picture_in_its_own_way_by_a_part_of_their_spread():
    of = Wording(parts=("a splendid fox", "snow"), weights=(1, 1), away="people")
    calm, wild = (told(of, hear, (1, 2), chaos).words for chaos in (0, 100))
    moved = wild - calm
    assert not np.array_equal(moved[0], moved[1])
    assert (moved[:, 0] == 0).all()
    assert (moved[:, 2, 1:] == 0).all()
    assert moved[:, 1].std() == pytest.approx(0.25 * calm[0][calm[0] != 0].std(), rel=0.2)
    assert np.array_equal(told(of, hear, (2,), 100).words[0], wild[1])


def test_what_is_too_long_is_cut_and_said_to_be():
    heard = told(Wording(parts=("word " * 40,), weights=(1,), away=""), hear, (1,), 0)
    assert heard.words.shape[2] == PIECES
    assert heard.is_cut
