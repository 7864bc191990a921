"""Tables of prompts with what they mean, and how a scene is compared with that."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from pictoris.embedding.sentences import Sentences
from pictoris.engines.collage.library import library
from pictoris.engines.collage.read import read
from pictoris.engines.collage.scene import Scene
from pictoris.engines.onnx.sessions import Graphs
from pictoris.engines.onnx.weights import read_checked
from pictoris.ports import Words

FOLDER = Path(__file__).parent
SENTENCES = Sentences(Graphs(), lambda: read_checked("minilm_tokenizer.json"))
_WORDS = "left of|right of|on|under|above|in front of|behind|in|beside|with|worn by"
_RELATION = re.compile(rf"(.+?) ((?:{_WORDS})(?:\|(?:{_WORDS}))*) (.+)")


@dataclass(frozen=True)
class Row:
    """A line of a table: `prompt => things ; relations ; setting`."""

    prompt: str
    things: str
    standings: str = ""
    setting: str = ""


def rows_of(name: str) -> list[Row]:
    """The lines of a table."""
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    split = [line.partition(" => ") for line in lines if line and not line.startswith("#")]
    return [Row(prompt, *(part.strip() for part in told.split(";"))) for prompt, _arrow, told in split]


def scene_of(prompt: str, *without: str) -> Scene:
    """A prompt without flags, read."""
    return read([Words(text=prompt)], without, library(), SENTENCES.embed)


def mistakes(row: Row) -> list[str]:
    """What a scene says that its row does not, and the other way round."""
    scene = scene_of(row.prompt)
    return [*_in_things(row, scene), *_in_standings(row, scene), *_in_setting(row, scene)]


def names(scene: Scene, number: int) -> str:
    return library().entry(scene.things[number].choices[0]).name


def _in_things(row, scene):
    wanted = [one.strip() for one in row.things.split(",") if one.strip()]
    unknown = [one.removeprefix("1 ").removeprefix("?").strip() for one in wanted if "?" in one]
    found: Counter[tuple[str, str | None]] = Counter()
    for number, thing in enumerate(scene.things):
        found[(names(scene, number), thing.colour)] += thing.count
    for one in wanted:
        if "?" in one:
            continue
        count, rest = one.split(" ", 1)
        match = next((key for key in found if _is(rest, *key) and found[key] == int(count)), None)
        if match is None:
            yield f"no {one}"
        else:
            del found[match]
    yield from (f"also {count} {key}" for key, count in found.items())
    if bool(unknown) != bool(scene.unknown):
        yield f"unknown: {scene.unknown}"


def _is(told, name, colour):
    """Whether a name and a colour are those that a row tells of: `blue kite|balloon`."""
    own = f"{colour or ''} {name}".strip()
    return any(one == own or (one == name and name.startswith(colour or " ")) for one in _spread(told))


def _spread(told):
    """`blue kite|balloon` → `blue kite`, `blue balloon`."""
    first, *others = told.split("|")
    known = {entry.name for entry in library().entries.values()}
    words = first.split(" ")
    name = next(
        (" ".join(words[start:]) for start in range(len(words)) if " ".join(words[start:]) in known), first
    )
    colour = first.removesuffix(name)
    return [first, *(f"{colour}{other}" for other in others)]


def _in_standings(row, scene):
    found = {(names(scene, one.first), one.relation, names(scene, one.second)) for one in scene.standings}
    for told in filter(None, (one.strip() for one in row.standings.split(","))):
        match = _RELATION.fullmatch(told)
        assert match, f"write it otherwise: {told}"
        first, relation, second = match.groups()
        if not any(
            one in first.split("|") and two in second.split("|") and is_ in relation.split("|")
            for one, is_, two in found
        ):
            yield f"not {told}: {sorted(found)}"


def _in_setting(row, scene):
    for key, values in (one.split("=") for one in row.setting.split()):
        if key == "background":
            if scene.setting.has_background:
                yield "a background"
        elif (getattr(scene.setting, key) or "") not in values.split("|"):
            yield f"{key} is {getattr(scene.setting, key)!r}"
