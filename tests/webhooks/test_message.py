"""What a job looks like from outside."""

import json
from dataclasses import replace

import pytest

from pictoris.infra.clock import Instant
from pictoris.nouns import AccountId, Credits, Job, JobId, Json, Order, Outcome, State
from pictoris.webhooks.message import encode, is_final, message_of

BASE = "https://pictures.example"
ORDER = Order(account=AccountId("a"), operation="faceswap", params={}, price=Credits(5))
JOB = Job(
    id=JobId("5b0f6a52-6d3e-4a55-9d6e-0c4f9b6f2f11"),
    order=ORDER,
    state=State.WAITING,
    progress=0,
    attempt=0,
    revision=1,
    created=Instant(1_770_114_030_000),
    updated=Instant(1_770_114_051_250),
)
DONE = replace(JOB, state=State.DONE, progress=100, outcome=Outcome(artifacts=("a.png", "b.png")))


@pytest.mark.parametrize(
    ("state", "status", "final"),
    [
        (State.WAITING, "QUEUED", False),
        (State.ADMITTED, "QUEUED", False),
        (State.RUNNING, "PROCESSING", False),
        (State.DONE, "DONE", True),
        (State.FAILED, "FAIL", True),
        (State.CANCELLED, "FAIL", True),
    ],
)
def test_every_state_has_the_status_that_clients_know(state, status, final):
    job = replace(JOB, state=state)
    assert message_of(job, BASE)["status"] == status
    assert is_final(job) is final


def test_the_first_message_has_all_that_a_poller_indexes():
    assert message_of(JOB, BASE) == {
        "messageId": "5b0f6a52-6d3e-4a55-9d6e-0c4f9b6f2f11",
        "prompt": "",
        "status": "QUEUED",
        "progress": 0,
        "createdAt": "2026-02-03T10:20:30.000Z",
        "updatedAt": "2026-02-03T10:20:51.250Z",
        "buttons": ["Cancel Job"],
        "ref": "",
    }


def test_a_finished_job_shows_all_pictures_and_the_first_as_uri():
    message = message_of(DONE, BASE)
    assert message["images"] == [f"{BASE}/files/a.png", f"{BASE}/files/b.png"]
    assert message["uri"] == f"{BASE}/files/a.png"
    assert message["progress"] == 100


@pytest.mark.parametrize("state", [State.WAITING, State.RUNNING, State.DONE])
def test_there_is_no_error_key_unless_the_job_failed(state):
    assert "error" not in message_of(replace(JOB, state=state), BASE)


def test_a_failure_says_why_to_people_and_to_programs():
    message = message_of(replace(JOB, state=State.FAILED, error="No face.", error_code="no_face"), BASE)
    assert (message["status"], message["error"], message["code"]) == ("FAIL", "No face.", "no_face")


def test_a_failure_without_words_still_has_a_sentence():
    assert message_of(replace(JOB, state=State.CANCELLED), BASE)["error"] == "Job cancelled"
    assert "returned" in str(message_of(replace(JOB, state=State.FAILED), BASE)["error"])


def test_only_an_unfinished_job_offers_to_be_cancelled():
    assert message_of(JOB, BASE)["buttons"] == ["Cancel Job"]
    assert message_of(DONE, BASE)["buttons"] == []


def test_of_four_pictures_that_belong_together_the_grid_is_the_uri():
    outcome = Outcome(artifacts=("a.png", "b.png", "c.png", "d.png"), grid="g.png", width=8, height=8)
    message = message_of(replace(DONE, order=replace(ORDER, operation="imagine"), outcome=outcome), BASE)
    assert message["uri"] == f"{BASE}/files/g.png"
    assert message["images"] == [f"{BASE}/files/{name}.png" for name in "abcd"]
    assert message["buttons"] == ["U1", "U2", "U3", "U4", "🔄", "V1", "V2", "V3", "V4"]


def test_a_painted_picture_tells_what_it_came_from():
    params: dict[str, Json] = {
        "seed": 7,
        "prompt": "a fox",
        "model": "sdxl",
        "steps": None,
        "notes": {"scene": "long"},
        "picture": "data:,x",
        "urls": ["data:,x", "https://a.example/1.png"],
        "contents": [{"type": "image", "url": "data:,x"}, {"type": "text", "text": "a fox"}],
        "negative_prompt": "fog " * 1000,
        "square": False,
    }
    message = message_of(replace(DONE, order=replace(ORDER, operation="vary", params=params)), BASE)
    assert message["seed"] == 7
    assert message["parameters"] == {
        "model": "sdxl",
        "urls": ["https://a.example/1.png"],
        "contents": [{"type": "image"}, {"type": "text", "text": "a fox"}],
        "negative_prompt": "fog " * 1000,
        "square": False,
    }


def test_a_tool_draws_no_lots_and_tells_of_none():
    assert {"seed", "parameters"}.isdisjoint(message_of(DONE, BASE))


def test_a_description_is_four_strings_and_the_prompt_joins_them():
    order = replace(ORDER, operation="describe", params={"image": "https://img.example/cat.png"})
    words = Outcome(content=("one", "two", "three", "four"), engine="tags")
    message = message_of(replace(DONE, order=order, outcome=words), BASE)
    assert message["content"] == ["one", "two", "three", "four"]
    assert message["prompt"] == "one\ntwo\nthree\nfour"
    assert message["uri"] == "https://img.example/cat.png"
    assert message["engine"] == "tags"


def test_a_picture_described_from_a_data_url_is_not_sent_back():
    order = replace(ORDER, operation="describe", params={"image": "data:image/png;base64,AAAA"})
    message = message_of(replace(DONE, order=order, outcome=Outcome(content=("one",))), BASE)
    assert message["images"] == []
    assert "uri" not in message


def test_ref_and_parent_come_back():
    order = replace(ORDER, ref="order-7", parent=JobId("parent"))
    message = message_of(replace(JOB, order=order), BASE)
    assert (message["ref"], message["originatingMessageId"]) == ("order-7", "parent")


def test_what_could_not_be_honoured_is_told():
    outcome = Outcome(artifacts=("a.png",), warnings=("No hair was found.",))
    assert message_of(replace(DONE, outcome=outcome), BASE)["warnings"] == ["No hair was found."]


def test_the_bytes_are_plain_json_in_utf_8():
    message = message_of(replace(JOB, order=replace(ORDER, ref="Grüße 🔄")), BASE)
    assert "Grüße 🔄".encode() in encode(message)
    assert json.loads(encode(message)) == message
