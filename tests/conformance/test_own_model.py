"""A model of the operator's own, from `pictoris models pull` to the buttons: a tiny pipeline of random weights, on a real server."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from pictoris.cli.local_server import Local, local_server

pytest.importorskip("torch", reason="the extra [diffusion] is not installed")

SMALL = {"prompt": "a red fox", "width": 64, "height": 64, "seed": 7}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    """A server that holds one tiny model and runs up to four jobs in one process."""
    from tests.engines.diffusion import tiny  # noqa: PLC0415 - imports torch

    folder = tmp_path_factory.mktemp("own-model")
    model = tiny.build("sdxl", folder / "tiny-sdxl")
    pull = [
        "models",
        "pull",
        "tiny",
        "--from",
        str(model),
        "--family",
        "sdxl",
        "--data",
        str(folder / "data"),
    ]
    subprocess.run([sys.executable, "-m", "pictoris", *pull], check=True, capture_output=True)
    variables = {"PICTORIS_JOBS_PER_PROCESS": "4", "PICTORIS_DIFFUSION__DEVICE": "cpu"}
    with local_server(folder, variables=variables, credits_=10_000) as running:
        yield running


def ended(server, job):
    return server.client.follow(job, lambda _percent: None)


def imagined(server, **fields):
    return ended(server, server.client.submit("/api/v1/nova/imagine", SMALL | {"steps": 3} | fields))


def pressed(server, message, button):
    body = {"messageId": message["messageId"], "button": button}
    return ended(server, server.client.submit("/api/v1/nova/button", body))


def test_the_model_paints_and_what_follows_is_painted_by_it_too(server):
    grid = imagined(server)
    assert (grid["status"], grid["engine"], len(grid["images"])) == ("DONE", "diffusion/tiny", 4), grid
    picked = pressed(server, grid, "U2")
    for button in ("Vary (Subtle)", "Zoom Out 1.5x"):
        follower = pressed(server, picked, button)
        assert (follower["status"], follower["engine"]) == ("DONE", "diffusion/tiny"), follower


def test_the_stream_shows_the_picture_in_the_making(server):
    job = server.client.submit("/api/v1/nova/imagine", SMALL | {"steps": 150, "width": 128, "height": 128})
    events = [message for _, message in server.client._events(job, "0")]
    previews = [message["preview"] for message in events if "preview" in message]
    assert previews
    assert all(preview.startswith("data:image/jpeg;base64,") for preview in previews)
    assert "preview" not in events[-1]


def test_jobs_that_run_together_each_get_their_own_pictures(server):
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda seed: imagined(server, seed=seed), range(20, 24)))
    assert {message["status"] for message in together} == {"DONE"}
    assert len({message["uri"] for message in together}) == 4


def test_a_job_is_cancelled_between_two_steps_and_its_neighbour_goes_on(server):
    endless = server.client.submit("/api/v1/nova/imagine", SMALL | {"steps": 150})
    neighbour = server.client.submit("/api/v1/nova/imagine", SMALL | {"steps": 4})
    server.client.submit("/api/v1/nova/button", {"messageId": endless, "button": "Cancel Job"})
    assert ended(server, endless)["error"] == "Job cancelled"
    assert ended(server, neighbour)["status"] == "DONE"


def test_the_engine_that_ships_can_still_be_asked_for(server):
    assert imagined(server, model="collage")["engine"] == "collage"


def test_a_model_that_is_not_here_is_told_of(server):
    message = imagined(server, model="flux-1.1-pro")
    assert message["engine"] == "diffusion/tiny"
    assert any("flux-1.1-pro" in sentence for sentence in message["warnings"])
