"""The commands: the options of each, and what it prints."""

from __future__ import annotations

import gc
import os
import sys
import time
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.build import STATE_FOLDER, Built, build
from generator.cli import options
from generator.cli.checking import Checking, checking, closing_lines
from generator.cli.show import MAX_SHOWN, cannot_print, report_failure, report_waiting, show
from generator.open_site import cache_file
from generator.report import checked_line, closing_line, explanation, summary
from generator.request import Request, Search
from generator.write.output import PARTLY_WRITTEN

if TYPE_CHECKING:
    from generator.check.building import Judged

_ELSEWHERE = {
    "add": "generator.cli.add:add_command",
    "changes": "generator.cli.changes:changes_command",
    "check": "generator.cli.check:check_command",
    "claims": "generator.cli.claims:claims_command",
    "init": "generator.cli.init:init_command",
    "lsp": "generator.cli.lsp:lsp_command",
    "new": "generator.cli.new:new_command",
    "publish": "generator.cli.publish:publish_command",
    "rename": "generator.cli.rename:rename_command",
    "review": "generator.cli.review:review_command",
    "schema": "generator.cli.schema:schema_command",
    "status": "generator.cli.status:status_command",
}
"""Commands that have a module of their own: loaded when one is called, as each takes time."""
_BUILDING = ("build", "check", "publish", "serve")


class _Group(click.Group):
    """Handles what ends any command early: Ctrl-C, a closed pipe, a failure of the generator."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in order of the alphabet."""
        return sorted({*super().list_commands(ctx), *_ELSEWHERE})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or None if there is none of this name."""
        if cmd_name not in _ELSEWHERE:
            return super().get_command(ctx, cmd_name)
        module, _, name = _ELSEWHERE[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit):
            raise
        except (KeyboardInterrupt, click.Abort):
            is_build = ctx.invoked_subcommand in _BUILDING
            more = "; the next build will finish what this one began" if is_build else ""
            click.echo(f"\nstopped{more}", err=True)
            ctx.exit(130)
        except BrokenPipeError:
            # The reader has closed the pipe, as `head` does. Python's last flush would fail, too.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(1)
        except Exception as error:
            if os.environ.get("BRIEFING_DEBUG") or cannot_print(error):
                raise
            report_failure(error)
            ctx.exit(1)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@options.version
def main() -> None:
    """Build briefing sites: one page for each theme, every statement linked to its report."""


@main.command("build")
@options.root
@options.output
@options.base_url
@options.drafts
@options.now
@options.jobs
@click.option(
    "--clean", is_flag=True, help="Build everything again, without the cache of earlier builds."
)
@click.option(
    "--search/--no-search",
    default=True,
    help="Make what changed of the search index, or have none.  [default: search]",
)
@click.option("--explain", is_flag=True, help="Print why each file was written.")
@click.option(
    "--check",
    is_flag=True,
    help="Check as the command check does, with the options below, and write only what passes.",
)
@checking
@options.quiet
def build_command(
    root: Path,
    output: Path | None,
    base_url: str | None,
    drafts: bool,
    now: datetime,
    jobs: int,
    clean: bool,
    search: bool,
    explain: bool,
    check: bool,
    checking: Checking,
    quiet: bool,
) -> None:
    """Build the site. If there are errors, nothing is written and the last good site stays."""
    start = time.monotonic()
    request = Request(
        root=root.resolve(),
        now=now,
        base_url=base_url,
        drafts=drafts,
        jobs=jobs,
        clean=clean,
        search=Search.MAKE if search else Search.NONE,
        travels=options.is_ci(),
    )
    target = output or root / "site"
    judged: Judged | None = None
    if check:
        built, judged = _build_checked(request, target, checking, quiet)
        checking.show(built.problems)
    elif checking == Checking():
        built = build(request, target, report_waiting)
        show(built.problems, MAX_SHOWN)
    else:
        raise click.UsageError("--archive, --external, --format and --strict need --check")
    if built.written is None:
        is_partly_written = any(problem.code == PARTLY_WRITTEN for problem in built.problems)
        state = "" if is_partly_written else "; the site was left as it was"
        more = "; links will be checked once these are fixed" if check and judged is None else ""
        click.echo(f"{summary(built.problems)}{more}{state}", err=True)
        sys.exit(1)
    is_for_programs = checking.form == "json"
    if explain:
        for line in explanation(built):
            click.echo(line, err=is_for_programs)
    if not quiet and not is_for_programs:
        click.echo(closing_line(target, built.written, time.monotonic() - start, built.indexed))
        if judged is not None:
            click.echo(checked_line(judged.pages, built.problems))
        looked = judged.looked if judged is not None else None
        for line in closing_lines(looked, built.unseen):
            click.echo(line)
        if drafts:
            click.echo("the output includes drafts and embargoed articles: do not publish it")


@main.command("serve")
@options.root
@options.output
@options.base_url
@options.drafts
@options.jobs
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port to serve on; 0 for any free one.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open the home page in the browser.")
@click.option(
    "--poll", is_flag=True, help="Scan for changes all the time, where the system reports none."
)
@options.quiet
def serve_command(
    root: Path,
    output: Path | None,
    base_url: str | None,
    drafts: bool,
    jobs: int,
    port: int,
    open_browser: bool,
    poll: bool,
    quiet: bool,
) -> None:
    """Serve a preview of the site, rebuilt after every change."""
    # Imported here, as a web server and a watcher take long to load.
    from generator.serve.preview import Terminal, preview  # noqa: PLC0415
    from generator.serve.server import CannotServeError  # noqa: PLC0415

    root = root.resolve()
    target = output or options.preview_output(root, drafts=drafts)
    gc.enable()

    def request() -> Request:
        return Request(
            root=root,
            now=datetime.now(UTC),
            base_url=base_url,
            drafts=drafts,
            jobs=jobs,
            search=Search.KEEP,
        )

    def status(base: str, style: str) -> bytes:
        from generator.status.page import status_page  # noqa: PLC0415 - most previews show none

        return status_page(request(), [cache_file(target, root / STATE_FOLDER)], base, style)

    try:
        preview(
            target,
            request,
            root=root,
            port=port,
            poll=poll,
            open_browser=open_browser,
            terminal=Terminal(
                say=lambda line: None if quiet else click.echo(line),
                show=lambda problems: show(problems, MAX_SHOWN),
                fail=report_failure,
                wait=report_waiting,
            ),
            status=status,
        )
    except KeyboardInterrupt:  # the usual way to end it
        click.echo("\nstopped", err=True)
    except CannotServeError as error:
        raise click.ClickException(str(error)) from None


def _build_checked(
    request: Request, target: Path, checking: Checking, quiet: bool
) -> tuple[Built, Judged | None]:
    from generator.check.building import Wanted, build_checked  # noqa: PLC0415 - most builds need none

    wanted = Wanted(checking.archive, checking.link_check(quiet), checking.failing)
    return build_checked(request, target, wanted, report_waiting)
