"""Renew the search index while nothing is saved, in a process that is ended when something is."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from tempfile import NamedTemporaryFile
from threading import Thread

import msgspec

from generator.search.renewing import Renewal, Renewed

QUIET_SECONDS = 5.0
"""How long nothing may be saved before the index is renewed."""


class Renewer:
    """Renews the index of one site, any number of times."""

    def __init__(self, on_renewed: Callable[[Renewed], None]) -> None:
        """Take what is called after each renewal that was not ended before, in another thread."""
        self._on_renewed = on_renewed
        self._is_current = False

    @property
    def is_current(self) -> bool:
        """Whether the index is right, unless the site has changed since."""
        return self._is_current

    def expire(self) -> None:
        """Take note that pages have changed."""
        self._is_current = False

    @contextmanager
    def renewing(self, renewal: Renewal) -> Iterator[None]:
        """Renew the index while the block runs, and end that with the block."""
        with ExitStack() as stack:
            # A full disk, or too many processes: it is tried again after the next change.
            with suppress(OSError):
                stack.enter_context(self._running(renewal))
            yield

    @contextmanager
    def _running(self, renewal: Renewal) -> Iterator[None]:
        with NamedTemporaryFile(prefix="briefing-renewal-") as file:
            file.write(msgspec.json.encode(renewal))
            file.flush()
            process = subprocess.Popen(  # noqa: S603 - this program itself
                [sys.executable, "-P", "-m", "generator.search.renewing", file.name],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for the preview, which ends this
            )
            listener = Thread(target=self._listen, args=(process,), daemon=True)
            listener.start()
            try:
                yield
            finally:
                assert process.stdin is not None  # noqa: S101 - it is a pipe
                process.stdin.close()
                # Until nobody holds the other end: then the lock of the site is free as well.
                listener.join()

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        """Wait for what a renewal has to say."""
        with suppress(msgspec.DecodeError):  # it was ended, or it failed
            assert process.stdout is not None  # noqa: S101 - it is a pipe
            with process.stdout:
                said = process.stdout.read()
            process.wait()
            renewed = msgspec.json.decode(said, type=Renewed)
            self._is_current = not renewed.problem
            self._on_renewed(renewed)
