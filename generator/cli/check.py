"""The command `briefing check`."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from generator.cli import options
from generator.cli.checking import Checking, checking, closing_lines
from generator.cli.show import report_waiting
from generator.report import checked_line, summary
from generator.request import Request


@click.command("check")
@options.root
@checking
@click.option(
    "--clean", is_flag=True, help="Check everything again, without the cache of earlier builds."
)
@options.base_url
@options.drafts
@options.now
@options.jobs
@options.quiet
def check_command(
    root: Path,
    checking: Checking,
    clean: bool,
    base_url: str | None,
    drafts: bool,
    now: datetime,
    jobs: int,
    quiet: bool,
) -> None:
    """Report every problem, broken links and anchors included. Nothing is written but the cache."""
    root = root.resolve()
    request = Request(
        root=root, now=now, base_url=base_url, drafts=drafts, jobs=jobs, travels=options.is_ci()
    )
    from generator.check.check import check  # noqa: PLC0415 - the help does not need it

    try:
        checked = check(
            request,
            checking.archive,
            checking.link_check(quiet),
            output=None if clean else options.preview_output(root, drafts=drafts),
            on_wait=report_waiting,
        )
    except KeyboardInterrupt:
        kept = "; the answers of other sites so far are kept" if checking.external else ""
        click.echo(f"\nstopped{kept}", err=True)
        sys.exit(130)
    checking.show(checked.problems)
    is_told = checking.form == "text" and not quiet
    if is_told:
        for line in closing_lines(checked.looked, checked.unseen):
            click.echo(line)
    found = summary(checked.problems)
    if any(problem.severity in checking.failing for problem in checked.problems):
        # Without pages, no links were checked.
        more = "" if checked.pages else "; links will be checked once these are fixed"
        click.echo(f"{found}{more}", err=True)
        sys.exit(1)
    if is_told:
        click.echo(checked_line(checked.pages, checked.problems))
