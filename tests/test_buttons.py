"""The graph of buttons: every message offers exactly what can be pressed on it, and every button leads somewhere."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from pictoris import operations
from pictoris.buttons import (
    ACTIONS,
    CANCEL,
    OFFERED,
    PANS,
    PICKS,
    REDOS,
    REROLL,
    SQUARE,
    STAGES,
    UPSCALES,
    VARIATIONS,
    VARIES,
    ZOOMS,
    Stage,
    action_of,
    meant,
    offered,
    plain,
    stage_of,
)
from pictoris.infra.clock import Instant
from pictoris.nouns import AccountId, Credits, Job, JobId, Order, Outcome, State

VOCABULARY = {*PICKS, *VARIATIONS, REROLL, *ZOOMS, *VARIES, *PANS, SQUARE, *UPSCALES, *REDOS}
"""The documented strings (spec, section 2), but for `Cancel Job`."""


def job(
    operation: str, *, button: str = "", state: State = State.DONE, size: tuple[int, int] = (96, 64)
) -> Job:
    action = ACTIONS.get(button)
    params = dict(action.fields) if action else {}
    order = Order(account=AccountId("a"), operation=operation, params=params, price=Credits(1), button=button)
    return Job(
        id=JobId("j"),
        order=order,
        state=state,
        progress=100,
        attempt=1,
        revision=1,
        created=Instant(0),
        updated=Instant(0),
        outcome=Outcome(artifacts=("a", "b", "c", "d"), width=size[0], height=size[1]),
    )


def test_every_documented_button_is_offered_somewhere_and_no_other():
    assert {button for buttons in OFFERED.values() for button in buttons} == VOCABULARY
    assert set(ACTIONS) == VOCABULARY


def test_every_action_names_an_operation_that_there_is_and_fields_that_it_takes():
    for button, action in ACTIONS.items():
        if action.operation:
            operation = operations.find()[action.operation]
            assert set(action.fields) <= set(operation.params.model_fields), button


def test_every_stage_belongs_to_an_operation_that_there_is():
    assert set(STAGES) <= set(operations.find())


@pytest.mark.parametrize("operation", ["imagine", "blend", "vary", "inpaint", "extend"])
def test_a_grid_offers_its_four_pictures_their_variations_and_another_try(operation):
    assert offered(job(operation)) == (*PICKS, REROLL, *VARIATIONS)


@pytest.mark.parametrize("arrow", PANS)
def test_a_panned_grid_offers_no_variations(arrow):
    assert offered(job("extend", button=arrow)) == (*PICKS, REROLL)


@pytest.mark.parametrize("arrow", PANS)
def test_a_panned_grid_that_was_tried_again_is_still_panned(arrow):
    panned = job("extend", button=arrow)
    again = replace(panned, order=replace(panned.order, button=REROLL))
    assert offered(again) == (*PICKS, REROLL)


def test_a_single_picture_offers_all_that_continues_it():
    assert offered(job("pick")) == (*UPSCALES, *VARIES, *ZOOMS, *PANS, SQUARE)


def test_a_square_picture_is_not_made_square_again():
    assert offered(job("pick", size=(64, 64))) == (*UPSCALES, *VARIES, *ZOOMS, *PANS)


def test_a_picture_that_would_become_too_large_is_not_enlarged_so_far():
    assert "Upscale (4x)" not in offered(job("pick", size=(4096, 3072)))
    assert "Upscale (2x)" in offered(job("pick", size=(4096, 3072)))
    assert "Upscale (2x)" not in offered(job("pick", size=(8192, 8192)))


@pytest.mark.parametrize(("way", "size"), [("2x", (8192, 6144)), ("4x", (9000, 9000))])
def test_what_is_enlarged_again_is_measured_by_its_original(way, size):
    enlarged = job("enlarge", size=size)
    enlarged = replace(enlarged, order=replace(enlarged.order, params={"way": way}))
    assert offered(enlarged) == (("Redo Upscale (2x)",) if way == "2x" else REDOS)


def test_an_enlarged_picture_offers_to_do_it_again():
    assert offered(job("enlarge")) == REDOS


@pytest.mark.parametrize("operation", ["faceswap", "upscale", "flux", "compose", "zimage", "describe"])
def test_other_results_are_an_end(operation):
    assert offered(job(operation)) == ()
    assert stage_of(job(operation)) is Stage.END


@pytest.mark.parametrize("state", [State.WAITING, State.ADMITTED, State.RUNNING])
def test_what_is_not_finished_offers_to_cancel_it_and_nothing_else(state):
    assert offered(job("imagine", state=state)) == (CANCEL,)
    assert action_of(job("imagine", state=state), "U1") is None


@pytest.mark.parametrize("state", [State.FAILED, State.CANCELLED])
def test_what_came_to_a_bad_end_offers_nothing(state):
    assert offered(job("imagine", state=state)) == ()


def _all_jobs() -> Iterator[Job]:
    for operation in operations.find():
        for button in ("", *PANS, "Zoom Out 2x"):
            for size in ((64, 64), (96, 64)):
                yield job(operation, button=button, size=size)


def test_exactly_what_is_offered_can_be_pressed():
    for one in _all_jobs():
        pressed = {button for button in VOCABULARY if action_of(one, button) is not None}
        assert pressed == set(offered(one))


def test_an_arrow_without_its_invisible_mark_is_the_same_arrow():
    assert action_of(job("pick"), "⬅") == action_of(job("pick"), "⬅️") == ACTIONS["⬅️"]
    assert plain("U1") != plain("U2")


@pytest.mark.parametrize("button", ["u1", "U1 ", "U5", "Zoom Out", "Zoom out 2x", "", "🔁", "Vary"])
def test_buttons_are_compared_as_exact_strings(button):
    assert action_of(job("imagine"), button) is None
    assert action_of(job("pick"), button) is None


@pytest.mark.parametrize(("button", "around"), [("Zoom Out 1.2x", 0.1), ("Zoom Out 1.75x", 0.375)])
def test_a_zoom_by_any_factor_up_to_two_is_taken_where_zooms_are_offered(button, around):
    action = action_of(job("pick"), button)
    assert action is not None
    assert dict(action.fields) == dict.fromkeys(("left", "top", "right", "bottom"), around)
    assert action_of(job("imagine"), button) is None


@pytest.mark.parametrize("factor", ["1", "1.0", "2.01", "3", "0.5", "-1.5", "1e0", "1.555", "nan"])
def test_other_factors_are_no_zoom(factor):
    assert action_of(job("pick"), f"Zoom Out {factor}x") is None


def test_each_picture_of_a_grid_has_its_own_buttons():
    assert [ACTIONS[button].picture for button in (*PICKS, *VARIATIONS)] == [0, 1, 2, 3, 0, 1, 2, 3]


def test_doing_an_upscale_again_starts_from_the_original():
    assert all(ACTIONS[button].of_original for button in REDOS)
    assert not any(ACTIONS[button].of_original for button in VOCABULARY - set(REDOS))


def test_an_unfinished_job_has_no_stage_to_go_on_from():
    assert offered(replace(job("pick"), state=State.RUNNING)) == (CANCEL,)


@pytest.mark.parametrize(
    ("sent", "button"),
    [
        ("⬅", "⬅️"),
        ("⬅️" + "\ufe0f" * 1000, "⬅️"),
        ("Vary (Region)\ufe0f", "Vary (Region)"),
        ("Zoom Out 2x", "Zoom Out 2x"),
        ("Zoom Out 2.00x", "Zoom Out 2x"),
        ("Zoom Out 1.50x", "Zoom Out 1.5x"),
        ("Zoom Out 1.33x", "Zoom Out 1.33x"),
        ("U1", ""),
        ("nothing", ""),
    ],
)
def test_whatever_was_sent_has_one_spelling(sent, button):
    assert meant(job("pick"), sent) == button


@pytest.mark.parametrize("factor", ["１.５", "1.٥"])
def test_digits_are_those_of_the_button(factor):
    assert action_of(job("pick"), f"Zoom Out {factor}x") is None
