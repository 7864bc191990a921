"""The demo's results on one sheet: what went in, what came out, large enough to judge faces, hair and seams.

Runs as a program of its own, `python -m pictoris.cli.contact_sheet FOLDER`, because it needs Pillow. It is put
together like type: small pictures are set `beside` or `above` one another until they are one.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont, ImageOps

from pictoris.cli.demo_steps import PICTURES, PROMPT, STEPS, Step

WIDTH: Final = 1560
MARGIN: Final = 60
GAP: Final = 30
PAPER: Final = (246, 244, 239)
INK: Final = (33, 31, 28)
FAINT: Final = (126, 120, 110)
CHECKS: Final = ((255, 255, 255), (218, 216, 212))
THIRD: Final = (WIDTH - 2 * 2 * GAP) // 3
QUARTER: Final = (WIDTH - 3 * GAP) // 4
TOPMOST: Final = (0.5, 0.0)
FACES: Final = {"astronaut": (135, 10, 315, 190), "mona_lisa": (185, 80, 455, 350)}
"""Where the face is in each picture that gets another one: left, top, right, bottom."""

DETAIL: Final = (205, 165)
"""Upper left corner of the part of the rocket picture that is shown enlarged."""


def draw_sheet(folder: Path) -> Path:
    """Draw `contact-sheet.png` (RGB) from the results in `folder`; raises `OSError` if one is missing."""
    by_kind: dict[str, list[Step]] = {}
    for step in STEPS:
        by_kind.setdefault(step.path.rsplit("/", 1)[-1], []).append(step)
    words = json.loads((folder / "descriptions.json").read_text(encoding="utf-8"))
    sheet = above(
        [
            _headline(),
            _section("Imagine, vary, zoom out, paint a region anew", _painted(folder)),
            _section("Face swap", [_swapped(step, folder) for step in by_kind["faceswap"]]),
            _section("Remove background", [_cut_out(by_kind["remove-bg"], folder)]),
            _section("Upscale", [_enlarged(step, folder) for step in by_kind["upscale"]]),
            _section("Describe", [_described(by_kind["describe"], words)]),
        ],
        2 * GAP,
    )
    target = folder / "contact-sheet.png"
    ImageOps.expand(sheet, MARGIN, PAPER).save(target)
    return target


def beside(pictures: Sequence[Image.Image], gap: int = GAP) -> Image.Image:
    """Set pictures in a row, their upper edges on one line."""
    width = sum(picture.width for picture in pictures) + gap * (len(pictures) - 1)
    row = Image.new("RGB", (width, max(picture.height for picture in pictures)), PAPER)
    left = 0
    for picture in pictures:
        row.paste(picture, (left, 0))
        left += picture.width + gap
    return row


def above(pictures: Sequence[Image.Image], gap: int = GAP) -> Image.Image:
    """Set pictures in a column, their left edges on one line."""
    height = sum(picture.height for picture in pictures) + gap * (len(pictures) - 1)
    column = Image.new("RGB", (max(picture.width for picture in pictures), height), PAPER)
    top = 0
    for picture in pictures:
        column.paste(picture, (0, top))
        top += picture.height + gap
    return column


def text(words: str, size: int, width: int, colour: tuple[int, int, int] = INK) -> Image.Image:
    """Set words in lines that are at most `width` pixels wide."""
    font = ImageFont.load_default(size)
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    leading = round(size * 1.35)
    block = Image.new("RGB", (width, leading * len(lines)), PAPER)
    pen = ImageDraw.Draw(block)
    for number, line in enumerate(lines):
        pen.text((0, number * leading), line, font=font, fill=colour)
    return block


def on_checks(picture: Image.Image, square: int = 12) -> Image.Image:
    """Lay a picture on a checkerboard where it is transparent."""
    board = Image.new("RGB", picture.size, CHECKS[0])
    pen = ImageDraw.Draw(board)
    for top in range(0, picture.height, square):
        for left in range(square * (top // square % 2), picture.width, 2 * square):
            pen.rectangle((left, top, left + square - 1, top + square - 1), fill=CHECKS[1])
    board.paste(picture, (0, 0), picture.convert("RGBA"))
    return board


def _headline() -> Image.Image:
    summary = f"{len(STEPS)} jobs on a server of your own: real networks, no GPU, nothing left this machine."
    return above([text("Pictoris", 64, WIDTH), text(summary, 24, WIDTH, FAINT)], 4)


def _section(title: str, rows: Sequence[Image.Image]) -> Image.Image:
    rule = Image.new("RGB", (WIDTH, 2), INK)
    return above([rule, text(title, 34, WIDTH), *rows], GAP // 2)


def _painted(folder: Path) -> list[Image.Image]:
    steps = {step.name: step for step in STEPS}
    imagined, varied = _result(steps["imagine"], folder), _result(steps["vary"], folder)
    picked = _result(steps["pick"], folder)
    wider, painted = _result(steps["zoom-out"], folder), _result(steps["inpaint"], folder)
    half = (WIDTH - GAP) // 2
    grids = (_tile(imagined, half, PROMPT), _tile(varied, half, "V2: four variations of the second"))
    singles = (
        _tile(picked, THIRD, "U1: the first by itself"),
        _tile(_first_of(wider), THIRD, "Zoom Out 2x: what is around it"),
        _tile(_first_of(painted), THIRD, "Vary (Region): a hot air balloon"),
    )
    return [beside(grids), beside(singles, 2 * GAP)]


def _first_of(grid: Image.Image) -> Image.Image:
    return grid.crop((0, 0, grid.width // 2, grid.height // 2))


def _swapped(step: Step, folder: Path) -> Image.Image:
    source, target = step.pictures["source"], step.pictures["target"]
    result = _result(step, folder)
    tiles = (
        _tile(_input(source), QUARTER, "the face of this one", QUARTER),
        _tile(_input(target), QUARTER, "on this picture", QUARTER),
        _tile(result, QUARTER, "result", QUARTER),
        _tile(result.crop(FACES[target]), QUARTER, "result, closer", QUARTER),
    )
    return beside(tiles)


def _cut_out(steps: Sequence[Step], folder: Path) -> Image.Image:
    columns = []
    for step in steps:
        before = _input(step.pictures["image"])
        after = on_checks(_result(step, folder))
        height = THIRD * 3 // 4
        tiles = [_tile(before, THIRD, "before", height), _tile(after, THIRD, "result", height)]
        columns.append(above(tiles, GAP // 2))
    return beside(columns, 2 * GAP)


def _enlarged(step: Step, folder: Path) -> Image.Image:
    before, after = _input(step.pictures["image"]), _result(step, folder)
    scale = after.width / before.width
    side = round(THIRD / scale)
    box = (*DETAIL, DETAIL[0] + side, DETAIL[1] + side)
    plain = before.crop(box).resize((THIRD, THIRD), Image.Resampling.BICUBIC)
    left, top, right, bottom = (round(edge * scale) for edge in box)
    ours = after.crop((left, top, right, bottom))
    ImageDraw.Draw(before).rectangle(box, outline=(255, 255, 255), width=3)
    tiles = (
        _tile(before, THIRD, f"before, {before.width} by {before.height}"),
        _tile(plain, THIRD, "a detail, enlarged bicubically"),
        _tile(ours, THIRD, f"the same detail of the result, {after.width} by {after.height}"),
    )
    return beside(tiles, 2 * GAP)


def _described(steps: Sequence[Step], words: dict[str, list[str]]) -> Image.Image:
    columns = []
    for step in steps:
        picture = step.pictures["url"]
        shown = ImageOps.fit(_input(picture), (QUARTER, QUARTER * 3 // 4), centering=TOPMOST)
        columns.append(above([shown, text(words[picture][0], 20, QUARTER)], GAP // 2))
    return beside(columns)


def _tile(picture: Image.Image, width: int, caption: str, height: int | None = None) -> Image.Image:
    """A picture with a line below it; with a height, what does not fit is cut off, below rather than above."""
    size = (width, height or round(picture.height * width / picture.width))
    shown = ImageOps.fit(picture, size, Image.Resampling.LANCZOS, centering=TOPMOST)
    return above([shown, text(caption, 20, width, FAINT)], 8)


def _input(name: str) -> Image.Image:
    with Image.open(PICTURES / f"{name}.png") as picture:
        return picture.convert("RGB")


def _result(step: Step, folder: Path) -> Image.Image:
    with Image.open(folder / step.file) as picture:
        return picture.convert("RGBA" if picture.mode == "RGBA" else "RGB")


if __name__ == "__main__":
    print(draw_sheet(Path(sys.argv[1])))  # noqa: T201 - a program of its own
