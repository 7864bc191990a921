"""What every operation says of itself: its name, parameters, price and the pictures it reads."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Generic, Literal, TypeAlias, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.alias_generators import to_camel

from pictoris.nouns import Speed


class _ImageUrl:
    """Marks a parameter that names an input picture by URL."""


ImageUrl: TypeAlias = Annotated[
    str,
    StringConstraints(min_length=1, max_length=1_048_576),
    _ImageUrl(),
    Field(json_schema_extra={"format": "uri"}),
]
"""A URL of an input picture: http(s), a `data:` URL (as large as a body may be), or a file of this server."""


def _jpeg(value: object) -> object:
    return "jpeg" if value == "jpg" else value


OutputFormat: TypeAlias = Annotated[Literal["png", "jpeg", "webp"], BeforeValidator(_jpeg)]
"""`jpg` is taken for `jpeg`."""


class Params(BaseModel):
    """The parameters of one operation: strict, immutable, unknown fields ignored.

    Fields are written in snake_case and may be given in camelCase too.
    """

    model_config = ConfigDict(
        frozen=True, strict=True, extra="ignore", alias_generator=to_camel, populate_by_name=True
    )

    @classmethod
    def image_fields(cls) -> tuple[str, ...]:
        """The names of the fields that hold URLs of input pictures, in order."""
        return tuple(
            name
            for name, field in cls.model_fields.items()
            if any(isinstance(mark, _ImageUrl) for mark in field.metadata)
            or _holds_optional_url(field.annotation)
        )

    def image_urls(self) -> Mapping[str, str]:
        """Role → URL of every input picture that was given."""
        urls = {name: getattr(self, name) for name in self.image_fields()}
        return {role: url for role, url in urls.items() if url is not None}


class PictureParams(Params):
    """Parameters of an operation whose result is a picture."""

    output_format: OutputFormat = Field(default="png", description="Format of the result.")
    output_quality: int = Field(
        default=95,
        ge=1,
        le=100,
        strict=False,
        description="Quality of JPEG and WebP, 1 to 100; 100 is lossless WebP.",
    )


P = TypeVar("P", bound=Params)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation(Generic[P]):
    """One thing that can be asked for; a value that holds functions, nothing inherits from it."""

    name: str
    """Also the name of its recipe and of its entry in the price list."""
    summary: str
    """One sentence for documentation and command line."""
    kind: str
    """`type` in the history, e.g. `FACESWAP`."""
    params: type[P]
    credits: int
    """The default price; the settings may say otherwise."""
    example: P
    price: Callable[[P, int], int] = lambda _params, listed: listed
    """Credits for these parameters, given the listed price."""
    prompt: Callable[[P], str] = lambda _params: ""
    """What the message shows as `prompt`."""
    settle: Callable[[P, int], P] = lambda params, _seed: params
    """Decide what the request left to chance, given a seed: a job that is begun again must come out the same."""
    expand: Callable[[P], Sequence[P]] = lambda params: (params,)
    """One set of parameters for each job that the request asks for."""
    provenance: Literal["generated", "composited", "enhanced"] = "enhanced"
    """How its pictures come about: what their mark says (IPTC digital source type)."""
    longest_input: int | None = None
    """Pixels of the longer side beyond which the recipe has no use for an input picture; None: it wants them all."""
    has_speeds: bool = False
    """Whether it can be asked for at a speed, which changes its price and its turn."""
    speed: Callable[[P], Speed | None] = lambda _params: None
    """The speed that the parameters themselves ask for."""
    refused_hosts: Mapping[str, str] | None = None
    """Host suffix → why pictures from there are not taken."""


AnyOperation: TypeAlias = Operation[Any]


def _holds_optional_url(annotation: object) -> bool:
    """Whether a field is written `ImageUrl | None`: pydantic keeps its marks inside the union."""
    arms = getattr(annotation, "__args__", ())
    return any(isinstance(mark, _ImageUrl) for arm in arms for mark in getattr(arm, "__metadata__", ()))
