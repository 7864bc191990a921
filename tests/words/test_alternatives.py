import time
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pictoris.words.alternatives import MOST, MOST_CHARACTERS, alternatives


def texts(prompt):
    return [excerpt.text for excerpt in alternatives(prompt).excerpts]


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("a cat", ["a cat"]),
        ("", [""]),
        ("a {red, green} bird", ["a red bird", "a green bird"]),
        ("{a}{ b }{c,}", ["abc", "ab"]),
        ("{}x", ["x"]),
        (
            "a {red, green} bird in the {jungle, desert}",
            [
                "a red bird in the jungle",
                "a red bird in the desert",
                "a green bird in the jungle",
                "a green bird in the desert",
            ],
        ),
        ("a {gull {on a pier, at sea}, dog}", ["a gull on a pier", "a gull at sea", "a dog"]),
        ("{{a, b}, {c, d}}", ["a", "b", "c", "d"]),
        (r"{red, pastel\, yellow} bird", ["red bird", "pastel, yellow bird"]),
        (r"{a\}, \{b} \{c\}, d\, e", [r"a\} \{c\}, d\, e", r"\{b \{c\}, d\, e"]),
        ("a --ar {1:1, 3:2}", ["a --ar 1:1", "a --ar 3:2"]),
    ],
)
def test_every_choice_makes_a_text_and_the_last_changes_fastest(prompt, expected):
    found = alternatives(prompt)
    assert [excerpt.text for excerpt in found.excerpts] == expected
    assert found.problems == ()


@pytest.mark.parametrize(
    ("prompt", "expected", "position", "words"),
    [
        ("a {b", ["a {b"], 2, "The { at character 3 is never closed"),
        ("a} b", ["a} b"], 1, "The } at character 2 closes nothing"),
        ("{a, {b}", ["{a, b"], 0, "The { at character 1 is never closed"),
        ("{a, b}}", ["a}", "b}"], 6, "The } at character 7 closes nothing"),
    ],
)
def test_a_brace_without_its_half_is_itself_and_reported(prompt, expected, position, words):
    found = alternatives(prompt)
    assert [excerpt.text for excerpt in found.excerpts] == expected
    assert [problem.position for problem in found.problems] == [position]
    assert found.problems[0].message.startswith(words)


def test_outermost_groups_are_told():
    assert alternatives("a {b, {c}} d {e}").groups == ((2, 10), (13, 16))


@pytest.mark.parametrize("count", [MOST, MOST + 1])
def test_more_than_the_most_is_a_problem_and_cut(count):
    found = alternatives(f"a {{{', '.join(map(str, range(count)))}}}")
    assert [excerpt.text for excerpt in found.excerpts] == [f"a {number}" for number in range(MOST)]
    assert [problem.position for problem in found.problems] == [2] * (count > MOST)


def test_what_is_cut_is_the_end():
    prompt = "{a, b, c}" * 5
    expected = ["".join(one) for one in product("abc", repeat=5)][:MOST]
    assert texts(prompt) == expected


def test_few_long_texts_are_too_many_as_well():
    found = alternatives("{a, b, c} " + "x" * (MOST_CHARACTERS // 2 - 2))
    assert [excerpt.text[0] for excerpt in found.excerpts] == ["a", "b"]
    assert "more than 40,000 characters" in found.problems[0].message


WORDS = st.sampled_from(["red", "a fox", "b, c", "--ar 3:2", "::2"])
TREES = st.recursive(
    WORDS, lambda inner: st.lists(st.lists(inner, max_size=3), min_size=1, max_size=3), max_leaves=8
)


def written(tree):
    if isinstance(tree, str):
        return tree.replace(",", r"\,")
    return "{" + ",".join(" ".join(map(written, part)) for part in tree) + "}"


def meant(tree):
    """The texts by definition, by a way that shares nothing with the other one."""
    if isinstance(tree, str):
        return [tree]
    return [" ".join(one) for part in tree for one in product(*map(meant, part))]


@settings(max_examples=200, deadline=None)
@given(TREES.filter(lambda tree: not isinstance(tree, str)))
def test_nested_alternatives_mean_their_product(tree):
    assert texts(written(tree)) == meant(tree)[:MOST]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab,{}\\ ", max_size=30))
def test_texts_stand_for_themselves(prompt):
    for text in texts(prompt):
        assert texts(text) == [text]


@pytest.mark.parametrize(
    "prompt",
    ["{" * 10_000, "}" * 10_000, "{}" * 5_000, "{" * 5_000 + "}" * 5_000, "{a" * 3_333 + "}" * 3_333, "{a,b" * 1_500 + "}" * 1_500,
     "{a, b} " * 1_400, "{" + "," * 9_998 + "}", "{" + "\\," * 4_999 + "}"],
    ids=["open", "close", "empty", "nested", "nested words", "nested choices", "many", "commas", "escapes"],
)  # fmt: skip
def test_ten_thousand_braces_cost_milliseconds(prompt):
    def once():
        start = time.process_time()
        found = alternatives(prompt)
        assert 1 <= len(found.excerpts) <= MOST
        return time.process_time() - start

    # About 40 ms at most on an idle core; a quadratic one would take seconds.
    assert min(once() for _ in range(3)) < 0.5
