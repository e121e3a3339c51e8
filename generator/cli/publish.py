"""The command `briefing publish`."""

from __future__ import annotations

import os
import sys
import time
from datetime import datetime
from pathlib import Path

import click

from generator.cli import options
from generator.cli.show import MAX_SHOWN, report_waiting, show
from generator.problems import Severity
from generator.report import closing_line, publish_line, summary
from generator.request import Request


@click.command("publish")
@options.root
@click.option(
    "--output",
    type=options.NonEmptyPath(path_type=Path),
    help="The folder that the site was built into.  [default: site/ in the root]",
)
@options.base_url
@options.now
@options.jobs
@click.option("--branch", default="gh-pages", show_default=True, help="The branch to publish to.")
@click.option(
    "--remote", default="origin", show_default=True, help="The remote repository to push to."
)
@click.option(
    "--message", default="Publish the site", show_default=True, help="The message of the commit."
)
@click.option(
    "--search/--no-search",
    default=True,
    help="Require a search index in the output.  [default: search]",
)
@click.option(
    "--build/--no-build",
    "builds",
    default=True,
    help="Build first what is not up to date.  [default: build]",
)
@click.option(
    "--uncommitted", is_flag=True, help="Publish what is on this disk, committed to git or not."
)
@click.option("--dry-run", is_flag=True, help="Show what would change, but publish nothing.")
@options.quiet
def publish_command(
    root: Path,
    output: Path | None,
    base_url: str | None,
    now: datetime,
    jobs: int,
    branch: str,
    remote: str,
    message: str,
    search: bool,
    builds: bool,
    uncommitted: bool,
    dry_run: bool,
    quiet: bool,
) -> None:
    """Build the site if needed, and publish it to a branch, as for GitHub Pages."""
    # Imported here, as other commands do not need it and start faster.
    from generator.publish.publish import PublishRequest, publish  # noqa: PLC0415
    from generator.publish.remote import Branch  # noqa: PLC0415

    start = time.monotonic()
    request = PublishRequest(
        site=Request(
            root=root.resolve(), now=now, base_url=base_url, jobs=jobs, travels=options.is_ci()
        ),
        output=output or root / "site",
        branch=Branch(remote, branch),
        message=message,
        search=search,
        build=builds,
        uncommitted=uncommitted,
        dry_run=dry_run,
    )
    try:
        published = publish(request, dict(os.environ), report_waiting)
    except KeyboardInterrupt:
        click.echo(
            "\nstopped; no branch of yours has changed; publish again to be sure",
            err=True,
        )
        sys.exit(130)
    show(published.problems, MAX_SHOWN)
    if published.change is None:
        click.echo(f"{summary(published.problems)}; nothing was published", err=True)
        sys.exit(1)
    if not quiet:
        seconds = time.monotonic() - start
        if published.written and (published.written.written or published.written.removed):
            click.echo(closing_line(request.output, published.written, seconds))
        click.echo(publish_line(published.to, published.change, seconds, dry_run=dry_run))
        if not dry_run:
            click.echo(f"readers find it at {published.address} once the host has taken it over")
    if any(problem.severity is Severity.ERROR for problem in published.problems):
        click.echo(
            f"{summary(published.problems)}; without --dry-run, this would stop it", err=True
        )
        sys.exit(1)
