"""Git, as the person at this machine has set it up."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.problems import AtLine, Finding, Rejected

_OF_ANOTHER_RUN = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_PREFIX",
)
"""What git sets for its hooks. A publish that a hook starts is about the site's own repository."""

_TOO_MUCH = ("hint:", "To ")
"""How lines begin that git prints besides the reason."""


class Answer(Struct, frozen=True):
    """What git said."""

    well: bool
    text: str
    """Its answer."""
    words: tuple[str, ...]
    """What it told people, line by line, such as the reason why it did not."""

    @property
    def reason(self) -> str:
        """What it told people, on one line."""
        return "; ".join(self.words) or "it gave no reason"


class Git(Struct, frozen=True):
    """Runs git in a folder."""

    folder: Path
    environment: Mapping[str, str]
    place: str
    """What people are told is concerned."""

    def ask(self, *arguments: str) -> Answer:
        """Run git. Raise Rejected only where there is none."""
        return self.run("git", *arguments)

    def must(self, *arguments: str) -> str:
        """Run git, give its answer without the last line end.

        Raise Rejected, in git's words, where it fails.
        """
        answer = self.ask(*arguments)
        if not answer.well:
            raise self.wrong("git-failed", f"git {arguments[0]} failed: {answer.reason}")
        return answer.text.removesuffix("\n")

    def run(self, *command: str) -> Answer:
        """Run a program that runs git. Raise Rejected where there is no such program."""
        try:
            done = subprocess.run(  # noqa: S603 - git, or Python with ghp-import
                command,
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
            )
        except OSError as error:
            message = f"{command[0]} cannot be run: {error.strerror or error}; install git first"
            raise self.wrong("no-git", message) from None
        return Answer(done.returncode == 0, os.fsdecode(done.stdout), _told(done.stderr))

    def on(self, git_folder: Path, **more: str) -> Git:
        """Return what runs git on another repository, by its git folder, for the same site."""
        environment = {**self.environment, "GIT_DIR": str(git_folder), **more}
        return replace(self, folder=git_folder, environment=environment)

    def wrong(self, code: str, message: str) -> Rejected:
        """Return something wrong with the repository of the site, to be raised."""
        return Rejected([Finding(self.place, AtLine(), code, message)])


def git_at(folder: Path, environment: Mapping[str, str]) -> Git:
    """Return what runs git in the repository that a folder is in."""
    names = environment.keys() - set(_OF_ANOTHER_RUN)
    return Git(folder, {name: environment[name] for name in names}, str(folder))


def _told(said: bytes) -> tuple[str, ...]:
    lines = (line.strip() for line in said.decode(errors="replace").splitlines())
    return tuple(line for line in lines if line and not line.startswith(_TOO_MUCH))
