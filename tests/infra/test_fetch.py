import gzip
import json
import ssl
import threading
import time
import warnings
from dataclasses import replace

import pytest

from pictoris.errors import Failed, InvalidRequest, TooLarge
from pictoris.infra.fetch import Door, DoorRules
from tests.infra.servers import OTHER_PUBLIC, PUBLIC, Net, Server, certificate, drip, reply, server_tls

PNG = b"\x89PNG\r\n\x1a\n and so on"
HASTE = DoorRules(timeout=1.0, slow_after=0.2, least_rate=1000)
TLS = ssl.create_default_context()


@pytest.fixture
def net():
    return Net().name("pictures.example", [PUBLIC]).name("other.example", [OTHER_PUBLIC])


@pytest.fixture
def door(net):
    return Door(DoorRules(), net.resolve, dial=net.dial, tls=TLS)


def hasty(net, **rules):
    return Door(replace(HASTE, **rules), net.resolve, dial=net.dial, tls=TLS)


def failure(call, *arguments, **options):
    with pytest.raises(Failed) as caught:
        call(*arguments, **options)
    return caught.value


def fetch_from(net, answer, url="http://pictures.example/a.png", **rules):
    with Server(answer) as server:
        net.host(PUBLIC, 80, server)
        return hasty(net, **rules).fetch(url)


# --- at submit: nothing is resolved, nothing is connected


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://127.255.255.254/", "http://localhost/", "http://LOCALHOST/", "https://localhost:8443/",
        "http://2130706433/", "http://0x7f000001/", "http://0x7f.1/", "http://017700000001/", "http://0177.0.0.1/",
        "http://127.1/", "http://0/", "http://0.0.0.0/", "http://0.1.2.3/",
        "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/",
        "http://[0:0:0:0:0:ffff:127.0.0.1]/", "http://[::127.0.0.1]/", "http://[::ffff:0:127.0.0.1]/",
        "http://[64:ff9b::a9fe:a9fe]/", "http://[64:ff9b:1::1]/", "http://[2002:a9fe:a9fe::1]/",
        "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/", "http://[::5efe:10.0.0.1]/",
        "http://169.254.169.254/latest/meta-data/", "http://169.254.170.2/", "http://[fd00:ec2::254]/",
        "http://100.100.100.200/", "http://168.63.129.16/", "http://192.0.0.192/", "http://100.64.0.0/",
        "http://100.127.255.255/", "http://224.0.0.1/", "http://240.0.0.1/", "http://198.18.0.1/", "http://192.0.2.1/",
        "http://8.8.8.8@127.0.0.1/", "http://user:pw@pictures.example/", "http://8.8.8.8\\@127.0.0.1/",
        "http://1.1.1.1 &@127.0.0.1#@8.8.8.8/", "http://127。0。0。1/", "http://①②⑦.0.0.1/", "http://ⅼocalhost/",
        "http://xn--/", f"http://{'a' * 300}.example/",
        "http://redis/", "http://metadata.google.internal/", "http://printer.local/", "http://router.home.arpa/",
        "http://x.localhost/", "http://nas.lan./", "http://127.0.0.1./",
    ],
)  # fmt: skip
def test_a_url_that_leads_inside_is_refused_at_once(door, net, url):
    with pytest.raises(InvalidRequest) as caught:
        door.check(url)
    assert caught.value.code == "url_not_allowed"
    with pytest.raises(InvalidRequest):
        door.check_webhook(url)
    assert failure(door.fetch, url).code == "source_url_not_allowed"
    assert failure(door.post, url, body=b"", headers={}, timeout=1).code == "webhook_url_not_allowed"
    assert (net.resolved, net.dialled) == ([], [])


@pytest.mark.parametrize(
    "url",
    [
        "http://pictures.example/a.png", "https://pictures.example/", "https://pictures.example:8443/", "http://8.8.8.8:8080/",
        "http://100.63.255.255/", "http://100.128.0.0/", "https://[2606:4700:4700::1111]/", "http://bücher.example/",
        "https://cdn.midjourney.com/a.png", "data:image/png;base64,AAEC",
    ],
)  # fmt: skip
def test_a_public_url_is_taken(door, net, url):
    door.check(url)
    assert (net.resolved, net.dialled) == ([], [])


