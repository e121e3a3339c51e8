"""A preview beside which branches are switched, several times within a second."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Site
from tests.serve.running import Serving, clean_output, small_site

ROUNDS = 12
BRANCHES = ("main", "other")


class Repository:
    """A site under version control, with two branches that differ in nearly every file."""

    def __init__(self, site: Site) -> None:
        self.site = site
        site.write(".gitignore", "site/\n.briefing/\n")
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("add", ".")
        self.git("commit", "--quiet", "--message=main")
        self.git("checkout", "--quiet", "-b", "other")
        for path in sorted((site.root / "content/articles").glob("*.md")):
            with path.open("a", encoding="utf-8") as article:
                article.write("\nSo the other branch says.\n")
        site.replace("content/sources.yaml", "The Herald", "The Other Herald")
        site.replace("themes/venues.md", "No host has been named.", "A host has been named.")
        self.git("commit", "--quiet", "--all", "--message=other")

    def git(self, *words: str) -> None:
        identity = ("-c", "user.name=Site", "-c", "user.email=site@example.org")
        subprocess.run(["git", "-C", str(self.site.root), *identity, *words], check=True)


@pytest.mark.long
@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")
def test_after_six_checkouts_within_a_second_it_shows_the_last(tmp_path: Path) -> None:
    repository = Repository(small_site(tmp_path / "small"))
    wanted = {}
    for branch in BRANCHES:
        repository.git("checkout", "--quiet", branch)
        wanted[branch] = clean_output(repository.site)
    assert wanted["main"] != wanted["other"]
    with Serving(repository.site) as serving:
        for number in range(ROUNDS):
            last, before = BRANCHES[number % 2], BRANCHES[1 - number % 2]
            for branch in (before, last) * 3:
                repository.git("checkout", "--quiet", branch)
            serving.becomes(wanted[last])
