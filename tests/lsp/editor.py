"""An editor that talks to `briefing lsp` as real ones do: JSON-RPC on its standard streams."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from typing import Any
from urllib.parse import quote

from tests.forked import QUICKLY, Process, Start
from tests.serve.running import PATIENCE

Json = dict[str, Any]

CAPABILITIES: Json = {
    "workspace": {
        "didChangeWatchedFiles": {"dynamicRegistration": True},
        "workspaceEdit": {"documentChanges": True, "resourceOperations": ["rename"]},
    },
    "textDocument": {"publishDiagnostics": {}},
}


def uri_of(path: Path) -> str:
    """Return the address of a file as editors write it."""
    return "file://" + quote(str(path))


class Editor:
    """One editor with one server."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._messages: Queue[Json | None] = Queue()
        self._count = 0
        self._versions: dict[str, int] = {}
        self.diagnostics: dict[str, list[Json]] = {}
        """What the editor shows of each file, by its address."""
        self.seen: dict[str, int] = {}
        """The version of each open file that its diagnostics are about."""
        self.asked: list[str] = []
        """What the server asked for by itself."""
        self.answer: Json = {}
        """The answer to `initialize`."""
        threading.Thread(target=self._read, daemon=True).start()

    # ---- what an editor does ----------------------------------------------------------------

    def begin(self, *folders: Path, encodings: tuple[str, ...] = ()) -> None:
        """Say hello."""
        general: Json = {"general": {"positionEncodings": list(encodings)}} if encodings else {}
        listed = [{"uri": uri_of(folder), "name": folder.name} for folder in folders]
        self.answer = self.ask(
            "initialize",
            {
                "processId": None,
                "rootUri": listed[0]["uri"] if listed else None,
                "workspaceFolders": listed or None,
                "capabilities": CAPABILITIES | general,
            },
        )
        self.tell("initialized", {})

    @property
    def open_files(self) -> set[str]:
        """The addresses of all open files."""
        return set(self._versions)

    def open(self, uri: str, text: str) -> None:
        """Open a file."""
        self._versions[uri] = 1
        document = {"uri": uri, "languageId": "markdown", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})

    def change(self, uri: str, text: str) -> None:
        """Put another text into an open file."""
        self._versions[uri] += 1
        self.tell(
            "textDocument/didChange",
            {
                "textDocument": {"uri": uri, "version": self._versions[uri]},
                "contentChanges": [{"text": text}],
            },
        )

    def save(self, uri: str) -> None:
        """Say that a file was saved."""
        self.tell("textDocument/didSave", {"textDocument": {"uri": uri}})

    def close(self, uri: str) -> None:
        """Close a file."""
        del self._versions[uri]
        self.seen.pop(uri, None)
        self.tell("textDocument/didClose", {"textDocument": {"uri": uri}})

    def problems(self, uri: str) -> list[Json]:
        """Return the problems of an open file, as soon as they are those of its present text."""
        while self.seen.get(uri) != self._versions[uri]:
            self._take()
        return self.diagnostics.get(uri, [])

    def wait_for(self, uri: str, *codes: str) -> list[Json]:
        """Wait until a file, which need not be open, has problems of these kinds and no others."""
        while [one["code"] for one in self.diagnostics.get(uri, [])] != [*codes]:
            self._take()
        return self.diagnostics.get(uri, [])

    def at(self, method: str, uri: str, line: int, character: int, **more: Any) -> Any:
        """Ask about a place in a file."""
        return self.ask(
            f"textDocument/{method}",
            {
                "textDocument": {"uri": uri},
                "position": {"line": line, "character": character},
                **more,
            },
        )

    def at_mark(self, method: str, uri: str, text: str, mark: str = "‸", **more: Any) -> Any:
        """Put a text into a file, without the mark in it, and ask about the place of the mark."""
        before, _, after = text.partition(mark)
        if uri in self._versions:
            self.change(uri, before + after)
        else:
            self.open(uri, before + after)
        self.problems(uri)
        lines = re.split(r"\r\n|\r|\n", before)
        character = len(lines[-1].encode("utf-16-le")) // 2
        return self.at(method, uri, len(lines) - 1, character, **more)

    # ---- messages ---------------------------------------------------------------------------

    def ask(self, method: str, params: Mapping[str, Any] | None) -> Any:
        """Send a request, and return its result. Fail if that is an error."""
        answer = self.answer_to(method, params)
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def answer_to(self, method: str, params: Mapping[str, Any] | None) -> Json:
        """Send a request, and return the answer, with a result or an error."""
        self._count += 1
        number = self._count
        self.send({"id": number, "method": method, "params": params})
        while True:
            message = self._take()
            if message.get("id") == number and "method" not in message:
                return message

    def tell(self, method: str, params: Mapping[str, Any] | None) -> None:
        """Send a notification."""
        self.send({"method": method, "params": params})

    def send(self, message: Json) -> None:
        """Send a message."""
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))

    def write(self, data: bytes) -> None:
        """Write bytes to the server."""
        assert self._process.stdin
        self._process.stdin.write(data)
        self._process.stdin.flush()

    def hang_up(self) -> int | None:
        """Close the pipe, and return the exit code of the server."""
        assert self._process.stdin
        self._process.stdin.close()
        return self._process.wait(PATIENCE)

    def _take(self) -> Json:
        """Return the next message, with what it means for the editor noted."""
        try:
            message = self._messages.get(timeout=PATIENCE)
        except Empty:
            raise AssertionError("the server does not answer") from None
        assert message is not None, f"the server ended\n{self._said()}"
        if message.get("method") == "textDocument/publishDiagnostics":
            params = message["params"]
            self.diagnostics[params["uri"]] = params["diagnostics"]
            if params.get("version") is not None:
                self.seen[params["uri"]] = params["version"]
        elif "method" in message and "id" in message:
            self.asked.append(message["method"])
            self.send({"id": message["id"], "result": None})
        return message

    def _said(self) -> str:
        assert self._process.stderr
        return self._process.stderr.read().decode()

    def _read(self) -> None:
        stdout = self._process.stdout
        assert stdout
        while header := stdout.readline():
            length = 0
            while header.strip():
                name, _, value = header.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
                header = stdout.readline()
            self._messages.put(json.loads(stdout.read(length)))
        self._messages.put(None)


@contextmanager
def editor(*arguments: str, start: Start = QUICKLY) -> Iterator[Editor]:
    """Start the server, and end it."""
    from generator.lsp import log, server  # noqa: F401, PLC0415 - loaded here, they are when forked

    process = start("lsp", *arguments)
    try:
        yield Editor(process)
    finally:
        process.kill()
        process.wait()
