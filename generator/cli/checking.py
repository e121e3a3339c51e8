"""What a check is asked for on the command line, and what it says in the end.

`briefing check` and `briefing build --check` have this in common.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from generator.cli.show import show
from generator.problems import Problem, Severity
from generator.report import as_github, as_json, counted, unseen_line

if TYPE_CHECKING:
    from generator.check.archive import ArchiveCheck
    from generator.check.external_types import LinkCheckOptions
    from generator.check.further import Looked


class Checking(Struct, frozen=True):
    """The options of a check."""

    archive: Path | None = None
    form: str = "text"
    """The format of the problems."""
    external: bool = False
    external_timeout: float = 60.0
    strict: bool = False

    @property
    def failing(self) -> Collection[Severity]:
        """Which problems make the check fail."""
        return tuple(Severity) if self.strict else (Severity.ERROR,)

    def show(self, problems: tuple[Problem, ...]) -> None:
        """Print problems: all, in the format that was asked for."""
        if self.form == "json":
            click.echo(as_json(problems))
        elif self.form == "github":
            for problem in problems:
                click.echo(as_github(problem))
        else:
            show(problems)

    def link_check(self, quiet: bool) -> LinkCheckOptions | None:
        """Return how to ask other sites, with progress on one line if a person watches."""
        if not self.external:
            return None
        # Imported here, as most commands do not need it.
        from generator.check.external_types import (  # noqa: PLC0415
            LinkCheckOptions,
            RequestLimits,
        )

        def progress(done: int, of: int) -> None:
            if sys.stderr.isatty() and not quiet:
                # The last call clears the line, for what is printed next.
                line = f"{done} of {of} external links" if done < of else ""
                click.echo(f"\r\x1b[K{line}", err=True, nl=False)

        limits = RequestLimits(total_seconds=self.external_timeout)
        return LinkCheckOptions(now=datetime.now(UTC), limits=limits, progress=progress)


_OPTIONS = (
    click.option(
        "--archive",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="Check every quotation against the sources' original texts in this folder.",
    ),
    click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json", "github"]),
        default="text",
        show_default=True,
        help="The format of the problems.",
    ),
    click.option(
        "--external", is_flag=True, help="Check links to other sites too, by requesting them."
    ),
    click.option(
        "--external-timeout",
        type=click.FloatRange(min=0, min_open=True),
        default=60.0,
        show_default=True,
        metavar="SECONDS",
        help="Stop requesting links after so long; the next check continues from there.",
    ),
    click.option(
        "--strict", is_flag=True, help="Exit with 1 for warnings too, not only for errors."
    ),
)


def checking(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of a check, which it takes together as `checking`."""

    @wraps(command)
    def called(
        archive: Path | None,
        form: str,
        external: bool,
        external_timeout: float,
        strict: bool,
        **others: Any,
    ) -> None:
        asked = Checking(archive, form, external, external_timeout, strict)
        command(checking=asked, **others)

    for option in reversed(_OPTIONS):
        called = option(called)
    return called


def closing_lines(looked: Looked | None, unseen: int) -> Iterator[str]:
    """Yield what a check looked at besides the site's own files, and what it did not.

    `unseen` is how many quotations rest on evidence that builds do not look at.
    """
    if looked and looked.external:
        yield from looked.external.closing_lines()
    if looked and looked.archive:
        yield from _archive_lines(looked.archive)
    elif unseen:
        yield unseen_line(unseen)


def _archive_lines(archive: ArchiveCheck) -> Iterator[str]:
    """Yield how many quotations of each file were looked up: an unusual number may be a mistake."""
    unchecked = 0
    for count in archive.counts:
        line = f"{count.file}: {counted(count.quotations, 'quotation')}"
        if count.quotations and not count.has_evidence:
            unchecked += count.quotations
            some = 0 < count.of_claims < count.quotations
            of_claims = f" ({count.of_claims:,} of claims)" if some else ""
            line += f"{of_claims}, and no 'evidence' to look them up in"
        yield line
    quotations = counted(archive.quotations, "quotation")
    articles = counted(archive.articles, "article")
    without = counted(archive.without_evidence, "article")
    more = f", {unchecked:,} unchecked" if unchecked else ""
    checked = f"{quotations} checked against the evidence of {articles}"
    yield f"{checked}; {without} without evidence{more}"
