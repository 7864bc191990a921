import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pictoris.words.excerpt import Excerpt
from pictoris.words.pieces import Kind, cut, cut_around, flag_of, form_of, value_of, weight_of


def pieces(prompt):
    return [
        (one.kind.name.lower(), one.text) for one in cut(Excerpt.whole(prompt)) if one.kind is not Kind.GAP
    ]


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("a cat", [("words", "a cat")]),
        ("  a\n cat, ", [("words", "a\n cat,")]),
        ("hot:: dog", [("words", "hot"), ("weight", "::"), ("words", "dog")]),
        ("hot::2 dog", [("words", "hot"), ("weight", "::2"), ("words", "dog")]),
        ("hot ::-.5dog", [("words", "hot"), ("weight", "::"), ("words", "-.5dog")]),
        ("hot::3d", [("words", "hot"), ("weight", "::"), ("words", "3d")]),
        ("hot::1.5, dog::-2", [("words", "hot"), ("weight", "::1.5"), ("words", ", dog"), ("weight", "::-2")]),
        ("hot::: dog", [("words", "hot"), ("weight", "::"), ("words", ": dog")]),
        ("http://a/b c", [("picture", "http://a/b"), ("words", "c")]),
        ("http://a/b, https://c/d.png?x=1,2 e", [("picture", "http://a/b"), ("picture", "https://c/d.png?x=1,2"), ("words", "e")]),
        ("http://a,https://b", [("picture", "http://a"), ("picture", "https://b")]),
        ("http://a::2 b", [("picture", "http://a"), ("weight", "::2"), ("words", "b")]),
        ("http://[::1]/a ::.5 b", [("picture", "http://[::1]/a"), ("weight", " ::.5"), ("words", "b")]),
        ("file:///etc/passwd b", [("picture", "file:///etc/passwd"), ("words", "b")]),
        ("b http://a", [("words", "b"), ("stray", "http://a")]),
        ("b http://[::1]/a::2 c", [("words", "b"), ("stray", "http://[::1]/a"), ("weight", "::2"), ("words", "c")]),
        ("b --ar 3:2  --tile", [("words", "b"), ("flag", "--ar"), ("value", "3:2"), ("flag", "--tile")]),
        ("b —ar 3:2 –-v 6", [("words", "b"), ("flag", "—ar"), ("value", "3:2"), ("flag", "–-v"), ("value", "6")]),
        ("b —tired and –old", [("words", "b —tired and –old")]),
        ("b -- c - d --2 well--known", [("words", "b -- c - d --2 well--known")]),
        ("--no a::2 http://c", [("flag", "--no"), ("value", "a::2"), ("value", "http://c")]),
        ("--shiny —tired", [("flag", "--shiny"), ("value", "—tired")]),
        ("", []),
    ],
)  # fmt: skip
def test_a_prompt_is_pictures_then_words_then_flags(prompt, expected):
    assert pieces(prompt) == expected


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="a1:,-— .h\n{\u00a0", max_size=40) | st.text(max_size=40))
def test_pieces_are_the_prompt_and_know_their_places(prompt):
    found = cut(Excerpt.whole(prompt))
    assert "".join(one.text for one in found) == prompt
    assert all(prompt.startswith(one.text, one.start) and one.text for one in found)


def test_alternatives_stay_whole():
    prompt = "a {b --tile, c} --ar {1:1, 3:2} {--v 6, d}"
    found = cut_around(prompt, ((2, 15), (21, 31), (32, 42)))
    assert "".join(one.text for one in found) == prompt
    assert [one.text for one in found if one.kind is not Kind.GAP] == [
        "a {b --tile, c}", "--ar", "{1:1, 3:2}", "{--v 6, d}",
    ]  # fmt: skip


def test_pieces_of_an_excerpt_know_where_they_stand_in_the_prompt():
    found = cut(Excerpt.of("{a, b} --ar {1:1, 3:2}", [(4, 5), (6, 12), (18, 21)]))
    assert [(one.text, one.start) for one in found if one.kind is not Kind.GAP] == [
        ("b", 4),
        ("--ar", 7),
        ("3:2", 18),
    ]


def test_what_a_piece_says():
    flag, value = (one for one in cut(Excerpt.whole("--AR, 3:2.")) if one.kind is not Kind.GAP)
    assert (form_of(flag), value_of(value)) == ("AR", "3:2")
    assert [found and found.name for found in (flag_of(flag), flag_of(value))] == ["ar", None]
    weights = [weight_of(one) for one in cut(Excerpt.whole("a:: b::-.5 c ::2")) if one.kind is Kind.WEIGHT]
    assert weights == [1.0, -0.5, 2.0]
