import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pictoris.words.moderation import Verdict, check

FINE = Verdict(ok=True)
SPELLINGS = [
    "nude", "NUDE", "Nüdé", "nudе", "ｎｕｄｅ", "𝓷𝓾𝓭𝓮", "🅽🆄🅳🅴", "n\u200bu\u200dd\u2060e", "n\u0336u\u0336d\u0336e",
    "nud3", "n-u-d-e", "n.u.d.e", "n_u_d_e", "n u d e", "n  u  d  e", "nuuuude", "(nude)", "nu\u00adde", "*nude*!",
    "nuđe", "ŋʉɗɇ", "ղմժҽ", "ᑎᑌᗪE", "ᏁᏌᎠᎬ", "ⲛⳙⲇⲉ", "₦ɄĐɆ", "η∪∂є", "n\u3164ude", "nu\u2800de", "n|u|d|e", "nu+de", "n u d 3",
]  # fmt: skip


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_gets_the_same_verdict(spelling):
    verdict = check(f"a {spelling} woman", [])
    assert not verdict.ok
    assert "at character 3 is not allowed (sexual content)" in verdict.message.replace(
        "character 4", "character 3"
    )


@pytest.mark.parametrize(
    "prompt",
    [
        "a naked mole rat in its burrow", "Dick Van Dyke dancing on a roof", "the white whale Moby-Dick",
        "a rooster, also called cock", "pussy willow in a vase", "blue tits on a branch", "a Gore-Tex jacket",
        "the cockpit of a plane above Essex and Scunthorpe", "a nude colour palette", "stars seen with the naked eye",
        "a same-sex couple at their wedding", "oilseed rape fields in May", "a child flying a kite", "bare trees",
        "a girl of 12 years reading", "Ursa Minor above a sensual landscape", "1080p, 4k, 3d, s5, 50mm",
        "a cat --no nude, nsfw, gore --ar 3:2", "Привет, мир", "a b c d alphabet poster", "cum laude diploma",
        "a glass assassin in a classic pose", "https://a.example/sex.png a fox", "",
    ],
)  # fmt: skip
def test_these_mean_no_harm(prompt):
    assert check(prompt, []) == FINE


@pytest.mark.parametrize(
    "prompt",
    [
        "a child in lingerie", "sexy 12 year old", "sexy twelve-year-old", "16 y.o., kinky", "lewd, age 9", "a 12yo in a bikini", "schoolgirl, seductive pose",
        "aged 15, topless", "l0l1, sexy", "t e e n in underwear", "a naked child", "a b-o-y, lewd",
    ],
)  # fmt: skip
def test_nothing_sexual_with_the_young(prompt):
    assert not check(prompt, []).ok


@pytest.mark.parametrize("spelling", ["f*ck", "p*rn", "d*ck", "p*ssy", "F*CKING"])
def test_a_star_hides_no_letter(spelling):
    assert not check(f"a {spelling} scene", []).ok


def test_the_young_are_told_in_plain_words():
    assert check("a sexy child", []).message == (
        "Sexual content with minors is never allowed: see what begins at character 3."
    )


def test_grown_ups_may_wear_what_they_like():
    assert check("a woman of 30 years in a bikini on the beach", []) == FINE
    assert check("18 years old swimmer in a bikini", []) == FINE
    assert check("sexy vintage dress, made 12 years ago, page 12, cottage 7", []) == FINE


@pytest.mark.parametrize(
    ("prompt", "category"),
    [
        ("a severed head", "graphic violence"),
        ("heil hitler", "hate"),
        ("lolicon", "sexual content with minors"),
    ],
)
def test_the_message_names_the_category(prompt, category):
    assert f"({category})" in check(prompt, []).message


def test_a_harmless_phrase_excuses_only_itself():
    verdict = check("a naked mole rat and a naked man", [])
    assert verdict.message.startswith("“naked” at character 24 ")


def test_leaving_clothes_away_is_no_way_around():
    assert not check("a woman --no clothes", []).ok


def test_the_first_fault_is_told():
    assert check("a cat --nope nude", []).message.startswith("There is no parameter --nope")
    assert check("nude cat --nope", []).message.startswith("“nude” at character 1")


@pytest.mark.parametrize("prompt", ["a Dragon", "a dr4gon", "d r a g o n", "a drаgon", "drag-on", "draaagon"])
def test_own_words_are_found_in_disguise(prompt):
    assert "is on your list of banned words" in check(prompt, ["dragon"]).message


def test_own_words_are_whole_words_and_phrases():
    assert check("snapdragon dragonfly", ["dragon"]) == FINE
    assert not check("a Blue-Moon rising", ["blue moon"]).ok
    assert check("a moon, blue", ["blue moon"]) == FINE


def test_no_company_excuses_own_words():
    assert not check("a naked mole rat", ["mole"]).ok
    assert not check("a cat --no dogs", ["dogs"]).ok


