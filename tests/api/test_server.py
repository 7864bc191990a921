"""The server on a real socket: what comes slowly, wrongly or without end is cut off (threats J11, J13, J14, J19)."""

import json
import signal
import socket
import threading
import time
from contextlib import contextmanager

import pytest

from pictoris.api.app import build
from pictoris.api.server import GuardedProtocol, Server
from pictoris.flow import enroll
from pictoris.webhooks.message import message_of
from tests.world import open_world


class Hasty(GuardedProtocol):
    """Gives connections little time, so that tests need not wait."""

    header_seconds = 0.4
    linger_seconds = 0.4


class Crowded(GuardedProtocol):
    """Gives an address few connections, this machine's own included."""

    most_of_one_address = 3
    uncounted = frozenset()


class Served:
    def __init__(self, world, port, server):
        self.world = world
        self.port = port
        self.server = server
        self.key = enroll.issue_key(world.context, "a@example.com", credits_=100)

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), timeout=5)

    def request(self, method, path, body=b"", *headers):
        lines = [
            f"{method} {path} HTTP/1.1",
            "Host: pictoris.test",
            f"Authorization: Bearer {self.key}",
            "Content-Type: application/json",
            *headers,
        ]
        if not any(line.lower().startswith(("transfer-encoding", "content-length")) for line in headers):
            lines.append(f"Content-Length: {len(body)}")
        return "\r\n".join([*lines, "", ""]).encode() + body

    def say(self, raw):
        """Send bytes on a fresh connection and read until the server hangs up or has answered."""
        with self.connect() as connection:
            connection.sendall(raw)
            return read_reply(connection)


def read_reply(connection):
    """Status and JSON body of one answer; (None, None) if the server hung up without one."""
    received = b""
    while b"\r\n\r\n" not in received:
        if not (more := connection.recv(65_536)):
            return None, None
        received += more
    head, _, body = received.partition(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length")
    )
    while len(body) < length:
        body += connection.recv(65_536)
    return int(head.split()[1]), json.loads(body)


