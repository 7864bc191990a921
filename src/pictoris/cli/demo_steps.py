"""What the demo does: a table of jobs on the pictures that ship with Pictoris."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pictoris.cli.mask import mask

PICTURES: Final = Path(__file__).parent.parent / "demo_pictures"

MASK_SIZE: Final = (688, 512)
MASK_BOX: Final = (420, 20, 660, 250)
"""Where the demo paints anew, on a picture as large as the mask: left, top, right, bottom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One job of the demo; `pictures` are role → demo picture."""

    name: str
    title: str
    path: str
    pictures: Mapping[str, str]
    options: Mapping[str, object]
    after: str = ""
    """The step whose message it is about; empty: it begins by itself."""

    @property
    def file(self) -> str:
        """Where its picture goes."""
        return f"{self.name}.png"


def _swap(source: str, target: str) -> Step:
    return Step(
        name=f"faceswap-{source}-on-{target}",
        title=f"face of {source} on {target}",
        path="/api/v1/nova/faceswap",
        pictures={"source": source, "target": target},
        options={},
    )


def _one(kind: str, path: str, role: str, picture: str, **options: object) -> Step:
    return Step(
        name=f"{kind}-{picture}",
        title=f"{kind.replace('-', ' ')} {picture}",
        path=path,
        pictures={role: picture},
        options=options,
    )


def _press(name: str, title: str, after: str, button: str, **options: object) -> Step:
    return Step(
        name=name,
        title=title,
        path="/api/v1/nova/button",
        pictures={},
        options={"button": button, **options},
        after=after,
    )


PROMPT: Final = "a red fox beside a cabin in the snow at sunset, two pine trees --ar 4:3"

STEPS: Final = (
    Step(
        name="imagine",
        title="imagine a fox",
        path="/api/v1/nova/imagine",
        pictures={},
        options={"prompt": PROMPT, "seed": 11},
    ),
    _press("vary", "variations of the second", "imagine", "V2", seed=12),
    _press("pick", "take the first", "imagine", "U1"),
    _press("zoom-out", "zoom out", "pick", "Zoom Out 2x", seed=13),
    _press(
        "inpaint",
        "paint a region anew",
        "pick",
        "Vary (Region)",
        seed=14,
        prompt="a hot air balloon",
        mask=mask(*MASK_SIZE, MASK_BOX),
    ),
    _swap("astronaut", "mona_lisa"),
    _swap("mona_lisa", "astronaut"),
    *(
        _one("remove-background", "/api/v1/tools/remove-bg", "image", picture)
        for picture in ("astronaut", "chelsea", "coffee")
    ),
    _one("upscale", "/api/v1/flux/upscale", "image", "rocket", scale=2),
    *(
        _one("describe", "/api/v1/nova/describe", "url", picture)
        for picture in ("mona_lisa", "chelsea", "coffee", "rocket")
    ),
)
