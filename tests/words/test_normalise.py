import pytest

from pictoris.words import normalise
from pictoris.words.normalise import Folded


def written(text):
    return list(normalise.as_written(Folded(text)).texts)


def tight(text):
    return list(normalise.disguised(Folded(text)).texts)


@pytest.mark.parametrize(
    "spelling",
    [
        "FOX",
        "ｆｏｘ",
        "f\u200bo\u200dx",
        "fóx",
        "f\u0336o\u0336x",
        "fоx",
        "ꜰox",
        "🅵🅾🆇",
        "𝒻ℴ𝓍",
        "fo\u00adx",
        "føx",
        "Ƒɔӿ",
        "fo\u3164x",
        "ᖴⲟ᙭",
        "𝕗óχ",
    ],
)
def test_all_these_read_fox(spelling):
    assert written(spelling) == ["fox"]


@pytest.mark.parametrize("spelling", ["f-o-x", "f.o.x", "f0x", "(fox)", "f_o_x", "*f*o*x*", "f0x!", "f'ox"])
def test_separators_and_digits_are_seen_through(spelling):
    assert tight(spelling) == ["fox"]


def test_signs_look_like_letters():
    assert tight("₵a₮ ∂uck ¢oin") == ["cat", "duck", "coin"]


def test_some_signs_may_be_letters_or_separators():
    folded = Folded("f!sh f|ox ca+")
    assert normalise.is_ambiguous(folded)
    assert list(normalise.disguised(folded).texts) == ["fish", "fiox", "ca"]
    assert list(normalise.disguised(folded, is_sign_a_letter=False).texts) == ["fsh", "fox", "ca"]
    assert not normalise.is_ambiguous(Folded("fox"))


def test_numbers_stay_numbers():
    assert tight("12 foxes, 1080") == ["12", "foxes", "1080"]


def test_a_place_leads_back_to_the_original():
    text = "a \u200bf\u0301Ⓞx, b"
    reading = normalise.as_written(Folded(text))
    start, end = reading.place(1, 1)
    assert reading.texts[1] == "fox"
    assert text[start:end] == "f\u0301Ⓞx"


def test_a_character_that_becomes_several_has_one_place():
    text = "⑳㎏ x"
    reading = normalise.as_written(Folded(text))
    assert list(reading.texts) == ["20kg", "x"]
    assert reading.place(0, 0) == (0, 2)
    assert reading.place(1, 1) == (3, 4)


def test_places_of_disguised_words_leave_out_what_surrounds_them():
    reading = normalise.disguised(Folded("see (f-0-x)!"))
    assert reading.place(1, 1) == (5, 10)


def test_drawn_out_words_are_shortened_and_others_left():
    reading = normalise.as_written(Folded("glass fooooox"))
    shortened = normalise.drawn_out(reading)
    assert shortened is not None
    assert list(shortened.texts) == ["glass", "fox"]
    assert shortened.place(1, 1) == (6, 13)


def test_there_may_be_nothing_drawn_out():
    assert normalise.drawn_out(normalise.as_written(Folded("glass book"))) is None


def test_three_single_letters_in_a_row_may_be_a_word():
    runs = normalise.spelled_out(normalise.disguised(Folded("see f o x run, a b")))
    assert [list(run.texts) for run in runs] == [["f", "o", "x"]]
    assert runs[0].place(0, 2) == (4, 9)


def test_the_empty_text_has_no_words():
    assert written("") == tight(" \u200b ") == []


def test_a_character_that_means_a_saying_is_cut():
    assert len(Folded("\ufdfa" * 100).text) <= 400
