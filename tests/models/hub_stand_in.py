"""A hub on this machine: the part of its API that fetching a repository needs, over a folder."""

import hashlib
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from typing_extensions import override

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@dataclass
class Hub:
    """What it has, and what it was asked for."""

    repository: str
    files: Mapping[str, bytes]
    url: str = ""
    asked: list[str] = field(default_factory=list)

    def digest(self, name: str) -> str:
        return hashlib.sha256(self.files[name]).hexdigest()

    def info(self) -> bytes:
        siblings = [
            {
                "rfilename": name,
                "size": len(data),
                "blobId": "0" * 40,
                **(
                    {"lfs": {"sha256": self.digest(name), "size": len(data), "pointerSize": 134}}
                    if name.endswith(".safetensors")
                    else {}
                ),
            }
            for name, data in self.files.items()
        ]
        return json.dumps(
            {"id": self.repository, "modelId": self.repository, "sha": COMMIT, "siblings": siblings}
        ).encode()

    def tree(self) -> bytes:
        entries = [
            {"type": "file", "path": name, "size": len(data), "oid": "0" * 40}
            for name, data in self.files.items()
        ]
        return json.dumps(entries).encode()


class Handler(BaseHTTPRequestHandler):
    """Answers for the hub that its server belongs to."""

    server: "HubServer"

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        hub, path = self.server.hub, urlsplit(self.path).path
        hub.asked.append(f"{self.command} {path}")
        if path.startswith(f"/api/models/{hub.repository}"):
            self.send(
                200, hub.tree() if "/tree/" in path else hub.info(), {"Content-Type": "application/json"}
            )
            return
        name = path.removeprefix(f"/{hub.repository}/resolve/{COMMIT}/")
        if name not in hub.files:
            self.send(404, b"", {"X-Error-Code": "RepoNotFound"})
            return
        self.give(name, hub.files[name])

    def give(self, name: str, data: bytes) -> None:
        hub = self.server.hub
        begin = int(self.headers.get("Range", "bytes=0-").removeprefix("bytes=").split("-")[0])
        headers = {"ETag": f'"{hub.digest(name)}"', "X-Repo-Commit": COMMIT, "Accept-Ranges": "bytes"}
        if begin:
            headers["Content-Range"] = f"bytes {begin}-{len(data) - 1}/{len(data)}"
        self.send(206 if begin else 200, data[begin:], headers)

    def send(self, status: int, data: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for header, value in {**headers, "Content-Length": str(len(data))}.items():
            self.send_header(header, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    @override
    def log_message(self, *_words: object) -> None:
        """Tests are quiet."""


class HubServer(ThreadingHTTPServer):
    """A server that knows its hub."""

    hub: Hub


@contextmanager
def serving(hub: Hub) -> Iterator[Hub]:
    """Serve a hub on a port of its own."""
    server = HubServer(("127.0.0.1", 0), Handler)
    server.hub = hub
    hub.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