def test_scripts_without_spaces_are_searched_anywhere():
    assert check("一只裸体的猫", ["裸体"]).message.startswith("“裸体” at character 3 ")
    assert check("一只猫", ["裸体", "", " "]) == FINE


@pytest.mark.parametrize(
    ("prompt", "shown", "character"),
    [
        ("a nu{de, dist} woman", "nude", 3),
        ("a n{u}{d, t}e woman", "nude", 3),
        ("a {b, {c, nu{d}e}}", "nude", 11),
        ("a nu::de woman", "nu:de", 3),
        ("a nu::2 de", "nude", 3),
        ("a nu ::-0.5 de:: b", "nude", 3),
        ("a n{u, a}::2 de", "nude", 3),
        ("without::2 clothes", "without: clothes", 1),
        (r"a {woman\, nude, b}", "nude", 12),
        ("a n::u::2 de:: b", "nude", 3),
        ("n::u::d::e", "n:u:d:e", 1),
        ("a cat, severed he::2 ad of stone:: b", "severed head", 8),
        ("a cat --style nude", "nude", 15),
    ],
)
def test_what_alternatives_and_weights_put_together_is_found(prompt, shown, character):
    assert check(prompt, []).message.startswith(f"“{shown}” at character {character} is not allowed")


@pytest.mark.parametrize(
    "prompt",
    [
        "a {naked mole rat, cat}", "a naked {mole rat, singularity}", "a cat --no {nude, gore} --tile", "a cat --no nude::2, gore",
        "{a child, a tree} in the snow", "a {child in a coat, woman in lingerie}", "a cockpit:: Essex::2",
        "https://a.example/nude.png https://sex.example/x::2 a cat --sref https://nude.example/x 12",
    ],
)  # fmt: skip
def test_each_of_the_alternatives_is_judged_by_itself(prompt):
    assert check(prompt, []) == FINE


def test_the_young_and_what_is_not_for_them_may_come_from_two_alternatives():
    assert check("a {tree, child} in {snow, lingerie}", []).message.endswith(
        "see what begins at character 10."
    )


def test_own_words_are_put_together_as_well_but_not_looked_for_in_addresses():
    assert "“dragon” at character 3 is on your list" in check("a dra{gon, pe}", ["dragon"]).message
    assert "at character 3 is on your list" in check("a 裸::2 体", ["裸体"]).message
    assert check("https://dragon.example/裸体.png a cat --sref https://a/dragon", ["dragon", "裸体"]) == FINE


@pytest.mark.parametrize(
    ("prompt", "begins"),
    [
        ("a {cat", "The { at character 3 is never closed"),
        (
            "a cat https://a.example/a.png nude",
            "“https://a.example/a.png” at character 7 stands among the words",
        ),
        ("a cat --fast --relax", "--relax at character 14 does not go with --fast at character 7"),
        ("cat::-1", "With ::-1 at character 4"),
        ("a {nude, cat} --ar 3x2", "“nude” at character 4"),
        ("a cat --ar {1:1, 3x2} --style nude", "--ar takes a shape like 3:2, not “3x2” (at character 18)"),
    ],
)
def test_the_first_fault_of_grammar_or_words_is_told(prompt, begins):
    assert check(prompt, []).message.startswith(begins)


ADVERSARIES = {
    "ordinary": "a photograph of a cat in the rain, ", "harmless": "naked mole rat ", "banned": "nude ",
    "spelled": "n u d e ", "invisible": "n\u200bu\u200bd\u200be ", "one letter": "a", "drawn out": "aaa ",
    "marks": "e\u0301\u0301\u0301", "saying": "\ufdfa", "dashes": "-", "flags": "--ar ", "without": "--no x ",
    "leet": "@$!|", "begun": "without any ", "letters": "s ", "numbers": "1 ", "han": "裸", "brackets": "((({{{",
    "ages": "1y ", "unterminated": "sieg ", "alternatives": "{a, b} ", "halves": "{n,u}{d,e} ", "weights": "n::u::",
    "heavy": "nude::2 ", "closed": "{}", "pictures": "https://a ",
}  # fmt: skip


@pytest.mark.parametrize("name", ADVERSARIES)
def test_ten_thousand_characters_cost_milliseconds(name):
    prompt = (ADVERSARIES[name] * 10_000)[:10_000]
    own = ["dragon", "裸体", "blue moon"]

    def once():
        start = time.process_time()
        check(prompt, own)
        return time.process_time() - start

    # About 50 ms at most on an idle core (alternatives of 40,000 characters); backtracking would take seconds.
    assert min(once() for _ in range(3)) < 0.3


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80), st.lists(st.text(max_size=8), max_size=4))
def test_no_text_is_too_strange(prompt, own):
    verdict = check(prompt, own)
    assert verdict.ok == (not verdict.message)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30), st.text(max_size=30))
def test_a_banned_word_is_found_among_anything(before, after):
    if re.search("(--|—|–)no", before.lower()):
        return
    assert not check(f"{before} pornography {after}", []).ok