def drip(connection, *, seconds):
    """Send a byte now and then for so long."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        connection.sendall(b"x")
        time.sleep(0.02)


@contextmanager
def serving(folder, protocol=GuardedProtocol):
    with open_world(f"sqlite:///{folder / 'served.sqlite'}", folder) as world:
        world.set_slots(2)
        server = Server(build(world.context), protocol)
        listener = socket.create_server(("127.0.0.1", 0))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            while not server.started:
                time.sleep(0.01)
            yield Served(world, listener.getsockname()[1], server)
        finally:
            server.should_exit = True
            thread.join(10)
            listener.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("served")) as one:
        yield one


@pytest.fixture(scope="module")
def hasty(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hasty"), Hasty) as one:
        yield one


def test_a_plain_request_is_answered(served):
    assert served.say(served.request("GET", "/healthz")) == (200, {"status": "ok"})


def test_a_get_may_carry_a_json_body(served):
    status, said = served.say(served.request("GET", "/api/v1/subscription/account-info", b"{}"))
    assert (status, said["email"]) == (200, "a@example.com")


def test_slashes_at_the_start_of_a_path_are_forgiven_on_the_wire(served):
    assert served.say(served.request("GET", "//api/v1/subscription/account-info/"))[0] == 200


def test_j11_a_hundred_megabytes_are_refused_before_they_have_come(served):
    began = time.monotonic()
    raw = served.request("POST", "/api/v1/flux/upscale", b"", f"Content-Length: {100 * 2**20}")
    status, said = served.say(raw)
    assert (status, said["code"]) == (413, "payload_too_large")
    assert time.monotonic() - began < 1


def test_j11_an_endless_chunked_body_is_cut_off(served):
    with served.connect() as connection:
        connection.sendall(served.request("POST", "/api/v1/flux/upscale", b"", "Transfer-Encoding: chunked"))
        chunk = b"10000\r\n" + b"x" * 65_536 + b"\r\n"
        for _ in range(17):
            connection.sendall(chunk)
        assert read_reply(connection)[0] == 413


def test_j11_who_reads_only_after_sending_all_still_gets_the_refusal(served):
    body = b"x" * (8 * 2**20)
    with served.connect() as connection:
        connection.sendall(served.request("POST", "/api/v1/flux/upscale", body))
        assert read_reply(connection)[0] == 413
        connection.sendall(served.request("GET", "/healthz"))
        assert read_reply(connection)[0] == 200


def test_j13_a_refused_body_is_not_taken_for_ever(hasty):
    with hasty.connect() as connection:
        connection.sendall(hasty.request("POST", "/api/v1/flux/upscale", b"", f"Content-Length: {2**30}"))
        assert read_reply(connection)[0] == 413
        began = time.monotonic()
        with pytest.raises(OSError):  # noqa: PT011 - reset or broken pipe, as the kernel likes
            drip(connection, seconds=4)
        assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(
            b"POST /x HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            id="CL-TE",
        ),
        pytest.param(b"POST /x HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello", id="two-CL"),
        pytest.param(b"GET /x HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n", id="obs-fold"),
        pytest.param(b"POST /x HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", id="bad-chunk"),
        pytest.param(b"GET /x HTTP/9.9\r\n\r\n", id="version"),
        pytest.param(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", id="tls"),
    ],
)
def test_j14_what_two_readers_might_read_differently_is_refused_and_hung_up_on(served, raw):
    with served.connect() as connection:
        connection.sendall(raw)
        status, said = read_reply(connection)
        assert status == 400
        assert said["statusCode"] == status
        assert connection.recv(1) == b""


def test_j19_a_giant_head_is_refused(served):
    for pieces in (1, 64):
        value = "x" * (64 * 1024 // pieces)
        raw = served.request("GET", "/healthz", b"", *[f"X-{number}: {value}" for number in range(pieces)])
        status, said = served.say(raw)
        assert (status, said["code"]) == (431, "headers_too_large")


def test_j13_a_head_that_does_not_come_is_not_waited_for(hasty):
    for start in (b"", b"GET /healthz HTT", b"GET /healthz HTTP/1.1\r\nHost: a\r\nX-Slow: "):
        with hasty.connect() as connection:
            connection.sendall(start)
            began = time.monotonic()
            status, said = read_reply(connection)
            assert (status, said["code"]) == (408, "header_timeout")
            assert time.monotonic() - began < 3


def test_j13_a_further_request_has_to_hurry_too(hasty):
    with hasty.connect() as connection:
        connection.sendall(hasty.request("GET", "/healthz"))
        assert read_reply(connection)[0] == 200
        connection.sendall(b"GET /healthz HTTP/1.1\r\nX-Slow: ")
        assert read_reply(connection)[0] == 408


def test_a_working_connection_is_not_hurried(hasty):
    with hasty.connect() as connection:
        for _ in range(3):
            connection.sendall(hasty.request("GET", "/healthz"))
            assert read_reply(connection)[0] == 200
            time.sleep(0.25)


def test_j13_one_address_gets_so_many_connections_and_no_more(tmp_path):
    with serving(tmp_path, Crowded) as crowded:
        connections = [crowded.connect() for _ in range(4)]
        status, said = read_reply(connections[-1])
        assert (status, said["code"]) == (429, "too_many_connections")
        for connection in connections:
            connection.close()


def test_an_open_stream_does_not_keep_the_server_from_stopping(tmp_path):
    with serving(tmp_path) as served:
        account = served.world.account("b@example.com")
        served.key = enroll.issue_key(served.world.context, "b@example.com")
        job = served.world.job(served.world.order(account))
        connection = served.connect()
        connection.sendall(served.request("GET", f"/api/v1/message/stream/{job.id}"))
        received = b""
        while b"event: progress" not in received:
            received += connection.recv(65_536)
        assert message_of(job, "http://pictoris.test")["status"] == "QUEUED"
        began = time.monotonic()
    assert time.monotonic() - began < 3
    connection.close()


def test_a_signal_ends_the_run_and_is_not_raised_again(served):
    server = Server(served.server.config.app)
    server.handle_exit(signal.SIGTERM, None)
    assert (server.should_exit, server.force_exit) == (True, False)
    server.handle_exit(signal.SIGINT, None)
    assert server.force_exit
    assert server._captured_signals == []
