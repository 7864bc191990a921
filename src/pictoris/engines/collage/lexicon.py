"""What subjects are called: every word and phrase that names an illustration, and how words are brought to the singular."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pictoris.engines.collage.scene import Entry

FOLDER = Path(__file__).parent / "vocabulary"
_IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "mice": "mouse", "geese": "goose", "feet": "foot",
    "teeth": "tooth", "oxen": "ox", "dice": "die", "wolves": "wolf", "leaves": "leaf", "knives": "knife",
    "loaves": "loaf", "scarves": "scarf", "elves": "elf", "shelves": "shelf", "wives": "wife", "cacti": "cactus",
    "octopi": "octopus", "fungi": "fungus", "heroes": "hero", "potatoes": "potato", "tomatoes": "tomato",
    "volcanoes": "volcano", "buses": "bus", "gases": "gas", "lenses": "lens", "policemen": "policeman",
    "firemen": "fireman", "snowmen": "snowman", "businessmen": "businessman", "fishermen": "fisherman",
    "cowboys": "cowboy", "calves": "calf", "halves": "half", "thieves": "thief", "policewomen": "policewoman",
    "axes": "axe", "shoes": "shoe", "toes": "toe", "canoes": "canoe", "pixies": "pixie", "pies": "pie",
    "cookies": "cookie", "ties": "tie", "zombies": "zombie", "movies": "movie", "birdies": "birdie",
    "aliens": "alien", "dwarves": "dwarf", "hooves": "hoof", "mangoes": "mango", "eyes": "eye", "horses": "horse",
    "houses": "house", "roses": "rose", "vases": "vase", "noses": "nose", "cases": "case", "kites": "kite",
}  # fmt: skip
_ENDINGS = (("ies", ("y", "ie")), ("ches", ("ch", "che")), ("shes", ("sh",)), ("sses", ("ss",)), ("xes", ("x", "xe")),
            ("zes", ("z", "ze")), ("oes", ("o", "oe")), ("s", ("",)))  # fmt: skip
_NO_PLURAL = ("ss", "us", "is")
CROWDS = frozenset({"people", "crowd", "audience", "folk"})
"""Words in the singular that name several."""

TOGETHER = frozenset({
    "drums", "fireworks", "headphones", "gloves", "mittens", "socks", "roller skates", "ice skates", "skis", "ballet shoes",
    "chopsticks", "grapes", "blueberries", "leaves", "autumn leaves", "fallen leaves", "trousers", "spectacles",
})  # fmt: skip
"""Words in the plural that one illustration shows."""


def plain(name: str) -> str:
    """A name as prompts write it: small letters, straight apostrophes, no colon."""
    return name.lower().replace("’", "'").replace(":", "").strip()


def singulars(word: str) -> tuple[str, ...]:
    """What the singular of a word may be; none if it does not look like a plural."""
    if word in _IRREGULAR:
        return (_IRREGULAR[word],)
    if len(word) < 4 or word.endswith(_NO_PLURAL):
        return ()
    for ending, replacements in _ENDINGS:
        if word.endswith(ending):
            return tuple(word.removesuffix(ending) + one for one in replacements)
    return ()


def in_singular(phrase: str) -> Iterator[str]:
    """A phrase with its last word in the singular, each way that may be right."""
    *before, last = phrase.split(" ")
    yield from (" ".join([*before, one]) for one in singulars(last))


def called(entries: Iterable[Entry]) -> Mapping[str, tuple[str, ...]]:
    """Word or phrase → ids of the illustrations it names, the best first: from the table, else from their names.

    A panel shows a place more than a thing, so that only the table can name one.
    """
    by_name: dict[str, str] = {}
    panels: set[str] = set()
    for entry in entries:
        by_name.setdefault(entry.name, entry.id)
        panels |= {entry.name} if entry.part == "panel" else set()
    terms: dict[str, dict[str, None]] = {}
    for words, names in _table():
        ids = [by_name[name] for name in names]
        for word in words:
            terms.setdefault(word, {}).update(dict.fromkeys(ids))
    for name in by_name.keys() - panels:
        terms.setdefault(plain(name), {by_name[name]: None})
    split = {word.replace("-", " "): ids for word, ids in terms.items()}
    return {word: tuple(ids) for word, ids in (split | terms).items()}


def _table() -> Iterator[tuple[list[str], list[str]]]:
    for line in (FOLDER / "subjects.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        words, _colon, names = line.partition(" : ")
        yield [plain(word) for word in words.split(",")], [name.strip() for name in names.split(" | ")]
