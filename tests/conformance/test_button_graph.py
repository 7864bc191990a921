"""The whole graph of buttons, walked over HTTP from one imagine to depth 3, on the engine that ships with the package."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from pictoris.buttons import PANS, PICKS, REDOS, REROLL, SQUARE, UPSCALES, VARIATIONS, VARIES, ZOOMS
from tests.world import png

SMALL = {"width": 128, "height": 96, "seed": 7}
"""Small pictures: the graph is the same, and each job takes a moment."""

MASK = base64.b64encode(png(128, 96, grey=255)).decode()

GRID = [*PICKS, REROLL, *VARIATIONS]
PICTURE = [*UPSCALES, *VARIES, *ZOOMS, *PANS, SQUARE]

FOLLOWS: dict[str, list[str]] = {
    **dict.fromkeys((*VARIES, *ZOOMS, *VARIATIONS, SQUARE, REROLL), GRID),
    **{arrow: [*PICKS, REROLL] for arrow in PANS},
    **{button: list(REDOS) for button in (*UPSCALES, *REDOS)},
    **dict.fromkeys(PICKS, PICTURE),
}
"""What a message offers, by the button that made it: written down once more, by hand, from the documentation."""

FIRST_OF = {"U": PICKS[0], "V": VARIATIONS[1]}
"""Beyond the first step one picture of a grid stands for all four: they differ in nothing but their number."""


@dataclass(frozen=True)
class Node:
    """A finished message, and the buttons that led to it."""

    path: tuple[str, ...]
    message: dict[str, object]


@pytest.fixture(scope="module")
def root(working) -> Node:
    job = working.client.submit("/api/v1/nova/imagine", {"prompt": "a red fox in the snow", **SMALL})
    return Node((), _done(working, job))


def _done(server, job: str) -> dict[str, object]:
    message = dict(server.client.follow(job, lambda _percent: None))
    assert message["status"] == "DONE", message
    return message


def _press(server, node: Node, button: str) -> Node:
    fields = {"messageId": node.message["messageId"], "button": button}
    if button == "Vary (Region)":
        fields |= {"mask": MASK, "prompt": "a blue ball"}
    message = _done(server, server.client.submit("/api/v1/nova/button", fields))
    assert message["originatingMessageId"] == node.message["messageId"], node.path
    return Node((*node.path, button), message)


def _worth_a_step(node: Node) -> Iterator[str]:
    """All buttons of the first message; further on, one of those that differ in their number only."""
    for button in _expected(node):
        is_one_of_four = len(button) == 2 and button[0] in FIRST_OF
        if not node.path or not is_one_of_four or button == FIRST_OF[button[0]]:
            yield button


def _expected(node: Node) -> list[str]:
    buttons = FOLLOWS[node.path[-1]] if node.path else GRID
    is_square = SQUARE in node.path
    return [button for button in buttons if not (button == SQUARE and is_square)]


def test_every_message_to_depth_three_offers_what_the_documentation_says(working, root):
    level, pressed = [root], set[str]()
    for depth in (1, 2, 3):
        following = [_press(working, node, button) for node in level for button in _worth_a_step(node)]
        for node in following:
            assert node.message["buttons"] == _expected(node), node.path
            pressed.add(node.path[-1])
        # From the second step on, U1 stands for U1 to U4 and V2 for V1 to V4.
        level = [one for one in following if depth > 1 or one.path[0] in {*FIRST_OF.values(), REROLL}]
    assert pressed == set(FOLLOWS)


def test_the_same_seed_and_prompt_paint_the_same_pictures_again(working, tmp_path):
    pictures = []
    for number in range(2):
        job = working.client.submit("/api/v1/nova/imagine", {"prompt": "a blue car in the rain", **SMALL})
        working.client.download(_done(working, job)["uri"], tmp_path / f"{number}.png")
        pictures.append((tmp_path / f"{number}.png").read_bytes())
    assert pictures[0] == pictures[1]
