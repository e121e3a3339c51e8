"""The command `briefing status`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click

from generator.build import to_problems
from generator.cli import options
from generator.cli.show import MAX_SHOWN, show
from generator.problems import Rejected
from generator.read.files import SourceFile
from generator.report import counted, summary
from generator.request import Request
from generator.status import text
from generator.status.debt import Debt, Group
from generator.status.find import SOON_DAYS, find_debts, with_lines
from generator.status.survey import Survey, survey
from generator.warm_cache import caches_of


@click.command("status")
@options.root
@click.option("--theme", metavar="NAME", help="Only what concerns this theme.")
@click.option(
    "--days",
    type=click.IntRange(min=0),
    default=SOON_DAYS,
    show_default=True,
    help="How many days ahead to look.",
)
@click.option(
    "--archive",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Look up the quotations of claims in the sources' original texts in this folder.",
)
@click.option("--all", "everything", is_flag=True, help="List all, however many are alike.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="The format of the list; JSON always has all.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 if anything is overdue.")
@options.now
@options.jobs
@options.quiet
def status_command(
    root: Path,
    theme: str | None,
    days: int,
    archive: Path | None,
    everything: bool,
    form: str,
    strict: bool,
    now: datetime,
    jobs: int,
    quiet: bool,
) -> None:
    """List what is due: reviews, drafts, embargoes, weak evidence. Nothing is written."""
    root = root.resolve()
    request = Request(root=root, now=now, jobs=jobs)
    try:
        found = survey(request, caches_of(root))
    except Rejected as rejected:
        problems = to_problems(root, rejected.findings)
        show(problems, MAX_SHOWN)
        click.echo(summary(problems), err=True)
        sys.exit(1)
    _refuse_unknown(theme, found)
    debts = find_debts(found, request.published_gate, days=days, archive=archive, theme=theme)
    if form == "json":
        listed = with_lines(debts, _reader(root))
        click.echo(text.as_json(listed, now, days, len(found.errors)))
    else:
        _print(debts, root, everything=everything)
        if not quiet:
            click.echo(f"{text.numbers(debts)}{_trusted(found, archive)}")
    if found.errors:
        number = counted(len(found.errors), "error")
        click.echo(
            f"the content has {number}, so this may not be all; `briefing check` lists them",
            err=True,
        )
    if strict and any(debt.group is Group.OVERDUE for debt in debts):
        sys.exit(1)


def _print(debts: tuple[Debt, ...], root: Path, *, everything: bool) -> None:
    shown, more = (debts, {}) if everything else text.shortened(debts)
    listed = with_lines(shown, _reader(root))
    pairs = zip(shown, listed, strict=True)
    told = {text.key(new): text.more_of(old.kind, more[old]) for old, new in pairs if old in more}
    for line in text.lines(listed, told):
        click.echo(line)
    if more:
        click.echo("`--all` lists what was left out.\n")


def _refuse_unknown(theme: str | None, found: Survey) -> None:
    """Raise click.BadParameter for the name of no theme, unless its file may be what is wrong."""
    names = [one.name for one in found.themes]
    if theme is not None and theme not in names and not found.errors:
        message = f"there is no theme '{theme}'; the themes are {', '.join(names)}"
        raise click.BadParameter(message, param_hint="--theme")


def _trusted(found: Survey, archive: Path | None) -> str:
    """Return how many articles have evidence that was not looked at, as the end of a sentence."""
    if archive is not None:
        return ""
    number = sum(
        one.article.evidence is not None and any(claim.quote for claim in one.article.claims)
        for one in found.articles
    )
    if not number:
        return ""
    return (
        f"\nquotations of {counted(number, 'article')} with evidence were not looked up: "
        "give the archive with --archive"
    )


def _reader(root: Path) -> Callable[[str], str]:
    return lambda path: SourceFile(root, path).read().lenient_text()
