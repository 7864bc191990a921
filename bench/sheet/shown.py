"""Which illustrations of the library a person lets count as which subject of the prompts: chosen by hand."""

from collections.abc import Mapping
from functools import cache

from bench.sheet.edges import Sprite
from pictoris.engines.collage.library import library

_CATS = (
    "cat", "cat face", "black cat", "grinning cat", "grinning cat with smiling eyes", "smiling cat with heart-eyes",
    "cat with wry smile", "cat with tears of joy", "kissing cat", "weary cat", "crying cat", "pouting cat",
)  # fmt: skip
_UMBRELLAS = ("umbrella", "umbrella with rain drops", "umbrella on ground")

SHOWN: Mapping[str, tuple[str, ...]] = {
    "apple": ("red apple", "green apple"),
    "armchair": ("chair",),
    "astronaut": ("astronaut", "man astronaut", "woman astronaut"),
    "avocado": ("avocado",),
    "balloon": ("balloon",),
    "beach umbrella": ("umbrella on ground", "beach with umbrella", "umbrella"),
    "bench": ("bench",),
    "bicycle": ("bicycle",),
    "bird": (
        "bird", "black bird", "dove", "eagle", "duck", "swan", "owl", "parrot", "flamingo", "peacock", "goose", "phoenix",
    ),
    "business suit": (
        "necktie", "person in tuxedo", "man in tuxedo", "woman in tuxedo", "person in suit levitating", "office worker",
        "man office worker", "woman office worker",
    ),
    "butterfly": ("butterfly",),
    "camel": ("camel", "two-hump camel"),
    "capybara": (),
    "car": ("automobile", "oncoming automobile", "sport utility vehicle", "racing car"),
    "castle": ("castle", "Japanese castle"),
    "cat": _CATS,
    "chair": ("chair",),
    "cherry blossom": ("cherry blossom",),
    "couch": ("couch and lamp", "sofa"),
    "cow": ("cow", "cow face"),
    "crab": ("crab",),
    "crown": ("crown",),
    "deer": ("deer",),
    "dog": ("dog", "dog face", "guide dog", "service dog", "poodle"),
    "dragon": ("dragon", "dragon face"),
    "earth": ("globe showing Europe-Africa", "globe showing Americas", "globe showing Asia-Australia"),
    "egg": ("egg",),
    "elephant": ("elephant",),
    "fish": ("fish", "tropical fish", "blowfish"),
    "fox": ("fox",),
    "giraffe": ("giraffe",),
    "guitar": ("guitar",),
    "hedgehog": ("hedgehog",),
    "hot air balloon": ("hot air balloon",),
    "house": ("house", "house with garden", "houses", "derelict house"),
    "lamp": ("lamp", "street lamp", "couch and lamp", "diya lamp"),
    "lighthouse": ("lighthouse",),
    "lightning": ("high voltage", "cloud with lightning", "cloud with lightning and rain"),
    "lion": ("lion",),
    "locomotive": ("locomotive",),
    "mailbox": ("closed mailbox with raised flag", "open mailbox with raised flag", "postbox"),
    "mouse": ("mouse", "mouse face", "rat"),
    "mushroom": ("mushroom", "brown mushroom"),
    "octopus": ("octopus",),
    "orange": ("tangerine",),
    "owl": ("owl",),
    "pagoda": ("Japanese castle",),
    "palm tree": ("palm tree",),
    "penguin": ("penguin",),
    "piano": ("musical keyboard",),
    "pineapple": ("pineapple",),
    "pizza": ("pizza",),
    "rabbit": ("rabbit", "rabbit face"),
    "racing car": ("racing car",),
    "robot": ("robot",),
    "rose": ("rose",),
    "sailboat": ("sailboat",),
    "shark": ("shark",),
    "sheep": ("ewe", "ram"),
    "skateboard": ("skateboard",),
    "snail": ("snail",),
    "snowman": ("snowman", "snowman without snow"),
    "stack of books": ("books",),
    "strawberry": ("strawberry",),
    "sun": ("sun", "sun with face"),
    "sunflower": ("sunflower",),
    "sunglasses": ("sunglasses",),
    "t-rex": ("T-Rex",),
    "taxi": ("taxi", "oncoming taxi"),
    "tea": ("teapot", "teacup without handle", "hot beverage"),
    "teapot": ("teapot",),
    "teddy bear": ("teddy bear",),
    "tent": ("tent", "camping"),
    "toaster": (),
    "tractor": ("tractor",),
    "tree": ("deciduous tree", "evergreen tree", "leafless tree"),
    "trombone": ("trombone",),
    "typewriter": (),
    "ufo": ("flying saucer",),
    "umbrella": (*_UMBRELLAS, "closed umbrella"),
    "wave": ("water wave",),
    "whale": ("whale", "spouting whale"),
    "wizard": ("mage", "man mage"),
}  # fmt: skip
"""Subject → names in the library. Nothing where the library has no such thing: then it cannot be painted."""


@cache
def sprites_for(name: str) -> tuple[Sprite, ...]:
    """The illustrations that show a subject of this name."""
    return tuple(_sprite(each) for each in SHOWN[name])


@cache
def _sprite(name: str) -> Sprite:
    ids = {entry.name: id_ for id_, entry in library().entries.items()}
    return Sprite(ids[name], library().sprite(ids[name]))