@pytest.mark.parametrize("port", [22, 25, 6379, 81, 65535, 0, 65536])
def test_ports_are_a_short_list(door, port):
    with pytest.raises(InvalidRequest) as caught:
        door.check(f"http://pictures.example:{port}/")
    assert caught.value.code == "port_not_allowed"


@pytest.mark.parametrize(
    "scheme", ["file:///etc/passwd", "gopher://a.example", "ftp://a.example/", "unix:/run/x.sock"]
)
def test_schemes_are_a_shorter_list(door, scheme):
    with pytest.raises(InvalidRequest) as caught:
        door.check(scheme)
    assert caught.value.code == "scheme_not_allowed"


def test_open_closed_and_blocked_internal_ports_look_the_same(door):
    messages = set()
    for port in (22, 80, 8080, 9999):
        with pytest.raises(InvalidRequest) as caught:
            door.check(f"http://127.0.0.1:{port}/")
        messages.add((caught.value.code, caught.value.message))
    assert len(messages) == 1


def test_a_trusted_origin_is_let_through_exactly(net):
    door = Door(
        DoorRules(trusted_origins=frozenset({"http://127.0.0.1:9000", "https://minio.internal"})), net.resolve
    )
    door.check("http://127.0.0.1:9000/a.png")
    door.check("https://minio.internal/a.png")
    for url in (
        "http://127.0.0.1:9001/",
        "https://127.0.0.1:9000/",
        "http://127.0.0.2:9000/",
        "http://minio.internal/",
    ):
        with pytest.raises(InvalidRequest):
            door.check(url)


def test_pictures_of_a_trusted_origin_are_fetched():
    with Server(reply(PNG)) as server:
        door = Door(DoorRules(trusted_origins=frozenset({f"http://127.0.0.1:{server.port}"})))
        assert door.fetch(f"http://127.0.0.1:{server.port}/a.png") == PNG
        assert failure(door.fetch, f"http://127.0.0.1:{server.port + 1}/").code == "source_url_not_allowed"


def test_trust_in_one_origin_opens_no_other(net):
    net.name("rebinding.example", ["10.0.0.1"])
    with Server(reply(PNG)) as server:
        net.host("10.0.0.1", 80, server)
        door = hasty(net, trusted_origins=frozenset({"http://minio.internal"}))
        assert failure(door.fetch, "http://rebinding.example/").code == "source_url_not_allowed"
        assert server.requests == []


MIDJOURNEY = {
    "midjourney.com": "Pictures of Midjourney's servers are not taken: save the picture and upload it."
}


@pytest.mark.parametrize("host", ["midjourney.com", "cdn.midjourney.com", "CDN.Midjourney.com."])
def test_hosts_that_an_operation_refuses_are_refused_with_its_reason(door, host):
    with pytest.raises(InvalidRequest, match="save the picture and upload it") as caught:
        door.check(f"https://{host}/a.png", refused_hosts=MIDJOURNEY)
    assert caught.value.code == "source_host_not_allowed"
    failed = failure(door.fetch, f"https://{host}/a.png", refused_hosts=MIDJOURNEY)
    assert (failed.code, failed.message) == ("source_host_not_allowed", MIDJOURNEY["midjourney.com"])


def test_a_host_that_only_ends_alike_is_not_refused(door):
    door.check("https://notmidjourney.com/a.png", refused_hosts=MIDJOURNEY)


def test_a_redirect_to_a_refused_host_is_refused(net):
    net.name("cdn.midjourney.com", [OTHER_PUBLIC])
    with Server(reply(status="302 Found", Location="https://cdn.midjourney.com/a.png")) as server:
        net.host(PUBLIC, 80, server)
        failed = failure(hasty(net).fetch, "http://pictures.example/", refused_hosts=MIDJOURNEY)
    assert failed.code == "source_host_not_allowed"


@pytest.mark.parametrize(
    "own",
    [
        "http://127.0.0.1:8080",
        "https://pictoris.example",
        "https://pictoris.example:8443",
        "http://localhost:8080/",
    ],
)
def test_a_webhook_cannot_call_this_server_itself(own):
    trusted = frozenset({"http://127.0.0.1:8080", "http://127.0.0.1:9000", "http://localhost:8080"})
    door = Door(DoorRules(own_origin=own, trusted_origins=trusted))
    with pytest.raises(InvalidRequest) as caught:
        door.check_webhook(f"{own.rstrip('/')}/api/v1/hook")
    assert caught.value.code == "url_not_allowed"
    door.check_webhook("https://receiver.example/hook")


