"""The files that are open in the editor, and the sites that they are part of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path

from lsprotocol import types

from generator.lsp.analysis import Analysis
from generator.lsp.files import Document, document
from generator.lsp.live import LiveSite
from generator.lsp.overlay import Buffer
from generator.lsp.text import Units, lines_of, raw_column, to_units
from generator.lsp.uris import path_of, site_of, uri_of
from generator.problems import Problem, Rejected, Severity
from generator.read.files import SourceFile
from generator.request import Request

Send = Callable[[types.PublishDiagnosticsParams], None]


class OpenFiles:
    """The open files of all sites of a workspace; shows what is wrong with these sites."""

    def __init__(self, request: Callable[[Path], Request], send: Send) -> None:
        """Take what to ask of a site given its folder, and how to show problems of a file."""
        self.units: Units = len
        """How the editor counts columns."""
        self._request = request
        self._send = send
        self._editions = count(1)
        self._sites: dict[Path, LiveSite] = {}
        self._open: dict[Path, types.VersionedTextDocumentIdentifier] = {}
        self._shown: dict[Path, tuple[types.Diagnostic, ...]] = {}

    def visit(self, folder: Path) -> None:
        """Begin to check the site that a folder of the workspace is, or is in, if it is in one."""
        if root := site_of(folder / "any"):
            self._site(root).changed()

    def place(self, uri: str) -> tuple[LiveSite, str] | None:
        """Return the site that a file is in, and its path in that; None if it is in none."""
        path = path_of(uri)
        root = site_of(path) if path else None
        if path is None or root is None:
            return None
        return self._site(root), path.relative_to(root).as_posix()

    def put(self, uri: str, version: int | None, text: str) -> None:
        """Take the text of a file that was opened or changed."""
        if (found := self.place(uri)) is None:
            return
        site, path = found
        self._open[site.root / path] = types.VersionedTextDocumentIdentifier(version or 0, uri)
        site.buffers[path] = Buffer(text, next(self._editions))
        site.changed()

    def close(self, uri: str) -> None:
        """Forget the text of a file: what is on the disk counts again."""
        if (found := self.place(uri)) is None:
            return
        site, path = found
        self._open.pop(site.root / path, None)
        site.buffers.pop(path, None)
        site.changed(at_disk=True)

    def look_at_disk(self, uris: list[str]) -> None:
        """Check the sites again that some files are in, which were changed on the disk."""
        found = [place for uri in uris if (place := self.place(uri))]
        for site in {site.root: site for site, _ in found}.values():
            site.changed(at_disk=True)

    def document(self, site: LiveSite, path: str) -> Document | None:
        """Return a file of a site, as it is open or as it is on the disk."""
        if buffer := site.buffers.get(path):
            return document(path, buffer.text)
        try:
            return document(path, SourceFile(site.root, path).read().lenient_text())
        except Rejected:
            return None

    def uri(self, site: LiveSite, path: str) -> str:
        """Return the address of a file, as the editor has it if it is open."""
        known = self._open.get(site.root / path)
        return known.uri if known else uri_of(site.root / path)

    def identify(self, site: LiveSite, path: str) -> types.OptionalVersionedTextDocumentIdentifier:
        """Return how the editor calls a file, with the version that it has open."""
        known = self._open.get(site.root / path)
        version = known.version if known else None
        return types.OptionalVersionedTextDocumentIdentifier(self.uri(site, path), version)

    def _site(self, root: Path) -> LiveSite:
        if root not in self._sites:
            site = LiveSite(root, self._request, lambda *found: self._publish(root, *found))
            self._sites[root] = site
        return self._sites[root]

    def _publish(self, root: Path, analysis: Analysis, buffers: Mapping[str, Buffer]) -> None:
        """Show the problems of all files whose problems are others than those that are shown."""
        site = self._sites[root]
        before = {path for path in self._shown if path.is_relative_to(root)}
        found = {root / file: problems for file, problems in analysis.problems.items()}
        opened = {root / path for path in buffers}
        for path in sorted(before | found.keys() | opened):
            buffer = buffers.get(path.relative_to(root).as_posix())
            shown = self._diagnostics(path, found.get(path, ()), buffer)
            if path not in opened and shown == self._shown.get(path, ()):
                continue
            self._shown[path] = shown
            if not shown and path not in opened:
                del self._shown[path]
            known = self._open.get(path)
            uri, version = (known.uri, known.version) if known else (uri_of(path), None)
            is_current = known and site.buffers.get(path.relative_to(root).as_posix()) == buffer
            self._send(
                types.PublishDiagnosticsParams(uri, list(shown), version if is_current else None)
            )

    def _diagnostics(
        self, path: Path, problems: tuple[Problem, ...], buffer: Buffer | None
    ) -> tuple[types.Diagnostic, ...]:
        """Return problems with the columns that the editor counts in its own text of the file."""
        lines: list[str] | None = None
        if any(not problem.text.isascii() or problem.line == 1 for problem in problems):
            text = buffer.text if buffer else _raw(path)
            lines = lines_of(text) if text is not None else None
        return tuple(_diagnostic(problem, lines, self.units) for problem in problems)


def _raw(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return None


def _diagnostic(problem: Problem, lines: list[str] | None, units: Units) -> types.Diagnostic:
    number = problem.line - 1
    line = problem.text
    start, end = problem.column - 1, problem.column - 1 + problem.length
    if lines is not None and number < len(lines):
        line = lines[number]
        start, end = (raw_column(line, at, is_first=number == 0) for at in (start, end))
    end = min(end, len(line))
    return types.Diagnostic(
        range=types.Range(
            types.Position(number, to_units(line, start, units)),
            types.Position(number, to_units(line, max(start, end), units)),
        ),
        message=problem.message,
        severity=types.DiagnosticSeverity.Error
        if problem.severity is Severity.ERROR
        else types.DiagnosticSeverity.Warning,
        code=problem.code,
        source="briefing",
    )
