"""The command `briefing rename`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import options
from generator.cli.show import MAX_SHOWN, show, show_diff
from generator.problems import Problem, Rejected
from generator.report import counted
from generator.request import Request

if TYPE_CHECKING:
    from generator.edit.mentions import ThingKind
    from generator.edit.rename import Renaming
    from generator.edit.save import Change
    from generator.store.cache import Cache

_KINDS = ("theme", "source", "actor", "article", "point", "claim")


@click.command("rename")
@click.argument("kind", type=click.Choice(_KINDS), metavar="KIND")
@click.argument("old")
@click.argument("new")
@options.root
@click.option("--dry-run", is_flag=True, help="Show what would change, but write nothing.")
@options.now
@options.jobs
@options.quiet
def rename_command(
    kind: ThingKind,
    old: str,
    new: str,
    root: Path,
    dry_run: bool,
    now: datetime,
    jobs: int,
    quiet: bool,
) -> None:
    """Give a theme, source, actor, article, point or claim another key, wherever it is named.

    KIND is one of theme, source, actor, article, point and claim; OLD and NEW are keys. A point is
    THEME/POINT where several themes have one of that name, and a claim is ARTICLE#CLAIM. Files that
    are named after the key get another name, too.
    """
    # Imported here, as other commands do not need it and start faster.
    from generator.build import to_problems  # noqa: PLC0415
    from generator.edit.definitions import RenameError  # noqa: PLC0415
    from generator.edit.rename import changes_of, rename  # noqa: PLC0415
    from generator.edit.save import SaveError, save  # noqa: PLC0415
    from generator.edit.site_texts import site_on_disk  # noqa: PLC0415
    from generator.read.files import DisturbedError  # noqa: PLC0415
    from generator.warm_cache import caches_of, with_warm_cache  # noqa: PLC0415

    request = Request(root=root.resolve(), now=now, jobs=jobs)
    try:
        site = site_on_disk(request.root)
        renaming = rename(site, kind, old, new)
        changes = changes_of(site, renaming)
        if dry_run:
            show_diff(changes)
        before, after = with_warm_cache(caches_of(request.root), partial(_errors, request, changes))
        _refuse_new_errors(before, after, old, new)
        if not dry_run:
            save(request.root, changes)
    except Rejected as rejected:
        show(to_problems(request.root, rejected.findings), MAX_SHOWN)
        raise click.ClickException("put this right first; nothing was renamed") from None
    except (RenameError, SaveError) as error:
        raise click.ClickException(str(error)) from None
    except KeyboardInterrupt:
        click.echo("\nnothing was renamed", err=True)
        sys.exit(130)
    except DisturbedError:
        message = "files were saved meanwhile, so nothing was renamed; run the command again"
        raise click.ClickException(message) from None
    if not quiet:
        for line in _closing_lines(renaming, kind, old, new, dry_run=dry_run):
            click.echo(line)


def _errors(
    request: Request, changes: Sequence[Change], cache: Cache
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Return the errors that a site has, and those that it would have after changes.

    Where it would have none, it is not looked at as it is.
    """
    from generator.edit.trial import attempt  # noqa: PLC0415 - as above

    after = attempt(request, cache, changes).errors
    return attempt(request, cache).errors if after else (), after


def _refuse_new_errors(
    before: Iterable[Problem], after: Iterable[Problem], old: str, new: str
) -> None:
    """Exit with 1 if there would be errors that there are not now, and show them."""
    known = {(one.code, one.message) for one in before}

    def is_new(problem: Problem) -> bool:
        return (problem.code, problem.message.replace(new, old)) not in {
            *known,
            *((code, message.replace(new, old)) for code, message in known),
        }

    if more := tuple(filter(is_new, after)):
        show(more, MAX_SHOWN)
        click.echo(
            "with the new name, the site would have these errors; nothing was renamed", err=True
        )
        sys.exit(1)


def _closing_lines(
    renaming: Renaming, kind: str, old: str, new: str, *, dry_run: bool
) -> list[str]:
    files = len({*renaming.edits, *renaming.moves})
    would = "would be " if dry_run else ""
    lines = [
        f"the {kind} '{old}' {would or 'is '}called '{new}'{'' if dry_run else ' now'}: named in "
        f"{counted(renaming.places, 'place')}, {counted(files, 'file')} changed"
    ]
    lines += (f"{path} → {moved}" for path, moved in renaming.moves.items())
    return [*lines, *renaming.notes]
