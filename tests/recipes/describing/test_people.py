import numpy as np
import pytest

from pictoris.recipes.describing.people import people
from pictoris.recipes.describing.views import look
from tests.recipes.describing import samples


def found(picture):
    return people(look(np.ascontiguousarray(picture)), samples.graphs())


def test_the_astronaut_smiles_at_the_camera_in_orange():
    main = samples.facts("astronaut").people.main
    assert main is not None
    assert (main.smiling, main.view, main.clothing, main.shot) == (
        True, "facing the camera", "bright orange", "half-length",
    )  # fmt: skip


def test_the_mona_lisa_does_not_quite_smile_and_is_lit_from_the_left():
    main = samples.facts("mona_lisa").people.main
    assert main is not None
    assert (main.smiling, main.view, main.lit_from) == (False, "seen in three-quarter view", "left")


@pytest.mark.parametrize("name", ["chelsea", "coffee", "rocket"])
def test_where_nobody_is_nobody_is_found(name):
    assert samples.facts(name).people.count == 0
    assert samples.facts(name).people.main is None


def test_people_are_counted_in_the_dark_and_side_by_side():
    astronaut = samples.picture("astronaut")
    assert found(astronaut // 3).count == 1
    assert found(np.hstack([astronaut, astronaut[:, ::-1]])).count == 2


def test_coming_nearer_changes_the_shot():
    near = found(samples.picture("astronaut")[0:220, 120:320]).main
    assert near is not None
    assert near.shot in {"close-up", "extreme close-up"}


def test_a_mirror_turns_the_light():
    mirrored = found(samples.picture("mona_lisa")[:, ::-1]).main
    assert mirrored is not None
    assert mirrored.lit_from == "right"


def test_a_lying_face_tells_nothing_of_clothes():
    lying = found(np.rot90(samples.picture("astronaut"))).main
    assert lying is not None
    assert lying.clothing == ""


def test_a_glance_finds_who_is_near():
    view = look(samples.picture("astronaut"))
    assert people(view, samples.graphs(), at_a_glance=True).count == 1
