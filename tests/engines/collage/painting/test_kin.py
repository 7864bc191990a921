import pytest

from pictoris.engines.collage.painting.kin import family_of, is_shown, shown_by
from tests.engines.collage.scenes import sprites

FIR, TREE, CAT, DOG = (sprites().entry(f"fluent/{code}") for code in ("1f332", "1f333", "1f408", "1f415"))


@pytest.mark.parametrize(
    ("one", "other"),
    [("evergreen tree", "palm tree"), ("*flower:2:#ffffff", "tulip"), ("automobile", "taxi")],
)
def test_what_is_counted_together_is_of_one_family(one, other):
    assert family_of(one) == family_of(other)


def test_a_tree_spoils_the_count_of_other_trees():
    assert is_shown(FIR, shown_by([(TREE, 1)]))
    assert not is_shown(FIR, shown_by([(CAT, 1)]))


def test_a_dog_spoils_the_count_of_two_animals_only():
    assert is_shown(DOG, shown_by([(CAT, 2)]))
    assert not is_shown(DOG, shown_by([(CAT, 1)]))
