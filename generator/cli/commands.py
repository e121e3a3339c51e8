"""The commands: the options of each, and what it prints."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.build import DRAFTS_FOLDER, STATE_FOLDER, build, cache_file
from generator.cli import options
from generator.cli.show import MAX_SHOWN, cannot_print, report_failure, report_waiting, show
from generator.problems import Severity
from generator.report import (
    as_github,
    as_json,
    closing_line,
    counted,
    explanation,
    summary,
    unseen_line,
)
from generator.request import Request, Search
from generator.write.output import PARTLY_WRITTEN

if TYPE_CHECKING:
    from generator.check.archive import ArchiveCheck
    from generator.check.check import Checked
    from generator.check.external_types import LinkCheckOptions


_ELSEWHERE = {
    "add": "generator.cli.add:add_command",
    "changes": "generator.cli.changes:changes_command",
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
    built = build(request, target, report_waiting)
    show(built.problems, MAX_SHOWN)
    written = built.written
    if written is None:
        is_partly_written = any(problem.code == PARTLY_WRITTEN for problem in built.problems)
        state = "" if is_partly_written else "; the site was left as it was"
        click.echo(f"{summary(built.problems)}{state}", err=True)
        sys.exit(1)
    if explain:
        for line in explanation(built):
            click.echo(line)
    if not quiet:
        click.echo(closing_line(target, written, time.monotonic() - start, built.indexed))
        if built.unseen:
            click.echo(unseen_line(built.unseen))
        if drafts:
            click.echo("the output includes drafts and embargoed articles: do not publish it")


@main.command("check")
@options.root
@click.option(
    "--archive",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Check every quotation against the sources' original texts in this folder.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="The format of the problems.",
)
@click.option(
    "--external", is_flag=True, help="Check links to other sites too, by requesting them."
)
@click.option(
    "--external-timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="Stop requesting links after so long; the next check continues from there.",
)
@click.option(
    "--clean", is_flag=True, help="Check everything again, without the cache of earlier builds."
)
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings too, not only for errors.")
@options.base_url
@options.drafts
@options.now
@options.jobs
@options.quiet
def check_command(
    root: Path,
    archive: Path | None,
    form: str,
    external: bool,
    external_timeout: float,
    clean: bool,
    strict: bool,
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
    from generator.check.check import check  # noqa: PLC0415 - builds do not need it

    link_check = _link_check_options(external_timeout, quiet) if external else None
    try:
        output = None if clean else _preview_output(root, drafts=drafts)
        checked = check(request, archive, link_check, output=output, on_wait=report_waiting)
    except KeyboardInterrupt:
        kept = "; the answers of other sites so far are kept" if external else ""
        click.echo(f"\nstopped{kept}", err=True)
        sys.exit(130)
    if form == "json":
        click.echo(as_json(checked.problems))
    elif form == "github":
        for problem in checked.problems:
            click.echo(as_github(problem))
    else:
        show(checked.problems)
    if form == "text" and not quiet:
        for line in _closing_lines(checked):
            click.echo(line)
    found = summary(checked.problems)
    failing = tuple(Severity) if strict else (Severity.ERROR,)
    if any(problem.severity in failing for problem in checked.problems):
        # Without pages, no links were checked.
        more = "" if checked.pages else "; links will be checked once these are fixed"
        click.echo(f"{found}{more}", err=True)
        sys.exit(1)
    if not quiet and form == "text":
        pages = counted(checked.pages, "page")
        click.echo(f"{pages} without a broken link; {found or 'no problems'}")


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
    target = output or _preview_output(root, drafts=drafts)
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


def _preview_output(root: Path, *, drafts: bool) -> Path:
    # A preview with drafts must not write to the folder that is published.
    return root / DRAFTS_FOLDER if drafts else root / "site"


def _closing_lines(checked: Checked) -> Iterator[str]:
    """Yield what a check looked at besides the site's own files, and what it did not."""
    if checked.external:
        yield from checked.external.closing_lines()
    if checked.archive:
        yield from _archive_lines(checked.archive)
    if checked.unseen:
        yield unseen_line(checked.unseen)


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


def _link_check_options(seconds: float, quiet: bool) -> LinkCheckOptions:
    """Return the options of `--external`, with progress on one line if a person watches."""
    # Imported here, as builds do not need it.
    from generator.check.external_types import LinkCheckOptions, RequestLimits  # noqa: PLC0415

    def progress(done: int, of: int) -> None:
        if sys.stderr.isatty() and not quiet:
            # The last call clears the line, for what is printed next.
            line = f"{done} of {of} external links" if done < of else ""
            click.echo(f"\r\x1b[K{line}", err=True, nl=False)

    limits = RequestLimits(total_seconds=seconds)
    return LinkCheckOptions(now=datetime.now(UTC), limits=limits, progress=progress)
