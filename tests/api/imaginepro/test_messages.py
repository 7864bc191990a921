"""How a job stands: under all paths, for every client (requirements 1, 2, 4, 5, 6)."""

import pytest

from pictoris.api.imaginepro.messages import PATHS
from pictoris.errors import Failed
from pictoris.nouns import JobId

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("path", PATHS)
async def test_every_path_tells_of_every_job(shared, path):
    job = (await shared.upscale()).json()["messageId"]
    reply = await shared.get(path.replace("{id}", job))
    assert reply.status_code == 200
    said = reply.json()
    assert said["messageId"] == job
    assert isinstance(said["progress"], int)
    assert said["status"] in {"QUEUED", "PROCESSING", "DONE", "FAIL"}
    assert "error" not in said


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "unknown", ["x", "00000000-0000-4000-8000-000000000000", "%00", "a" * 5000, "%F0%9F%94%84"]
)
async def test_an_unknown_id_is_404_in_json(shared, path, unknown):
    reply = await shared.get(path.replace("{id}", unknown))
    assert (reply.status_code, reply.json()["statusCode"], reply.json()["code"]) == (404, 404, "not_found")
    assert reply.json()["error"]


async def test_a_done_job_has_its_picture_everywhere_clients_look(api):
    job = await api.finished()
    said = (await api.get(f"/api/v1/message/fetch/{job}")).json()
    assert (said["status"], said["progress"], said["images"]) == ("DONE", 100, [said["uri"]])
    assert said["buttons"] == []


async def test_a_failed_job_says_why_and_costs_nothing(api):
    def fail(*_):
        raise Failed("There is no face in the source.", code="no_face")

    api.world.bench.behave = fail
    job = JobId((await api.upscale()).json()["messageId"])
    api.world.perform(job)
    said = (await api.get(f"/api/v1/message/fetch/{job}")).json()
    assert (said["status"], said["error"], said["code"]) == (
        "FAIL",
        "There is no face in the source.",
        "no_face",
    )
    assert api.world.balance(api.account) == 100


async def test_the_order_of_strings_survives_the_way(shared):
    words = 'Grüße "🔄" \\ \u2028 </script>'
    job = (await shared.upscale(json={"ref": words})).json()["messageId"]
    assert (await shared.get(f"/api/v1/message/fetch/{job}")).json()["ref"] == words
