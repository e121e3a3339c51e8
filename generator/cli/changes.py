"""The command `briefing changes`."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path

import click

from generator.cli import options
from generator.cli.show import MAX_SHOWN, show
from generator.report import summary
from generator.request import Request


@click.command("changes")
@options.root
@click.option(
    "--since",
    metavar="DATE|REV",
    help="The earlier state: a date, or a revision of git such as a tag.  [default: a week before]",
)
@click.option(
    "--until",
    metavar="DATE|REV",
    help="The later state, in the same way.  [default: the files as they are]",
)
@click.option(
    "--theme", "themes", multiple=True, metavar="NAME", help="Only this theme; may be repeated."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "html", "json"]),
    default="text",
    show_default=True,
    help="The format of the text.",
)
@options.base_url
@options.now
@options.jobs
@options.quiet
def changes_command(
    root: Path,
    since: str | None,
    until: str | None,
    themes: tuple[str, ...],
    form: str,
    base_url: str | None,
    now: datetime,
    jobs: int,
    quiet: bool,
) -> None:
    """Tell what changed on each theme, in words that can go into a newsletter."""
    # Imported here, as other commands do not need it and start faster.
    from generator.changes import data, formats  # noqa: PLC0415
    from generator.changes.changes import ChangesRequest, changes  # noqa: PLC0415
    from generator.changes.history import UnknownStateError  # noqa: PLC0415
    from generator.changes.words import put_into_words  # noqa: PLC0415

    site = Request(root=root.resolve(), now=now, base_url=base_url, jobs=jobs)
    try:
        told = changes(ChangesRequest(site, since, until, themes), dict(os.environ))
    except UnknownStateError as error:
        raise click.UsageError(str(error)) from None
    show(told.problems, MAX_SHOWN)
    if told.changes is None:
        click.echo(f"{summary(told.problems)}; nothing was compared", err=True)
        sys.exit(1)
    if form == "json":
        click.echo(data.as_json(told.changes))
    else:
        forms = {
            "text": formats.as_text,
            "markdown": formats.as_markdown,
            "html": formats.as_html,
        }
        click.echo(forms[form](put_into_words(told.changes)))
    if not quiet:
        for line in told.notes:
            click.echo(line, err=True)
