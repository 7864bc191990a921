"""What is documented and not built says so, and is on one list."""

import pytest

from pictoris.api.imaginepro.planned import PLANNED, endpoints
from pictoris.api.imaginepro.routes import endpoints as all_endpoints

pytestmark = pytest.mark.anyio
CASES = [(one.method, path) for one in endpoints() for path in one.paths]


@pytest.mark.parametrize(("method", "path"), CASES)
async def test_it_answers_501_in_the_shape_of_errors(shared, method, path):
    reply = await shared.call(
        method, path.replace("{id}", "7"), **({} if method == "GET" else {"json": {"prompt": "x"}})
    )
    said = reply.json()
    assert (reply.status_code, said["statusCode"], said["code"]) == (501, 501, "not_implemented")
    assert "does not do it yet" in said["error"]


def test_nothing_is_planned_and_built():
    built = {(one.method, path) for one in all_endpoints() if not one.is_planned for path in one.paths}
    assert built.isdisjoint(CASES)
    assert len(PLANNED) == len(set(PLANNED))
