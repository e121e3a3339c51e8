"""The commands, each of them its options and what it prints."""

from __future__ import annotations

import gc
import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.build import DRAFTS_FOLDER, build
from generator.cli import options
from generator.cli.publish import publish_command
from generator.cli.show import SHOWN, report_failure, show
from generator.problems import Severity
from generator.report import as_github, as_json, closing_line, counted, explanation, summary
from generator.request import Request, Search
from generator.write.output import PARTLY_WRITTEN

if TYPE_CHECKING:
    from generator.check.external_types import LinkCheckOptions


class _Group(click.Group):
    """Says what went wrong inside the generator itself without a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except KeyboardInterrupt:
            click.echo("\nstopped; the next build carries on", err=True)
            ctx.exit(130)
        except BrokenPipeError:
            # Whoever read our words wants no more of them, as `head` does.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(1)
        except Exception as error:
            if os.environ.get("BRIEFING_DEBUG"):
                raise
            report_failure(error)
            ctx.exit(1)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@options.version
def main() -> None:
    """Build briefing sites: one page per theme, every statement leads to its report."""


@main.command("build")
@options.root
@options.output
@options.base_url
@options.drafts
@options.now
@options.jobs
@click.option("--clean", is_flag=True, help="Make every page again, even those known to be right.")
@click.option(
    "--search/--no-search",
    default=True,
    help="Make the search index, which takes all pages whenever one changed.  [default: search]",
)
@click.option("--explain", is_flag=True, help="Say of every file that is written why.")
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
    """Write the site. With errors nothing is written and the last good site stays."""
    start = time.monotonic()
    request = Request(
        root=root.resolve(),
        now=now,
        base_url=base_url,
        drafts=drafts,
        jobs=jobs,
        clean=clean,
        search=Search.MAKE if search else Search.NONE,
    )
    target = output or root / "site"
    built = build(request, target)
    show(built.problems, SHOWN)
    written = built.written
    if written is None:
        half_way = any(problem.code == PARTLY_WRITTEN for problem in built.problems)
        fate = "" if half_way else "; the site was left as it was"
        click.echo(f"{summary(built.problems)}{fate}", err=True)
        sys.exit(1)
    if explain:
        for line in explanation(built):
            click.echo(line)
    if not quiet:
        click.echo(closing_line(target, written, time.monotonic() - start, built.indexed))
        if drafts:
            click.echo("drafts and embargoed articles are among them: not for publication")


@main.command("check")
@options.root
@click.option(
    "--archive",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Look every quotation up in the sources' own texts in this folder.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How problems are written.",
)
@click.option(
    "--external", is_flag=True, help="Ask other sites whether links to them still lead there."
)
@click.option(
    "--external-timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="How long asking may take; the next check goes on where this one ends.",
)
@click.option("--strict", is_flag=True, help="End with 1 for warnings as well as for errors.")
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
    strict: bool,
    base_url: str | None,
    drafts: bool,
    now: datetime,
    jobs: int,
    quiet: bool,
) -> None:
    """Find every problem, broken links and anchors among them, and write nothing."""
    request = Request(root=root.resolve(), now=now, base_url=base_url, drafts=drafts, jobs=jobs)
    from generator.check.check import check  # noqa: PLC0415 - a build need not load it

    link_check = _link_check_options(external_timeout, quiet) if external else None
    try:
        checked = check(request, archive, link_check)
    except KeyboardInterrupt:
        kept = "; what other sites answered so far is kept" if external else ""
        click.echo(f"\nstopped{kept}", err=True)
        sys.exit(130)
    if form == "json":
        click.echo(as_json(checked.problems))
    elif form == "github":
        for problem in checked.problems:
            click.echo(as_github(problem))
    else:
        show(checked.problems)
    if checked.external and form == "text" and not quiet:
        for line in checked.external.closing_lines():
            click.echo(line)
    found = summary(checked.problems)
    bad = tuple(Severity) if strict else (Severity.ERROR,)
    if any(problem.severity in bad for problem in checked.problems):
        # Without pages there was nothing to follow links on.
        more = "" if checked.pages else "; links are followed once these are mended"
        click.echo(f"{found}{more}", err=True)
        sys.exit(1)
    if not quiet and form == "text":
        pages = counted(checked.pages, "page")
        click.echo(f"{pages} without a broken link; {found or 'no problems'}")
        if looked_up := checked.archive:
            click.echo(
                f"{looked_up.quotations} quotations found in the evidence of "
                f"{looked_up.articles} articles; {looked_up.without_evidence} articles name none"
            )


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
    help="Where to serve; 0 takes any port that is free.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open the home page in the browser.")
@click.option(
    "--poll", is_flag=True, help="Look for changes all the time, where the system tells of none."
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
    """Build, show the site on this machine, and build again whenever content changes."""
    # Only the preview needs a web server and a watcher, and they take long to load.
    from generator.serve.preview import Terminal, preview  # noqa: PLC0415
    from generator.serve.server import CannotServeError  # noqa: PLC0415

    root = root.resolve()
    # Drafts stay out of the folder that gets published.
    target = output or (root / DRAFTS_FOLDER if drafts else root / "site")
    gc.enable()
    try:
        preview(
            target,
            lambda: Request(
                root=root,
                now=datetime.now(UTC),
                base_url=base_url,
                drafts=drafts,
                jobs=jobs,
                search=Search.KEEP,
            ),
            root=root,
            port=port,
            poll=poll,
            open_browser=open_browser,
            terminal=Terminal(
                say=lambda line: None if quiet else click.echo(line),
                show=lambda problems: show(problems, SHOWN),
                fail=report_failure,
            ),
        )
    except KeyboardInterrupt:  # how one ends it
        click.echo("\nstopped", err=True)
    except CannotServeError as error:
        raise click.ClickException(str(error)) from None


def _link_check_options(seconds: float, quiet: bool) -> LinkCheckOptions:
    """Describe what `--external` asks for; who watches sees how far it is, on one line."""
    # A build need not load it.
    from generator.check.external_types import LinkCheckOptions, RequestLimits  # noqa: PLC0415

    def progress(done: int, of: int) -> None:
        if sys.stderr.isatty() and not quiet:
            # Cleared once all is done, so that it stands in the way of nothing.
            line = f"{done} of {of} external links" if done < of else ""
            click.echo(f"\r\x1b[K{line}", err=True, nl=False)

    limits = RequestLimits(total_seconds=seconds)
    return LinkCheckOptions(now=datetime.now(UTC), limits=limits, progress=progress)


main.add_command(publish_command)
