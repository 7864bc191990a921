"""A whole server over HTTP on SQLite: how soon it is there, what it costs idle, how fast it takes and tells of jobs."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.figures import Figure, percentile
from bench.load import Load, as_fast_as_answered, at_rate, request
from bench.processes import busy, pss, tree
from pictoris.cli.client import Client
from pictoris.cli.demo_steps import PICTURES
from pictoris.cli.local_server import Local, local_server

CREDITS = 1_000_000
SUBMITS, SUBMITS_PER_SECOND = 500, 50
READS, READERS = 20_000, 16
DISPATCHES = 20
IDLE_SECONDS = 10.0
UNLIMITED = {"PICTORIS_RATE_LIMITS": "off", "PICTORIS_DEFAULT_PLAN": "DIY"}


def measure(folder: Path) -> Iterator[Figure]:
    """Everything that needs a server: one that works, and one that only takes orders."""
    yield from _starts(folder)
    with local_server(_made(folder, "working"), credits_=CREDITS, variables=UNLIMITED) as server:
        yield from _idle(server)
        yield from _dispatch(server)
    with local_server(
        _made(folder, "taking"), credits_=CREDITS, variables=UNLIMITED, options=["--no-work"]
    ) as server:
        yield from _load(server)


def _starts(folder: Path) -> Iterator[Figure]:
    fresh = []
    for number in range(3):
        with local_server(_made(folder, f"fresh-{number}")) as server:
            fresh.append(server.started_in)
    with local_server(folder / "fresh-0") as server:
        again = server.started_in
    yield Figure(what="server start to first 200, fresh data", value=median(fresh), unit="s", limit=2)
    yield Figure(what="server start to first 200, existing data", value=again, unit="s", limit=2)


def _idle(server: Local) -> Iterator[Figure]:
    time.sleep(2)
    memory = pss(tree(server.process.pid))
    yield Figure(what="idle memory before a model is loaded (PSS)", value=memory, unit="MiB", limit=150)
    percent = busy(server.process.pid, IDLE_SECONDS)
    yield Figure(what="idle processor use", value=percent, unit="% of a core", limit=3)


def _dispatch(server: Local) -> Iterator[Figure]:
    """From the answer to a submit until the job is seen running, on a server that had nothing to do."""
    picture = server.client.upload(PICTURES / "chelsea.png")
    took = [_dispatch_once(server.client, picture) for _ in range(DISPATCHES + 1)][1:]
    yield Figure(what="dispatch from idle, p50", value=1000 * median(took), unit="ms", limit=60)
    yield Figure(what="dispatch from idle, p95", value=1000 * percentile(took, 95), unit="ms")
    after = pss(tree(server.process.pid))
    yield Figure(what="memory with the description models loaded (PSS)", value=after, unit="MiB")


def _dispatch_once(client: Client, picture: str) -> float:
    job = client.submit("/api/v1/nova/describe", {"url": picture})
    began = time.perf_counter()
    while client.message(job)["status"] == "QUEUED":
        time.sleep(0.002)
    took = time.perf_counter() - began
    while client.message(job)["status"] == "PROCESSING":
        time.sleep(0.02)
    time.sleep(0.3)
    return took


def _load(server: Local) -> Iterator[Figure]:
    base_url, key = server.client.base_url, server.client.key
    picture = server.client.upload(PICTURES / "chelsea.png")
    body = json.dumps({"image": picture, "scale": 2}).encode()
    one = request("POST", f"{base_url}/api/v1/flux/upscale", key, body)
    at_rate(base_url, [one] * 50, SUBMITS_PER_SECOND)
    load = _complete(at_rate(base_url, [one] * SUBMITS, SUBMITS_PER_SECOND))
    for percent, limit in ((50, 8.0), (99, 40.0)):
        value = 1000 * percentile(load.latencies, percent)
        what = f"submit at {SUBMITS_PER_SECOND} a second, p{percent}"
        yield Figure(what=what, value=value, unit="ms", limit=limit)
    job = server.client.submit("/api/v1/flux/upscale", {"image": picture, "scale": 2})
    read = request("GET", f"{base_url}/api/v1/message/fetch/{job}", key)
    reads = _complete(as_fast_as_answered(base_url, read, READS, READERS))
    yield Figure(what="status reads", value=reads.rate, unit="a second", limit=2000, at_least=True)
    value = 1000 * percentile(reads.latencies, 99)
    yield Figure(what=f"status reads by {READERS} readers at once, p99", value=value, unit="ms")


def _complete(load: Load) -> Load:
    if load.refused:
        raise RuntimeError(
            f"{load.refused} of {len(load.latencies)} requests were refused: this measures nothing"
        )
    return load


def _made(folder: Path, name: str) -> Path:
    (folder / name).mkdir()
    return folder / name
