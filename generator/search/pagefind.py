"""Run the program Pagefind as a service, and exchange messages with it over pipes.

- It is sent the pages one by one, in order. If it walks through the folder by itself, it numbers
  pages in the order in which the disk lists them, and every machine gets different files.
- It sends the files of the index back. If it writes them by itself, some may not be on the disk yet
  when it reports that they are written.
- It ends when its standard input is closed, so it cannot outlive a build that is killed.

A message is JSON in base64, followed by a comma. Source: Pagefind's own package for Python, version
1.5. Its client is not used because it waits for a tenth of a second with every page.
"""

from __future__ import annotations

import json
import subprocess
import threading
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from io import BufferedReader
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, cast

TIMEOUT_SECONDS = 60.0
"""How long the program may take, however few pages there are …"""
TIMEOUT_SECONDS_PER_PAGE = 0.2
"""… and in addition for each page. One of 6 KB takes about a hundredth of a second."""

ENTRY = "pagefind-entry.json"
"""The file of an index that browsers read first: it names the others."""

REMEDY = "install it again with `make site`, or build with --no-search"

_EXCLUDED = [".cite", ".footnote-ref", ".badge"]
"""Selectors of numbers and labels set right after a word, which would be indexed as part of it."""

_FOLDERS = ("fragment/", "index/", "filter/")
"""The folders of an index, of which all files are needed."""

_INDEX_ID = 0
"""The id that the service gives to its first index; there is no second."""

_READ_SIZE = 1 << 20
"""Bytes to read at once."""


class NoIndexError(Exception):
    """No index could be made; the message says why and what to do."""


def make_index(
    pages: Sequence[str],
    read: Callable[[str], str],
    language: str,
    work_folder: Path,
    *,
    program: bool = True,
) -> dict[str, bytes]:
    """Return the files of an index of some pages, by their paths relative to the index's folder.

    `pages` are files of the output folder, in the order in which they are to be numbered, and
    `read` gives the HTML of each as it is sent. `language` is the tag of the one language in which
    they are stemmed. The program runs in `work_folder`, which must hold no configuration file of
    Pagefind. Raise NoIndexError.
    """
    with TemporaryFile() as stderr:
        with _running(_program(), work_folder, stderr) as process:
            responses = _ResponseReader(process, program)
            responses.start()
            try:
                seconds = TIMEOUT_SECONDS + TIMEOUT_SECONDS_PER_PAGE * len(pages)
                with _killed_after(seconds, process):
                    # A program that has ended breaks the pipe; what it answered tells more.
                    with suppress(BrokenPipeError):
                        _send(process, _messages(pages, read, language))
                    responses.join()
            finally:
                process.kill()
                # A thread that still runs when worker processes are forked could hold a lock.
                responses.join()
        if responses.files is None:
            raise NoIndexError(responses.error or _exit_message(stderr))
        return responses.files


def _program() -> Path:
    try:
        from pagefind_bin import get_executable  # noqa: PLC0415 - only this needs it

        return Path(get_executable())
    except (ImportError, FileNotFoundError):
        raise NoIndexError(f"the program Pagefind is not installed; {REMEDY}") from None


