import errno
import resource
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import boto3
import pytest
from moto.server import ThreadedMotoServer

from pictoris.artifacts.store import Store, open_store
from pictoris.errors import NotFound, Unavailable
from pictoris.infra.clock import Instant, SystemClock, after
from pictoris.settings import BadSettings

KEYS = {"access_key_id": "test", "secret_access_key": "test", "region": "us-east-1"}


@pytest.fixture(scope="module")
def s3_endpoint():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(scope="module")
def s3_client(s3_endpoint):
    client = boto3.client(
        "s3",
        endpoint_url=s3_endpoint,
        aws_access_key_id="test",
        aws_secret_access_key="test",
        region_name="us-east-1",
    )
    client.create_bucket(Bucket="pictures")
    yield client
    client.close()


@pytest.fixture(params=["folder", "memory", "s3"])
def store(request, tmp_path) -> Store:
    if request.param == "folder":
        return open_store(f"file://{tmp_path}/a%20folder")
    if request.param == "memory":
        return open_store("memory:///")
    request.getfixturevalue("s3_client")
    endpoint = request.getfixturevalue("s3_endpoint")
    return open_store("s3://pictures/some/prefix", {"endpoint": endpoint, **KEYS})


def test_what_was_put_is_what_is_got(store):
    store.put("a.png", b"bytes", "image/png")
    assert store.get("a.png") == b"bytes"


def test_a_later_put_replaces_an_earlier_one(store):
    store.put("again.png", b"old", "image/png")
    store.put("again.png", b"new, and longer", "image/png")
    assert store.get("again.png") == b"new, and longer"


def test_nothing_is_got_that_was_never_put(store):
    with pytest.raises(NotFound, match="does not exist"):
        store.get("never.png")


def test_what_was_deleted_is_gone_and_may_be_deleted_again(store):
    store.put("gone.png", b"bytes", "image/png")
    store.delete("gone.png")
    store.delete("gone.png")
    with pytest.raises(NotFound):
        store.get("gone.png")


def test_an_empty_file_is_a_file(store):
    store.put("empty.png", b"", "image/png")
    assert store.get("empty.png") == b""


def test_a_large_picture_survives_the_way_in_parts(store):
    data = bytes(range(256)) * 4096 * 11  # 11 MiB: three parts
    store.put("large.png", data, "image/png")
    assert store.get("large.png") == data


def test_names_are_listed_with_their_time(store):
    now = SystemClock().now()
    store.put("listed.png", b"1", "image/png")
    times = dict(store.names())
    assert abs(times["listed.png"] - now) < 60_000


def test_the_check_leaves_nothing_behind(store):
    store.check()
    assert not [name for name, _ in store.names() if name.startswith("check")]


@pytest.mark.parametrize(
    "name",
    [
        "",
        "..",
        "../up",
        "a/b",
        "a\\b",
        "/etc/passwd",
        "%2e%2e",
        "A.png",
        "a\0",
        ".hidden",
        "a b",
        "x" * 201,
        "a#1",
    ],
)
def test_a_name_that_could_be_a_path_never_gets_near_one(store, name):
    for use in (store.get, store.delete, lambda n: store.put(n, b"", "image/png")):
        with pytest.raises(ValueError, match="cannot be the name"):
            use(name)


def test_a_reader_sees_an_old_or_a_new_picture_but_never_a_mixture(store):
    versions = [bytes([n]) * 1_000_000 for n in range(4)]
    store.put("busy.png", versions[0], "image/png")
    stop = threading.Event()

    def read():
        while not stop.is_set():
            assert store.get("busy.png") in versions

    with ThreadPoolExecutor() as threads:
        reader = threads.submit(read)
        for version in versions:
            store.put("busy.png", version, "image/png")
        stop.set()
        reader.result(timeout=20)


def test_s3_is_told_the_content_type(s3_client, s3_endpoint):
    store = open_store("s3://pictures", {"endpoint": s3_endpoint, **KEYS})
    store.put("typed.webp", b"bytes", "image/webp")
    assert s3_client.head_object(Bucket="pictures", Key="typed.webp")["ContentType"] == "image/webp"


def test_a_bucket_that_is_not_there_is_said_to_be_unavailable(s3_endpoint):
    store = open_store("s3://nowhere", {"endpoint": s3_endpoint, **KEYS})
    with pytest.raises(Unavailable) as caught:
        store.check()
    assert caught.value.code == "storage_unavailable"


def test_a_server_that_does_not_answer_is_said_to_be_unavailable():
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    store = open_store("s3://pictures", {"endpoint": f"http://127.0.0.1:{port}", **KEYS})
    with pytest.raises(Unavailable) as caught:
        store.put("a.png", b"", "image/png")
    assert caught.value.code == "storage_unavailable"
    assert str(port) not in caught.value.message


def test_a_folder_that_was_lost_is_said_to_be_unavailable(tmp_path):
    store = open_store(f"file://{tmp_path}/folder")
    (tmp_path / "folder").rmdir()
    (tmp_path / "folder").write_text("a file took its place")
    with pytest.raises(Unavailable) as caught:
        store.put("a.png", b"bytes", "image/png")
    assert caught.value.code == "storage_unavailable"


def test_a_full_disk_is_named_and_leaves_no_half_picture(tmp_path):
    code = (
        "from pictoris.artifacts.store import open_store\n"
        f"open_store('file://{tmp_path}').put('a.png', bytes(200_000), 'image/png')\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
        stderr=subprocess.PIPE,
        text=True,
        timeout=30,
        check=False,
    )
    assert "The store is full" in ended.stderr
    assert dict(open_store(f"file://{tmp_path}").names()) == {}


def test_an_error_of_the_system_counts_as_full_by_its_number(tmp_path, monkeypatch):
    def no_space(_descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", no_space)
    with pytest.raises(Unavailable) as caught:
        open_store(f"file://{tmp_path}").put("a.png", b"", "image/png")
    assert caught.value.code == "storage_full"


def test_leftovers_of_a_dead_writer_are_swept_when_they_are_old(tmp_path):
    store = open_store(f"file://{tmp_path}")
    store.put("whole.png", b"bytes", "image/png")
    (tmp_path / "half.png#1").write_bytes(b"by")
    now = SystemClock().now()
    assert store.sweep_leftovers(before=after(now, seconds=-3600)) == 0
    assert store.sweep_leftovers(before=after(now, seconds=3600)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["whole.png"]


def test_a_store_without_a_folder_has_no_leftovers():
    assert open_store("memory:///").sweep_leftovers(before=Instant(0)) == 0


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("nonsense:/x", {}),
        ("s3://pictures", {"flavour": "vanilla"}),
        ("file:///proc/nope/folder", {}),
        ("", {}),
    ],
)
def test_a_store_that_cannot_be_opened_stops_the_start(url, options):
    with pytest.raises(BadSettings, match="cannot be opened"):
        open_store(url, options)
