"""What is printed of problems and failures, by every command."""

from __future__ import annotations

import os
import sys

import click

from generator.problems import Problem, Severity
from generator.report import as_text

SHOWN = 20
"""Problems that a build shows: one mistake, such as a folder renamed, may cause hundreds."""


def report_failure(error: Exception) -> None:
    """Say that the generator itself failed, without a traceback."""
    click.echo(
        f"error: the generator itself failed: {type(error).__name__}: {error}\n"
        "Please report it, with what BRIEFING_DEBUG=1 shows in addition.",
        err=True,
    )


def show(problems: tuple[Problem, ...], most: int | None = None) -> None:
    """Print problems to people: all, or so many that errors are among them before warnings."""
    paint = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    if most is not None and len(problems) > most:
        problems = tuple(sorted(problems, key=lambda one: one.severity is not Severity.ERROR))
    for problem in problems[:most]:
        click.echo(as_text(problem, paint), err=True, color=paint)
    if most is not None and len(problems) > most:
        click.echo(f"… and {len(problems) - most} more; briefing check shows all", err=True)
