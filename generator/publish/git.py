"""Run git, with the settings of the person at this machine."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.problems import AtLine, Finding, Rejected

_REPOSITORY_VARIABLES = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_PREFIX",
)
"""Variables that tie git to one repository. Git sets them for hooks (githooks(5)), and a hook that
publishes may be of another repository than the site's."""

_NOISE = ("hint:", "To ")
"""How those lines on standard error begin that give no reason for a failure."""


class GitResult(Struct, frozen=True):
    """The outcome of one command."""

    ok: bool
    """Whether its exit status was 0."""
    stdout: str
    messages: tuple[str, ...]
    """The lines of its standard error, without noise and empty lines."""

    @property
    def reason(self) -> str:
        """Its messages on one line."""
        return "; ".join(self.messages) or "it gave no reason"


class Git(Struct, frozen=True):
    """Runs git in a folder."""

    folder: Path
    environment: Mapping[str, str]
    subject: str
    """What findings are about: the root of the site."""

    def run(self, *arguments: str) -> GitResult:
        """Run git, which may fail. Raise Rejected only if it is not installed."""
        return self.run_program("git", *arguments)

    def output(self, *arguments: str) -> str:
        """Run git, and return its standard output without the last line end.

        Raise Rejected with git's own messages if it fails.
        """
        result = self.run(*arguments)
        if not result.ok:
            raise self.rejection("git-failed", f"git {arguments[0]} failed: {result.reason}")
        return result.stdout.removesuffix("\n")

    def run_program(self, *command: str) -> GitResult:
        """Run a program that runs git, as if it were git. Raise Rejected if it is not installed."""
        try:
            done = subprocess.run(  # noqa: S603 - git, or Python with ghp-import
                command,
                cwd=self.folder,
                env=self.environment,
                # Questions, such as for a password, go to the terminal or a helper; never here.
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
            )
        except OSError as error:
            message = f"{command[0]} cannot be run: {error.strerror or error}; install git first"
            raise self.rejection("no-git", message) from None
        return GitResult(done.returncode == 0, os.fsdecode(done.stdout), _messages(done.stderr))

    def on_repository(self, git_folder: Path, **variables: str) -> Git:
        """Return what runs git on another repository, given its git folder, for the same site.

        `variables` are added to the environment.
        """
        environment = {**self.environment, "GIT_DIR": str(git_folder), **variables}
        return replace(self, folder=git_folder, environment=environment)

    def rejection(self, code: str, message: str) -> Rejected:
        """Return the exception to raise for something wrong with the site's repository."""
        return Rejected([Finding(self.subject, AtLine(), code, message)])


def git_at(folder: Path, environment: Mapping[str, str]) -> Git:
    """Return what runs git in the repository that contains a folder, whoever started us."""
    names = environment.keys() - set(_REPOSITORY_VARIABLES)
    return Git(folder, {name: environment[name] for name in names}, str(folder))


def _messages(stderr: bytes) -> tuple[str, ...]:
    lines = (line.strip() for line in stderr.decode(errors="replace").splitlines())
    return tuple(line for line in lines if line and not line.startswith(_NOISE))