def test_a_public_server_cannot_be_called_through_another_of_its_ports():
    door = Door(DoorRules(own_origin="https://pictoris.example"))
    with pytest.raises(InvalidRequest, match="this server itself"):
        door.check_webhook("http://pictoris.example:8080/hook")


def test_a_trusted_receiver_beside_this_server_may_be_called():
    rules = DoorRules(
        own_origin="http://127.0.0.1:8080", trusted_origins=frozenset({"http://127.0.0.1:9000"})
    )
    Door(rules).check_webhook("http://127.0.0.1:9000/hook")


def test_a_data_url_is_no_webhook(door):
    with pytest.raises(InvalidRequest) as caught:
        door.check_webhook("data:,x")
    assert caught.value.code == "scheme_not_allowed"


# --- data: URLs


def test_a_data_url_is_unpacked_without_a_network(door, net):
    assert door.fetch("data:image/png;base64,iVBORw0K") == b"\x89PNG\r\n"
    assert (net.resolved, net.dialled) == ([], [])


def test_a_data_url_has_the_limit_of_a_download(net):
    door = hasty(net, max_bytes=10)
    with pytest.raises(TooLarge):
        door.check("data:,01234567890")
    assert failure(door.fetch, "data:,01234567890").code == "source_too_large"
    assert failure(door.fetch, "data:;base64,%").code == "source_url_not_allowed"


# --- names and addresses


def test_a_picture_is_fetched_from_the_address_that_was_checked(net):
    assert fetch_from(net, reply(PNG)) == PNG
    assert net.dialled == [(PUBLIC, 80)]


def test_a_name_is_resolved_once_so_it_cannot_change_its_mind(net):
    net.name("rebinding.example", [PUBLIC], ["127.0.0.1"])
    with Server(reply(PNG)) as inside, Server(reply(PNG)) as outside:
        net.host("127.0.0.1", 80, inside).host(PUBLIC, 80, outside)
        hasty(net).fetch("http://rebinding.example/")
        assert net.resolved == ["rebinding.example"]
        assert failure(hasty(net).fetch, "http://rebinding.example/").code == "source_url_not_allowed"
        assert inside.requests == []
    assert ("127.0.0.1", 80) not in net.dialled


@pytest.mark.parametrize(
    "answer",
    [[PUBLIC, "127.0.0.1"], ["10.0.0.1", PUBLIC], [PUBLIC, "::1"], ["fe80::1%eth0"], ["::ffff:10.0.0.1"]],
)
def test_one_private_answer_among_many_is_enough_to_refuse(net, answer):
    net.name("mixed.example", answer)
    failed = failure(hasty(net).fetch, "http://mixed.example/")
    assert failed.code == "source_url_not_allowed"
    assert net.dialled == []
    assert not any(address in failed.message for address in answer)


def test_if_one_address_does_not_answer_the_next_is_tried(net):
    net.name("double.example", [OTHER_PUBLIC, PUBLIC])
    assert fetch_from(net, reply(PNG), "http://double.example/") == PNG
    assert net.dialled == [(OTHER_PUBLIC, 80), (PUBLIC, 80)]


@pytest.mark.parametrize("answers", [[], [[]]])
def test_a_name_without_an_address_cannot_be_reached(net, answers):
    net.name("nowhere.example", *answers)
    assert failure(hasty(net).fetch, "http://nowhere.example/").code == "source_unreachable"


def test_an_address_where_nobody_answers_cannot_be_reached(net):
    failed = failure(hasty(net).fetch, "http://pictures.example/")
    assert failed.code == "source_unreachable"
    assert PUBLIC not in failed.message


def test_a_resolver_that_never_answers_is_not_waited_for(net):
    forever = threading.Event()

    def resolve(_host, _port):
        forever.wait(10)
        return [PUBLIC]

    try:
        began = time.monotonic()
        failed = failure(
            Door(DoorRules(timeout=0.2), resolve, dial=net.dial).fetch, "http://pictures.example/"
        )
        assert (failed.code, time.monotonic() - began < 2) == ("source_timeout", True)
    finally:
        forever.set()


# --- redirects


