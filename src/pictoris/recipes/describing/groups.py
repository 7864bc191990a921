"""What the thousand ImageNet classes are called here, and which of them are one kind of thing."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from importlib.resources import files


class Kind(Enum):
    """How a class may be used in a prompt."""

    ANIMAL = auto()
    TINY = auto()
    """Insects and the like, seen through a macro lens."""
    PLANT = auto()
    FOOD = auto()
    VEHICLE = auto()
    BUILDING = auto()
    PLACE = auto()
    PERSON = auto()
    """Someone at something, recognisable by gear: told even if no face is found."""
    THING = auto()
    PRINT = auto()
    """Printed matter: never the subject, but a hint that the picture is a picture of a picture."""
    SHY = auto()
    """Clothes and toiletries that the network sees on anyone: never told."""


@dataclass(frozen=True, slots=True)
class Group:
    """Classes that are told by one phrase when none of them alone is sure enough."""

    phrase: str
    kind: Kind
    members: frozenset[int]
    sure: float = 0.45
    """Probability from which a single class is told by its own name."""


def _of(spec: str) -> frozenset[int]:
    """`"1-3,7"` → {1, 2, 3, 7}."""
    found: set[int] = set()
    for part in spec.split(","):
        first, _, last = part.partition("-")
        found.update(range(int(first), int(last or first) + 1))
    return frozenset(found)


_TABLE: tuple[tuple[Kind, str, str], ...] = (
    (Kind.ANIMAL, "a fish", "0-1,389-397"),
    (Kind.ANIMAL, "a shark", "2-4"),
    (Kind.ANIMAL, "a ray", "5-6"),
    (Kind.ANIMAL, "a hen", "7-8"),
    (Kind.ANIMAL, "a parrot", "87-90"),
    (Kind.ANIMAL, "a wading bird", "127-128,131-141,143"),
    (Kind.ANIMAL, "a bird", "9-24,80-86,91-100,129-130,142,144-146"),
    (Kind.ANIMAL, "a salamander", "25-29"),
    (Kind.ANIMAL, "a frog", "30-32"),
    (Kind.ANIMAL, "a turtle", "33-37"),
    (Kind.ANIMAL, "a lizard", "38-48"),
    (Kind.ANIMAL, "a crocodile", "49-50"),
    (Kind.ANIMAL, "a snake", "52-68"),
    (Kind.TINY, "a spider", "70,72-77"),
    (Kind.ANIMAL, "a kangaroo", "104"),
    (Kind.ANIMAL, "a sea creature", "107-110,114-116,327-329"),
    (Kind.TINY, "a snail", "112-113,117"),
    (Kind.ANIMAL, "a crab", "118-121,125"),
    (Kind.ANIMAL, "a lobster", "122-124"),
    (Kind.ANIMAL, "a whale", "147-148"),
    (Kind.ANIMAL, "a seal", "149-150"),
    (Kind.ANIMAL, "a dog", "151-268"),
    (Kind.ANIMAL, "a wolf", "269-271"),
    (Kind.ANIMAL, "a wild dog", "272-276"),
    (Kind.ANIMAL, "a fox", "277-280"),
    (Kind.ANIMAL, "a cat", "281-285"),
    (Kind.ANIMAL, "a big cat", "286-293"),
    (Kind.ANIMAL, "a bear", "294-297"),
    (Kind.TINY, "a beetle", "300-307"),
    (Kind.TINY, "an insect", "308-318"),
    (Kind.TINY, "a dragonfly", "319-320"),
    (Kind.TINY, "a butterfly", "321-326"),
    (Kind.ANIMAL, "a rabbit", "330-332"),
    (Kind.ANIMAL, "a small furry animal", "298-299,333-338,356-363"),
    (Kind.ANIMAL, "a pig", "341-343"),
    (Kind.ANIMAL, "a cow", "345-347"),
    (Kind.ANIMAL, "a sheep", "348-350"),
    (Kind.ANIMAL, "an antelope", "351-353"),
    (Kind.ANIMAL, "an ape", "365-369"),
    (Kind.ANIMAL, "a monkey", "370-384"),
    (Kind.ANIMAL, "an elephant", "101,385-386"),
    (Kind.ANIMAL, "a panda", "387-388"),
    (Kind.PLANT, "flowers", "984-986"),
    (Kind.PLANT, "a mushroom", "947,991-997"),
    (Kind.PLANT, "berries on a branch", "988-990"),
    (Kind.FOOD, "fruit", "948-957"),
    (Kind.FOOD, "vegetables", "936-946"),
    (Kind.FOOD, "a cup of coffee", "504-505,550,967-968"),
    (Kind.FOOD, "a plate of food", "923-926,933-935,959,961-965,809"),
    (Kind.FOOD, "fresh bread", "930-932"),
    (Kind.FOOD, "a dessert", "927-929,960"),
    (Kind.FOOD, "a drink", "441,572,966,969"),
    (Kind.VEHICLE, "a car", "436,468,479,511,581,609,627,656,661,751,817"),
    (Kind.VEHICLE, "a truck", "407,555,569,675,717,734,864,867"),
    (Kind.VEHICLE, "a bus", "654,779,874"),
    (Kind.VEHICLE, "a train", "466,547,565,705,820,829"),
    (Kind.VEHICLE, "a motorbike", "535,665,670"),
    (Kind.VEHICLE, "a bicycle", "444,671,870,880"),
    (Kind.VEHICLE, "an aeroplane", "404,895,908"),
    (Kind.VEHICLE, "a balloon", "405,417"),
    (Kind.VEHICLE, "a rocket", "657,744,812"),
    (Kind.VEHICLE, "a ship", "403,510,628,724,780"),
    (Kind.VEHICLE, "a boat", "472,484,554,576,625,814,871,914"),
    (Kind.VEHICLE, "a tractor", "595,730,856,866"),
    (Kind.BUILDING, "a tower", "437,442,682,900"),
    (Kind.BUILDING, "a historic building", "406,483,497,538,663,668,698,832,884"),
    (Kind.BUILDING, "a building", "425,449,580,624,706,743,853,858"),
    (Kind.BUILDING, "a shop", "415,424,454,467,498,509,582,762,788,860,865"),
    (Kind.BUILDING, "a bridge", "821,839,888"),
    (Kind.BUILDING, "a monument", "649,708,863,873"),
    (Kind.PLACE, "mountains", "970,972,979-980"),
    (Kind.PLACE, "a shoreline", "460,525,718,975-978"),
    (Kind.PLACE, "a coral reef", "973"),
    (Kind.PERSON, "a person", "981-983"),
    (Kind.THING, "a guitar", "402,420,546"),
    (Kind.THING, "a piano", "579,881"),
    (Kind.THING, "a wind instrument", "432,513,558,566,683,684,776,875"),
    (Kind.THING, "a violin", "486,889"),
    (Kind.THING, "a computer", "508,527,590,620,664,673,681,782,851"),
    (Kind.THING, "a clock", "409,530-531,604,826,892"),
    (Kind.THING, "a camera", "622,732,759"),
    (Kind.THING, "a chair", "423,559,765,857"),
    (Kind.THING, "furniture", "493,495,526,532,548,553,564,831,846,894"),
    (Kind.THING, "a bottle", "440,720,737,898-899,901,907"),
    (Kind.THING, "a vase", "725,738,883"),
    (Kind.THING, "a ball", "429-430,522,574,722,768,805,852,890"),
    (Kind.THING, "a helmet", "439,518,560,715"),
    (Kind.THING, "shoes", "502,514,630,770,774"),
    (Kind.THING, "a hat", "452,515,667,808"),
    (Kind.PRINT, "printed matter", "458,549,611,692,741,916-918,921-922"),
    (
        Kind.SHY,
        "clothes",
        (
            "399,419,433-434,443,445,457,459,474,529,551-552,568,578,584-585,591,601,608,610,614-615,629,631,"
            "638-639,643,652,655,658,678-680,689,691,697,711,735,747,775,793,806,824,834,836-838,840-842,"
            "845,861,869,887,903,906,999"
        ),
    ),
)

_SURE = {"a dog": 0.6, "a wading bird": 0.6, "a snake": 0.6, "a monkey": 0.6, "a lizard": 0.6}
"""Kinds whose members look so alike that a name of their own needs more."""

# What the network says of plain textures, grain and patterns.
_TEXTURES = (
    *(78, 110, 111, 411, 414, 458, 488, 489, 533, 539, 594, 599, 600, 646, 656, 668, 677, 696, 753),
    *(783, 789, 794, 798, 807, 815, 818, 828, 844, 862, 885, 904, 905, 911, 947, 971),
)
_LOOSE: Mapping[int, float] = dict.fromkeys(_TEXTURES, 0.8)

_WORDING: Mapping[int, str] = {
    **dict.fromkeys((281, 282, 285), "a tabby cat"),
    **dict.fromkeys((657, 744), "a rocket"),
    **dict.fromkeys((836, 837), "sunglasses"),
    **dict.fromkeys((504, 968), "a cup of coffee"),
    **dict.fromkeys((665, 670), "a motor scooter"),
    **dict.fromkeys((248, 250), "a husky"),
    **dict.fromkeys((620, 681), "a laptop computer"),
    7: "a rooster", 21: "a bird of prey", 97: "a drake", 101: "an elephant", 133: "a bittern",
    134: "a crane", 268: "a hairless dog", 271: "a red wolf", 339: "a chestnut horse", 348: "a ram", 352: "an impala",
    421: "a balustrade", 427: "a barrel", 439: "a bearskin hat", 447: "binoculars", 478: "a cardboard box",
    494: "a wind chime", 506: "a spiral", 519: "a wooden crate", 535: "a motorbike",
    548: "an entertainment center", 570: "a gas mask", 603: "a horse-drawn carriage", 606: "a clothes iron", 650: "a microphone",
    661: "a vintage car", 692: "a package", 695: "a padlock", 769: "a ruler", 789: "a shoji screen",
    802: "a snowmobile", 858: "a tiled roof", 867: "a semi-trailer truck", 884: "a vaulted ceiling",
    890: "a volleyball", 908: "the wing of an aeroplane", 914: "a sailing boat", 919: "a street sign",
    924: "guacamole", 925: "a bowl of clear soup", 935: "mashed potatoes", 936: "cabbage",
    937: "broccoli", 938: "cauliflower", 939: "zucchini", 948: "a green apple", 950: "oranges",
    951: "lemons", 952: "figs", 954: "bananas", 955: "jackfruit", 956: "a custard apple",
    958: "bales of hay", 959: "a plate of carbonara", 960: "chocolate syrup", 961: "dough",
    966: "a glass of red wine", 967: "a cup of espresso", 969: "a glass of eggnog", 970: "a mountain",
    982: "a wedding scene", 984: "a field of yellow rapeseed", 985: "daisies", 987: "corn",
    988: "acorns", 989: "rose hips", 990: "horse chestnuts", 998: "ears of grain",
}  # fmt: skip
"""Class → phrase, where the name alone would read badly; the same phrase makes classes one."""


@cache
def groups() -> tuple[Group, ...]:
    """Every group, and for each class that is in none a group of its own."""
    named = [Group(phrase, kind, _of(spec), _SURE.get(phrase, 0.45)) for kind, phrase, spec in _TABLE]
    taken = frozenset[int]().union(*(group.members for group in named))
    alone = (
        Group(phrase_of(number), Kind.THING, frozenset({number}))
        for number in range(len(_names()))
        if number not in taken
    )
    return (*named, *alone)


@cache
def phrase_of(number: int) -> str:
    """What a class is called, with its article: 250 → "a husky"."""
    if number in _WORDING:
        return _WORDING[number]
    name = _names()[number]
    return f"{'an' if name[0] in 'aeiouAEIO' else 'a'} {name}"


def needed(number: int) -> float:
    """The probability below which a class, or its group through it, is not believed."""
    return _LOOSE.get(number, 0.35)


@cache
def _names() -> tuple[str, ...]:
    """The names of the 1,000 classes in the order of the network's output (origin: NOTICE)."""
    source = files("pictoris.recipes.describing") / "imagenet_names.txt"
    return tuple(source.read_text(encoding="utf-8").splitlines())
