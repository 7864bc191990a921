"""The log: one line of JSON an event, whatever somebody puts into it."""

import json
import subprocess
import sys

import pytest

EVENTS = r"""
import logging, sys
import structlog
from pictoris.infra import log
log.configure("INFO")
out = structlog.get_logger()
"""


def logged(statement: str) -> list[str]:
    command = [sys.executable, "-c", EVENTS + statement]
    ran = subprocess.run(command, capture_output=True, check=True)
    assert ran.stdout == b""
    return ran.stderr.decode().splitlines()


@pytest.fixture(scope="module")
def lines() -> list[str]:
    """One start of a process, many events."""
    return logged(
        """
out.info("started", port=8080, name="狐")
out.debug("not told")
out.warning("a\\nb\\r\\x1b[31mred\\u2028", path="x\\n{")
try:
    1 / 0
except ZeroDivisionError:
    out.exception("went wrong")
logging.getLogger("third.party").warning("forged\\n{\\"level\\": \\"info\\"}")
logging.getLogger("third.party").info("chatter")
out.info("long", text="é" * 50_000, cause="kept")
out.info("y" * 50_000)
out.info("many", **{f"k{n}": "z" * 100 for n in range(500)})
out.info("odd", thing=object(), data=b"\\xff")
"""
    )


def event(lines: list[str], name: str) -> dict[str, object]:
    (found,) = [json.loads(line) for line in lines if json.loads(line)["event"].startswith(name)]
    assert isinstance(found, dict)
    return found


def test_every_line_is_one_json_object(lines):
    assert [type(json.loads(line)) for line in lines] == [dict] * 8


def test_an_event_has_its_time_its_level_and_its_values(lines):
    started = event(lines, "started")
    assert (started["level"], started["port"], started["name"]) == ("info", 8080, "狐")
    assert str(started["timestamp"]).endswith("Z")


def test_nothing_in_a_line_can_move_the_cursor_of_a_terminal(lines):
    assert all(character.isprintable() for line in lines for character in line)
    assert event(lines, "a\nb")["path"] == "x\n{"


def test_an_exception_is_one_line_too(lines):
    assert "ZeroDivisionError" in str(event(lines, "went wrong")["exception"])


def test_what_libraries_have_to_say_is_a_line_like_ours(lines):
    said = event(lines, "forged")
    assert (said["level"], said["logger"]) == ("warning", "third.party")


def test_no_line_is_longer_than_eight_kilobytes(lines):
    assert max(len(line.encode()) for line in lines) <= 8192
    assert event(lines, "long")["cause"] == "kept"
    assert event(lines, "y")["level"] == "info"


def test_the_level_decides_what_is_told():
    assert logged('log.configure("ERROR"); structlog.get_logger().warning("x")') == []