def redirecting(net, location, status="302 Found"):
    with Server(reply(status=status, Location=location)) as server:
        net.host(PUBLIC, 80, server)
        return failure(hasty(net).fetch, "http://pictures.example/a/b")


@pytest.mark.parametrize(
    "location",
    ["http://127.0.0.1/", "//127.0.0.1/x", "http://localhost/", "http://169.254.169.254/", "http://[::1]/",
     "http://pictures.example:22/", "file:///etc/passwd", "gopher://pictures.example/", "data:,x", "javascript:x",
     "http://user@other.example/", "http:\\\\127.0.0.1/", "\\\\127.0.0.1/", "/\\127.0.0.1/", "http://", "http://[", "a b",
     "http://0x7f.1/", "http://a\tb.example/"],
)  # fmt: skip
def test_a_redirect_is_checked_like_any_other_url(net, location):
    assert redirecting(net, location).code == "source_url_not_allowed"
    assert net.dialled == [(PUBLIC, 80)]


@pytest.mark.parametrize(
    "status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"]
)
@pytest.mark.parametrize("location", ["http://other.example/c", "//other.example/c"])
def test_a_good_redirect_is_followed(net, status, location):
    with Server(reply(status=status, Location=location)) as first, Server(reply(PNG)) as second:
        net.host(PUBLIC, 80, first).host(OTHER_PUBLIC, 80, second)
        assert hasty(net).fetch("http://pictures.example/a") == PNG
        assert second.requests[0].startswith(b"GET /c HTTP/1.1\r\n")


def test_a_relative_redirect_stays_on_its_server(net):
    answers = iter([reply(status="302 Found", Location="../c?d"), reply(PNG)])
    with Server(lambda connection, _stop: connection.sendall(next(answers))) as server:
        net.host(PUBLIC, 80, server)
        assert hasty(net).fetch("http://pictures.example/a/b") == PNG
        assert server.requests[1].startswith(b"GET /c?d ")


def test_three_redirects_are_followed_and_a_fourth_is_too_many(net):
    with Server(reply(status="302 Found", Location="/again")) as server:
        net.host(PUBLIC, 80, server)
        assert failure(hasty(net).fetch, "http://pictures.example/").code == "too_many_redirects"
        assert len(server.requests) == 4


def test_a_redirect_without_a_place_is_a_failure(net):
    with Server(reply(status="302 Found")) as server:
        net.host(PUBLIC, 80, server)
        failed = failure(hasty(net).fetch, "http://pictures.example/")
    assert failed.code == "source_not_found"
    assert "302" in failed.message


# --- what is sent


def test_nothing_is_sent_that_was_not_asked_for(net, monkeypatch, tmp_path):
    (tmp_path / ".netrc").write_text(
        "machine other.example login me password secret\ndefault login me password secret"
    )
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    first_reply = reply(status="302 Found", Location="http://other.example/c", Set_Cookie="session=secret")
    with Server(first_reply) as first, Server(reply(PNG)) as second:
        net.host(PUBLIC, 80, first).host(OTHER_PUBLIC, 80, second)
        hasty(net).fetch("http://pictures.example/a")
        head = second.requests[0].decode().lower()
    names = {line.partition(":")[0] for line in head.strip().split("\r\n")[1:]}
    assert names == {"host", "user-agent", "accept", "accept-encoding", "connection"}
    assert "host: other.example\r\n" in head
    assert "accept-encoding: identity\r\n" in head


def test_proxies_of_the_environment_are_ignored(net, monkeypatch):
    with Server(reply(b"from the proxy")) as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        assert fetch_from(net, reply(PNG)) == PNG
        assert proxy.requests == []


# --- what comes back


@pytest.mark.parametrize(
    "encoding", ["gzip", "br", "deflate", "zstd", "x-gzip", "gzip, gzip", "GZIP", "identity, gzip"]
)
def test_a_packed_answer_is_refused_unread(net, encoding):
    bomb = gzip.compress(gzip.compress(bytes(1_000_000)))
    with Server(reply(bomb, Content_Encoding=encoding)) as server:
        net.host(PUBLIC, 80, server)
        assert failure(hasty(net).fetch, "http://pictures.example/").code == "source_encoding_not_allowed"


def test_an_answer_that_says_it_is_not_packed_is_fine(net):
    assert fetch_from(net, reply(PNG, Content_Encoding="identity")) == PNG


