"""What the operations that paint have in common: their fields, and the dice that are thrown once."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Final, Literal, TypeAlias, TypeVar

from pydantic import Field, JsonValue, StringConstraints
from typing_extensions import override

from pictoris.nouns import Speed
from pictoris.operations.base import ImageUrl, Operation, PictureParams
from pictoris.words.prompt import parse, references
from pictoris.words.prompt_settings import Mention

LARGEST_SEED: Final = 2**32 - 1

LONGEST_INPUT: Final = 2048
"""Pixels: nothing is painted from more of a picture that is only looked at."""

LONGEST_PROMPT: Final = 6_000
"""Characters of a prompt."""

Prompt: TypeAlias = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_PROMPT)]
"""Text in Midjourney's prompt language (docs/prompts.md)."""

Side: TypeAlias = Annotated[int, Field(ge=64, le=2048, multiple_of=8)]
"""Pixels of a picture's side."""

Ratio: TypeAlias = Annotated[str, Field(pattern=r"^[1-9][0-9]{0,3}:[1-9][0-9]{0,3}$")]
"""Width to height, such as 3:2."""


class PaintParams(PictureParams):
    """What any painting may be told beside its words."""

    seed: int | None = Field(
        default=None,
        ge=0,
        le=LARGEST_SEED,
        description="The same seed gives the same pictures; `--seed`, else drawn.",
    )
    model: str | None = Field(
        default=None,
        max_length=200,
        description="Extension: an engine or a model by name; else the best there is.",
    )
    steps: int | None = Field(
        default=None, ge=1, le=150, description="Extension: steps of a diffusion model."
    )
    cfg_scale: float | None = Field(
        default=None,
        ge=0,
        le=30,
        allow_inf_nan=False,
        description="Extension: how closely a diffusion model follows the prompt.",
    )
    negative_prompt: str | None = Field(
        default=None, max_length=LONGEST_PROMPT, description="What must not be seen, as `--no`."
    )
    loras: dict[
        Annotated[str, Field(max_length=200)], Annotated[float, Field(ge=-4, le=4, allow_inf_nan=False)]
    ] = Field(
        default_factory=dict, max_length=8, description="Extension: LoRA of the model registry → its scale."
    )
    style: str | None = Field(
        default=None, max_length=200, description="Extension: as `--style`, which wins."
    )


class Worded(PaintParams):
    """A painting that begins with words."""

    prompt: Prompt = Field(
        description="Words, in Midjourney's prompt language; it may begin with URLs of pictures."
    )

    @override
    def image_urls(self) -> Mapping[str, str]:
        """Role → URL of every picture that the prompt names: at its beginning, and after its flags."""
        return pictures_of(self.prompt)


class FollowUp(PaintParams):
    """A painting that continues a picture: what a button orders."""

    picture: ImageUrl = Field(description="The picture that is continued.")
    prompt: str = Field(default="", max_length=LONGEST_PROMPT, description="Its prompt, or another one.")
    engine: str = Field(default="", max_length=200, description="What painted it.")
    notes: dict[str, JsonValue] = Field(default_factory=dict, description="What its engine noted about it.")


P = TypeVar("P", bound=PaintParams)


def painting(
    example: P,
    *,
    name: str,
    summary: str,
    kind: str,
    credits: int,  # noqa: A002 - the operation's own word
    price: Callable[[P, int], int] = lambda _params, listed: listed,
    expand: Callable[[P], Sequence[P]] = lambda params: (params,),
    provenance: Literal["generated", "composited"] = "generated",
) -> Operation[P]:
    """An operation that paints: its seed is decided once, and its prompt may ask for a speed.

    Pictures that are only looked at come in no larger than they are of use; those that are continued come in whole.
    """
    return Operation(
        name=name,
        summary=summary,
        kind=kind,
        params=type(example),
        credits=credits,
        example=example,
        price=price,
        prompt=prompt_of,
        settle=settle,
        expand=expand,
        provenance=provenance,
        has_speeds=True,
        speed=speed_of,
        longest_input=None if isinstance(example, FollowUp) else LONGEST_INPUT,
    )


def prompt_of(params: PaintParams) -> str:
    """The words, if there are any: only `blend` has none."""
    return str(getattr(params, "prompt", ""))


def settle(params: P, seed: int) -> P:
    """The parameters with a seed: the field's, else the prompt's own, else this one."""
    if params.seed is not None:
        return params
    asked = parse(prompt_of(params)).settings.seed
    return params.model_copy(update={"seed": seed if asked is None else asked})


def speed_of(params: PaintParams) -> Speed | None:
    """The speed that the prompt's own flags ask for."""
    asked = parse(prompt_of(params)).settings.speed
    return None if asked is None else Speed(asked)


def mentions_of(prompt: str) -> Mapping[str, Mention]:
    """Role and number → each picture that a prompt names by URL: `image_0`, `style_0`, `character_0`, `object_0` and so on."""
    numbers = Counter[str]()
    mentions = {}
    for mention in references(parse(prompt)):
        mentions[f"{mention.role}_{numbers[mention.role]}"] = mention
        numbers[mention.role] += 1
    return mentions


def pictures_of(prompt: str) -> Mapping[str, str]:
    """Role and number → the URL of each picture that a prompt names."""
    return {role: mention.url for role, mention in mentions_of(prompt).items()}
