"""The commands `briefing claims export` and `briefing claims import`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from generator.build import disturbed_finding, to_problems
from generator.cli import options
from generator.cli.show import show, show_diff
from generator.problems import Problem, Rejected, Severity
from generator.report import counted, summary

if TYPE_CHECKING:
    from generator.spreadsheet.imports import Imported

_DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t"}


@click.group("claims")
def claims_command() -> None:
    """Take claims to a spreadsheet and back."""


@claims_command.command("export")
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...")
@options.root
@click.option(
    "--output",
    type=options.NonEmptyPath(dir_okay=False, path_type=Path),
    help="The file to write, which must not be there yet.  [default: standard output]",
)
@click.option(
    "--delimiter",
    type=click.Choice([*_DELIMITERS]),
    default="comma",
    show_default=True,
    help="What stands between cells; where commas are decimal, Excel wants semicolons.",
)
@options.quiet
def export_command(
    articles: tuple[str, ...], root: Path, output: Path | None, delimiter: str, quiet: bool
) -> None:
    """Write the claims of articles, by id or file, as CSV: one row for each. Default: all."""
    # Imported here, as other commands do not need it.
    from generator.spreadsheet.export import export  # noqa: PLC0415
    from generator.spreadsheet.table import write_table  # noqa: PLC0415

    root = root.resolve()
    try:
        exported = export(root, articles)
    except Rejected as rejected:
        _fail(to_problems(root, rejected.findings), "nothing was exported")
    data = write_table(exported.rows, _DELIMITERS[delimiter])
    if output is None:
        click.echo(data, nl=False)
        return
    try:
        with output.open("xb") as stream:  # never over the table that somebody works on
            stream.write(data)
    except FileExistsError:
        raise click.UsageError(
            f"{output} is there already, maybe with work in it; name another file, or remove it"
        ) from None
    except OSError as error:
        raise click.ClickException(f"{output}: {error.strerror or error}") from None
    if not quiet:
        rows = counted(len(exported.rows), "claim")
        click.echo(f"{output}: {rows} of {counted(exported.articles, 'article')}")


@claims_command.command("import")
@click.argument("file", type=options.NonEmptyPath(exists=True, dir_okay=False, path_type=Path))
@options.root
@click.option("--dry-run", is_flag=True, help="Show what would change, but write nothing.")
@click.option("--delete", is_flag=True, help="Delete the claims whose rows are missing.")
@options.jobs
@options.quiet
def import_command(
    file: Path, root: Path, dry_run: bool, delete: bool, jobs: int, quiet: bool
) -> None:
    """Write what has changed in a table from `claims export` into the articles.

    All of it is checked before anything is written. What was changed in the article too since the
    export is told, and left as it is.
    """
    # Imported here, as other commands do not need it.
    from generator.edit.save import SaveError, save  # noqa: PLC0415
    from generator.read.files import DisturbedError  # noqa: PLC0415
    from generator.spreadsheet.imports import import_table  # noqa: PLC0415

    root = root.resolve()
    try:
        found = import_table(root, str(file), file.read_bytes(), delete=delete, jobs=jobs)
    except Rejected as rejected:
        _fail(to_problems(root, rejected.findings), "nothing was written")
    except DisturbedError:
        _fail(to_problems(root, [disturbed_finding(root)]), "nothing was written")
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror or error}") from None
    show(found.problems)
    errors = [one for one in found.problems if one.severity is Severity.ERROR]
    if errors and not found.changes:
        click.echo(f"{summary(found.problems)}; nothing was written", err=True)
        sys.exit(1)
    if dry_run:
        show_diff(found.changes)
    else:
        try:
            save(root, found.changes)
        except SaveError as error:
            raise click.ClickException(str(error)) from None
    if not quiet:
        for line in _closing_lines(found, dry_run=dry_run):
            click.echo(line)
    if errors:
        click.echo(f"{summary(found.problems)}; these claims were left as they are", err=True)
        sys.exit(1)


def _closing_lines(found: Imported, *, dry_run: bool) -> Iterator[str]:
    """Yield what an import has changed, or would change."""
    changed = f"{counted(found.count('changed'), 'claim')} changed"
    others = f"{found.count('added')} added, {found.count('deleted')} deleted"
    yield f"{changed}, {others}, in {counted(len(found.changes), 'article')}"
    if found.turned:
        cells = counted(found.turned, "cell")
        yield f"{cells} only looked different, as the spreadsheet writes it"
    if dry_run:
        yield "dry run, nothing was written"


def _fail(problems: tuple[Problem, ...], outcome: str) -> NoReturn:
    show(problems)
    click.echo(f"{summary(problems)}; {outcome}", err=True)
    sys.exit(1)
