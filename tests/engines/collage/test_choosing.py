"""A word with several meanings has the one that its place gives it."""

import pytest

from pictoris.engines.collage.choosing import Context, choose
from pictoris.engines.collage.library import library
from pictoris.engines.collage.tagging import Sort, tags_of

NOTHING = Context(relation=None, promised=False, owned=False, said=False, begun=False)


def meaning(prompt, word, **context):
    tags = tags_of(prompt, library())
    place = next(number for number, tag in enumerate(tags) if tag.text == word)
    known = {name: getattr(NOTHING, name) for name in ("relation", "promised", "owned", "said", "begun")}
    return choose(tags, place, Context(**{**known, **context}))


@pytest.mark.parametrize(
    ("prompt", "word", "sort"),
    [
        ("an orange cat", "orange", Sort.COLOUR), ("an orange on a plate", "orange", Sort.SUBJECT),
        ("an orange", "orange", Sort.SUBJECT), ("an orange and a pear", "orange", Sort.SUBJECT),
        ("an orange old cat", "orange", Sort.COLOUR), ("a rose", "rose", Sort.SUBJECT),
        ("a baby", "baby", Sort.SUBJECT), ("a baby elephant", "baby", Sort.SIZE),
        ("a stone", "stone", Sort.SUBJECT), ("a stone bridge over water", "a", Sort.DETERMINER),
        ("black and white cow", "black and white", Sort.COLOUR), ("a cat, black and white", "black and white", Sort.MOOD),
        ("red and white umbrella", "and", Sort.ADJECTIVE), ("a cat and a dog", "and", Sort.AND),
        ("a cat surfing", "surfing", Sort.DOING), ("climbing a tree", "climbing", Sort.RELATION),
        ("painting of", "painting of", Sort.DROP),
    ],
)  # fmt: skip
def test_the_words_after_it_decide(prompt, word, sort):
    assert meaning(prompt, word) is sort


@pytest.mark.parametrize(
    ("prompt", "word", "context", "sort"),
    [
        ("eye", "eye", {}, Sort.SUBJECT), ("eye", "eye", {"relation": "with"}, Sort.BODY),
        ("eye", "eye", {"owned": True}, Sort.BODY), ("orange", "orange", {"said": True}, Sort.COLOUR),
        ("mountains", "mountains", {}, Sort.SUBJECT), ("mountains", "mountains", {"relation": "in"}, Sort.PLACE),
        ("painting", "painting", {}, Sort.DROP),
        ("painting", "painting", {"promised": True, "begun": True}, Sort.SUBJECT),
    ],
)  # fmt: skip
def test_the_words_before_it_decide(prompt, word, context, sort):
    assert meaning(prompt, word, **context) is sort
