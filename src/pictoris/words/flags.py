"""The flags that may end a prompt (`--ar 3:2`): one table for parser, messages and documentation."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Literal

from pictoris.words import values
from pictoris.words.values import NOTHING, Takes, number, one_number_of, version_of, whole

Group = Literal["", "speed", "model", "reference", "visibility"]
"""Flags of which a prompt may hold only one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """One flag: how it is written, what it takes, what it means."""

    name: str
    """Without dashes; what the flag is called everywhere."""
    means: str
    """A sentence."""
    forms: tuple[str, ...] = ()
    """Other ways of writing it, without dashes."""
    takes: Takes = NOTHING
    field: str
    """Where `PromptSettings` keeps it."""
    group: Group = ""
    may_repeat: bool = False
    """Whether a second one adds to the first; flags that take nothing may always be repeated, to no effect."""
    everywhere: str = ""
    """What the server itself does about it, whatever the engine; empty: it is the engine's to honour."""


FLAGS: tuple[Flag, ...] = (
    Flag(name="ar", forms=("aspect",), takes=values.RATIO, field="aspect", means="The shape, width to height."),
    Flag(
        name="v", forms=("version",), field="version", group="model",
        takes=version_of("1", "2", "3", "4", "5", "5.1", "5.2", "6", "6.1", "7", "8", "8.1", "8.2"),
        means="The version of Midjourney whose manner is wanted.",
    ),
    Flag(
        name="niji", takes=version_of("4", "5", "6", "7", needed=False), field="niji", group="model",
        means="Drawn in the manner of anime rather than photographed.",
    ),
    Flag(name="style", takes=values.STYLE, field="style", means="A named style; `raw` is the same as `--raw`."),
    Flag(name="raw", field="raw", means="Closer to the words, with less of the engine's own taste."),
    Flag(name="stylize", forms=("s",), takes=whole(0, 1000), field="stylize", means="How much of the engine's own taste."),
    Flag(name="chaos", forms=("c",), takes=whole(0, 100), field="chaos", means="How much the pictures of one job differ."),
    Flag(name="weird", forms=("w",), takes=whole(0, 3000), field="weird", means="How unusual the pictures are."),
    Flag(name="exp", takes=whole(0, 100), field="experimental", means="More detail and contrast, beside `--stylize`."),
    Flag(
        name="quality", forms=("q",), takes=one_number_of(0.25, 0.5, 1, 2, 4), field="quality",
        means="How much work goes into the picture.",
    ),
    Flag(name="draft", field="draft", means="A quick sketch of the picture."),
    Flag(name="hd", field="hd", means="More pixels."),
    Flag(name="stop", takes=whole(10, 100), field="stop", means="Percent at which painting stops."),
    Flag(name="seed", takes=whole(0, 4_294_967_295), field="seed", means="The same seed and prompt give the same pictures."),
    Flag(name="tile", field="tile", means="Opposite edges fit together: a pattern to repeat."),
    Flag(name="no", takes=values.TEXT, field="without", may_repeat=True, means="What must not be seen."),
    Flag(name="iw", takes=number(0, 3), field="image_weight", means="How much the pictures before the words count."),
    Flag(
        name="sref", takes=values.STYLES, field="style_references", may_repeat=True,
        means="Pictures (or codes) whose style is wanted; `::2` behind one makes it count double.",
    ),
    Flag(name="sw", takes=whole(0, 1000), field="style_weight", means="How much `--sref` counts."),
    Flag(name="sv", takes=whole(1, 7), field="style_version", means="The version of Midjourney's style references."),
    Flag(
        name="cref", takes=values.PICTURES, field="character_references", group="reference", may_repeat=True,
        means="Pictures of the person who is wanted.",
    ),
    Flag(name="cw", takes=whole(0, 100), field="character_weight", means="How much of the person: 0 is the face alone."),
    Flag(
        name="oref", takes=values.PICTURE, field="object_references", group="reference",
        means="A picture of the person or thing that is wanted.",
    ),
    Flag(name="ow", takes=whole(0, 1000), field="object_weight", means="How much `--oref` counts."),
    Flag(
        name="profile", forms=("p", "personalize"), takes=values.PROFILES, field="profile", may_repeat=True,
        means="Somebody's taste as Midjourney has learnt it.",
    ),
    Flag(
        name="repeat", forms=("r",), takes=whole(1, 40), field="repeat",
        means="How many jobs.", everywhere="So many jobs are made and paid for.",
    ),
    Flag(
        name="fast", field="speed", group="speed", means="At the ordinary speed.",
        everywhere="The fast lane and its price; so does a prompt without any of the three.",
    ),
    Flag(
        name="relax", field="speed", group="speed", means="Cheaper, when there is time.",
        everywhere="The relax lane: its own price, after jobs of the other lanes.",
    ),
    Flag(
        name="turbo", field="speed", group="speed", means="Sooner, at a higher price.",
        everywhere="The turbo lane: its own price, before jobs of the other lanes.",
    ),
    Flag(name="video", field="video", means="A film of how the picture came about."),
    Flag(
        name="stealth", field="visibility", group="visibility", means="Not shown to others.",
        everywhere="Taken without effect: pictures are listed for their own account alone.",
    ),
    Flag(
        name="public", field="visibility", group="visibility", means="Shown to others.",
        everywhere="Taken without effect: pictures are listed for their own account alone.",
    ),
)  # fmt: skip
"""Every flag, in the order of the documentation."""

_BY_FORM: Mapping[str, Flag] = {form: flag for flag in FLAGS for form in (flag.name, *flag.forms)}


def named(form: str) -> Flag | None:
    """The flag that is written so, without dashes, in whatever case; None if there is none."""
    return _BY_FORM.get(form.lower())


def ignored(used: Collection[str], honoured: Collection[str]) -> tuple[str, ...]:
    """The flags of a prompt (`Prompt.used`) that neither the server nor an engine with these flags honours."""
    return tuple(name for name in used if name not in honoured and not _BY_FORM[name].everywhere)


@lru_cache(maxsize=256)
def suggestion(form: str) -> str:
    """How the flag may have been meant to be written, with dashes; empty if nothing is near."""
    for length in range(min(len(form), _LONGEST_FORM), 0, -1):
        flag, value = named(form[:length]), form[length:].lstrip("=:")
        if flag and flag.takes.read and flag.takes.read(value) is not None and value[:1].isdigit():
            return f"--{form[:length].lower()} {value}"
    near = get_close_matches(form[:_LONGEST_FORM].lower(), _LONG_FORMS, n=1, cutoff=0.7)
    return f"--{near[0]}" if near else ""


_LONGEST_FORM = max(map(len, _BY_FORM))
_LONG_FORMS = [form for form in _BY_FORM if len(form) > 1]
