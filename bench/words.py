"""Prompts read by the parser, in this process: how long one takes, and whether any text makes it raise."""

import random
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.figures import Figure, percentile
from pictoris.words.flags import FLAGS
from pictoris.words.prompt import parse, render

PROMPTS = 100_000
SEED = 3
SUBJECTS = (
    "a red fox|an old lighthouse|portrait of a chef|the city at night|two cats, one dog|sushi|☕ steam|一只猫"
)
SCENES = "in the snow|under a huge moon|oil on canvas, soft light|35mm, shallow depth of field|by the sea|in {rain, fog}"
VALUES = "3:2 16:9 1:1 250 0 1.5 .5 7 6.1 raw 4294967295 random 12345::2 https://a.example/b.png text, watermark cat -1"
SIGNS = "{ } , :: ::2 ::-0.5 \\ \\, -- — --no https:// ( ) \n \t \u200b é 🦊 a 1 ."


def measure(_folder: Path) -> Iterator[Figure]:
    """Processor time that a random prompt takes, ordinary ones and ones that only look like prompts."""
    draw = random.Random(SEED)
    took, failures = list[float](), 0
    for _ in range(PROMPTS):
        prompt = _garbled(draw) if draw.random() < 0.2 else _ordinary(draw)
        began = time.thread_time()
        failures += not _is_read(prompt)
        took.append((time.thread_time() - began) * 1e6)
    yield Figure(what="prompt parsed, median", value=median(took), unit="µs", limit=1000)
    yield Figure(what="prompt parsed, p99", value=percentile(took, 99), unit="µs", limit=1000)
    yield Figure(
        what=f"crashes and changed texts in {PROMPTS:,} random prompts",
        value=failures,
        unit="prompts",
        limit=0,
    )


def _is_read(prompt: str) -> bool:
    """Whether the parser takes a text and gives it back."""
    try:
        return render(parse(prompt)) == prompt
    except Exception:  # noqa: BLE001 - whatever it is, it is counted
        return False


def _ordinary(draw: random.Random) -> str:
    """What people write: pictures, words, weights, alternatives, some flags."""
    words = [draw.choice(SUBJECTS.split("|")), draw.choice(SCENES.split("|"))]
    if draw.random() < 0.1:
        words.insert(0, "https://a.example/cat.png")
    if draw.random() < 0.1:
        words.insert(1, f"::{draw.choice(['', '2', '-0.5'])}")
    if draw.random() < 0.1:
        words[-1] = f"{{{words[-1]}, {draw.choice(SCENES.split('|'))}}}"
    flags = [_flag(draw) for _ in range(draw.randrange(5))]
    return " ".join([*words, *flags])


def _flag(draw: random.Random) -> str:
    flag = draw.choice(FLAGS)
    form = draw.choice([flag.name, *flag.forms])
    return f"--{form} {draw.choice(VALUES.split())}" if flag.takes.words else f"--{form}"


def _garbled(draw: random.Random) -> str:
    """Signs that mean something, in any order."""
    return "".join(draw.choices([*SIGNS.split(" "), " "], k=draw.randrange(80)))
