"""Who may be met in each place beyond the borders of a picture."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

ON_WALL: Final = "wall"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """One sort of guest."""

    names: tuple[str, ...]
    """Ids of illustrations; a seed takes one."""
    zone: Literal["ground", "air", "water", "deep", "wall"]
    size: float
    """Height on the plane: of what stands or swims on the surface at depth 1, of others everywhere."""
    depths: tuple[float, float]
    """On ground and water: 0 at the horizon, 1 at the lower edge of a first picture. In the air: from the top down to the
    horizon. On a wall: how far above the floor."""
    least: float = 0.25
    """Size at the horizon beside the size at depth 1."""


_IDS = {
    "amphora": "fluent/1f3fa", "anchor": "fluent/2693", "apple": "fluent/1f34e", "ball": "fluent/26bd",
    "balloon": "fluent/1f388", "bear": "fluent/1f9f8", "bee": "fluent/1f41d", "bench": "drawn/bench",
    "bicycle": "fluent/1f6b2", "biker": "fluent/1f6b4", "bird": "fluent/1f426", "books": "fluent/1f4da",
    "bookshelf": "drawn/bookshelf", "bus": "fluent/1f68c", "butterfly": "fluent/1f98b",
    "cactus": "fluent/1f335", "camel": "fluent/1f42a", "camp": "fluent/1f3d5", "candle": "fluent/1f56f",
    "canoe": "fluent/1f6f6", "car": "fluent/1f697", "cat": "fluent/1f408", "chair": "fluent/1fa91",
    "chest": "noto/1fa8e", "church": "fluent/26ea", "comet": "fluent/2604", "cone": "drawn/cone",
    "coral": "fluent/1fab8", "cow": "fluent/1f404", "crab": "fluent/1f980", "croissant": "fluent/1f950",
    "cube": "drawn/cube", "cylinder": "drawn/cylinder", "deer": "fluent/1f98c", "dolphin": "fluent/1f42c",
    "door": "fluent/1f6aa", "dove": "fluent/1f54a", "duck": "fluent/1f986", "eagle": "fluent/1f985",
    "earth": "fluent/1f30d", "elephant": "fluent/1f418", "fir": "fluent/1f332", "fish": "fluent/1f41f",
    "fountain": "fluent/26f2", "goat": "fluent/1f410", "grapes": "fluent/1f347", "hedgehog": "fluent/1f994",
    "helicopter": "fluent/1f681", "hen": "fluent/1f413", "horse": "fluent/1f40e",
    "hotballoon": "drawn/hot-air-balloon", "house": "fluent/1f3e1", "hut": "fluent/1f6d6",
    "igloo": "drawn/igloo", "island": "fluent/1f3dd", "jellyfish": "fluent/1fabc", "kite": "fluent/1fa81",
    "lantern": "drawn/street-lamp", "leafless": "noto/1fabe", "lemon": "fluent/1f34b",
    "leopard": "fluent/1f406", "light": "fluent/1f6a6", "lizard": "fluent/1f98e", "mailbox": "fluent/1f4ee",
    "mirror": "fluent/1fa9e", "monkey": "fluent/1f412", "mug": "fluent/2615", "mushroom": "fluent/1f344",
    "octopus": "fluent/1f419", "orange": "fluent/1f34a", "owl": "fluent/1f989", "painting": "fluent/1f5bc",
    "palm": "fluent/1f334", "parrot": "fluent/1f99c", "peacock": "fluent/1f99a", "penguin": "fluent/1f427",
    "pig": "fluent/1f416", "plane": "fluent/2708", "planet": "fluent/1fa90", "plant": "fluent/1fab4",
    "pyramid": "drawn/pyramid", "rabbit": "fluent/1f407", "ray": "fluent/1f420", "rock": "fluent/1faa8",
    "rocket": "fluent/1f680", "runner": "fluent/1f3c3", "sailboat": "fluent/26f5",
    "satellite": "fluent/1f6f0", "saucer": "fluent/1f6f8", "scooter": "fluent/1f6f5",
    "scorpion": "fluent/1f982", "seal": "fluent/1f9ad", "shark": "fluent/1f988", "sheep": "fluent/1f411",
    "shell": "fluent/1f41a", "ship": "fluent/1f6a2", "sled": "fluent/1f6f7", "snail": "fluent/1f40c",
    "snake": "fluent/1f40d", "snowman": "fluent/26c4", "sofa": "drawn/sofa", "speedboat": "fluent/1f6a4",
    "sphere": "drawn/sphere", "squirrel": "fluent/1f43f", "star": "fluent/1f31f",
    "sunflower": "fluent/1f33b", "swan": "fluent/1f9a2", "table": "drawn/table", "taxi": "fluent/1f695",
    "teapot": "fluent/1fad6", "tiger": "fluent/1f405", "tractor": "fluent/1f69c", "tree": "fluent/1f333",
    "turtle": "fluent/1f422", "umbrella": "fluent/26f1", "walker": "fluent/1f6b6", "whale": "fluent/1f40b",
    "windmill": "drawn/windmill", "wood": "fluent/1fab5", "yarn": "fluent/1f9f6",
}  # fmt: skip


def _ids(words: str) -> tuple[str, ...]:
    return tuple(_IDS[word] for word in words.split())


def _on(words: str, size: float, depths: tuple[float, float], least: float = 0.25) -> Guest:
    return Guest(names=_ids(words), zone="ground", size=size, depths=depths, least=least)


def _in_air(words: str, size: float, depths: tuple[float, float] = (0.1, 0.75)) -> Guest:
    return Guest(names=_ids(words), zone="air", size=size, depths=depths)


def _afloat(words: str, size: float, depths: tuple[float, float]) -> Guest:
    return Guest(names=_ids(words), zone="water", size=size, depths=depths, least=0.2)


def _deep(words: str, size: float) -> Guest:
    return Guest(names=_ids(words), zone="deep", size=size, depths=(0.05, 0.95))


def _hung(words: str, size: float) -> Guest:
    return Guest(names=_ids(words), zone=ON_WALL, size=size, depths=(0.2, 0.55))


_BIRDS = (_in_air("bird dove eagle", 0.11), _in_air("dove bird", 0.08))
_BALLOON = _in_air("hotballoon", 0.2, (0.1, 0.5))
_ROCKS = _on("rock", 0.14, (0.3, 1.8))
_INSECTS = _in_air("butterfly bee", 0.07, (0.75, 0.98))
_FAR_HOUSE = _on("house windmill hut church", 0.9, (0.05, 0.11), 0.22)
_NEAR_TREE = _on("tree fir", 0.85, (0.15, 0.7), 0.4)
GUESTS: Mapping[str, tuple[Guest, ...]] = {
    "meadow": (
        _NEAR_TREE, _FAR_HOUSE, _on("cow horse sheep deer", 0.34, (0.18, 0.7)), _on("rabbit hedgehog squirrel", 0.17, (0.7, 1.7)),
        _ROCKS, _BALLOON, *_BIRDS, _INSECTS, _on("bench", 0.24, (0.25, 0.9)), _on("sheep goat", 0.26, (0.2, 0.6)),
        _on("tree", 1.0, (0.5, 1.0), 0.4), _on("wood", 0.14, (0.6, 1.6)), _on("camp", 0.4, (0.12, 0.4)),
    ),
    "garden": (
        _NEAR_TREE, _on("bench", 0.26, (0.25, 0.9)), _on("fountain", 0.42, (0.2, 0.6)), _on("lantern", 0.6, (0.2, 0.7)),
        _on("rabbit hedgehog squirrel snail", 0.16, (0.6, 1.7)), *_BIRDS, _INSECTS, _on("peacock duck", 0.26, (0.3, 1.2)),
        _ROCKS, _on("bicycle", 0.3, (0.25, 0.8)),
    ),
    "forest": (
        _on("deer", 0.4, (0.2, 0.8)), _on("rabbit hedgehog squirrel", 0.17, (0.6, 1.7)), _on("wood", 0.16, (0.4, 1.6)), _ROCKS,
        _on("mushroom", 0.14, (0.7, 1.8)), *_BIRDS, _INSECTS, _on("snail", 0.1, (0.9, 1.8)), _on("camp", 0.4, (0.12, 0.4)),
        _on("tree fir", 1.2, (0.6, 1.5), 0.4), _on("owl", 0.18, (0.5, 1.2)), _on("hut", 0.5, (0.1, 0.3), 0.4),
    ),
    "jungle": (
        _on("tiger leopard", 0.34, (0.2, 0.9)), _on("monkey", 0.26, (0.3, 1.2)), _on("elephant", 0.6, (0.12, 0.4)),
        _in_air("parrot", 0.12), _on("snake lizard", 0.16, (0.5, 1.7)), _INSECTS, _on("palm", 1.2, (0.4, 1.4), 0.4), _ROCKS,
        _on("hut", 0.55, (0.12, 0.4)), _on("wood", 0.16, (0.5, 1.6)), _in_air("bird", 0.06),
    ),
    "farm": (
        _FAR_HOUSE, _on("cow horse", 0.36, (0.18, 0.8)), _on("sheep goat pig", 0.25, (0.25, 1.2)), _on("hen duck", 0.17, (0.5, 1.7)),
        _on("tractor", 0.42, (0.2, 0.6)), *_BIRDS, _NEAR_TREE, _INSECTS, _on("sunflower", 0.3, (0.3, 1.4)), _BALLOON,
    ),
    "mountains": (
        _ROCKS, _on("goat deer", 0.3, (0.2, 0.9)), _on("hut", 0.5, (0.06, 0.2)), _in_air("eagle", 0.13), _BALLOON, *_BIRDS,
        _on("fir", 0.9, (0.15, 0.9), 0.4), _on("camp", 0.4, (0.12, 0.5)), _on("squirrel rabbit", 0.16, (0.7, 1.7)),
        _on("wood", 0.14, (0.5, 1.6)),
    ),
    "lake": (
        _NEAR_TREE, _afloat("swan duck", 0.16, (0.3, 0.9)), _afloat("canoe sailboat", 0.3, (0.15, 0.7)), *_BIRDS, _BALLOON,
        _on("deer", 0.34, (0.2, 0.8)), _ROCKS, _on("rabbit turtle", 0.15, (0.5, 1.4)), _on("bench", 0.24, (0.2, 0.8)),
        _on("camp", 0.4, (0.1, 0.3)), _INSECTS,
    ),
    "sea": (
        _afloat("sailboat", 0.5, (0.04, 0.5)), _afloat("ship", 0.5, (0.02, 0.1)), _afloat("dolphin", 0.24, (0.4, 1.5)),
        _afloat("island", 0.6, (0.03, 0.12)), *_BIRDS, _afloat("speedboat canoe", 0.24, (0.2, 1.2)), _BALLOON,
        _afloat("whale shark", 0.3, (0.4, 1.5)), _in_air("plane", 0.09, (0.05, 0.4)), _in_air("dove", 0.08),
    ),
    "beach": (
        _on("palm", 1.0, (0.1, 0.6), 0.6), _on("umbrella", 0.4, (0.2, 0.9)), _on("crab shell", 0.12, (0.4, 1.6)),
        _on("turtle", 0.18, (0.4, 1.4)), _afloat("sailboat", 0.4, (0.1, 0.6)), *_BIRDS, _ROCKS, _on("ball", 0.12, (0.3, 1.4)),
        _afloat("dolphin", 0.18, (0.4, 0.9)), _in_air("kite", 0.12), _BALLOON,
    ),
    "desert": (
        _on("camel", 0.42, (0.15, 0.8)), _on("cactus", 0.5, (0.15, 1.5)), _on("pyramid", 0.9, (0.03, 0.1)), _ROCKS,
        _on("snake lizard scorpion", 0.13, (0.5, 1.7)), _in_air("eagle", 0.12), _on("leafless", 0.6, (0.2, 0.9)), _BALLOON,
        _on("palm", 0.8, (0.12, 0.5)),
    ),
    "snowfield": (
        _on("fir", 0.85, (0.12, 0.9), 0.4), _on("igloo", 0.36, (0.1, 0.5)), _on("snowman", 0.34, (0.2, 1.2)), _ROCKS,
        _on("penguin", 0.26, (0.25, 1.3)), _on("seal", 0.22, (0.3, 1.3)), _on("sled", 0.18, (0.4, 1.4)), *_BIRDS,
        _on("hut", 0.5, (0.06, 0.2)), _on("deer", 0.36, (0.2, 0.7)),
    ),
    "volcano": (_ROCKS, _on("leafless", 0.6, (0.15, 0.9)), _on("lizard", 0.15, (0.5, 1.6)), _in_air("eagle", 0.12), _on("rock", 0.22, (0.2, 1.6))),
    "city": (
        _on("walker runner", 0.36, (0.25, 1.1)), _on("lantern", 0.7, (0.15, 0.8), 0.4), _on("bench", 0.24, (0.2, 0.9)),
        _on("fountain", 0.42, (0.15, 0.5)), _on("bicycle scooter", 0.3, (0.3, 1.2)), _on("car taxi", 0.3, (0.1, 0.3)),
        _in_air("helicopter plane", 0.11, (0.05, 0.5)), *_BIRDS, _BALLOON, _on("tree", 0.8, (0.12, 0.5), 0.4),
        _on("cat", 0.18, (0.4, 1.5)), _on("mailbox", 0.24, (0.25, 0.9)),
    ),
    "street": (
        _on("car taxi", 0.34, (0.3, 0.6)), _on("bus", 0.5, (0.3, 0.5)), _on("bicycle scooter biker", 0.34, (0.85, 1.6)),
        _on("lantern light", 0.6, (0.08, 0.14), 0.7), _on("bench mailbox", 0.3, (0.08, 0.14), 0.7), *_BIRDS,
        _on("walker runner", 0.38, (0.09, 0.15), 0.7), _in_air("helicopter plane", 0.1, (0.05, 0.5)), _BALLOON,
    ),
    "room": (
        _on("bookshelf", 0.62, (0.02, 0.1), 0.8), _on("sofa", 0.4, (0.06, 0.3), 0.8), _on("chair", 0.42, (0.1, 0.6), 0.7),
        _on("plant", 0.45, (0.04, 0.2), 0.8), _hung("painting", 0.22), _hung("mirror", 0.26), _on("door", 0.75, (0.01, 0.03), 0.9),
        _on("bear ball yarn", 0.16, (0.5, 1.8)), _on("cat", 0.22, (0.4, 1.5)), _on("books", 0.16, (0.5, 1.5)), _hung("painting", 0.16),
        _on("table", 0.36, (0.2, 0.8), 0.7),
    ),
    "table": (
        _on("mug teapot", 0.22, (0.2, 1.2), 0.7), _on("apple orange lemon", 0.15, (0.2, 1.6), 0.7), _on("books", 0.2, (0.15, 0.8), 0.7),
        _on("candle", 0.24, (0.15, 0.9), 0.7), _on("plant", 0.38, (0.1, 0.4), 0.8), _on("croissant grapes", 0.16, (0.3, 1.6), 0.7),
        _on("apple lemon", 0.14, (0.4, 1.7), 0.7), _hung("painting", 0.2),
    ),
    "stage": (
        _on("sphere", 0.2, (0.2, 1.5), 0.6), _on("cube", 0.22, (0.15, 1.2), 0.6), _on("cone", 0.3, (0.12, 0.8), 0.6),
        _on("cylinder", 0.32, (0.12, 0.8), 0.6), _on("sphere cube", 0.14, (0.6, 1.7), 0.6), _on("plant", 0.4, (0.1, 0.5), 0.7),
    ),
    "space": (
        _in_air("planet", 0.26, (0.02, 0.7)), _in_air("earth", 0.3, (0.02, 0.6)), _in_air("rocket", 0.2), _in_air("satellite", 0.14),
        _in_air("saucer", 0.16), _in_air("comet", 0.16, (0.0, 0.5)), _in_air("star", 0.07), _on("rock", 0.16, (0.3, 2.5)),
    ),
    "sky": (
        *_BIRDS, _BALLOON, _in_air("plane", 0.14), _in_air("hotballoon", 0.28), _in_air("kite balloon", 0.12), _in_air("eagle", 0.12),
        _in_air("helicopter", 0.13), _in_air("dove", 0.09),
    ),
    "underwater": (
        _deep("fish ray", 0.11), _deep("ray", 0.09), _deep("jellyfish", 0.16), _deep("turtle", 0.16), _deep("octopus", 0.2),
        _deep("dolphin shark", 0.22), _on("coral", 0.28, (0.1, 1.6), 0.7), _on("chest anchor amphora", 0.3, (0.2, 1.2), 0.6),
        _on("shell crab", 0.13, (0.3, 1.6), 0.6), _deep("fish", 0.08), _on("rock", 0.26, (0.1, 1.5), 0.6),
    ),
}  # fmt: skip
"""Place → who may be met there."""