def test_packed_bytes_that_do_not_say_so_are_given_on_as_they_are(net):
    packed = gzip.compress(bytes(1000))
    assert fetch_from(net, reply(packed)) == packed


@pytest.mark.parametrize("kind", ["text/html", "image/svg+xml", ""])
def test_what_the_server_says_of_the_type_does_not_matter(net, kind):
    assert fetch_from(net, reply(PNG, Content_Type=kind)) == PNG


def test_a_chunked_answer_is_put_together(net):
    body = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (PNG[:5], PNG[5:])) + b"0\r\n\r\n"
    assert fetch_from(net, reply(length=-1, Transfer_Encoding="chunked") + body) == PNG


def test_an_answer_without_length_ends_with_the_connection(net):
    assert fetch_from(net, reply(length=-1) + PNG) == PNG


@pytest.mark.parametrize(
    "status", ["404 Not Found", "403 Forbidden", "500 Oops", "304 Not Modified", "100000 x"]
)
def test_an_error_of_the_server_is_named_by_its_status(net, status):
    with Server(reply(b"secret of the inside", status=status)) as server:
        net.host(PUBLIC, 80, server)
        failed = failure(hasty(net).fetch, "http://pictures.example/")
    assert (failed.code, status[:3] in failed.message) in {
        ("source_not_found", True),
        ("source_unreachable", False),
    }
    assert "secret" not in failed.message


def test_too_large_a_picture_is_refused_by_its_announcement(net):
    failed_early = Server(reply(b"x", length=2_000_000))
    with failed_early as server:
        net.host(PUBLIC, 80, server)
        assert (
            failure(hasty(net, max_bytes=1_000_000).fetch, "http://pictures.example/").code
            == "source_too_large"
        )


def test_a_body_that_never_ends_is_cut_at_the_limit(net):
    endless = drip(reply(length=-1), bytes(100_000), 0.0001)
    with Server(endless) as server:
        net.host(PUBLIC, 80, server)
        failed = failure(hasty(net, timeout=10, max_bytes=1_000_000).fetch, "http://pictures.example/")
    assert failed.code == "source_too_large"


@pytest.mark.parametrize("length", [None, -1])
def test_the_limit_is_taken_and_one_byte_more_is_not(net, length):
    assert len(fetch_from(net, reply(bytes(1000), length=length), max_bytes=1000)) == 1000
    with Server(reply(bytes(1001), length=length)) as server:
        net.host(PUBLIC, 80, server)
        assert (
            failure(hasty(net, max_bytes=1000).fetch, "http://pictures.example/").code == "source_too_large"
        )


def test_a_body_that_is_shorter_than_announced_is_not_taken_for_whole(net):
    with Server(reply(PNG, length=1000)) as server:
        net.host(PUBLIC, 80, server)
        assert failure(hasty(net).fetch, "http://pictures.example/").code == "source_unreachable"


def test_a_body_that_is_longer_than_announced_is_read_as_announced(net):
    assert fetch_from(net, reply(PNG + b"more", length=len(PNG))) == PNG


@pytest.mark.parametrize(
    "nonsense", [b"", b"SSH-2.0-OpenSSH_9\r\n", b"\0" * 1000, b"HTTP/1.1 200 OK\r\nA" * 20_000, b"-ERR\r\n"]
)
def test_what_is_not_http_is_said_to_be_unreachable(net, nonsense):
    with Server(nonsense) as server:
        net.host(PUBLIC, 80, server)
        failed = failure(hasty(net).fetch, "http://pictures.example/")
    assert failed.code == "source_unreachable"
    assert "SSH" not in failed.message


SLOW = {
    "a byte of the body at a time": drip(reply(length=-1), b"x", 0.02),
    "a byte of the headers at a time": drip(b"HTTP/1.1 200 OK\r\nA: ", b"x", 0.02),
    "one header after the other": drip(b"HTTP/1.1 200 OK\r\n", b"A: b\r\n", 0.02),
    "only promises": drip(b"", b"HTTP/1.1 102 Processing\r\n\r\n", 0.02),
    "nothing at all": drip(b"", b"", 0.02),
    "nothing after the headers": drip(reply(length=1000), b"", 0.02),
    "chunks of one byte": drip(reply(length=-1, Transfer_Encoding="chunked"), b"1\r\nx\r\n", 0.02),
}


