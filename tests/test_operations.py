"""Every operation that the folder holds keeps the same promises; a new one meets them by being there."""

import json
from importlib.util import find_spec

import pytest
from pydantic import ValidationError

from pictoris import operations

ALL = operations.find()
TABLES = {"loras", "notes"}
"""Fields that take a table, and so an empty one."""


def repr_of_type(value):
    return type(value).__name__


@pytest.fixture(params=sorted(ALL))
def operation(request):
    return ALL[request.param]


def test_the_tools_and_the_ways_to_paint_are_there():
    tools = {"faceswap", "remove_background", "upscale", "describe"}
    paint = {"imagine", "blend", "flux", "compose", "zimage"}
    assert set(ALL) == tools | paint | {"pick", "vary", "extend", "inpaint", "enlarge"}


def test_a_job_that_is_begun_again_draws_no_other_lots(operation):
    settled = operation.settle(operation.example, 7)
    assert operation.settle(settled, 8) == settled


def test_an_order_that_asks_for_one_job_is_one(operation):
    assert len(operation.expand(operation.example)) == 1


def test_an_operation_has_a_recipe_of_its_name(operation):
    assert find_spec(f"pictoris.recipes.{operation.name}") is not None


def test_an_operation_says_what_it_is_in_one_sentence(operation):
    assert operation.summary.endswith(".")
    assert operation.kind.isupper()


def test_every_parameter_is_described(operation):
    schema = operation.params.model_json_schema()
    assert [name for name, field in schema["properties"].items() if not field.get("description")] == []


def test_an_operation_reads_a_picture_or_a_prompt(operation):
    assert operation.example.image_urls() or operation.prompt(operation.example)


def test_parameters_survive_the_journey_through_the_database(operation):
    stored = json.loads(json.dumps(operation.example.model_dump(mode="json")))
    assert operation.params.model_validate(stored) == operation.example


def test_the_price_is_positive_and_the_same_each_time(operation):
    prices = {operation.price(operation.example, operation.credits) for _ in range(3)}
    assert len(prices) == 1
    assert prices.pop() > 0


def test_no_listed_price_makes_an_order_pay_its_caller(operation):
    prices = [operation.price(operation.example, listed) for listed in (0, 1, 5, 1000)]
    assert all(isinstance(price, int) for price in prices)
    assert prices[0] >= 0
    assert prices == sorted(prices)


@pytest.mark.parametrize("wrong", [[], {}, b"bytes", float("nan"), object()], ids=repr_of_type)
def test_a_value_of_another_kind_is_refused_in_every_field(operation, wrong):
    whole = operation.example.model_dump(mode="json")
    taken = [name for name in whole if fits(operation, whole | {name: wrong})]
    assert taken == ([name for name in whole if name in TABLES] if wrong == {} else [])


def fits(operation, fields):
    try:
        operation.params.model_validate(fields)
    except ValidationError:
        return False
    return True


def test_a_module_whose_operation_is_none_is_refused(monkeypatch):
    module = f"{operations.__name__}.upscale"
    monkeypatch.setattr(f"{module}.OPERATION", "not an operation")
    with pytest.raises(TypeError, match=r"upscale\.OPERATION is not an Operation"):
        operations.find.__wrapped__()
