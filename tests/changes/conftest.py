"""A small site in a git repository, with states at known times."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Outcome, Site
from tests.publish.conftest import Repository, settings_of_nobody

FIRST, SECOND = "content/articles/first.md", "content/articles/second.md"
TRUCE, VENUES = "themes/truce.md", "themes/venues.md"
ACTORS, SETTINGS = "content/actors.yaml", "content/site.yaml"
NOW = "2025-06-08T12:00Z"
"""A week after the first commit, so that the default finds it."""


@dataclass(frozen=True)
class History:
    """A site whose states are committed."""

    site: Site
    repository: Repository

    def commit(self, when: str = "2025-06-01T12:00:00Z", message: str = "Edit") -> str:
        """Commit all files as of an instant; return the commit."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("GIT_COMMITTER_DATE", when)
            patch.setenv("GIT_AUTHOR_DATE", when)
            self.repository.git("add", "--all")
            self.repository.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.repository.git("rev-parse", "HEAD")

    def run(self, *arguments: str) -> Outcome:
        """Run `briefing changes` at the end of the story."""
        return self.site.run("changes", "--now", NOW, *arguments)

    def text(self, *arguments: str) -> str:
        """Return what is told of the changes, expecting no error."""
        outcome = self.run("--quiet", *arguments)
        assert (outcome.exit_code, outcome.err) == (0, "")
        return outcome.out

    def lines(self, *arguments: str) -> list[str]:
        """Return the same without title, headings, addresses and empty lines."""
        found = [line.strip() for line in self.text(*arguments).splitlines()]
        listed = ("- ", *LABELS)
        return [line.removeprefix("- ") for line in found if line.startswith(listed)]

    def data(self, *arguments: str) -> dict[str, Any]:
        """Return the changes as programs read them."""
        read: dict[str, Any] = json.loads(self.text("--format", "json", *arguments))
        return read

    def theme(self, name: str, *arguments: str) -> dict[str, Any]:
        """Return the changes on one theme as programs read them."""
        found = [theme for theme in self.data(*arguments)["themes"] if theme["id"] == name]
        assert len(found) == 1
        theme: dict[str, Any] = found[0]
        return theme


LABELS = ("Where things stand", "New", "Changed", "Corrected", "Withdrawn")


@pytest.fixture(autouse=True)
def _settings_of_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings_of_nobody(tmp_path, monkeypatch)


@pytest.fixture
def history(site: Site) -> History:
    """The small site, committed on the first of June."""
    repository = Repository(site.root)
    repository.git("init", "--quiet", "--initial-branch=main")
    begun = History(site, repository)
    begun.commit(message="Begin")
    return begun


def files_of(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes, those of the repository too."""
    return {
        os.path.relpath(Path(at) / name, folder): (Path(at) / name).read_bytes()
        for at, _, names in os.walk(folder)
        for name in names
    }
