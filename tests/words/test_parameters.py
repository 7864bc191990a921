import pytest

from pictoris.words.parameters import PARAMETERS, first_problem, negative_spans, split


@pytest.mark.parametrize(
    "prompt",
    [
        "a cat --ar 16:9 --v 6.1 --style raw --s 250 --chaos 10 --weird 500 --q .5 --seed 4294967295",
        "a cat --no text, watermark --iw 1.5 --stop 90 --tile --r 4",
        "a cat --niji --ar 2:3",
        "a cat --niji 6 --fast",
        "a cat --sref https://a.example/a.png https://a.example/b.png --sw 200",
        "a cat —ar 3:2",
        "a well-known cat - on a mat -- sleeping",
        "",
        "--tile",
    ],
)
def test_these_are_right(prompt):
    assert first_problem(prompt) is None


@pytest.mark.parametrize(
    ("prompt", "position", "words"),
    [
        ("a cat --shiny", 6, "no parameter --shiny"),
        ("a cat --ar 3x2", 11, "takes a shape like 3:2, not “3x2”"),
        ("a cat --ar 0:2", 11, "takes a shape"),
        ("a cat --ar", 6, "--ar (at character 7) needs a value"),
        ("a cat --s 2000", 10, "a whole number from 0 to 1000"),
        ("a cat --s -5", 10, "a whole number from 0 to 1000"),
        ("a cat --seed 99999999999", 13, "a whole number"),
        ("a cat --iw 3.5", 11, "a number from 0 to 3"),
        ("a cat --v 9", 10, "one of 1, 2, 3"),
        ("a cat --q 3", 10, "one of 0.25"),
        ("a cat --fast please", 13, "parameters stand at the end"),
        ("a cat --ar 3:2 on a mat", 15, "parameters stand at the end"),
        ("a --s ١٠ cat", 6, "“cat” at character 10 comes after --s"),
    ],
)
def test_the_first_thing_wrong_is_told_with_its_place(prompt, position, words):
    problem = first_problem(prompt)
    assert problem is not None
    assert words in problem.message
    if "cat" not in words:
        assert problem.position == position


def test_only_the_first_is_told():
    problem = first_problem("a --s 5000 --nope")
    assert problem is not None
    assert "--s takes" in problem.message


def test_a_huge_name_is_cut():
    problem = first_problem("--" + "x" * 5000)
    assert problem is not None
    assert len(problem.message) < 120


def test_what_shall_not_be_seen_has_a_place():
    prompt = "a cat --no dogs, birds --ar 3:2"
    assert [prompt[start:end] for start, end in negative_spans(prompt)] == ["dogs, birds"]


def test_a_prompt_is_split_from_its_parameters():
    assert split(" a cat  --ar 3:2 --tile ") == ("a cat", "--ar 3:2 --tile")
    assert split("a cat") == ("a cat", "")
    assert split("--tile") == ("", "--tile")


def test_every_parameter_has_a_rule_that_is_sound():
    for name, rule in PARAMETERS.items():
        assert name == name.lower()
        assert bool(rule.takes) == (rule.fits is not None)
