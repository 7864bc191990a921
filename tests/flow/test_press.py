"""A button orders what it says, on the picture that it is about, and the family tree can be read afterwards."""

from base64 import b64encode

import pytest

from pictoris.artifacts import records
from pictoris.buttons import PANS, PICKS, REDOS, REROLL, UPSCALES, VARIATIONS
from pictoris.errors import Conflict, InvalidRequest, NotEnoughCredits, NotFound
from pictoris.flow.press import Press, order_of, press
from pictoris.flow.submit import Terms, check, submit
from pictoris.infra.clock import after
from pictoris.jobs import queue
from pictoris.nouns import JobId, State
from tests.world import World, png

MASK = "data:image/png;base64,iVBORw0KGgo="


class Painter:
    """An account that imagines and presses buttons."""

    def __init__(self, world: World, credits: int = 1000) -> None:  # noqa: A002
        self.world = world
        self.account = world.account(credits=credits)
        world.set_slots(100)

    def imagine(self, prompt: str = "a fox --ar 3:2", **fields) -> JobId:
        order = check(self.world.context, self.account, "imagine", {"prompt": prompt} | fields, Terms())
        return self.done(submit(self.world.context, order).job)

    def done(self, job: JobId) -> JobId:
        assert self.world.perform(job).state is State.DONE
        return job

    def press(self, message: JobId, button: str, **said) -> JobId:
        pressed = Press(message=message, button=button, **said)
        return press(self.world.context, self.account, pressed, Terms()).job

    def order(self, message: JobId, button: str, **said):
        pressed = Press(message=message, button=button, **said)
        return order_of(self.world.context, self.account, pressed, Terms(ref="r", timeout=99))

    def picked(self) -> JobId:
        return self.done(self.press(self.imagine(), "U1"))


@pytest.fixture
def painter(world):
    return Painter(world)


@pytest.mark.parametrize(
    ("button", "place"), [*zip(PICKS, range(4), strict=True), *zip(VARIATIONS, range(4), strict=True)]
)
def test_a_button_of_a_grid_is_about_its_own_picture(painter, button, place):
    grid = painter.imagine()
    params = painter.order(grid, button).params
    names = painter.world.job(grid).outcome.artifacts
    assert params["picture"] == f"http://pictoris.test/files/{names[place]}"
    assert params["notes"] == {"cell": place}
    assert params["engine"] == "told"


def test_the_family_tree_can_be_read(painter):
    grid = painter.imagine()
    child = painter.world.job(painter.press(grid, "U2"))
    assert (child.order.parent, child.order.button, child.order.prompt) == (grid, "U2", "a fox --ar 3:2")


def test_what_the_request_said_beside_the_button_is_kept(painter):
    order = painter.order(painter.imagine(), "V1")
    assert (order.ref, order.timeout) == ("r", 99)


def test_a_picked_picture_keeps_the_seed_that_it_was_painted_with(painter):
    grid = painter.imagine(seed=40)
    assert painter.order(grid, "U3").params["seed"] == 42


def test_the_seeds_of_picked_pictures_go_round_as_those_of_the_grid_do(painter):
    grid = painter.imagine(seed=2**32 - 1)
    assert [painter.order(grid, pick).params["seed"] for pick in PICKS] == [2**32 - 1, 0, 1, 2]


def test_a_picked_picture_keeps_the_words_that_it_was_painted_with(painter):
    assert painter.order(painter.imagine(), "U1", prompt="a wolf").prompt == "a fox --ar 3:2"


def test_a_button_is_written_down_as_the_message_offers_it(painter):
    picture = painter.picked()
    assert painter.order(picture, "⬅").button == PANS[0]
    assert painter.order(picture, PANS[0] + "\ufe0f" * 100).button == PANS[0]
    assert painter.order(picture, "Vary (Region)\ufe0f", mask=MASK).button == "Vary (Region)"


def test_another_try_of_what_has_no_words_takes_none(painter):
    pictures = [painter.world.picture_url(), painter.world.picture_url()]
    order = check(painter.world.context, painter.account, "blend", {"urls": pictures}, Terms())
    blended = painter.done(submit(painter.world.context, order).job)
    assert painter.order(blended, REROLL).params["urls"] == pictures
    with pytest.raises(InvalidRequest, match="takes no prompt"):
        painter.order(blended, REROLL, prompt="a dragon")
    assert painter.order(blended, "V1", prompt="a dragon").prompt == "a dragon"


def test_another_try_needs_the_pictures_that_came_inside_the_order(painter):
    mask = "data:image/png;base64," + b64encode(png() + bytes(9_000)).decode()
    filled = painter.done(painter.press(painter.picked(), "Vary (Region)", mask=mask))
    assert painter.order(filled, REROLL).params["mask"] == mask
    with painter.world.context.database.writing() as tx:
        queue.forget_bulk(tx, after(painter.world.clock.now(), seconds=1))
    with pytest.raises(InvalidRequest) as refused:
        painter.order(filled, REROLL)
    assert refused.value.code == "file_gone"


@pytest.mark.parametrize("prompt", ["a {red, blue} wolf", "a wolf --repeat 2"])
def test_another_try_is_one_job_whatever_its_words_say(painter, prompt):
    grid = painter.imagine()
    with pytest.raises(InvalidRequest, match="2 jobs") as refused:
        painter.order(grid, REROLL, prompt=prompt)
    assert refused.value.code == "one_job_only"


