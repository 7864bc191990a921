import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pictoris.words.alternatives import MOST
from pictoris.words.flags import FLAGS
from pictoris.words.pieces import Kind
from pictoris.words.prompt import Prompt, expand, parse, references, render, split

RIGHT = [
    "a cat --ar 16:9 --v 6.1 --style raw --s 250 --chaos 10 --weird 500 --q .5 --seed 4294967295",
    "a cat --no text, watermark --iw 1.5 --stop 90 --tile --r 4",
    "a cat --niji --ar 2:3",
    "a cat --niji 6 --fast",
    "a cat --sref https://a.example/a.png https://a.example/b.png --sw 200",
    "a cat —ar 3:2",
    "a well-known cat - on a mat -- sleeping",
    "https://a.example/cat.png a {red, blue} fox:: in the snow::0.5 --ar {3:2, 1:1} --no people, cars --seed 7",
    "",
    "--tile",
]


@pytest.mark.parametrize("prompt", RIGHT)
def test_these_are_right(prompt):
    assert parse(prompt).problems == ()


# What prompts are made of, in an order that makes sense, and any signs in any order.
BODIES = st.lists(
    st.sampled_from(["a fox", "hot", "::", "::2", "::-.5 ", "{red, blue}", "{a, {b, c}}", ", ", r"\{", "https://a/b", "☕", "一只猫", "\n"]), max_size=8
)  # fmt: skip
VALUES = st.sampled_from(
    ["3:2", "0", "250", ".5", "6.1", "raw", "cars, people", "https://a/b::2", "{1, 2}", "{", "-1", "cat,", ""]
)
FORMS = st.sampled_from([form for flag in FLAGS for form in (flag.name, *flag.forms)] + ["shiny", "V6"])
USES = st.builds("{}{} {}".format, st.sampled_from(["--", "—", "–"]), FORMS, VALUES)
SHAPED = st.builds(lambda body, flags: " ".join([*body, *flags]), BODIES, st.lists(USES, max_size=5))
SIGNS = st.text(alphabet="{},:\\ -—a1./h\n", max_size=60)


@settings(max_examples=400, deadline=None)
@given(SHAPED | SIGNS | st.text(max_size=60))
def test_every_text_comes_back_as_it_was(text):
    assert render(parse(text)) == text


@settings(max_examples=300, deadline=None)
@given(SHAPED | SIGNS | st.text(max_size=60))
def test_problems_stand_in_the_prompt_and_come_in_order(text):
    prompt = parse(text)
    places = [problem.position for problem in prompt.problems]
    assert places == sorted(places)
    assert all(0 <= place < len(text) for place in places)
    for problem in prompt.problems:
        assert f"character {problem.position + 1}" in problem.message


@settings(max_examples=300, deadline=None)
@given(SHAPED | SIGNS | st.text(max_size=60))
def test_what_a_prompt_expands_to_expands_no_further(text):
    for job in expand(parse(text)):
        assert expand(parse(job)) == (job,)
        assert "repeat" not in parse(job).used


@settings(max_examples=200, deadline=None)
@given(SHAPED)
def test_words_of_parts_hold_no_flags_no_pictures_and_no_weights(text):
    for variant in parse(text).variants:
        for part in variant.parts:
            assert not re.search(r"--(?=[a-z])|https://|::", part.text)
            assert part.text == part.text.strip()


def test_a_prompt_is_read_whole():
    prompt = parse("https://a.example/c.png a fox:: in snow::0.5 --ar 3:2 —Chaos 20 --no cars")
    assert [one.url for one in prompt.images] == ["https://a.example/c.png"]
    assert [(part.text, part.weight) for part in prompt.parts] == [("a fox", 1), ("in snow", 0.5)]
    assert (prompt.settings.aspect, prompt.settings.chaos, prompt.settings.without) == ((3, 2), 20, ("cars",))
    assert prompt.used == ("ar", "chaos", "no")


def test_flags_in_alternatives_are_used_and_checked_where_they_stand():
    prompt = parse("a {fox --ar 3:2, cat --s 2000 --shiny} --tile")
    assert prompt.used == ("ar", "tile", "stylize")
    assert [(one.position, one.message.partition(" (")[0]) for one in prompt.problems] == [
        (25, "--s takes a whole number from 0 to 1000, not “2000”"),
        (30, "There is no parameter --shiny"),
    ]


