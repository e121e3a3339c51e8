"""The command `briefing publish`."""

from __future__ import annotations

import os
import sys
import time
from datetime import datetime
from pathlib import Path

import click

from generator.cli import options
from generator.cli.show import SHOWN, show
from generator.report import publish_line, summary
from generator.request import Request


@click.command("publish")
@options.root
@click.option(
    "--output",
    type=options.Place(path_type=Path),
    help="The folder that the site was built into.  [default: site/ of the root]",
)
@options.base_url
@options.now
@options.jobs
@click.option("--branch", default="gh-pages", show_default=True, help="The branch to publish to.")
@click.option(
    "--remote", default="origin", show_default=True, help="The remote repository that has it."
)
@click.option(
    "--message", default="Publish the site", show_default=True, help="What the commit says."
)
@click.option(
    "--search/--no-search",
    default=True,
    help="Refuse an output without a search index.  [default: search]",
)
@click.option("--dry-run", is_flag=True, help="Say what would be published, and change nothing.")
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
    dry_run: bool,
    quiet: bool,
) -> None:
    """Publish the site, built before, to a branch that a host such as Pages serves."""
    # A build need not load them.
    from generator.publish.publish import Order, publish  # noqa: PLC0415
    from generator.publish.remote import Branch  # noqa: PLC0415

    start = time.monotonic()
    order = Order(
        request=Request(root=root.resolve(), now=now, base_url=base_url, jobs=jobs),
        output=output or root / "site",
        branch=Branch(remote, branch),
        message=message,
        search=search,
        dry_run=dry_run,
    )
    try:
        published = publish(order, dict(os.environ))
    except KeyboardInterrupt:
        click.echo("\nstopped; nothing changed here, publish again to be sure", err=True)
        sys.exit(130)
    show(published.problems, SHOWN)
    if published.change is None:
        click.echo(f"{summary(published.problems)}; nothing was published", err=True)
        sys.exit(1)
    if not quiet:
        seconds = time.monotonic() - start
        click.echo(publish_line(published.to, published.change, seconds, dry_run=dry_run))
