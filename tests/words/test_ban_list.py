from pictoris.words.ban_list import built_in


def test_the_list_is_read_and_says_what_it_is_about():
    ban_list = built_in()
    found = {match.category for match in ban_list.banned.find(["nude", "decapitated", "lolicon"])}
    assert found == {"sexual", "gore", "always"}
    assert found < set(ban_list.says)


def test_harmless_words_stand_on_no_list():
    ban_list = built_in()
    text = [
        "a",
        "child",
        "with",
        "a",
        "kite",
        "and",
        "a",
        "woman",
        "in",
        "a",
        "red",
        "dress",
        "near",
        "a",
        "bloody",
        "mary",
    ]
    assert list(ban_list.banned.find(text)) == list(ban_list.suggestive.find(text)) == []


def test_harmless_phrases_hold_a_banned_word():
    assert [match.category for match in built_in().harmless.find(["a", "naked", "mole", "rat"])] == [
        "harmless"
    ]
