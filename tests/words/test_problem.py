from pictoris.words.problem import shortened


def test_what_a_sentence_shows_stays_short():
    assert shortened("a cat") == "a cat"
    assert shortened("x" * 5000) == "x" * 39 + "…"
