"""The load generator counts right, and never leaves this machine."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from typing_extensions import override

from bench.load import as_fast_as_answered, at_rate, request


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.send_response(200 if self.path == "/good" else 503)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    @override
    def log_message(self, *_):
        pass


@pytest.fixture
def base_url():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_every_request_is_sent_in_its_time(base_url):
    load = at_rate(base_url, [request("GET", f"{base_url}/good", "key")] * 20, per_second=100)
    assert (len(load.latencies), load.refused) == (20, 0)
    assert load.seconds >= 0.19


def test_as_many_requests_are_answered_as_were_asked_for(base_url):
    load = as_fast_as_answered(base_url, request("GET", f"{base_url}/good", "key"), count=40, connections=4)
    assert (len(load.latencies), load.refused) == (40, 0)


def test_answers_other_than_200_are_counted(base_url):
    load = at_rate(base_url, [request("GET", f"{base_url}/bad", "key")] * 5, per_second=100)
    assert load.refused == 5


def test_no_other_machine_is_ever_asked():
    with pytest.raises(ValueError, match="not on this machine"):
        at_rate("http://203.0.113.7:80", [b""], per_second=1)