def test_another_try_says_the_same_and_has_other_luck(painter):
    grid = painter.imagine("a fox --seed 5")
    again = painter.order(grid, REROLL)
    before = painter.world.job(grid).order
    assert before.params["seed"] == 5
    assert again.params["seed"] != 5
    assert again.params == {**before.params, "seed": again.params["seed"]}
    assert (again.operation, again.price) == ("imagine", before.price)


def test_another_try_of_a_variation_is_a_variation(painter):
    varied = painter.done(painter.press(painter.imagine(), "V2"))
    again = painter.order(varied, REROLL)
    assert again.operation == "vary"
    assert again.params["picture"] == painter.world.job(varied).order.params["picture"]


def test_other_words_may_be_given_along(painter):
    grid = painter.imagine()
    for button in ("V1", REROLL):
        assert painter.order(grid, button, prompt="a wolf").prompt == "a wolf"


def test_a_seed_may_be_given_along(painter):
    assert painter.order(painter.imagine(), "V1", seed=77).params["seed"] == 77


def test_a_region_needs_a_mask(painter):
    picture = painter.picked()
    with pytest.raises(InvalidRequest, match="mask is required"):
        painter.order(picture, "Vary (Region)")
    order = painter.order(picture, "Vary (Region)", mask=MASK, prompt="a bird")
    assert (order.operation, order.params["mask"], order.prompt) == ("inpaint", MASK, "a bird")


@pytest.mark.parametrize(
    ("button", "sides"),
    [
        ("Zoom Out 2x", (0.5, 0.5, 0.5, 0.5)),
        ("Zoom Out 1.5x", (0.25, 0.25, 0.25, 0.25)),
        ("Zoom Out 1.2x", (0.1, 0.1, 0.1, 0.1)),
        (PANS[0], (0.5, 0, 0, 0)),
        (PANS[1], (0, 0, 0.5, 0)),
        (PANS[2], (0, 0.5, 0, 0)),
        (PANS[3], (0, 0, 0, 0.5)),
    ],
)
def test_zoom_and_pan_say_what_is_added_on_which_side(painter, button, sides):
    params = painter.order(painter.picked(), button).params
    assert tuple(params[side] for side in ("left", "top", "right", "bottom")) == sides


@pytest.mark.parametrize(("button", "way"), [*zip(UPSCALES, ("2x", "4x", "subtle", "creative"), strict=True)])
def test_each_upscale_has_its_way(painter, button, way):
    assert painter.order(painter.picked(), button).params["way"] == way


def test_doing_an_upscale_again_starts_from_the_original_and_counts(painter):
    picture = painter.picked()
    original = painter.order(picture, "Upscale (2x)").params["picture"]
    enlarged = painter.done(painter.press(picture, "Upscale (2x)"))
    for count in (1, 2):
        order = painter.order(enlarged, REDOS[1])
        assert (order.params["picture"], order.params["redo"], order.params["way"]) == (original, count, "4x")
        enlarged = painter.done(painter.press(enlarged, REDOS[1]))


def test_what_the_first_order_chose_is_inherited(painter):
    grid = painter.imagine(
        model="sdxl", negative_prompt="fog", output_format="webp", loras={"ink": 0.5}, style="raw"
    )
    params = painter.order(grid, "V1").params
    assert (params["model"], params["negative_prompt"], params["output_format"]) == ("sdxl", "fog", "webp")
    assert (params["loras"], params["style"]) == ({"ink": 0.5}, "raw")


def test_a_button_that_is_not_offered_is_refused_with_those_that_are(painter):
    before = painter.world.balance(painter.account)
    with pytest.raises(
        InvalidRequest, match=r"does not offer 'Make Square'; its buttons now: U1, U2"
    ) as refused:
        painter.press(painter.imagine(), "Make Square")
    assert refused.value.code == "button_not_offered"
    assert painter.world.balance(painter.account) == before - 10


def test_a_message_of_somebody_else_is_unknown(painter):
    grid = painter.imagine()
    stranger = painter.world.account("b@example.com")
    with pytest.raises(NotFound):
        press(painter.world.context, stranger, Press(message=grid, button="U1"), Terms())


def test_an_unfinished_job_is_cancelled_by_its_button_and_a_finished_one_is_not(painter):
    order = check(painter.world.context, painter.account, "imagine", {"prompt": "a fox"}, Terms())
    job = submit(painter.world.context, order).job
    assert painter.press(job, "Cancel Job") == job
    assert painter.world.job(job).state is State.CANCELLED
    with pytest.raises(Conflict):
        painter.press(painter.imagine(), "Cancel Job")


def test_a_button_that_cannot_be_paid_orders_nothing(world):
    painter = Painter(world, credits=12)
    grid = painter.imagine()
    with pytest.raises(NotEnoughCredits):
        painter.press(grid, "U1")
    assert world.balance(painter.account) == 2


def test_a_picture_that_is_kept_no_longer_is_said_before_anything_is_charged(painter):
    grid = painter.imagine()
    with painter.world.context.database.writing() as tx:
        records.forget(tx, painter.world.job(grid).outcome.artifacts)
    before = painter.world.balance(painter.account)
    with pytest.raises(InvalidRequest) as refused:
        painter.press(grid, "U1")
    assert refused.value.code == "file_gone"
    assert painter.world.balance(painter.account) == before
