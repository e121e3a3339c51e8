"""Content to site: the stages, one after the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from generator.prepare import Prepared, Request, Workshop
from generator.problems import Finding, Problem, Rejected
from generator.read.files import SourceFile
from generator.read.places import place
from generator.read.tree import Tree, look
from generator.render.templates import code
from generator.store.store import Store
from generator.write.manifest import Manifest
from generator.write.output import Written, one_build_at_a_time, refuse_dangerous, write

STATE_FOLDER = ".briefing"
DRAFTS_FOLDER = f"{STATE_FOLDER}/drafts"
"""Where a preview with drafts goes: the one output that may lie in a folder of ours."""
KEPT_FOLDERS = ("content", "themes", "templates", "static", ".git", STATE_FOLDER)


@dataclass(frozen=True, slots=True)
class Built:
    """The outcome of a build: `written` is None where errors left the site as it was."""

    written: Written | None
    problems: tuple[Problem, ...]
    next_due: datetime | None = None
    """When the site changes by itself: an article becomes public, or ceases to be."""
    base_url: str | None = None
    """Where the site will be served; None where its content has errors."""
    why: tuple[tuple[str, str], ...] = ()
    """The pages that may not have been right, each with what changed that it shows."""


class Builder:
    """Builds one site into one folder, again and again, and keeps its cache open in between."""

    def __init__(self, output: Path) -> None:
        self._output = output
        self._open: _Open | None = None

    def build(self, request: Request, tree: Tree | None = None) -> Built:
        """Build the site of a request; a build that finds errors leaves the output as it was.

        `tree` is a look at the site's files that was taken just now, if there was one.
        """
        findings: list[Finding] = []
        prepared = Prepared(None, ())
        written = None
        state = request.root / STATE_FOLDER
        try:
            if self._output != request.root / DRAFTS_FOLDER:
                refuse_dangerous(self._output, request.root, KEPT_FOLDERS)
            with one_build_at_a_time(state, self._output):
                opened = self._opened(state)
                prepared = opened.workshop.prepare(request, tree or look(request.root))
                findings += prepared.findings
                if prepared.files is not None:
                    written = write(
                        self._output,
                        opened.manifest,
                        prepared.files,
                        jobs=request.jobs,
                        afresh=request.afresh,
                        trust=tree is not None,
                    )
                    opened.workshop.settle(written.notes.items())
        except Rejected as rejected:
            findings += rejected.findings
        except BaseException:
            self.close()
            raise
        problems = placed(request.root, findings)
        return Built(written, problems, prepared.next_due, prepared.base_url, prepared.why)

    def close(self) -> None:
        """Let go of the cache."""
        if self._open is not None:
            self._open.store.close()
            self._open = None

    def _opened(self, state: Path) -> _Open:
        """Give the cache, opened anew if another process has changed it."""
        if self._open is not None and not self._open.store.still_ours():
            self.close()
        if self._open is None:
            manifest = Manifest(self._output.resolve(), state)
            file = manifest.file.with_suffix(".db")
            version = blake2b(code(), digest_size=16).hexdigest()
            store = Store(file, version)
            self._open = _Open(store, Workshop(store), manifest)
        self._open.manifest.refresh()
        return self._open


@dataclass(frozen=True, slots=True)
class _Open:
    """A cache that is open."""

    store: Store
    workshop: Workshop
    manifest: Manifest


def build(request: Request, output: Path) -> Built:
    """Build a site once."""
    builder = Builder(output)
    try:
        return builder.build(request)
    finally:
        builder.close()


def placed(root: Path, findings: Iterable[Finding]) -> tuple[Problem, ...]:
    """Give findings their places in the files of a site."""
    return place(findings, lambda file: SourceFile(root, file).shown())
