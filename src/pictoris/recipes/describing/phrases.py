"""Words for single facts: each function gives a phrase, or nothing if there is nothing to tell."""

from pictoris.recipes.describing.colours import Palette, Patch
from pictoris.recipes.describing.facts import Facts
from pictoris.recipes.describing.framing import Depth, Place, place_of
from pictoris.recipes.describing.groups import Kind
from pictoris.recipes.describing.medium import Medium

CAMERA_MADE = frozenset({Medium.PHOTO, Medium.MONOCHROME, Medium.TONED})
"""Media for which lenses, focus and light make sense."""

GREYS = frozenset({"grey", "pale grey", "dark grey", "charcoal", "warm grey", "black", "white", "off-white"})
_EARTHY = frozenset({
    "brown", "dark brown", "chestnut brown", "tan", "sand", "ochre", "dark gold", "olive", "dark olive",
    "rust", "terracotta", "beige", "amber", "golden yellow",
})  # fmt: skip
_SKY = 0.12
_LEAVES = 0.3

_OF_KIND = {
    Kind.ANIMAL: "animal portrait",
    Kind.TINY: "macro photograph",
    Kind.FOOD: "food photograph",
    Kind.BUILDING: "architectural photograph",
    Kind.PLACE: "landscape photograph",
    Kind.PLANT: "botanical photograph",
}
_LENS = {
    Kind.ANIMAL: "100mm lens",
    Kind.TINY: "macro lens",
    Kind.FOOD: "50mm lens",
    Kind.BUILDING: "24mm lens",
    Kind.PLACE: "24mm lens",
    Kind.PLANT: "macro lens",
}
_SURFACE = {
    Medium.PAINTING: ["visible canvas texture", "layered brushwork"],
    Medium.INK: ["fine black lines on white paper", "dense detail"],
    Medium.SILHOUETTE: ["minimalist", "solid shapes", "no shading"],
    Medium.GRAPHIC: ["clean shapes", "smooth shading", "crisp edges"],
}
_FOCUS = {
    Depth.SHALLOW: ["crisp subject", "creamy bokeh"],
    Depth.DEEP: ["crisp detail throughout"],
    Depth.SOFT: ["soft dreamy focus"],
    Depth.PLAIN: ["natural detail"],
}


def sky(facts: Facts) -> str:
    """The sky, if there is any to see."""
    if facts.surroundings.sky <= _SKY or facts.surroundings.backdrop:
        return ""
    return "under a deep blue evening sky" if facts.surroundings.dusk else "under a clear blue sky"


def setting(facts: Facts) -> str:
    """What is around the subject: "on a plain white background", "under a clear blue sky"."""
    around = facts.surroundings
    if facts.cut_out:
        return "isolated on a plain white background"
    if facts.framing.pattern or facts.palette.is_single:
        return ""
    if around.backdrop:
        return f"on a plain {around.backdrop} background"
    if sky(facts):
        return sky(facts)
    return _background(facts)


def medium(facts: Facts) -> str:
    """The medium as a noun: "portrait painting", "night photograph"."""
    if is_portrait(facts):
        return {
            Medium.MONOCHROME: "black-and-white portrait photograph",
            Medium.TONED: "sepia-toned portrait photograph",
        }.get(facts.medium, f"portrait {facts.medium.value}")
    if facts.medium is not Medium.PHOTO:
        return str(facts.medium.value)
    if facts.light.night:
        return "night photograph"
    if facts.sighting.kind in _OF_KIND and not facts.people.count:
        return _OF_KIND[facts.sighting.kind]
    return "outdoor photograph" if _is_open_air(facts) else "photograph"


def surface(facts: Facts) -> list[str]:
    """How the medium looks from near."""
    if facts.medium in CAMERA_MADE:
        return _FOCUS[facts.framing.depth]
    old = facts.medium is Medium.PAINTING and facts.light.low_key and facts.light.warmth > 5
    return [*(["in the manner of an old master"] if old else []), *_SURFACE[facts.medium]]


def mood(facts: Facts) -> str:
    """What light and colour feel like; the first that holds."""
    lit, vividness = facts.light, facts.palette.vividness
    table = (
        (lit.night, "quiet and atmospheric"),
        (lit.low_key, "intimate, moody atmosphere"),
        (facts.people.main is not None and facts.people.main.smiling, "cheerful mood"),
        (lit.high_key, "clean and airy"),
        (vividness > 38, "lively mood"),
        (vividness > 12 and lit.warmth > 6, "inviting mood"),
        (vividness < 12, "calm, restrained mood"),
        (lit.warmth < -4, "cool, serene mood"),
    )
    return next((words for holds, words in table if holds), "")


def lighting(facts: Facts) -> str:
    """The light in one phrase that ends ready for its object: "soft diffused light on"."""
    lit, outdoors = facts.light, _is_open_air(facts)
    table = (
        (lit.night and bool(sky(facts)), "low light with glowing lamps around"),
        (lit.night, "faint light in"),
        (facts.surroundings.dusk and bool(sky(facts)), "dim evening light on"),
        (lit.backlit and facts.medium in CAMERA_MADE, "strong backlight behind"),
        (lit.low_key, "dim low-key lighting on"),
        (lit.high_key, "bright high-key lighting on"),
        (is_portrait(facts) and not _side(facts) and not outdoors, "even frontal light on"),
        (outdoors and lit.hard, "bold natural daylight on"),
        (outdoors, "natural daylight on"),
        (lit.contrast < 18, "soft diffused light on"),
        (lit.hard, "bold contrasting light on"),
        (lit.brightness > 60, "bright even light on"),
    )
    return next((words for holds, words in table if holds), "clear balanced light on")


