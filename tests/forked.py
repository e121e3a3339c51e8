"""`briefing` at work in a process of its own that was forked, so that it has all code already.

To load that again takes longer than most of what tests do with a preview or a language server.
How these begin and end is tested with the program itself.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from multiprocessing import get_context

from generator.__main__ import run

_REPOSITORY = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120 - is for a path of imports


class Forked:
    """A command in a session of its own, with pipes to its standard streams."""

    def __init__(self, *arguments: str) -> None:
        (its_stdin, to_it), (from_it, its_stdout), (told, its_stderr) = (os.pipe() for _ in "012")
        self.stdin = os.fdopen(to_it, "wb")
        self.stdout, self.stderr = os.fdopen(from_it, "rb"), os.fdopen(told, "rb")
        its = (its_stdin, its_stdout, its_stderr)
        self._process = get_context("fork").Process(target=self._run, args=(its, arguments))
        self._process.start()
        self.pid: int = self._process.pid or 0
        for stream in its:
            os.close(stream)

    def _run(self, streams: tuple[int, ...], arguments: tuple[str, ...]) -> None:
        os.setsid()
        for ours in (self.stdin, self.stdout, self.stderr):
            ours.close()
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
            os.close(stream)
        sys.stdin = os.fdopen(0, encoding="utf-8")
        sys.stdout = os.fdopen(1, "w", encoding="utf-8")
        sys.stderr = os.fdopen(2, "w", buffering=1, encoding="utf-8")
        sys.argv = ["briefing", *arguments]
        run()

    @property
    def returncode(self) -> int | None:
        """Its exit code, if it has ended."""
        return self._process.exitcode

    def poll(self) -> int | None:
        """Return its exit code, if it has ended."""
        return self._process.exitcode

    def kill(self) -> None:
        """Kill it."""
        self._process.kill()

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end, and return its exit code."""
        self._process.join(timeout)
        assert self._process.exitcode is not None, f"it has not ended after {timeout} s"
        return self._process.exitcode


Process = Forked | subprocess.Popen[bytes]
Start = Callable[..., Process]
"""Starts a command, given its arguments."""


def program(*arguments: str) -> subprocess.Popen[bytes]:
    """Start the program as a terminal or an editor does."""
    return subprocess.Popen(
        [sys.executable, "-m", "generator", *arguments],
        cwd=_REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


# macOS offers fork, but its system libraries do not survive it.
QUICKLY: Start = program if sys.platform in {"darwin", "win32"} else Forked
"""Starts a command the quickest way that there is."""
