"""The program Pagefind, spoken to over its pipes.

It is given one page after the other, in order: left to walk through a folder by itself, it would
number pages as the disk happens to list them, and every machine would get other files. It hands
over the files of the index in the same way: those that it writes by itself may still be on their
way to the disk when it says that they are written. It ends as soon as its input does, so it never
outlives a build that is killed.

Messages are JSON in base64, each ended by a comma. Source: Pagefind's own package for Python,
version 1.5, whose client is not used because it waits a tenth of a second for every page.
"""

from __future__ import annotations

import json
import subprocess
import threading
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from io import BufferedReader
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, cast

PATIENCE = 60.0
"""Seconds that the program may take, however little there is to do …"""
PATIENCE_PER_PAGE = 0.2
"""… and for each page. One of 6 KB takes it about a hundredth of a second."""

ENTRY = "pagefind-entry.json"
"""The file of an index that is read first: it names the others."""

REMEDY = "set it up again with `make site`, or build with --no-search"

_LEFT_OUT = [".cite", ".footnote-ref", ".badge"]
"""Numbers and labels beside the words, which would be taken for the end of the word before."""

_PARTS = ("fragment/", "index/", "filter/")
"""The folders of an index."""

_INDEX = 0
"""The number of the one index that is asked for."""

_AT_ONCE = 1 << 20
"""Bytes to read at once."""


class NoIndexError(Exception):
    """There is no index; the message says why and what to do."""


def make_index(output: Path, pages: Sequence[str], language: str, place: Path) -> dict[str, bytes]:
    """Have an index made of some pages of an output folder, as text of one language.

    `place` is a folder without settings of Pagefind's. Gives the files of the index by their paths
    in its folder. Raise NoIndexError.
    """
    with TemporaryFile() as said:
        with _running(_program(), place, said) as process:
            answers = _Answers(process)
            answers.start()
            try:
                with _patience(process, PATIENCE + PATIENCE_PER_PAGE * len(pages)):
                    # It may have ended, which its answers, or the lack of them, will say.
                    with suppress(BrokenPipeError):
                        _tell(process, _messages(output, pages, language))
                    answers.join()
            finally:
                process.kill()
                answers.join()  # no thread is left when processes are forked next
        if answers.files is None:
            raise NoIndexError(answers.wrong or _how_it_ended(said))
        return answers.files


def _program() -> Path:
    try:
        from pagefind_bin import get_executable  # noqa: PLC0415 - only this needs it

        return Path(get_executable())
    except (ImportError, FileNotFoundError):
        raise NoIndexError(f"the program Pagefind is not there; {REMEDY}") from None


@contextmanager
def _running(program: Path, place: Path, said: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """Run the program in a folder, and end it whatever happens; `said` gets its complaints."""
    try:
        process = subprocess.Popen(  # noqa: S603 - of the package, and not what a site names
            [program, "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            # Neither a file of settings nor a variable must change what is made.
            cwd=place,
            env={},
        )
    except OSError as error:
        message = f"{program} cannot be run: {error.strerror or error}; {REMEDY}"
        raise NoIndexError(message) from None
    try:
        yield process
    finally:
        process.kill()
        with suppress(OSError), process:  # what was not sent has nobody to go to
            pass


@contextmanager
def _patience(process: subprocess.Popen[bytes], seconds: float) -> Iterator[None]:
    """End a program that takes longer. Raise NoIndexError if it did."""
    late = threading.Event()

    def end() -> None:
        late.set()
        process.kill()

    timer = threading.Timer(seconds, end)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
    if late.is_set():
        raise NoIndexError(f"Pagefind was not done after {seconds:.0f} s; {REMEDY}")


def _tell(process: subprocess.Popen[bytes], messages: Iterable[dict[str, Any]]) -> None:
    """Tell the program all that it has to do."""
    assert process.stdin is not None  # noqa: S101 - it is a pipe
    for number, payload in enumerate(messages, start=1):
        message = json.dumps({"message_id": number, "payload": payload})
        process.stdin.write(b64encode(message.encode()) + b",")
    process.stdin.flush()


def _messages(output: Path, pages: Sequence[str], language: str) -> Iterator[dict[str, Any]]:
    # Whatever language a page says it has, there is one index, in which all of them are found.
    config = {"force_language": language.lower(), "exclude_selectors": _LEFT_OUT}
    yield {"type": "NewIndex", "config": config}
    for page in pages:
        yield {
            "type": "AddFile",
            "index_id": _INDEX,
            "url": f"/{page.removesuffix('index.html')}",
            "file_contents": (output / page).read_text(encoding="utf-8"),
        }
    yield {"type": "GetFiles", "index_id": _INDEX}


class _Answers(threading.Thread):
    """Takes the program's answers as they come: it stops working while nobody does."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        super().__init__(daemon=True)
        self._process = process
        self.files: dict[str, bytes] | None = None
        """The whole index, once it is there."""
        self.wrong = ""
        """What the program could not do, or that it said what makes no sense."""

    def run(self) -> None:
        """Read until the index is there, something is wrong or nothing more comes."""
        for message in _received(cast(BufferedReader, self._process.stdout)):
            try:
                self._take(json.loads(b64decode(message, validate=True))["payload"])
            except (ValueError, LookupError, TypeError):
                self.wrong = f"Pagefind gave an answer that makes no sense; {REMEDY}"
            if self.wrong:
                self._process.kill()
            if self.wrong or self.files is not None:
                break

    def _take(self, payload: dict[str, Any]) -> None:
        if payload["type"] == "Error":
            self.wrong = f"Pagefind says: {payload['message']}"
        elif payload["type"] == "GetFiles":
            files = {file["path"]: file["content"] for file in payload["files"]}
            self.files = {path: b64decode(files[path]) for path in _needed(files)}


def _received(stream: BufferedReader) -> Iterator[bytes]:
    """Return messages as they come; the last one may be as large as the whole index."""
    parts: list[bytes] = []
    while data := stream.read1(_AT_ONCE):
        first, *others = data.split(b",")
        parts.append(first)
        for other in others:
            yield b"".join(parts)
            parts = [other]


def _needed(files: dict[str, str]) -> list[str]:
    """Return the files of an index that a search needs.

    The rest are interfaces of Pagefind's own, which no page here uses.
    """
    languages = json.loads(b64decode(files[ENTRY]))["languages"].values()
    names = {ENTRY, "pagefind.js", *(f"pagefind.{one['hash']}.pf_meta" for one in languages)}
    names |= {f"wasm.{one['wasm'] or 'unknown'}.pagefind" for one in languages}
    return sorted(names | {path for path in files if path.startswith(_PARTS)})


def _how_it_ended(said: IO[bytes]) -> str:
    """Say how the program ended before its work was done, with its last words."""
    said.seek(0)
    lines = said.read().decode(errors="replace").splitlines()
    words = [line for line in lines if line.strip() and not line.startswith(("thread ", "note: "))]
    last = f", saying: {words[-1].strip()}" if words else ""
    return f"Pagefind ended too early{last}; {REMEDY}"
