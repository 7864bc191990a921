"""Everything about a scene's world that is decided before the first pixel."""

from dataclasses import dataclass, field

import numpy as np

from pictoris.engines.collage.painting.beyond import Extension
from pictoris.engines.collage.painting.colours import colour, mix, rgb
from pictoris.engines.collage.painting.dice import dice, seed_of, turn
from pictoris.engines.collage.painting.homes import has_home_of_its_own, homes_of
from pictoris.engines.collage.painting.kin import shown_by
from pictoris.engines.collage.painting.light import Light, light_of
from pictoris.engines.collage.painting.view import Field
from pictoris.engines.collage.scene import Entry, Kind, Scene, Setting
from pictoris.ports import Look


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Place, hour, weather and light of one picture."""

    seed: int
    place: str
    hour: str
    weather: str
    season: str
    horizon: float
    """Where ground and sky meet, on the plane."""
    light: Light
    side: int
    """-1: the light comes from the left, 1: from the right."""
    aspect: float
    shore: float = 0.4
    """Where water ends on beaches and lakes: 0 at the horizon, 1 at the lower edge of a first picture."""
    look: Look = field(default_factory=Look)
    backdrop: str | None = None
    mood: tuple[str, ...] = ()
    shown: frozenset[str] = frozenset()
    """Families of the subjects (`kin.shown_by`): scenery must not look like one more of them."""
    extensions: tuple[Extension, ...] = ()
    """How the picture grew beyond its first borders."""

    @property
    def tint(self) -> Field:
        """What the light multiplies colours with."""
        return colour(self.light.tint)

    @property
    def snow_tint(self) -> Field:
        """What snow is multiplied with: in low light it stays cool, however warm the light is."""
        share = 0.75 * self.light.low
        grey = float(self.tint.mean())
        return mix(self.tint, rgb(0.9, 0.92, 1.06) * np.float32(grey), share)

    def lit(self, code: str, far: float = 0.0) -> Field:
        """A colour of daylight as it looks in this light, `far` (0 to 1) into the haze."""
        return mix(colour(code) * self.tint, colour(self.light.haze), far)

    def seed_for(self, *names: object) -> int:
        """A number for a part of the world."""
        return seed_of(self.seed, *names)


HORIZONS: dict[str, tuple[float, float]] = {
    "meadow": (0.54, 0.66), "forest": (0.55, 0.64), "beach": (0.44, 0.52), "sea": (0.48, 0.56),
    "underwater": (0.80, 0.86), "desert": (0.52, 0.62), "mountains": (0.60, 0.68), "snowfield": (0.54, 0.64),
    "city": (0.66, 0.72), "street": (0.58, 0.64), "room": (0.62, 0.68), "table": (0.60, 0.66),
    "space": (0.84, 0.90), "sky": (1.05, 1.2), "garden": (0.50, 0.58), "lake": (0.48, 0.54),
    "farm": (0.52, 0.60), "jungle": (0.58, 0.66), "volcano": (0.62, 0.70), "stage": (0.60, 0.66),
    "none": (0.60, 0.66), "abstract": (1.05, 1.2),
}  # fmt: skip
"""Place → the lowest and highest horizon."""

_WITHOUT_SKY = frozenset({"abstract", "room", "table", "stage", "none", "underwater", "space"})


def decide(scene: Scene, entries: tuple[Entry, ...], seed: int, look: Look, aspect: float) -> World:
    """The world of a scene under a seed: what the prompt leaves open, the seed decides."""
    setting = scene.setting
    place = setting.place if setting.has_background else "none"
    if setting.backdrop and not setting.place:
        place = "none"
    if look.tile and not setting.place:
        place = "none"
    place = place if place in HORIZONS else _place_for(scene, entries, seed)
    chance = dice(seed, "world")
    low, high = HORIZONS[place]
    hour = setting.hour or _hour_for(place, seed, look)
    weather = setting.weather or "clear"
    return World(
        seed=seed, place=place, hour=hour, weather=weather, season=setting.season,
        horizon=float(chance.uniform(low, high)), light=light_of(hour, weather, seed),
        side=turn(seed, "side", (-1, 1)), aspect=aspect, look=look, backdrop=setting.backdrop, mood=scene.mood,
        shown=shown_by(zip(entries, _counts(scene), strict=False)),
    )  # fmt: skip


def _counts(scene: Scene) -> list[int]:
    return [thing.count for thing in scene.things if thing.choices]


def _place_for(scene: Scene, entries: tuple[Entry, ...], seed: int) -> str:
    """The home of what says most about the place."""
    if not entries:
        return _without_things(scene, seed)
    kinds = {entry.kind for entry in entries}
    main = entries[0]
    for strong in _STRONG:
        main = next((one for one in entries if one.kind is strong and main.kind is not Kind.SWIMMER), main)
    if main.kind is Kind.SWIMMER and kinds & _ON_LAND:
        return turn(seed, "place", ("beach", "lake"))
    if scene.setting.season == "winter":
        return "snowfield"
    if not has_home_of_its_own(main) and main.kind not in _STRONG:
        main = next(filter(has_home_of_its_own, entries), main)
    if homes_of(main)[0] in _LOFTY:
        main = next((one for one in entries if one.kind in _ON_LAND and homes_of(one)[0] not in _LOFTY), main)
    return turn(seed, "place", homes_of(main))


_LOFTY = frozenset({"space", "sky"})
"""Places where nothing of the ground is at home."""


def _without_things(scene: Scene, seed: int) -> str:
    """A landscape if the words say anything of the world; otherwise nothing in particular."""
    if scene.setting == Setting() and not scene.mood:
        return "abstract"
    return turn(seed, "place", ("mountains", "lake", "meadow", "sky"))


_STRONG = (Kind.FURNITURE, Kind.BOAT, Kind.SWIMMER, Kind.BUILDING, Kind.VEHICLE)
"""Kinds that decide the place for others."""
_ON_LAND = frozenset({Kind.PERSON, Kind.ANIMAL, Kind.VEHICLE, Kind.BUILDING, Kind.FURNITURE})


def _hour_for(place: str, seed: int, look: Look) -> str:
    """Mostly day; chaos and outdoors bring other hours."""
    if place in _WITHOUT_SKY:
        return "day"
    hours = ("day", "day", "day", "morning", "sunset")
    if look.chaos > 50:
        hours = ("day", "morning", "sunset", "dusk", "night")
    return turn(seed, "hour", hours)
