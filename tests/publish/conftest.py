"""A site in a git repository, and a bare one on disk that it is published to."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest

from tests.conftest import Site
from tests.serve.running import small_site


@dataclass(frozen=True)
class Repository:
    """A git repository, asked with git itself."""

    folder: Path

    def git(self, *arguments: str) -> str:
        """Return what git says, without the last line end."""
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, check=True, capture_output=True, text=True
        )
        return done.stdout.removesuffix("\n")

    def refs(self) -> str:
        """Return every reference with what it stands for."""
        return self.git("for-each-ref", "--format=%(refname) %(objectname)")

    def history(self, branch: str = "gh-pages") -> list[str]:
        """Return the messages of a branch, the latest first."""
        return self.git("log", "--format=%s", branch).splitlines()

    def files(self, branch: str = "gh-pages") -> dict[str, bytes]:
        """Return all files of a branch with their bytes."""
        entries = self.git("ls-tree", "-r", "-z", branch).split("\0")[:-1]
        # "100644 blob 2f1c…<Tab>index.html"
        blobs = {name: of.split(" ")[2] for of, _, name in (one.partition("\t") for one in entries)}
        # One process for all of them, as each takes longer than what it has to say.
        done = subprocess.run(
            ["git", "cat-file", "--batch=%(objectsize)"],
            cwd=self.folder,
            input="".join(f"{blob}\n" for blob in blobs.values()).encode(),
            check=True,
            capture_output=True,
        )
        said = BytesIO(done.stdout)
        found = {}
        for name in blobs:
            found[name] = said.read(int(said.readline()))
            said.readline()
        return found

    def hook(self, name: str, script: str) -> None:
        """Have git run a script at some point."""
        folder = self.folder if (self.folder / "HEAD").exists() else self.folder / ".git"
        file = folder / "hooks" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        file.chmod(0o755)

    def state(self) -> tuple[str, str, bytes]:
        """Return all that a publish has to leave alone: references, looks of files, the index."""
        index = self.folder / ".git" / "index"
        shown = self.git("--no-optional-locks", "status", "--porcelain", "--ignored")
        return self.refs(), shown, index.read_bytes()


_SETTINGS = """\
[user]
    name = Ödön Editor
    email = odon@example.org
[core]
    compression = 0
[gc]
    auto = 0
[maintenance]
    auto = false
[receive]
    autogc = false
"""
"""Somebody to be; and nothing is packed tightly or tidied up, as no repository here lasts."""


def settings_of_nobody(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Keep this machine's own git settings out, and give git somebody to be."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        patch.delenv(name)
    settings = folder / "gitconfig"
    settings.write_text(_SETTINGS, "utf-8")
    patch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    patch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture(autouse=True)
def _settings_of_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings_of_nobody(tmp_path, monkeypatch)


@pytest.fixture(scope="package")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `remote.git` and `mine`, for tests to copy: to make them takes longer."""
    folder = tmp_path_factory.mktemp("begun")
    remote = Repository(folder / "remote.git")
    remote.folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        settings_of_nobody(folder, patch)
        remote.git("init", "--quiet", "--bare", "--initial-branch=main")
        _begin(small_site(folder / "mine"), remote)
    return folder


def _begin(site: Site, remote: Repository) -> None:
    made = Repository(site.root)
    site.write(".gitignore", "/site/\n/.briefing/\n")
    made.git("init", "--quiet", "--initial-branch=main")
    made.git("add", "--all")
    made.git("commit", "--quiet", "--message=Begin")
    made.git("remote", "add", "origin", str(remote.folder))
    made.git("push", "--quiet", "origin", "main")
    site.write("content/pages/staged.md", "---\ntitle: Staged\n---\nText.\n")
    made.git("add", "content/pages/staged.md")
    site.replace("content/articles/second.md", "South wants sixty.", "South wants sixty now.")
    site.build()


@pytest.fixture
def remote(begun: Path, tmp_path: Path) -> Repository:
    """The repository that a host serves a branch of, which is not there yet."""
    return Repository(shutil.copytree(begun / "remote.git", tmp_path / "remote.git"))


@pytest.fixture
def mine(begun: Path, site: Site, remote: Repository) -> Repository:
    """The editor's repository: the site, committed, pushed and built, with work begun since."""
    shutil.rmtree(site.root)
    made = Repository(shutil.copytree(begun / "mine", site.root))
    made.git("remote", "set-url", "origin", str(remote.folder))
    return made
