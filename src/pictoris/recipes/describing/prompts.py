"""Four prompts from the facts of one picture, each with another emphasis."""

from collections.abc import Iterable

from pictoris.recipes.describing import phrases
from pictoris.recipes.describing.facts import Facts
from pictoris.recipes.describing.medium import Medium
from pictoris.recipes.describing.subjects import briefly, shot, subject


def prompts(facts: Facts) -> tuple[str, str, str, str]:
    """Subject, medium, light and colour, composition: in this order; each ends with `--ar W:H`."""
    width, height = facts.framing.ratio
    bodies = (_by_subject(facts), _by_medium(facts), _by_light(facts), _by_composition(facts))
    first, second, third, fourth = (f"{_sentence(body)} --ar {width}:{height}" for body in bodies)
    return first, second, third, fourth


def _by_subject(facts: Facts) -> Iterable[str]:
    yield _after(subject(facts), phrases.setting(facts))
    light = phrases.lighting(facts).rsplit(" ", 1)[0] if facts.medium in phrases.CAMERA_MADE else ""
    yield f"{phrases.medium(facts)} in {light}" if light else phrases.medium(facts)
    yield _tinted(facts)


def _by_medium(facts: Facts) -> Iterable[str]:
    yield f"{phrases.medium(facts)} of {subject(facts)}"
    yield from phrases.surface(facts)
    yield phrases.tint(facts)
    yield phrases.mood(facts)


def _by_light(facts: Facts) -> Iterable[str]:
    lit = facts.medium in phrases.CAMERA_MADE or facts.medium is Medium.PAINTING
    thing = _after(briefly(facts), phrases.setting(facts))
    noun = phrases.with_article(phrases.medium(facts))
    yield f"{phrases.lighting(facts)} {thing}" if lit else f"{thing}, as {noun}"
    yield from phrases.light_details(facts) if lit else ()
    names = phrases.colours(facts.palette, 4)
    yield f"palette of {names}" if names else ""
    yield phrases.tint(facts)
    yield phrases.mood(facts)


def _by_composition(facts: Facts) -> Iterable[str]:
    yield f"{shot(facts)} of {_after(briefly(facts), phrases.setting(facts))}"
    yield phrases.place(facts)
    yield from phrases.focus(facts)
    yield phrases.shape(facts)


def _tinted(facts: Facts) -> str:
    """The tint with the colours that make it, unless these stand for the subject already."""
    tint = phrases.tint(facts)
    told = not facts.sighting.phrase and not facts.people.count
    names = "" if told else phrases.tinting_colours(facts)
    return f"{tint} of {names}" if names else tint


def _after(noun: str, rest: str) -> str:
    comma = "," if "," in noun else ""
    return f"{noun}{comma} {rest}" if rest else noun


def _sentence(parts: Iterable[str]) -> str:
    """Join what there is, without saying anything twice; the first letter is a capital."""
    kept: list[str] = []
    for part in parts:
        if part and part not in kept:
            kept.append(part)
    text = ", ".join(kept)
    return text[:1].upper() + text[1:]
