from hypothesis import given
from hypothesis import strategies as st

from pictoris.words.excerpt import Excerpt


def test_each_character_knows_where_it_stood():
    excerpt = Excerpt.of("nu{de, dist} art", [(0, 2), (3, 3), (3, 5), (12, 16)])
    assert excerpt.text == "nude art"
    assert [excerpt.origin(at) for at in range(9)] == [0, 1, 3, 4, 12, 13, 14, 15, 16]


def test_all_of_a_text_stands_where_it_stood():
    excerpt = Excerpt.whole("a cat")
    assert (excerpt.text, [excerpt.origin(at) for at in (0, 4, 5)]) == ("a cat", [0, 4, 5])


def test_groups_have_a_blank_behind_them():
    excerpt = Excerpt.of_groups("a cat", [[(0, 1), (4, 5)], [(2, 4)]])
    assert excerpt.text == "at ca "
    assert [excerpt.origin(at) for at in range(6)] == [0, 4, 5, 2, 3, 4]


def test_an_empty_excerpt_leads_to_the_beginning():
    assert Excerpt.of("a cat", [(2, 2)]).origin(0) == 0


@given(st.text(max_size=20), st.lists(st.integers(0, 20), max_size=8))
def test_characters_lead_back_to_themselves(text, cuts):
    ends = sorted(min(cut, len(text)) for cut in cuts)
    excerpt = Excerpt.of(text, zip(ends[::2], ends[1::2], strict=False))
    assert "".join(text[excerpt.origin(at)] for at in range(len(excerpt.text))) == excerpt.text
