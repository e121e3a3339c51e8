"""How all commands print problems and failures."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from generator.problems import Problem
from generator.report import as_text, foremost

if TYPE_CHECKING:
    from generator.edit.save import Change

MAX_SHOWN = 20
"""Problems that a build shows at most: one mistake, such as a renamed folder, may make hundreds."""


_ABOUT_THE_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EBADF)


def cannot_print(error: Exception) -> bool:
    """Return whether an error says that standard output cannot be written, as on a full disk."""
    # Wherever a file is opened, read or written by its name, the error has that name.
    return isinstance(error, OSError) and error.filename is None and error.errno in _ABOUT_THE_DISK


def report_failure(error: Exception) -> None:
    """Print that the generator itself failed, without a traceback."""
    click.echo(
        f"error: the generator itself failed: {type(error).__name__}: {error}\n"
        "Please report this, with what the same command prints when BRIEFING_DEBUG=1 is set.",
        err=True,
    )


def report_waiting() -> None:
    """Print that another process builds the same site."""
    click.echo("waiting for another build of this site to finish …", err=True)


def show(problems: tuple[Problem, ...], most: int | None = None) -> None:
    """Print problems for people: all, or at most so many, errors before warnings."""
    paint = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    for problem in problems if most is None else foremost(problems, most):
        click.echo(as_text(problem, paint), err=True, color=paint)
    if most is not None and len(problems) > most:
        click.echo(f"… and {len(problems) - most} more; run `briefing check` to see all", err=True)


_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def show_diff(changes: Iterable[Change]) -> None:
    """Print changes of files as a unified diff."""
    from generator.edit.diff import unified  # noqa: PLC0415 - most commands change no file

    paint = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    for line in unified(changes):
        click.echo(click.style(line, fg=_COLOURS.get(line[:1])) if paint else line)
