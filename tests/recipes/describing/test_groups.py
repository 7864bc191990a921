from pictoris.recipes.describing.groups import Kind, groups, needed, phrase_of


def test_every_class_is_in_exactly_one_group():
    members = [number for group in groups() for number in group.members]
    assert sorted(members) == list(range(1000))


def test_phrases_have_an_article_that_fits():
    assert [phrase_of(number) for number in (1, 31, 250, 285, 967)] == [
        "a goldfish", "a tree frog", "a husky", "a tabby cat", "a cup of espresso",
    ]  # fmt: skip
    assert phrase_of(310) == "an ant"
    assert all(phrase_of(number) for number in range(1000))


def test_no_phrase_holds_what_only_a_list_would_say():
    told = [phrase_of(n) for group in groups() if group.kind is not Kind.SHY for n in group.members]
    assert [phrase for phrase in told if any(sign in phrase for sign in "(/;")] == []


def test_textures_need_more_certainty():
    honeycomb, cat = 599, 281
    assert needed(honeycomb) > needed(cat)
