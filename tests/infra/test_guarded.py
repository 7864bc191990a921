import socket
import time

import httpcore2
import pytest

from pictoris.infra.guarded import Blocked, GuardedBackend, Patience, dial, system_resolver
from tests.infra.servers import OTHER_PUBLIC, PUBLIC, Net, Server, reply


def backend(net, seconds=1.0, *, trusted=False):
    return GuardedBackend(net.resolve, net.dial, Patience(seconds), trusted=trusted)


def test_patience_ends():
    patience = Patience(0.02)
    assert 0 < patience.left() <= 0.02
    time.sleep(0.03)
    with pytest.raises(httpcore2.ReadTimeout):
        patience.left()


def test_a_body_has_to_earn_its_time_but_never_gets_more_than_the_total():
    patience = Patience(60)
    patience.expect_body(slow_after=5, least_rate=1000)
    assert patience.left() <= 5
    patience.received(9_000)
    assert 8 < patience.left() <= 9
    patience.received(9_000_000)
    assert 59 < patience.left() <= 60


def test_only_checked_addresses_are_dialled():
    net = Net().name("a.example", [PUBLIC, "10.0.0.1"])
    with pytest.raises(Blocked):
        backend(net).connect_tcp("a.example", 80)
    with pytest.raises(Blocked):
        backend(net).connect_tcp("127.0.0.1", 80)
    assert (net.resolved, net.dialled) == (["a.example"], [])


def test_trust_is_for_the_address_only():
    net = Net().name("a.internal", ["10.0.0.1"])
    with Server(reply()) as server:
        net.host("10.0.0.1", 9000, server)
        backend(net, trusted=True).connect_tcp("a.internal", 9000).close()
    assert net.dialled == [("10.0.0.1", 9000)]


def test_a_dozen_dead_addresses_are_not_all_tried():
    net = Net().name("a.example", [OTHER_PUBLIC, *[f"1.1.1.{n}" for n in range(12)]])
    with pytest.raises(httpcore2.ConnectError):
        backend(net).connect_tcp("a.example", 80)
    assert len(net.dialled) == 4


def test_time_is_shared_between_the_addresses_that_are_left():
    given = []

    def slow(_address, _port, seconds):
        given.append(round(seconds, 1))
        raise TimeoutError

    net = Net().name("a.example", [PUBLIC, OTHER_PUBLIC])
    with pytest.raises(httpcore2.ConnectError):
        GuardedBackend(net.resolve, slow, Patience(1.0), trusted=False).connect_tcp("a.example", 80)
    assert given == [0.5, 1.0]


def test_a_broken_connection_is_a_network_error():
    with Server(b"") as server:
        net = Net().host(PUBLIC, 80, server)
        stream = backend(net).connect_tcp(PUBLIC, 80)
        stream.close()
        with pytest.raises(httpcore2.ReadError):
            stream.read(1)
        with pytest.raises(httpcore2.WriteError):
            stream.write(b"x")
        assert stream.get_extra_info("socket") is None


def test_a_receiver_that_does_not_read_is_left():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        stream = GuardedBackend(system_resolver, dial, Patience(0.2), trusted=True).connect_tcp(
            "127.0.0.1", port
        )
        with pytest.raises((httpcore2.WriteTimeout, httpcore2.ReadTimeout)):
            stream.write(bytes(50_000_000))
        stream.close()


def test_the_system_resolver_knows_localhost():
    assert set(system_resolver("localhost", 80)) <= {"127.0.0.1", "::1"}


def test_a_name_that_no_resolver_can_take_is_no_crash():
    with pytest.raises(httpcore2.ConnectError):
        GuardedBackend(system_resolver, dial, Patience(5), trusted=False).connect_tcp(
            "a" * 64 + ".example", 80
        )
