"""Articles and plurals of what captions name."""

_ARTICLES = {
    "hour": "an", "honest": "an", "heir": "an", "xmas": "an",
    **dict.fromkeys(("uni", "use", "uku", "ufo", "ewe", "eu", "one"), "a"),
}  # fmt: skip
"""How words begin whose first sound is not what their first letter says → their article."""
_PLURALS = {
    "wolf": "wolves", "mouse": "mice", "goose": "geese", "loaf": "loaves", "scarf": "scarves", "leaf": "leaves",
    "bookshelf": "bookshelves", "snowman": "snowmen", "cactus": "cacti",
    "potato": "potatoes", "tomato": "tomatoes", "mango": "mangoes", "tornado": "tornadoes",
    **{same: same for same in ("bison", "deer", "elk", "moose", "sheep", "shrimp", "squid")},
}  # fmt: skip
"""Last word → its plural."""
_SINGULAR_ENDINGS = ("ss", "us", "is", "ros")
"""Of words that end in s and name one thing."""
_SEVERAL = frozenset({"skis"})
"""Words with such an ending that name several all the same."""
_UNCOUNTED = frozenset({
    "bacon", "badminton", "beer", "bowling", "bread", "broccoli", "butter", "candy", "cheese", "chocolate",
    "coffee", "coral", "dynamite", "fire", "garlic", "ginger root", "honey", "lacrosse", "luggage", "pasta",
    "popcorn", "sakura", "saturn", "soap", "spaghetti", "sushi", "tennis", "thread", "whiskey", "wine", "wood",
    "yarn",
})  # fmt: skip
"""Names that take no article and that nobody counts."""


def is_countable(name: str) -> bool:
    """Whether there can be two: not of what has no plural, and not of what is several already."""
    return not (name in _UNCOUNTED or name.startswith("the ") or _is_plural(_head(name)))


def indefinite(words: str, name: str) -> str:
    """`words`, which end with `name`, after `a` or `an` where English wants one: `an old owl`, but `red grapes`."""
    if not is_countable(name):
        return words
    low = words.lower()
    article = next((one for start, one in _ARTICLES.items() if low.startswith(start)), "")
    return f"{article or ('an' if low[0] in 'aeiou' else 'a')} {words}"


def plural(words: str) -> str:
    """Several of what is countable: `cups of coffee`, `sheep`, `foxes`."""
    before, space, last = _head(words).rpartition(" ")
    return f"{before}{space}{_plural(last)}{words[len(_head(words)) :]}"


def listed(names: list[str]) -> str:
    """Joined as people do: `a, b and c`."""
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _head(words: str) -> str:
    """What comes before `of`."""
    return words.split(" of ", 1)[0]


def _is_plural(words: str) -> bool:
    return words.endswith("s") and (words in _SEVERAL or not words.endswith(_SINGULAR_ENDINGS))


def _plural(word: str) -> str:
    if word in _PLURALS or word.endswith("fish"):
        return _PLURALS.get(word, word)
    if word.endswith(("s", "x", "ch", "sh", "z")):
        return f"{word}es"
    return f"{word[:-1]}ies" if word.endswith("y") and word[-2] not in "aeiou" else f"{word}s"
