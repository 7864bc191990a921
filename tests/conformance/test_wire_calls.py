"""The calls of the other clients, byte by byte as they send them: JavaScript SDK, agent skill, and programs in the wild.

What this version can do answers 200; what it cannot do yet answers 501 with a sentence. Nothing else is a promise kept.
"""

import json
from http.client import HTTPConnection

import pytest

from pictoris.cli.demo_steps import PICTURES

Call = tuple[str, str, object, int]

BUILT, PLANNED = 200, 501
CAT = "<an uploaded cat>"
JOB = "<a waiting job>"
FRAMES = {"startFrameUrl": CAT, "endFrameUrl": CAT}
TEXT = [{"type": "text", "text": "Image creation: a fox"}, {"type": "image", "url": CAT}]

JAVASCRIPT_SDK: list[Call] = [
    (
        "POST",
        "/api/v1/nova/imagine",
        {"prompt": "a fox", "ref": "r", "timeout": 900, "disableCdn": True},
        BUILT,
    ),
    ("POST", "/api/v1/nova/button", {"messageId": JOB, "button": "Cancel Job"}, BUILT),
    ("POST", "/api/v1/gemini/imagine", {"contents": TEXT, "model": "nano-banana"}, BUILT),
    ("POST", "/api/v1/universal/imagine", {"contents": TEXT}, BUILT),
    ("POST", "/api/v1/video/mj/generate", {"prompt": "a walk", **FRAMES}, PLANNED),
    ("POST", "/api/v1/video/mj/extend", {"messageId": JOB, "index": 0, "animateMode": "smooth"}, PLANNED),
    ("GET", f"/api/v1/message/fetch/{JOB}", None, BUILT),
    ("GET", f"/api/v1/video/mj/fetch/{JOB}", None, BUILT),
]
AGENT_SKILL: list[Call] = [
    ("POST", "/api/v1/midjourney/imagine", {"prompt": "a fox --relax"}, BUILT),
    ("POST", "/api/v1/flux/imagine", {"prompt": "a fox", "n": 2}, BUILT),
    ("POST", "/api/v1/universal/imagine", {"contents": TEXT, "model": "nano-banana-2"}, BUILT),
    (
        "POST",
        "/api/v1/universal/zimage",
        {"prompt": "a fox", "steps": 4, "width": 1024, "height": 576},
        BUILT,
    ),
    ("POST", "/api/v1/video/mj/generate", {"prompt": "smooth motion", **FRAMES, "timeout": 900}, PLANNED),
    ("POST", "/api/v1/midjourney/button", {"messageId": JOB, "button": "Cancel Job"}, BUILT),
    ("POST", "/api/v1/flux/upscale", {"image": CAT, "scale": 4}, BUILT),
    ("POST", "/api/v1/tools/remove-bg", {"image": CAT}, BUILT),
    ("POST", "/api/v1/tools/prompt-extend", {"prompt": "a fox"}, BUILT),
    ("GET", f"/api/v1/midjourney/message/{JOB}", None, BUILT),
]
IN_THE_WILD: list[Call] = [
    ("GET", f"/api/v1/nova/message/{JOB}", None, BUILT),
    ("GET", f"//api/v1/message/fetch/{JOB}", None, BUILT),
    ("GET", f"/api/v1/message/fetch/{JOB}/", {}, BUILT),
    ("POST", "/api/v1/midjourney/button/", {"message_id": JOB, "button": "Cancel Job", "ref": None}, BUILT),
    (
        "POST",
        "/api/v1/nova/imagine",
        {"prompt": "a fox", "aspect_ratio": "3:2", "process_mode": "fast"},
        BUILT,
    ),
    (
        "POST",
        "/api/v1/nova/faceswap",
        {"source": CAT, "target": CAT, "ref": "", "webhookOverride": ""},
        BUILT,
    ),
    ("POST", "/api/v1/midjourney/describe", {"url": CAT, "timeout": 900, "unknown": [1]}, BUILT),
    ("POST", "/api/v1/nova/prompt-check", {"prompt": "a fox --ar 3:2"}, BUILT),
    ("GET", "/api/v1/nova/images?page=1&size=10", None, BUILT),
    ("GET", "/api/v1/midjourney/images", {}, BUILT),
    ("GET", "/api/v1/nova/ban-words", None, BUILT),
    ("POST", "/api/v1/nova/ban-words", {"words": ["axe"]}, BUILT),
    ("GET", "/api/v1/subscription/account-info", {}, BUILT),
]
STATUS_PATHS = [path for _, path, _, _ in JAVASCRIPT_SDK + AGENT_SKILL + IN_THE_WILD if path.endswith(JOB)]


def _id_of(call):
    return f"{call[0]} {call[1]}" if isinstance(call, tuple) else None


@pytest.fixture(scope="module")
def cat(waiting):
    return waiting.client.upload(PICTURES / "chelsea.png")


@pytest.fixture
def job(waiting, cat):
    return waiting.client.submit("/api/v1/flux/upscale", {"image": cat, "scale": 2})


@pytest.fixture
def send(waiting, cat, job):
    """Send a call as it stands in the table, with a real picture and a real job put in."""

    def filled(text):
        return text.replace(CAT, cat).replace(JOB, job)

    def sent(method, path, body):
        connection = HTTPConnection(waiting.client.base_url.removeprefix("http://"), timeout=10)
        headers = {"Authorization": f"Bearer {waiting.client.key}", "Content-Type": "application/json"}
        payload = None if body is None else filled(json.dumps(body))
        connection.request(method, filled(path), payload, headers)
        response = connection.getresponse()
        answer = json.loads(response.read())
        connection.close()
        return response.status, answer

    return sent


@pytest.mark.parametrize("call", JAVASCRIPT_SDK + AGENT_SKILL + IN_THE_WILD, ids=_id_of)
def test_a_call_of_another_client_is_answered(send, call):
    method, path, body, expected = call
    status, answer = send(method, path, body)
    assert status == expected, answer
    if expected == PLANNED:
        assert answer.keys() >= {"message", "error", "statusCode", "code"}
        assert (answer["statusCode"], answer["code"]) == (501, "not_implemented")


@pytest.mark.parametrize("path", ["/api/v1/flux/upscale", "/api/v1/nova/button"])
def test_a_submit_reply_has_what_every_client_reads(send, path):
    body = (
        {"image": CAT, "scale": 2} if path.endswith("upscale") else {"messageId": JOB, "button": "Cancel Job"}
    )
    status, answer = send("POST", path, body)
    assert status == 200
    assert answer["success"] is True
    assert answer.keys() >= {"messageId", "createdAt"}


@pytest.mark.parametrize("path", STATUS_PATHS)
def test_every_path_to_a_message_tells_the_same(send, job, path):
    _, answer = send("GET", path, None)
    assert (answer["messageId"], answer["status"], answer["progress"]) == (job, "QUEUED", 0)
    assert "error" not in answer
