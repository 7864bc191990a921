import pytest

from pictoris.ports import Words
from pictoris.words.excerpt import Excerpt
from pictoris.words.prompt_settings import Mention
from pictoris.words.variant import is_repeat, read, without_repeat


def variant(prompt):
    return read(Excerpt.whole(prompt))


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("a cat", [("a cat", 1)]),
        (" a \n cat, --ar 3:2", [("a cat", 1)]),
        ("hot:: dog", [("hot", 1), ("dog", 1)]),
        ("hot::2 dog", [("hot", 2), ("dog", 1)]),
        ("hot::2, dog::-.5 --tile", [("hot", 2), ("dog", -0.5)]),
        ("https://a::3 https://b hot::2 dog", [("hot", 2), ("dog", 1)]),
        ("https://a :: a cat", [("a cat", 1)]),
        (r"a \{cat\}\, b", [("a {cat}, b", 1)]),
        ("cat::", [("cat", 1)]),
        ("https://a --tile", []),
        ("", []),
    ],
)
def test_parts_are_words_without_pictures_and_flags(prompt, expected):
    found = variant(prompt)
    assert found.parts == tuple(Words(text=text, weight=weight) for text, weight in expected)
    assert found.problems == ()


def test_pictures_in_front_have_weights_and_places():
    assert variant("https://a.example/b.png, http://[::1]/c::2 https://d").images == (
        Mention(role="image", url="https://a.example/b.png", position=0),
        Mention(role="image", url="http://[::1]/c", weight=2.0, position=25),
        Mention(role="image", url="https://d", position=43),
    )


@pytest.mark.parametrize(
    ("prompt", "position", "message"),
    [
        ("cat::-1", 3, "With ::-1 at character 4 the weights add up to -1: together they must be more than 0."),
        ("a::2 b::-2.5 c::.5", 6, "With ::-2.5 at character 7 the weights add up to 0: together they must be more than 0."),
        ("::2 cat", 0, "There are no words before the :: at character 1."),
        ("cat::2 ,:: dog", 8, "There are no words before the :: at character 9."),
        ("a cat https://b.example/c.png", 6, "“https://b.example/c.png” at character 7 stands among the words: URLs of pictures come first."),
    ],
)  # fmt: skip
def test_a_sentence_says_what_is_wrong_and_where(prompt, position, message):
    assert [(one.position, one.message) for one in variant(prompt).problems] == [(position, message)]


def test_problems_come_in_order_of_position():
    found = variant("::a b https://c --ar 3x2 --shiny")
    places = [problem.position for problem in found.problems]
    assert places == [0, 6, 21, 25]


def test_all_pictures_and_styles_are_referred_to():
    found = variant("https://a b --sref 12 https://c --cref https://d")
    assert [(one.role, one.url or one.code) for one in found.references] == [
        ("image", "https://a"), ("style", "12"), ("style", "https://c"), ("character", "https://d"),
    ]  # fmt: skip


def test_more_pictures_than_a_job_should_fetch_are_too_many():
    ten = " ".join(f"https://a/{number}" for number in range(9)) + " x --sref https://b"
    assert variant(ten + " 12").problems == ()
    assert [(one.position, one.message) for one in variant(ten + " https://c https://d").problems] == [
        (len(ten) + 1, f"“https://c” at character {len(ten) + 2} is one picture too many: 10 are taken.")
    ]


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("a cat  --tile", "a cat  --tile"),
        ("a cat --repeat 3", "a cat"),
        ("a cat --R 3 --ar 3:2 ", "a cat --ar 3:2 "),
        ("a cat --tile --r 3", "a cat --tile"),
        ("--r 3", ""),
    ],
)
def test_repeat_can_be_taken_out(prompt, expected):
    assert without_repeat(variant(prompt)) == expected


def test_repeat_is_known_by_both_names():
    assert [one.text for one in variant("a --r 3 --repeat 2 --raw").pieces if is_repeat(one)] == [
        "--r",
        "--repeat",
    ]
