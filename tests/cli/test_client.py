"""The demo's client says what is wrong in the server's own words, and does not lose a job when a stream breaks."""

import json
import threading
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from typing_extensions import override

from pictoris.cli.client import Client, NoAnswer

RUNNING = {"status": "PROCESSING", "progress": 40}
DONE = {"status": "DONE", "progress": 100, "uri": "http://x/files/a.png"}


class Script(ThreadingHTTPServer):
    """A server that gives prepared answers in turn and remembers what it was asked."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: deque[tuple[int, bytes, dict[str, str]]] = deque()
        self.asked: list[tuple[str, str, dict[str, str], bytes]] = []

    def will_answer(self, status, body, **headers):
        self.answers.append((status, body if isinstance(body, bytes) else json.dumps(body).encode(), headers))


class _Handler(BaseHTTPRequestHandler):
    server: Script

    def do_GET(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.asked.append((self.command, self.path, dict(self.headers), body))
        status, answer, headers = self.server.answers.popleft()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(answer)

    do_POST = do_GET  # noqa: N815 - the name is the library's

    @override
    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    script = Script()
    thread = threading.Thread(target=script.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield script
    script.shutdown()
    thread.join()
    script.server_close()


@pytest.fixture
def client(server):
    return Client(f"http://127.0.0.1:{server.server_port}", "a-key")


def _events(*messages):
    return b"".join(b"id: %d\nevent: x\ndata: %b\n\n" % (n, json.dumps(m).encode()) for n, m in messages)


def test_an_upload_sends_the_file_as_a_form_and_gives_its_url(server, client, tmp_path):
    (tmp_path / "a.png").write_bytes(b"\x89PNG")
    server.will_answer(200, {"url": "http://x/files/a.png"})
    assert client.upload(tmp_path / "a.png") == "http://x/files/a.png"
    _, path, headers, body = server.asked[0]
    assert (path, headers["Authorization"]) == ("/api/v1/upload", "Bearer a-key")
    assert b'name="file"; filename="a.png"' in body
    assert b"\x89PNG" in body


def test_an_order_gives_the_id_of_its_job(server, client):
    server.will_answer(200, {"success": True, "messageId": "j1"})
    assert client.submit("/api/v1/flux/upscale", {"scale": 2}) == "j1"
    assert json.loads(server.asked[0][3]) == {"scale": 2}


def test_a_job_is_asked_about_once(server, client):
    server.will_answer(200, RUNNING)
    assert client.message("j1") == RUNNING
    assert server.asked[0][:2] == ("GET", "/api/v1/message/fetch/j1")


def test_a_refusal_is_told_in_the_words_of_the_server(server, client):
    server.will_answer(400, {"error": "scale must be 2 to 4."})
    with pytest.raises(NoAnswer, match=r"status 400: scale must be 2 to 4\."):
        client.submit("/api/v1/flux/upscale", {"scale": 9})


def test_an_answer_that_is_no_json_is_told_too(server, client):
    server.will_answer(502, b"<html>")
    with pytest.raises(NoAnswer, match="status 502 and no JSON"):
        client.submit("/x", {})


def test_a_busy_server_is_asked_again(server, client):
    server.will_answer(429, {"error": "slow down"}, Retry_After="0")
    server.will_answer(200, {"messageId": "j1"})
    assert client.submit("/x", {}) == "j1"


def test_progress_is_told_until_the_job_is_done(server, client):
    server.will_answer(200, _events((1, RUNNING), (2, DONE)))
    seen: list[int] = []
    assert client.follow("j1", seen.append)["uri"] == "http://x/files/a.png"
    assert seen == [40, 100]


def test_a_stream_that_breaks_is_taken_up_where_it_stopped(server, client):
    server.will_answer(200, _events((7, RUNNING)))
    server.will_answer(200, b": still there\n\n" + _events((8, DONE)))
    client.follow("j1", lambda _percent: None)
    assert server.asked[1][2]["Last-Event-ID"] == "7"


def test_a_server_that_only_breaks_off_is_given_up(server, client):
    for _ in range(3):
        server.will_answer(200, b"")
    with pytest.raises(NoAnswer, match="stopped telling about job j1"):
        client.follow("j1", lambda _percent: None)


def test_a_result_is_saved_byte_for_byte(server, client, tmp_path):
    server.will_answer(200, b"\x89PNG...")
    client.download("http://elsewhere/files/a.png", tmp_path / "a.png")
    assert (tmp_path / "a.png").read_bytes() == b"\x89PNG..."


def test_a_result_that_is_gone_leaves_no_file(server, client, tmp_path):
    server.will_answer(404, b"")
    with pytest.raises(NoAnswer, match="status 404"):
        client.download("http://x/files/a.png", tmp_path / "a.png")
    assert not (tmp_path / "a.png").exists()


@pytest.mark.parametrize(("status", "is_alive"), [(200, True), (503, False)])
def test_a_server_is_alive_when_it_says_so(server, client, status, is_alive):
    server.will_answer(status, b"")
    assert client.is_alive() is is_alive


def test_a_server_that_is_not_there_is_not_alive():
    assert not Client("http://127.0.0.1:9").is_alive()
