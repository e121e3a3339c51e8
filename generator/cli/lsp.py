"""The command `briefing lsp`."""

from __future__ import annotations

import gc
import os
import signal
import sys
from datetime import UTC, datetime

import click

from generator.cli import options
from generator.request import Request


@click.command("lsp")
@options.drafts
@click.option(
    "--now",
    type=options.INSTANT,
    show_default="now, all the time",
    help="Take this date or time for the present; without an offset, it is in UTC.",
)
def lsp_command(drafts: bool, now: datetime | None) -> None:
    """Run the language server, which an editor starts and talks to by standard input and output.

    It shows the problems that `check` finds while you write, and completes keys and names.
    """
    # Imported here, as other commands do not need it and start faster.
    from generator.lsp.log import log_to_standard_error  # noqa: PLC0415
    from generator.lsp.server import serve  # noqa: PLC0415

    if sys.stdin.isatty():
        click.echo(
            "This is for editors, not for people: see the handbook. Ctrl-C ends it.", err=True
        )
    # The thread that waits for the editor cannot be stopped otherwise, and nothing is left half
    # done, as the server writes no files.
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, lambda number, _: os._exit(128 + number))
    log_to_standard_error(with_tracebacks=bool(os.environ.get("BRIEFING_DEBUG")))
    gc.enable()
    try:
        serve(lambda root: Request(root=root, now=now or datetime.now(UTC), drafts=drafts))
    except (MemoryError, OverflowError, ValueError):  # what messages ask for fails by itself
        message = "the editor announced a message of a length that no message has; start it again"
        raise click.ClickException(message) from None
