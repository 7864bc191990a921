"""What a picture is of, in words: people first, then what was recognised, then what can be seen of colours."""

from pictoris.recipes.describing.classes import Extent
from pictoris.recipes.describing.colours import Palette
from pictoris.recipes.describing.facts import Facts
from pictoris.recipes.describing.framing import Depth
from pictoris.recipes.describing.groups import Kind
from pictoris.recipes.describing.medium import Medium
from pictoris.recipes.describing.people import Person
from pictoris.recipes.describing.phrases import GREYS, accent, colours, is_leafy, listed, medium, with_article

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six")
_LIGHT_CLOTHES = frozenset({"white", "off-white", "pale grey"})
_COATED = frozenset({"a tabby cat", "a cat", "a dog", "a rabbit", "a small furry animal", "a bear", "a cow"})
"""Animals of which the colour is worth a word, because their name does not say it."""


def subject(facts: Facts) -> str:
    """The main thing with its article: "a smiling person dressed in orange, facing the camera"."""
    main = facts.people.main
    if main is None:
        return _coloured(facts) or _unknown(facts)
    return f"{_one(main, facts) if facts.people.count == 1 else briefly(facts)}{_companion(facts)}"


def briefly(facts: Facts) -> str:
    """The main thing without its details."""
    count = facts.people.count
    if count == 1:
        return "a smiling person" if facts.people.main and facts.people.main.smiling else "a person"
    if count:
        number = _NUMBERS[count] if count < len(_NUMBERS) else ""
        return f"{number} people" if number else "a group of people" if count < 13 else "a crowd"
    return facts.sighting.phrase or _unknown(facts)


def shot(facts: Facts) -> str:
    """How much is seen, and the medium: "half-length portrait photograph", "wide night photograph"."""
    main, kind = facts.people.main, medium(facts)
    if main:
        return f"{main.shot} {kind}"
    if facts.framing.pattern:
        return f"all-over {kind}"
    near = facts.sighting.extent is Extent.NEAR or facts.framing.depth is Depth.SHALLOW
    if near and facts.sighting.kind is not Kind.BUILDING:
        return f"close-up {kind}"
    far = facts.sighting.extent is Extent.FAR or facts.surroundings.sky > 0.4
    return f"wide {kind}" if far else kind


def _one(main: Person, facts: Facts) -> str:
    smile = "smiling " if main.smiling else ""
    dress = _dress(main.clothing, facts.palette)
    turned = f", {main.view}" if main.shot != "wide" else ""
    return f"a {smile}person{dress}{turned}"


def _dress(colour: str, palette: Palette) -> str:
    if not colour:
        return ""
    if palette.monochrome:
        return f" in {'light' if colour in _LIGHT_CLOTHES else 'dark'} clothing"
    return f" dressed in {colour}"


def _companion(facts: Facts) -> str:
    """A thing that is seen with the people, if it is sure."""
    beside = facts.sighting.kind in {Kind.THING, Kind.ANIMAL, Kind.VEHICLE} and facts.sighting.certainty > 0.5
    return f", with {facts.sighting.phrase}" if beside else ""


def _coloured(facts: Facts) -> str:
    """What was recognised, with the colour of its middle where that belongs to it."""
    phrase, kind = facts.sighting.phrase, facts.sighting.kind
    if phrase in _COATED and not facts.palette.monochrome:
        coat = [one.name for one in facts.palette.patches if one.name not in GREYS and one.centrality > 0.33]
        return f"{phrase} with {listed(coat[:2])} fur" if coat else phrase
    middle = accent(facts.palette)
    if kind is Kind.VEHICLE and middle and middle.name not in GREYS and phrase.startswith(("a ", "an ")):
        return with_article(f"{middle.name} {phrase.split(' ', 1)[1]}")
    return phrase


def _unknown(facts: Facts) -> str:
    """What can be said when nothing was recognised; it names no thing."""
    around, middle = facts.surroundings, accent(facts.palette)
    tones = colours(facts.palette, 2)
    table = (
        (facts.palette.is_single, f"an empty {facts.palette.patches[0].name} field"),
        (facts.medium is Medium.INK, "an intricate scene"),
        (facts.medium in {Medium.SILHOUETTE, Medium.GRAPHIC}, "simple shapes"),
        (facts.light.night and facts.framing.pattern, "a dark field scattered with points of light"),
        (facts.framing.pattern, f"a textured surface in {tones}" if tones else "a textured grey surface"),
        (bool(around.backdrop), "a single object"),
        (around.sky > 0.3, "a night scene" if facts.light.night else "a wide open landscape"),
        (
            is_leafy(facts),
            f"lush greenery{f' dotted with {_dots(facts.palette)}' if _dots(facts.palette) else ''}",
        ),
        (middle is not None, f"{with_article(middle.name)} subject" if middle else ""),
        (bool(tones), f"a scene in {tones}"),
        (facts.light.contrast > 24, "a scene of strong light and shadow"),
    )
    return next((words for holds, words in table if holds), "a scene in soft greys")


def _dots(palette: Palette) -> str:
    """The vivid colours that are no leaves."""
    found = [name for name in palette.accents() if not any(leaf in name for leaf in ("green", "olive"))]
    return listed(found[:2])
