import pytest

from pictoris.operations.vary import OPERATION, Vary

PICTURE = "https://a.example/x.png"


@pytest.mark.parametrize(
    ("of_grid", "listed", "price"), [(True, 10, 5), (True, 5, 3), (False, 10, 10), (True, 0, 0)]
)
def test_a_variation_of_a_grid_costs_half(of_grid, listed, price):
    assert OPERATION.price(Vary(picture=PICTURE, of_grid=of_grid), listed) == price


def test_the_seed_is_decided_once():
    assert OPERATION.settle(Vary(picture=PICTURE, prompt="a fox --seed 4"), 9).seed == 4
