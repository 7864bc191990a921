"""One line of JSON an event, on standard error: ours and what libraries have to say, ASCII and at most 8 KiB."""

import json
import logging
import sys
from collections.abc import Mapping

import structlog
from typing_extensions import override

LONGEST = 8192
"""Bytes of a line; what collectors of logs take without cutting, and what a stranger's input can cost."""

_FIRST = ("event", "level", "timestamp", "logger")
_LIMITS = (4000, 1000, 250, 60, 15)


def configure(level: str) -> None:
    """Set up logging for a process that stays; call once."""
    number = logging.getLevelNamesMapping()[level]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _render,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, handlers=[_FromLibraries()])


class _FromLibraries(logging.Handler):
    """Says what libraries log in our way."""

    @override
    def emit(self, record: logging.LogRecord) -> None:
        try:
            level = min(50, max(10, record.levelno // 10 * 10))
            structlog.get_logger().log(
                level, record.getMessage(), logger=record.name, exc_info=record.exc_info
            )
        except Exception:  # noqa: BLE001 - a line that cannot be written must not stop whoever wrote it
            self.handleError(record)


def _render(_logger: object, _method: str, event: Mapping[str, object]) -> str:
    """Escape whatever is not printable ASCII, and shorten the longest values until the line fits."""
    line = _json(event)
    for limit in _LIMITS:
        if len(line) <= LONGEST:
            return line
        line = _json({key: _shortened(value, limit) for key, value in event.items()})
    if len(line) > LONGEST:
        line = _json({key: _shortened(event[key], 100) for key in _FIRST if key in event})
    return line


def _shortened(value: object, limit: int) -> object:
    """The value itself, or both ends of its text: what matters in a traceback is its last line."""
    text = value if isinstance(value, str) else _json(value)
    if len(text) <= limit:
        return value
    return f"{text[: limit // 2]} … {len(text) - limit} more … {text[-limit // 2 :]}"


def _json(value: object) -> str:
    return json.dumps(value, default=repr)
