import pytest
from pydantic import ValidationError

from pictoris.operations.describe import OPERATION, Describe


@pytest.mark.parametrize("name", ["url", "image", "imageUrl", "image_url"])
def test_the_picture_may_be_called_as_clients_call_it(name):
    params = Describe.model_validate({name: "https://a.example/cat.png", "timeout": 900})
    assert params.image_urls() == {"image": "https://a.example/cat.png"}


def test_parameters_survive_the_way_through_the_queue():
    stored = OPERATION.example.model_dump(mode="json")
    assert Describe.model_validate(stored) == OPERATION.example


def test_without_a_picture_nothing_is_described():
    for fields in ({}, {"url": ""}, {"url": None}, {"url": 5}):
        with pytest.raises(ValidationError):
            Describe.model_validate(fields)


def test_describing_costs_what_the_price_list_says():
    assert (OPERATION.name, OPERATION.kind, OPERATION.credits) == ("describe", "DESCRIBE", 5)
