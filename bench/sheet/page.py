"""Writes docs/collage.md: what the engine is, what it can do, and how often it did what was asked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from bench.report import machine
from bench.sheet.asked import Group
from bench.sheet.judge import Verdict
from bench.sheet.painting import SEED, Cell
from bench.sheet.seen import SEEN
from bench.sheet.tally import Share, Tally, agreement, fault, tally
from bench.sheet.verify import ABSENT, Answer

SHEET = "collage-sheet.jpg"
INTRODUCTION = f"""<!-- Written by `make sheet`; change bench/sheet/page.py instead. -->
# collage: the engine that ships with Pictoris

`collage` makes the whole job graph (`imagine`, `vary`, zoom, pan, inpaint, blend, …) work right after installation: on
two CPU cores, without a network, a GPU or a download, in less than a second a picture. It does not dream up pictures
as diffusion models do. It **composes** them:

1. A prompt is read into subjects, numbers, colours, relations, a place, an hour, weather and moods. Rules do most of
   it, a small sentence network (MiniLM) finds what a word that nobody foresaw comes closest to.
2. Each subject is looked up among about 1,360 openly licensed illustrations that ship with the package: Fluent Emoji 3D
   (MIT), some of Noto Emoji (Apache-2.0), and some that were drawn for this engine.
3. They are placed, tinted, lit, given shadows and depth, and set into a painted world: sky by hour and weather, ground
   by place.

The same prompt and seed give the same picture; other seeds choose other illustrations, poses, layouts and light.

## What it is good for, and what it is not

It is good for trying out an integration, for demos and tests that need real and different pictures, for friendly
illustrations of things that have an emoji, and as the fallback that is always there. Every picture says `collage` in
`engine`, and what could not be found is said in `warnings`.

It cannot paint what its library does not hold: a typewriter, a toaster, a capybara, a certain person, a brand, a style of
drawing. Things stand beside one another; they do not melt (an avocado armchair), nor use one another (an octopus that
plays the piano sits beside the keys), and few can wear anything (not a shark its suit). Many animals are heads only. Words
of style reach colours and finish, never the way of drawing. For all of that, add a model: [models.md](models.md).

## The sheet

{len(Group)} kinds of prompts, 64 in all, written with what a person expects to see before any of them was painted
([prompts.py](../bench/sheet/prompts.py)); the first picture of each, with seed {SEED}, none chosen, none left out. What the
checker found wrong stands in red.

![64 prompts painted by collage](SHEET)
""".replace("SHEET", SHEET)

_CHECKER = f"""## How it was measured

The checker ([bench/sheet](../bench/sheet)) looks at pixels only; it knows nothing of the engine's own notes. It
searches each picture for the illustrations that a person lets count as the subject ([shown.py](../bench/sheet/shown.py)),
at all sizes, both sides, tilted a little, by the directions of their edges and by their shading, because tint, light and
shadow leave these alone. Separate places are counted, their commonest hue is the colour, their boxes say who stands
where. A bolt or a sun that is painted rather than taken from the library it cannot find.

It was verified by eye on {len(SEEN)} pictures: every second prompt, all with a word of number or colour, and some on
which something is missing. They were painted while the engine was being built, and are kept in the repository with what is
to be seen on them ([seen.py](../bench/sheet/seen.py)). What the checker takes for sure was settled on earlier pictures
and on some of these. On each it was also asked for {ABSENT} subjects that are not there; of those it finds mostly things
without features, an egg in a penguin's belly or a balloon in a slice of sausage. How often it says the same as the eye:
"""
_TOPICS: Mapping[str, str] = {
    "named subject there": "a named subject is there, or not",
    "how many of it": "how many there are",
    "colour right": "the colour word is right, or not",
    "relation right": "the relation is right, or not",
    "absent subject not found": "what is not there is not found",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """All that the page tells of."""

    cells: Sequence[Cell]
    verdicts: Sequence[Verdict]
    answers: Sequence[Answer]
    load: float
    """How many processes wanted to run before the measurement began."""


def page(result: Result) -> str:
    """The page, in Markdown."""
    parts = [
        INTRODUCTION,
        *_figures(result),
        "",
        _CHECKER,
        *_believed(result.answers),
        "",
        *_failures(result),
    ]
    return "\n".join(parts) + "\n"


def _figures(result: Result) -> Iterator[str]:
    yield from rows(result.cells, result.verdicts)
    seconds = median(cell.seconds for cell in result.cells)
    yield f"\nThe aim is 90 % of the subjects, counts and colours. A picture took {seconds:.2f} s (median)."
    yield machine(result.load)


def rows(cells: Sequence[Cell], verdicts: Sequence[Verdict]) -> Iterator[str]:
    """The table: what is right by kind of prompt, and in all."""
    yield "| prompts | named subjects there | counts right | colours right | relations right |"
    yield "| --- | --- | --- | --- | --- |"
    both = list(zip(cells, verdicts, strict=True))
    for group in Group:
        some = [verdict for cell, verdict in both if cell.prompt.group is group]
        yield _row(f"{group}, {len(some)}", tally(some))
    yield _row(f"**all, {len(both)}**", tally(verdicts))


def _row(name: str, figures: Tally) -> str:
    shares = (figures.subjects, figures.counts, figures.colours, figures.relations)
    return " | ".join((f"| {name}", *(_told(share) for share in shares))) + " |"


def _told(share: Share) -> str:
    return f"{share.right} of {share.of}, {share.percent:.0f} %" if share.of else ""


def _believed(answers: Sequence[Answer]) -> Iterator[str]:
    yield "| question | same answer |"
    yield "| --- | --- |"
    for topic, words in _TOPICS.items():
        yield f"| {words} | {_told(agreement(answers, topic))} |"
    differing = [each for each in answers if not each.agrees]
    if differing:
        told = "; ".join(
            f"{each.about}: {each.topic}, {each.eye} by eye, {each.checker} found" for each in differing
        )
        yield f"\nWhere they differ (number of the prompt, what was asked): {told}."


def _failures(result: Result) -> Iterator[str]:
    yield "## What went wrong on the sheet\n"
    yield "As the checker says it; what the engine itself admitted in `warnings` stands behind it.\n"
    for number, (cell, verdict) in enumerate(zip(result.cells, result.verdicts, strict=True), start=1):
        wrong = fault(cell.prompt, verdict)
        if wrong:
            admitted = f" ({' '.join(cell.warnings)})" if cell.warnings else ""
            yield f"- {number}, “{cell.prompt.text}”: {wrong}{admitted}"
