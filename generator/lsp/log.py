"""What the server says of itself, on standard error: one line each."""

from __future__ import annotations

import logging
from types import TracebackType

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

_TRACEBACK = "Traceback (most recent call last)"


class OneLine(logging.Formatter):
    """Formats a failure as its name and message; tracebacks are for those who ask for them."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; the library that reads messages puts tracebacks into some of its own."""
        told, is_traceback, _ = super().format(record).partition(_TRACEBACK)
        return told.rpartition("\n")[0] if is_traceback else told

    def formatException(self, ei: _ExcInfo) -> str:  # noqa: N802 - the name that logging calls
        """Return what an exception says."""
        return f"  {ei[0].__name__}: {ei[1]}" if ei[0] else ""


def log_to_standard_error(*, with_tracebacks: bool) -> None:
    """Write warnings and errors to standard error, which editors show as the server's log."""
    handler = logging.StreamHandler()
    form = "%(levelname)s: %(message)s"
    handler.setFormatter(logging.Formatter(form) if with_tracebacks else OneLine(form))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    # It warns of each request that an editor takes back too late, which is usual.
    logging.getLogger("pygls").setLevel(logging.ERROR)
