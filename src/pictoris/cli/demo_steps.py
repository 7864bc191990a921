"""What the demo does: a table of jobs on the pictures that ship with Pictoris."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PICTURES: Final = Path(__file__).parent.parent / "demo_pictures"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One job of the demo; `pictures` are role → demo picture."""

    name: str
    title: str
    path: str
    pictures: Mapping[str, str]
    options: Mapping[str, object]

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


STEPS: Final = (
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