@pytest.mark.parametrize("way", SLOW)
def test_a_server_that_takes_its_time_is_left(net, way):
    with Server(SLOW[way]) as server:
        net.host(PUBLIC, 80, server)
        began = time.monotonic()
        assert failure(hasty(net, timeout=0.3).fetch, "http://pictures.example/").code == "source_timeout"
    assert time.monotonic() - began < 2


def test_slowness_counts_only_below_the_least_rate(net):
    def steady(connection, _stop):
        connection.sendall(reply(length=5000))
        for _ in range(10):
            time.sleep(0.05)
            connection.sendall(bytes(500))

    assert len(fetch_from(net, steady, slow_after=0.2, least_rate=1000, timeout=5)) == 5000
    with Server(steady) as server:
        net.host(PUBLIC, 80, server)
        failed = failure(
            hasty(net, slow_after=0.2, least_rate=100_000, timeout=5).fetch, "http://pictures.example/"
        )
    assert failed.code == "source_timeout"


def test_redirects_share_one_time_limit(net):
    def slowly(connection, stop):
        stop.wait(0.2)
        connection.sendall(reply(status="302 Found", Location="/again"))

    with Server(slowly) as server:
        net.host(PUBLIC, 80, server)
        assert failure(hasty(net, timeout=0.5).fetch, "http://pictures.example/").code == "source_timeout"


# --- TLS


@pytest.fixture
def secure(net, tmp_path):
    """Make a door that trusts one certificate, in front of a server that shows it."""
    running = []

    def build(*names, days=1, trusted=True, answer=None, **rules):
        paths = certificate(tmp_path, *names, days=days)
        client = ssl.create_default_context(cafile=paths[0] if trusted else None)
        server = Server(answer or reply(PNG), server_tls(*paths))
        running.append(server)
        net.host(PUBLIC, 443, server)
        return Door(replace(HASTE, **rules), net.resolve, dial=net.dial, tls=client), server

    yield build
    for server in running:
        server.__exit__()


def test_the_name_is_what_the_certificate_is_checked_against(secure):
    door, server = secure("pictures.example")
    assert door.fetch("https://pictures.example/a") == PNG
    assert b"Host: pictures.example\r\n" in server.requests[0]


def test_an_address_may_have_a_certificate_too(secure):
    door, _ = secure(PUBLIC)
    assert door.fetch(f"https://{PUBLIC}/a") == PNG


@pytest.mark.parametrize(
    ("names", "options"),
    [
        (["pictures.example"], {"trusted": False}),
        (["pictures.example"], {"days": -1}),
        (["wrong.example"], {}),
    ],
    ids=["self-signed", "expired", "another host's"],
)
def test_a_certificate_must_be_good(secure, names, options):
    door, server = secure(*names, **options)
    assert failure(door.fetch, "https://pictures.example/").code == "source_tls_error"
    assert (
        failure(door.post, "https://pictures.example/", body=b"{}", headers={}, timeout=1).code
        == "webhook_tls_error"
    )
    assert server.requests == []


def test_old_tls_is_refused(net, tmp_path):
    paths = certificate(tmp_path, "pictures.example")
    old = server_tls(*paths)
    with warnings.catch_warnings(action="ignore"):
        old.minimum_version = ssl.TLSVersion.TLSv1
        old.maximum_version = ssl.TLSVersion.TLSv1_1
    with Server(reply(PNG), old) as server:
        net.host(PUBLIC, 443, server)
        door = Door(HASTE, net.resolve, dial=net.dial)
        assert failure(door.fetch, "https://pictures.example/").code == "source_tls_error"


def test_a_secure_url_does_not_lead_to_an_insecure_one(secure):
    door, _ = secure("pictures.example", answer=reply(status="302 Found", Location="http://other.example/"))
    assert failure(door.fetch, "https://pictures.example/").code == "source_url_not_allowed"


def test_a_handshake_that_never_comes_is_left(net):
    with Server(drip(b"", b"", 0.02)) as server:
        net.host(PUBLIC, 443, server)
        assert failure(hasty(net, timeout=0.3).fetch, "https://pictures.example/").code == "source_timeout"


# --- webhooks