def test_values_among_alternatives_are_checked_each():
    (problem,) = parse("a --ar {1:1, 3x2}").problems
    assert (problem.position, problem.message) == (
        13,
        "--ar takes a shape like 3:2, not “3x2” (at character 14).",
    )


def test_what_is_wrong_in_several_alternatives_is_told_once():
    assert len(parse("a {red, blue, green} fox --shiny").problems) == 1


@pytest.mark.parametrize(
    ("text", "jobs"),
    [
        ("a cat", ["a cat"]),
        (" a cat --ar 3:2 ", [" a cat --ar 3:2 "]),
        ("a cat --repeat 3", ["a cat"] * 3),
        ("a {red, blue} cat --r 2 --tile", ["a red cat --tile"] * 2 + ["a blue cat --tile"] * 2),
        ("a cat --repeat {1, 2} --ar {1:1, 3:2}", ["a cat --ar 1:1", "a cat --ar 3:2", *["a cat --ar 1:1"] * 2, *["a cat --ar 3:2"] * 2]),
        ("{a, b --r 3}", ["a", "b", "b", "b"]),
        ("a --repeat 99", ["a"]),
    ],
)  # fmt: skip
def test_a_prompt_makes_jobs(text, jobs):
    assert list(expand(parse(text))) == jobs


def test_too_many_jobs_are_a_problem_and_cut():
    prompt = parse("a {1, 2, 3, 4, 5} --repeat 9")
    assert len(expand(prompt)) == MOST
    assert [(one.position, one.message) for one in prompt.problems] == [
        (18, "With --repeat at character 19 the alternatives make more than 40 jobs.")
    ]
    assert parse("a {1, 2, 3, 4, 5} --repeat 8").problems == ()


def test_every_url_is_known_with_its_role_and_place():
    text = "http://169.254.169.254/x {http://[::1]/y, http://b/{1,2}} cat --sref http://127.0.0.1/ 12 --cref {http://c, http://d}"
    found = [
        (one.role, one.url, text[one.position :].startswith(one.url[:8])) for one in references(parse(text))
    ]
    assert found == [
        ("image", "http://169.254.169.254/x", True),
        ("image", "http://[::1]/y", True),
        ("image", "http://b/1", True),
        ("image", "http://b/2", True),
        ("style", "http://127.0.0.1/", True),
        ("character", "http://c", True),
        ("character", "http://d", True),
    ]


def test_a_prompt_is_split_from_its_flags():
    assert split(parse(" a {b --tile, c}  --ar 3:2 --tile ")) == ("a {b --tile, c}", "--ar 3:2 --tile")
    assert split(parse("a cat")) == ("a cat", "")
    assert split(parse("--tile")) == ("", "--tile")


def test_pieces_of_a_prompt_with_alternatives_keep_these_whole():
    pieces = [one.text for one in parse("a {b, c} --ar {1:1, 3:2}").pieces if one.kind is not Kind.GAP]
    assert pieces == ["a {b, c}", "--ar", "{1:1, 3:2}"]


ADVERSARIES = [
    "{", "}", "{}", "{a,", "{a,b}", "::", "a::2 ", "::1.", "--", "—", "-", "--a ", "--ar ", "--no x ", "--no {a,b} ",
    "--repeat {1,2} ", "https://", "https://a ", "https://a,", "https://a::", "a://", ",", "a.", "\\{", " ", "\n", "\u200b",
    "--sref 1::1 ", "--" + "x" * 50 + " ",
]  # fmt: skip


@pytest.mark.parametrize("piece", ADVERSARIES)
def test_ten_thousand_characters_cost_milliseconds(piece):
    text = (piece * 10_000)[:10_000]

    def once():
        start = time.process_time()
        prompt = parse(text)
        assert isinstance(prompt, Prompt)
        return time.process_time() - start

    # About 100 ms at most on an idle core (twenty alternatives of 1,800 flags); a quadratic one would take seconds.
    assert min(once() for _ in range(2)) < 0.8