def light_details(facts: Facts) -> list[str]:
    """What more can be told of the light."""
    side = _side(facts)
    details = [f"light falling from the {side}"] if side and not facts.light.night else []
    if facts.light.hard and not facts.light.low_key:
        details.append("strong tonal contrast")
    if facts.light.contrast < 14 and not facts.light.night:
        details.append("gentle contrast")
    return details


def tint(facts: Facts) -> str:
    """Warm, cool, muted or vivid, in one phrase."""
    if facts.palette.monochrome:
        return "sepia tones" if facts.palette.toned else "monochrome"
    vividness, warmth = facts.palette.vividness, facts.light.warmth
    strength = "vivid" if vividness > 38 else "muted" if vividness < 12 else ""
    if warmth > 6 and not strength and _is_earthy(facts.palette):
        return "warm earthy tones"
    hue = "warm tones" if warmth > 6 else "cool tones" if warmth < -4 else "natural colours"
    return f"{strength} {hue}".strip()


def colours(palette: Palette, most: int) -> str:
    """The colours in words: "bright orange, pale grey and black"; empty if it has none."""
    if palette.monochrome and not palette.toned:
        return ""
    accents = [patch for patch in palette.patches if patch.name in palette.accents()[:1]]
    told = list(accents)
    for patch in palette.patches:
        greys = sum(one.name in GREYS for one in told)
        if patch not in accents and len(told) < most and (patch.name not in GREYS or greys < 2):
            told.append(patch)
    return listed([patch.name for patch in told])


def tinting_colours(facts: Facts) -> str:
    """The two colours that make the picture warm or cool; empty if it is neither."""
    if facts.palette.monochrome or -4 <= facts.light.warmth <= 6:
        return ""
    side = 1 if facts.light.warmth > 0 else -1
    makers = [one for one in facts.palette.patches if one.name not in GREYS and one.lab[2] * side > 4]
    makers.sort(key=lambda one: -one.share * one.chroma)
    return listed([one.name for one in makers[:2]])


def accent(palette: Palette) -> Patch | None:
    """The vivid colour that sits in the middle, if there is one."""
    names = palette.accents()
    central = [patch for patch in palette.patches if patch.name in names and patch.centrality > 0.5]
    return max(central, key=lambda patch: patch.chroma, default=None)


def place(facts: Facts) -> str:
    """Where the subject is in the frame."""
    main = facts.people.main
    where = place_of(main.across) if main else facts.framing.place
    if facts.framing.pattern:
        return "repeating texture from edge to edge"
    if facts.framing.symmetrical:
        return "symmetrical composition"
    return "centred composition" if where is Place.CENTRE else f"subject {where.value}"


def shape(facts: Facts) -> str:
    """The format in words."""
    width, height = facts.framing.ratio
    if width == height:
        return "square format"
    if width < height:
        return "vertical format"
    return "panoramic format" if width >= 2 * height else "horizontal format"


def focus(facts: Facts) -> list[str]:
    """Depth of field and a lens that gives such a picture; nothing for what no camera made."""
    if facts.medium not in CAMERA_MADE:
        return []
    depths = {
        Depth.SHALLOW: ["shallow depth of field", f"{_lens(facts)}, wide aperture"],
        Depth.DEEP: ["sharp from front to back", _lens(facts)],
        Depth.SOFT: ["soft focus", _lens(facts)],
        Depth.PLAIN: [_lens(facts)],
    }
    return depths[facts.framing.depth]


def listed(words: list[str]) -> str:
    """Join as people do: "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def with_article(noun: str) -> str:
    """Put `a` or `an` before a noun."""
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def is_portrait(facts: Facts) -> bool:
    """One person, near enough to be the subject."""
    main = facts.people.main
    return facts.people.count == 1 and main is not None and main.shot != "wide"


def is_leafy(facts: Facts) -> bool:
    """Leaves or grass fill much of the picture."""
    return facts.surroundings.green > _LEAVES and not facts.surroundings.backdrop


def _background(facts: Facts) -> str:
    recognised = bool(facts.sighting.phrase or facts.people.count)
    if is_leafy(facts):
        return "among green foliage" if recognised else ""
    if facts.framing.depth is Depth.SHALLOW and facts.medium in CAMERA_MADE and recognised:
        return "in front of a softly blurred background"
    if is_portrait(facts) and facts.medium is not Medium.MONOCHROME:
        return f"against {with_article(facts.surroundings.background)} background"
    return "under a bright overcast sky" if facts.surroundings.overcast else ""


def _side(facts: Facts) -> str:
    """The side from which the main face is lit, if it is one side."""
    return facts.people.main.lit_from if facts.people.main else ""


def _is_open_air(facts: Facts) -> bool:
    return bool(sky(facts)) or facts.surroundings.overcast or is_leafy(facts)


def _is_earthy(palette: Palette) -> bool:
    coloured = [patch for patch in palette.patches if patch.name not in GREYS]
    share = sum(patch.share for patch in coloured)
    return bool(share) and sum(patch.share for patch in coloured if patch.name in _EARTHY) > 0.6 * share


def _lens(facts: Facts) -> str:
    if facts.people.main:
        return "35mm lens" if facts.people.main.shot in {"wide", "full-length"} else "85mm lens"
    if facts.sighting.kind in _LENS:
        return _LENS[facts.sighting.kind]
    return "24mm lens" if facts.surroundings.sky > 0.3 else "50mm lens"
