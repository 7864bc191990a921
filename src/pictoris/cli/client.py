"""The smallest client of our own API: what the demo sends is what any user would send."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path
from time import sleep
from typing import Any, Final, TypeAlias
from urllib.parse import urlsplit

from pictoris.errors import PictorisError

Message: TypeAlias = Mapping[str, Any]
"""The message object of the API, as JSON gives it."""

PATIENCE: Final = 120.0
"""Seconds of silence after which the server counts as gone."""

RECONNECTS: Final = 3
TRIES_WHEN_BUSY: Final = 5
_BOUNDARY: Final = "pictoris-demo-boundary"


class NoAnswer(PictorisError):
    """The server refused, broke off or said something that cannot be read."""

    default_code = "no_answer"


@dataclass(frozen=True, slots=True)
class Client:
    """Speaks to one server with one API key; every call is a connection of its own, so threads may share it."""

    base_url: str
    key: str = ""

    def is_alive(self) -> bool:
        """Whether the server answers at all."""
        try:
            with self._ask("GET", "/healthz") as response:
                return response.status == 200
        except NoAnswer:
            return False

    def upload(self, picture: Path) -> str:
        """Send a picture and give the URL under which operations take it; raises `NoAnswer`."""
        head = (
            f"--{_BOUNDARY}\r\n"
            f'Content-Disposition: form-data; name="file"; filename="{picture.name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        )
        body = head.encode() + picture.read_bytes() + f"\r\n--{_BOUNDARY}--\r\n".encode()
        kind = f"multipart/form-data; boundary={_BOUNDARY}"
        return str(self._json("POST", "/api/v1/upload", body, kind)["url"])

    def submit(self, path: str, fields: Mapping[str, object]) -> str:
        """Order a job and give its id; raises `NoAnswer` with the server's own sentence."""
        return str(self._json("POST", path, json.dumps(fields).encode())["messageId"])

    def message(self, job: str) -> Message:
        """Ask once how a job stands; raises `NoAnswer`."""
        return self._json("GET", f"/api/v1/message/fetch/{job}")

    def follow(self, job: str, on_progress: Callable[[int], None]) -> Message:
        """Listen to the event stream of a job until its end; give the last message.

        A stream that breaks off is taken up where it stopped. Raises `NoAnswer` if that does not help.
        """
        seen = "0"
        for _ in range(RECONNECTS):
            for number, message in self._events(job, seen):
                seen = number
                on_progress(int(message["progress"]))
                if message["status"] in {"DONE", "FAIL"}:
                    return message
        raise NoAnswer(f"The server stopped telling about job {job}.")

    def download(self, url: str, target: Path) -> None:
        """Save a result; raises `NoAnswer`."""
        with self._ask("GET", urlsplit(url).path) as response:
            data = response.read()
            if response.status != 200:
                raise NoAnswer(f"{url} answered with status {response.status}.")
        target.write_bytes(data)

    def _events(self, job: str, seen: str) -> Iterator[tuple[str, Message]]:
        headers = {"Last-Event-ID": seen, "Accept": "text/event-stream"}
        number = seen
        with self._ask("GET", f"/api/v1/message/stream/{job}", headers=headers) as response:
            for line in response:
                name, _, value = line.decode().rstrip("\n").partition(": ")
                if name == "id":
                    number = value
                elif name == "data":
                    yield number, json.loads(value)

    def _json(
        self, method: str, path: str, body: bytes | None = None, kind: str = "application/json"
    ) -> Message:
        status, text = self._once_not_busy(method, path, body, kind)
        try:
            answer: Message = json.loads(text)
        except ValueError as error:
            raise NoAnswer(f"{path} answered with status {status} and no JSON.") from error
        if status != 200:
            raise NoAnswer(f"{path} answered with status {status}: {answer.get('error')}")
        return answer

    def _once_not_busy(self, method: str, path: str, body: bytes | None, kind: str) -> tuple[int, bytes]:
        tries = TRIES_WHEN_BUSY
        while True:
            with self._ask(method, path, body, {"Content-Type": kind}) as response:
                text = response.read()
            tries -= 1
            if response.status != 429 or tries == 0:
                return response.status, text
            sleep(int(response.headers.get("Retry-After", "1")))

    @contextmanager
    def _ask(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Iterator[HTTPResponse]:
        parts = urlsplit(self.base_url)
        connection = HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body, {"Authorization": f"Bearer {self.key}", **(headers or {})})
            yield connection.getresponse()
        except (OSError, HTTPException) as error:
            raise NoAnswer(f"The server at {self.base_url} broke off: {error}.") from error
        finally:
            connection.close()
