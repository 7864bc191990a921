import pytest

from pictoris.words.excerpt import Excerpt
from pictoris.words.flags import FLAGS
from pictoris.words.pieces import cut
from pictoris.words.uses import uses

# Name → values at both ends of its range, and some just outside.
RANGES = {
    "ar": (["1:1", "21:9", "9999:1"], ["0:1", "3", "3x2", "10000:1"]),
    "v": (["1", "6.1", "7.0", "8.2"], ["0", "9", "6.3"]),
    "niji": (["4", "7"], ["3", "8", "cute"]),
    "stylize": (["0", "1000"], ["-1", "1001", "1.5"]),
    "chaos": (["0", "100"], ["-1", "101"]),
    "weird": (["0", "3000"], ["-1", "3001"]),
    "exp": (["0", "100"], ["101"]),
    "quality": ([".25", "0.5", "1", "2", "4"], ["0", "3", "0.75"]),
    "stop": (["10", "100"], ["9", "101"]),
    "seed": (["0", "4294967295"], ["-1", "4294967296"]),
    "iw": (["0", ".5", "3"], ["-1", "3.01"]),
    "sw": (["0", "1000"], ["1001"]),
    "sv": (["1", "7"], ["0", "8"]),
    "cw": (["0", "100"], ["101"]),
    "ow": (["0", "1000"], ["1001"]),
    "repeat": (["1", "40"], ["0", "41"]),
    "style": (["raw", "cute"], []),
    "no": (["cars", "cars, people", ", a"], []),
    "sref": (["https://a/b", "123::2 random", "https://a/b::-1 12"], ["cat", "12 cat"]),
    "cref": (["https://a/b", "https://a/b::2 https://c"], ["12", "https://a/b cat"]),
    "oref": (["https://a/b"], ["12", "https://a/b https://c"]),
    "profile": (["abc", "abc::2 def-12"], ["a/b"]),
}


def read(prompt):
    return uses(cut(Excerpt.whole(prompt)))


def test_every_flag_that_takes_something_has_a_line_here():
    assert set(RANGES) == {flag.name for flag in FLAGS if flag.takes.read}


@pytest.mark.parametrize("flag", FLAGS, ids=lambda flag: flag.name)
def test_values_are_taken_within_their_range(flag):
    fit, misfit = RANGES.get(flag.name, ([], ["x", "1"]))
    for form in (flag.name, *flag.forms):
        for value in fit:
            assert read(f"--{form} {value}").problems == ()
        for value in misfit:
            found = read(f"a --{form} {value}")
            assert len(found.problems) == 1
            assert (found.valid, found.used) == ((), (flag.name,))


@pytest.mark.parametrize("flag", FLAGS, ids=lambda flag: flag.name)
def test_a_value_is_missed_where_one_is_needed(flag):
    found = read(f"a --{flag.name}")
    assert [problem.position for problem in found.problems] == [2] * flag.takes.needed


@pytest.mark.parametrize("flag", FLAGS, ids=lambda flag: flag.name)
def test_twice_is_once_too_often_unless_it_adds_up_or_says_nothing_new(flag):
    value = RANGES[flag.name][0][0] if flag.name in RANGES else ""
    once, twice = f"--{flag.name} {value}", f"--{flag.forms[0] if flag.forms else flag.name} {value}"
    found = read(f"{once} {twice}")
    if flag.may_repeat or flag.takes.read is None:
        assert found.problems == ()
    else:
        assert [problem.position for problem in found.problems] == [len(once) + 1]
        assert "was given before, at character 1: give it once" in found.problems[0].message
        assert len(found.valid) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [("fast", "relax"), ("turbo", "fast"), ("v 6", "niji"), ("niji 6", "v 7"), ("stealth", "public"), ("cref http://a", "oref http://b")],
)  # fmt: skip
def test_of_some_flags_only_one_is_taken(first, second):
    found = read(f"--{first} --{second}")
    name, other = first.partition(" ")[0], second.partition(" ")[0]
    at = len(first) + 3
    assert [(one.position, one.message) for one in found.problems] == [
        (at, f"--{other} at character {at + 1} does not go with --{name} at character 1: choose one of them.")
    ]
    assert [use.flag.name for use in found.valid] == [name]


@pytest.mark.parametrize(
    ("prompt", "position", "message"),
    [
        ("a cat --shiny", 6, "There is no parameter --shiny (at character 7)."),
        ("a cat --chaoss 5", 6, "There is no parameter --chaoss (at character 7): did you mean --chaos?"),
        ("a cat --v6", 6, "There is no parameter --v6 (at character 7): did you mean --v 6?"),
        ("a cat --ar 3x2", 11, "--ar takes a shape like 3:2, not “3x2” (at character 12)."),
        ("a cat --ar", 6, "--ar (at character 7) needs a value: a shape like 3:2."),
        ("a cat --no , ,", 6, "--no (at character 7) needs a value: words, separated by commas."),
        ("a --S 2000", 6, "--s takes a whole number from 0 to 1000, not “2000” (at character 7)."),
        (
            "a cat --fast please",
            13,
            "“please” at character 14 comes after --fast: parameters stand at the end.",
        ),
        ("a --ar 3:2 on a mat", 11, "“on” at character 12 comes after --ar: parameters stand at the end."),
        ("a --s ١٠ cat", 9, "“cat” at character 10 comes after --s: parameters stand at the end."),
        ("a --cref 12", 9, "--cref takes URLs of pictures, not “12” (at character 10)."),
    ],
)
def test_a_sentence_says_what_is_wrong_and_where(prompt, position, message):
    assert [(one.position, one.message) for one in read(prompt).problems] == [(position, message)]


def test_commas_and_stops_behind_flags_are_overlooked():
    found = read("a cat --tile, --ar 3:2, --v 6. --sref 12, 13;")
    assert found.problems == ()
    assert [[placed.value for placed in use.values] for use in found.valid[:3]] == [[], [(3, 2)], ["6"]]


def test_a_huge_name_is_cut():
    (problem,) = read("--" + "x" * 5000).problems
    assert len(problem.message) < 120


def test_values_know_their_places():
    (use,) = read("a --sref 12 https://b").valid
    assert (use.position, [placed.position for placed in use.values]) == (2, [9, 12])