def post(net, answer, timeout=1.0, **headers):
    with Server(answer) as server:
        net.host(PUBLIC, 80, server)
        sent = {"Content-Type": "application/json", **headers}
        return hasty(net).post(
            "http://pictures.example/hook", body=b'{"a": 1}', headers=sent, timeout=timeout
        ), server


def test_a_webhook_carries_its_body_and_its_headers(net):
    answer, server = post(net, reply(b"thanks", status="202 Accepted"), **{"webhook-id": "news-1"})
    assert (answer.status, answer.body, answer.retry_after) == (202, b"thanks", None)
    head, _, body = server.requests[0].partition(b"\r\n\r\n")
    assert json.loads(body) == {"a": 1}
    assert head.startswith(b"POST /hook HTTP/1.1\r\n")
    assert b"webhook-id: news-1" in head


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_webhook_does_not_follow_redirects(net, status):
    answer, server = post(net, reply(status=f"{status} Moved", Location="http://127.0.0.1/"))
    assert (answer.status, len(server.requests)) == (status, 1)
    assert net.resolved == ["pictures.example"]


@pytest.mark.parametrize("status", [200, 204, 400, 401, 404, 410, 429, 500, 502, 503])
def test_a_receiver_is_understood_by_its_status(net, status):
    assert post(net, reply(status=f"{status} Said"))[0].status == status


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120), ("0", 0), ("999999", 86400), ("9" * 50, 86400), ("-5", None), ("soon", None), ("1.5", None), ("", None),
        ("Tue, 03 Feb 2026 10:22:00 GMT", 120), ("Tue, 03 Feb 2026 10:00:00 GMT", 0), ("Thu, 01 Jan 9999 00:00:00 GMT", 86400),
    ],
)  # fmt: skip
def test_a_receiver_may_ask_for_a_pause(net, value, seconds):
    said = reply(status="503 Later", Retry_After=value, Date="Tue, 03 Feb 2026 10:20:00 GMT")
    assert post(net, said)[0].retry_after == seconds


def test_a_pause_until_a_date_needs_to_know_what_time_it_is_there(net):
    assert (
        post(net, reply(status="503 Later", Retry_After="Tue, 03 Feb 2026 10:22:00 GMT"))[0].retry_after
        is None
    )


@pytest.mark.parametrize("headers", [{}, {"Content_Encoding": "gzip"}])
def test_an_answer_without_end_is_left_after_four_kibibytes(net, headers):
    began = time.monotonic()
    answer, _ = post(net, drip(reply(length=-1, **headers), bytes(3000), 0.001), timeout=5.0)
    assert (answer.status, answer.body) == (200, bytes(4096))
    assert time.monotonic() - began < 3


@pytest.mark.parametrize("way", SLOW)
def test_a_receiver_that_takes_its_time_is_left(net, way):
    with Server(SLOW[way]) as server:
        net.host(PUBLIC, 80, server)
        began = time.monotonic()
        failed = failure(hasty(net).post, "http://pictures.example/", body=b"{}", headers={}, timeout=0.3)
    assert failed.code == "webhook_timeout"
    assert time.monotonic() - began < 2


def test_a_receiver_that_moves_inside_between_two_attempts_is_not_called(net):
    net.name("moving.example", [PUBLIC], ["10.0.0.7"])
    with Server(reply()) as server:
        net.host(PUBLIC, 80, server).host("10.0.0.7", 80, server)
        door = hasty(net)
        assert door.post("http://moving.example/", body=b"{}", headers={}, timeout=1).status == 200
        failed = failure(door.post, "http://moving.example/", body=b"{}", headers={}, timeout=1)
        assert len(server.requests) == 1
    assert failed.code == "webhook_url_not_allowed"
    assert "10.0.0.7" not in failed.message


def test_a_receiver_that_is_not_there_is_said_to_be_unreachable(net):
    assert (
        failure(hasty(net).post, "http://pictures.example/", body=b"", headers={}, timeout=1).code
        == "webhook_unreachable"
    )


def test_a_header_cannot_carry_a_second_one(net):
    with Server(reply()) as server:
        net.host(PUBLIC, 80, server)
        failed = failure(
            hasty(net).post, "http://pictures.example/", body=b"", headers={"a": "b\r\nc: d"}, timeout=1
        )
        assert server.requests in ([], [b""])
    assert failed.code == "webhook_unreachable"
