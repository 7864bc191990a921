"""What the eye sees on 45 pictures, written down from the pictures alone.

They are every second prompt, all others that have a word of number or colour, and three on which something is missing.
The pictures lie in `verified/`: they were painted by `collage` while it was being built, so that some of its mistakes
are on them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PIL import Image

from bench.sheet.edges import Bytes

FOLDER = Path(__file__).parent / "verified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What is to be seen on one picture."""

    number: int
    """Of the prompt, from 1."""
    counts: Mapping[str, int]
    """How many of each subject of the prompt."""
    colours: Mapping[str, bool] = field(default_factory=dict)
    """Subjects with a colour word → whether the eye would call it so."""
    relations: tuple[bool, ...] = ()
    also: frozenset[str] = frozenset()
    """Subjects of other prompts that are there as well."""
    remark: str = ""

    @property
    def picture(self) -> Bytes:
        """H×W×3 (RGB)."""
        with Image.open(FOLDER / f"{self.number:02d}.jpg") as picture:
            return np.asarray(picture.convert("RGB"))


_PARK = frozenset({"tree", "sun"})
_SUN = frozenset({"sun"})

SEEN: tuple[Seen, ...] = (
    Seen(number=2, counts={"lion": 1}, also=_PARK),
    Seen(number=4, counts={"sunflower": 1}, remark="neither giant nor close"),
    Seen(number=6, counts={"pizza": 1}),
    Seen(number=8, counts={"locomotive": 1}, also=_PARK),
    Seen(number=10, counts={"guitar": 1}, remark="no neon: pale green wall"),
    Seen(number=12, counts={"hedgehog": 1}, also=_PARK, remark="a sheet of paper stands beside it"),
    Seen(number=14, counts={"butterfly": 1}, colours={"butterfly": True}, also=_SUN),
    Seen(number=16, counts={"dragon": 1}, colours={"dragon": True}, also=_PARK),
    Seen(
        number=18,
        counts={"rabbit": 1, "cat": 1},
        colours={"rabbit": True, "cat": True},
        relations=(True,),
        also=_PARK,
    ),
    Seen(number=20, counts={"apple": 1, "rose": 1}, colours={"apple": True, "rose": True}),
    Seen(
        number=22,
        counts={"bicycle": 1, "mailbox": 1},
        colours={"bicycle": False, "mailbox": True},
        also=_PARK,
        remark="the tyres are green, the frame is red",
    ),
    Seen(number=24, counts={"cat": 2}, also=_PARK),
    Seen(number=26, counts={"owl": 2}, also=_PARK),
    Seen(number=28, counts={"butterfly": 6}, also=_SUN),
    Seen(number=30, counts={"egg": 12}, remark="a room with a wooden floor, no kitchen"),
    Seen(number=32, counts={"fish": 10}),
    Seen(number=34, counts={"dog": 1, "tree": 1}, relations=(True,), also=_SUN),
    Seen(number=36, counts={"bird": 1, "house": 1}, relations=(True,), also=_PARK),
    Seen(
        number=38,
        counts={"bicycle": 1, "bench": 1},
        relations=(True,),
        remark="in a room, one twig of leaves",
    ),
    Seen(number=40, counts={"crab": 1, "palm tree": 2}, relations=(True,), also=_SUN),
    Seen(number=42, counts={"sheep": 1, "tractor": 1}, relations=(True,), also=_PARK),
    Seen(number=44, counts={"camel": 1, "sun": 2}, remark="two suns, one of them right on the camel"),
    Seen(number=46, counts={"taxi": 1}, colours={"taxi": True}, also=frozenset({"tree"})),
    Seen(number=48, counts={"tent": 1}, also=frozenset({"tree"})),
    Seen(number=50, counts={"palm tree": 1, "beach umbrella": 1}, also=_SUN),
    Seen(number=52, counts={"astronaut": 1, "earth": 1}),
    Seen(number=54, counts={"couch": 1, "lamp": 1}),
    Seen(number=56, counts={"octopus": 1, "piano": 1}, also=_SUN, remark="it does not play"),
    Seen(
        number=58,
        counts={"avocado": 0, "armchair": 0},
        also=frozenset({"couch"}),
        remark="a two-seated couch, no avocado",
    ),
    Seen(
        number=60,
        counts={"pineapple": 1, "sunglasses": 1},
        also=_SUN,
        remark="the glasses hang in the sky, larger than the fruit",
    ),
    Seen(number=62, counts={"toaster": 0, "trombone": 1}),
    Seen(
        number=64,
        counts={"shark": 0, "business suit": 1},
        also=_PARK,
        remark="a shirt with a tie hangs above an office building; no shark",
    ),
    Seen(number=3, counts={"typewriter": 0}, remark="an empty wall"),
    Seen(number=13, counts={"car": 1}, colours={"car": True}, also=_PARK),
    Seen(
        number=15,
        counts={"elephant": 1},
        colours={"elephant": True},
        also=_PARK,
        remark="three heads of children and a book stand beside it",
    ),
    Seen(
        number=17,
        counts={"umbrella": 1, "cat": 1},
        colours={"umbrella": True, "cat": True},
        remark="the umbrella hangs in the air",
    ),
    Seen(
        number=19,
        counts={"crown": 1},
        colours={"crown": True},
        also=_PARK,
        remark="small beside a museum; the background is bright",
    ),
    Seen(number=21, counts={"teapot": 1}, colours={"teapot": True}),
    Seen(number=23, counts={"apple": 3}),
    Seen(number=25, counts={"balloon": 5}, also=_SUN),
    Seen(number=27, counts={"strawberry": 4}),
    Seen(number=29, counts={"dog": 2, "cat": 1}, also=_PARK, remark="with a family of people"),
    Seen(number=31, counts={"mushroom": 3}, colours={"mushroom": True}),
    Seen(number=35, counts={"robot": 0, "castle": 1}, relations=(False,), also=_PARK),
    Seen(number=63, counts={"capybara": 0, "orange": 1}, also=_PARK, remark="a beaver, an orange beside it"),
)
