"""The real client fetches from a hub on this machine: only what is wanted, checked, and again where it stopped."""

import json
import subprocess
import sys

import pytest

from tests.models.hub_stand_in import Hub, serving
from tests.models.weights import PIPELINE, TAKEN, safetensors

pytest.importorskip("huggingface_hub")

FETCH = """
import json, sys
from pathlib import Path
from pictoris.errors import PictorisError
from pictoris.models.hub import fetch
try:
    print(json.dumps(fetch(sys.argv[1], Path(sys.argv[2]), sys.argv[3], sys.argv[4])))
except PictorisError as error:
    print(json.dumps({"code": error.code}))
"""


@pytest.fixture
def hub():
    with serving(Hub(repository="somebody/tiny", files=dict(PIPELINE))) as running:
        yield running


@pytest.fixture
def fetched(hub, tmp_path):
    """Fetch in a process of its own: the client reads its variables when it is imported."""

    def fetch(source="somebody/tiny", kind="paint", file=""):
        done = subprocess.run(
            [sys.executable, "-c", FETCH, source, str(tmp_path), kind, file],
            capture_output=True,
            text=True,
            check=True,
            env={
                "HF_ENDPOINT": hub.url,
                "HF_HOME": str(tmp_path / ".home"),
                "HF_HUB_DISABLE_XET": "1",
                "PATH": "",
                "PYTHONPATH": "src",
            },
        )
        return json.loads(done.stdout)

    return fetch


def here(tmp_path):
    files = (path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())
    return sorted(name for name in files if not name.startswith("."))


def test_only_weights_and_plain_text_are_fetched_and_their_digests_given(hub, fetched, tmp_path):
    digests = fetched()
    assert here(tmp_path) == TAKEN
    assert all((tmp_path / name).read_bytes() == PIPELINE[name] for name in TAKEN)
    assert digests == {name: hub.digest(name) for name in TAKEN if name.endswith(".safetensors")}
    assert not any("pipeline.py" in asked for asked in hub.asked)


def test_a_lora_is_one_file(fetched, hub, tmp_path):
    hub.files = {"a.safetensors": safetensors(), "b.safetensors": safetensors()}
    fetched(kind="lora", file="a.safetensors")
    assert here(tmp_path) == ["a.safetensors"]


def test_an_unknown_repository_and_a_hub_that_is_gone_are_two_things(fetched, hub):
    assert fetched(source="nobody/nothing") == {"code": "unknown_source"}
    hub.url = "http://127.0.0.1:9"
    assert fetched() == {"code": "hub_unavailable"}


def test_what_has_arrived_is_not_fetched_again(fetched, hub):
    fetched()
    hub.asked.clear()
    fetched()
    assert [asked for asked in hub.asked if asked.startswith("GET") and "resolve" in asked] == []