@contextmanager
def _running(program: Path, folder: Path, stderr: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """Run the program in a folder, and kill it at the end of the block, however that ends."""
    try:
        process = subprocess.Popen(  # noqa: S603 - from the installed package, never from a site
            [program, "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            # No configuration file and no PAGEFIND_ variable may change the index.
            cwd=folder,
            env={},
        )
    except OSError as error:
        message = f"{program} cannot be run: {error.strerror or error}; {REMEDY}"
        raise NoIndexError(message) from None
    try:
        yield process
    finally:
        process.kill()
        # Waits for it and closes the pipes, which fails where they hold what was never sent.
        with suppress(OSError), process:
            pass


@contextmanager
def _killed_after(seconds: float, process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Kill a program if the block takes longer. Raise NoIndexError if it did."""
    timed_out = threading.Event()

    def kill() -> None:
        timed_out.set()
        process.kill()

    timer = threading.Timer(seconds, kill)
    timer.start()  # killing ends the pipes, and with them whatever the block is waiting for
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
    if timed_out.is_set():
        raise NoIndexError(f"Pagefind did not finish within {seconds:.0f} s; {REMEDY}")


def _send(process: subprocess.Popen[bytes], messages: Iterable[dict[str, Any]]) -> None:
    """Send messages to the program, numbered from 1. Raise BrokenPipeError if it has ended."""
    assert process.stdin is not None  # noqa: S101 - it is a pipe
    for number, payload in enumerate(messages, start=1):
        message = json.dumps({"message_id": number, "payload": payload})
        process.stdin.write(b64encode(message.encode()) + b",")
    process.stdin.flush()


def _messages(
    pages: Sequence[str], read: Callable[[str], str], language: str
) -> Iterator[dict[str, Any]]:
    """Yield the messages that make an index: create it, add each page, get the files."""
    # By default there is one index for each language that pages declare, and a search covers only
    # the index of the page that it is made on.
    config = {"force_language": language.lower(), "exclude_selectors": _EXCLUDED}
    yield {"type": "NewIndex", "config": config}
    for page in pages:
        yield {
            "type": "AddFile",
            "index_id": _INDEX_ID,
            "url": f"/{page.removesuffix('index.html')}",
            "file_contents": read(page),
        }
    yield {"type": "GetFiles", "index_id": _INDEX_ID}


class _ResponseReader(threading.Thread):
    """Reads responses while messages are sent: the program blocks when the pipe is full."""

    def __init__(self, process: subprocess.Popen[bytes], program: bool) -> None:
        super().__init__(daemon=True)
        self._process = process
        self._program = program
        self.files: dict[str, bytes] | None = None
        """The files of the index by path, once they have arrived."""
        self.error = ""
        """What the program reported, or that its response is malformed."""

    def run(self) -> None:
        """Read until the index has arrived, an error has, or the program has ended."""
        for message in _received(cast(BufferedReader, self._process.stdout)):
            try:
                self._take(json.loads(b64decode(message, validate=True))["payload"])
            except (ValueError, LookupError, TypeError):
                self.error = f"Pagefind sent a response that cannot be understood; {REMEDY}"
            if self.error:
                self._process.kill()
            if self.error or self.files is not None:
                break

    def _take(self, payload: dict[str, Any]) -> None:
        if payload["type"] == "Error":
            self.error = f"Pagefind reports: {payload['message']}"
        elif payload["type"] == "GetFiles":
            files = {file["path"]: file["content"] for file in payload["files"]}
            self.files = {path: b64decode(files[path]) for path in _needed(files, self._program)}


def _received(stream: BufferedReader) -> Iterator[bytes]:
    """Yield messages as they arrive, without the comma.

    The last one is as large as the whole index, so its parts are joined once and not again with
    each read.
    """
    parts: list[bytes] = []
    while data := stream.read1(_READ_SIZE):
        first, *others = data.split(b",")
        parts.append(first)
        for other in others:
            yield b"".join(parts)
            parts = [other]


def _needed(files: dict[str, str], program: bool) -> list[str]:
    """Return the paths of those files that a search needs, sorted; `files` are in base64.

    The others are Pagefind's own user interfaces, which no page here uses.
    """
    languages = json.loads(b64decode(files[ENTRY]))["languages"].values()
    names = {ENTRY, *(f"pagefind.{one['hash']}.pf_meta" for one in languages)}
    if program:
        names |= {f"wasm.{one['wasm'] or 'unknown'}.pagefind" for one in languages}
        names.add("pagefind.js")
    return sorted(names | {path for path in files if path.startswith(_FOLDERS)})


def _exit_message(stderr: IO[bytes]) -> str:
    """Return a message about a program that ended too early, with the last line of its errors."""
    stderr.seek(0)
    lines = stderr.read().decode(errors="replace").splitlines()
    # A panic of Rust has its reason between a line about the thread and a note about backtraces.
    told = [line for line in lines if line.strip() and not line.startswith(("thread ", "note: "))]
    last = f" with the message: {told[-1].strip()}" if told else ""
    return f"Pagefind ended too early{last}; {REMEDY}"
