"""The command `briefing review`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click
from msgspec import Struct
from msgspec.structs import replace

from generator.cli import options
from generator.cli.show import MAX_SHOWN, show, show_diff
from generator.moments import parse_moment, parse_period
from generator.problems import Problem, nearest
from generator.request import Request
from generator.validate.placeholders import is_placeholder

if TYPE_CHECKING:
    from generator.edit.review import Review
    from generator.edit.trial import Trial
    from generator.store.cache import Cache
    from generator.validate.content import Theme

_STATES = ("open", "partial", "settled", "stalled")


class _Given(Struct, frozen=True):
    """What options say, None for what is to be asked."""

    text: str | None
    state: str | None
    since: str | None
    as_of: str | None
    review_by: str | None
    bottom_line: str | None
    history: bool
    is_sure: bool
    """Whether nothing is to be asked."""


def _as_written(parse: Callable[[str], object], written: str) -> str:
    """Return a date as it was written. Raise ValueError if it is none."""
    parse(written.strip())
    return written.strip()


def _status(written: str) -> str:
    """Return the text of a status. Raise ValueError if it has no words."""
    if not written.strip():
        raise ValueError("it is empty; a theme needs a status of one sentence")
    if is_placeholder(written):
        raise ValueError("write where the theme stands, in one sentence")
    return " ".join(written.split())


_DAY = options.Parsed("date", partial(_as_written, parse_moment))
_PERIOD = options.Parsed("date", partial(_as_written, parse_period))
_STATUS = options.Parsed("text", _status)


class _BottomLine(click.ParamType[str]):
    """A file, - for standard input, that stands for the Markdown in it."""

    name = "filename"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            with click.File(encoding="utf-8-sig").convert(value, param, ctx) as stream:
                text: str = stream.read()
        except UnicodeDecodeError:
            raise click.BadParameter(
                f"'{value}' is not in UTF-8, so letters would be lost; save it as UTF-8"
            ) from None
        if not text.strip():
            raise click.BadParameter(f"'{value}' is empty; a briefing needs a bottom line")
        return text


@click.command("review")
@click.argument("theme")
@options.root
@click.option("--text", type=_STATUS, help="The new status, one sentence.")
@click.option("--state", type=click.Choice(_STATES), help="The new state.")
@click.option("--since", type=_PERIOD, help="Since when this has been so: a day, month or year.")
@click.option("--as-of", type=_DAY, help="Up to when you have read.  [default: today]")
@click.option("--review-by", type=_DAY, help="When you will look at it again.")
@click.option("--bottom-line", type=_BottomLine(), help="A file with the new bottom line.")
@click.option(
    "--history/--no-history",
    default=True,
    help="Keep a status that changes among the former ones.  [default: history]",
)
@click.option("--yes", is_flag=True, help="Ask nothing: take what options say, keep all else.")
@options.now
@options.jobs
def review_command(
    theme: str,
    root: Path,
    text: str | None,
    state: str | None,
    since: str | None,
    as_of: str | None,
    review_by: str | None,
    bottom_line: str | None,
    history: bool,
    yes: bool,
    now: datetime,
    jobs: int,
) -> None:
    """Show what came on a theme since its last review, and bring its status up to date.

    The old status is kept, with its date, under "How it changed".
    """
    from generator.read.files import DisturbedError  # noqa: PLC0415
    from generator.warm_cache import caches_of, with_warm_cache  # noqa: PLC0415 - as in `_review`

    given = _Given(text, state, since, as_of, review_by, bottom_line, history, yes)
    request = Request(root=root.resolve(), now=now, jobs=jobs)
    try:
        with_warm_cache(caches_of(request.root), partial(_review, request, theme, given))
    except (click.Abort, KeyboardInterrupt):
        click.echo("\nnothing was written", err=True)
        sys.exit(130)
    except DisturbedError:
        message = "files were saved meanwhile, so nothing was written; run the command again"
        raise click.ClickException(message) from None


def _review(request: Request, name: str, given: _Given, cache: Cache) -> None:
    # Imported here, as other commands do not need it and start faster.
    from generator.cli.review_lines import review_lines  # noqa: PLC0415
    from generator.edit.review import as_reviewed  # noqa: PLC0415
    from generator.edit.save import Change, SaveError, save  # noqa: PLC0415
    from generator.edit.since import what_came  # noqa: PLC0415
    from generator.edit.site_texts import disk_text  # noqa: PLC0415
    from generator.edit.trial import attempt  # noqa: PLC0415
    from generator.edit.yaml_text import EditError  # noqa: PLC0415

    trial = attempt(request, cache)
    if trial.prepared.site is None:
        show(trial.errors, MAX_SHOWN)
        raise click.ClickException(
            "put these errors right first: until then, nobody can work out what came"
        )
    presenter = trial.prepared.site.maker.presenter()
    theme = _theme(name, {one.name: one for one in presenter.corpus.names.themes})
    theme_now = presenter.corpus.theme(theme)
    text = disk_text(request.root)(theme_now.path)
    for shown in review_lines(theme_now, what_came(presenter.corpus, theme_now)):
        click.echo(shown)
    zone = ZoneInfo(presenter.corpus.names.site.timezone)
    review = _ask(theme_now, text, given, request.now.astimezone(zone))
    while True:
        try:
            after = as_reviewed(theme_now.path, text, theme_now.front, review)
        except EditError as error:
            raise click.ClickException(str(error)) from None
        changes = [Change(theme_now.path, text.encode(), after.encode())]
        if after == text:
            click.echo("nothing has changed, so nothing was written")
            return
        tried = attempt(request, cache, changes)
        if not tried.errors:
            break
        review = _once_more(tried, review, given)
    show_diff(changes)
    show(_new_warnings(trial, tried))
    if not given.is_sure:
        click.confirm(f"Write this to {theme_now.path}?", default=True, abort=True)
    try:
        save(request.root, changes)
    except SaveError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{theme_now.path} was written")


def _theme(name: str, themes: dict[str, object]) -> str:
    """Return the name of a theme that there is. Raise click.ClickException."""
    if name in themes:
        return name
    hint = nearest(name, themes) or f"; there is {', '.join(sorted(themes))}"
    raise click.ClickException(f"there is no theme '{name}'{hint}")


# ---- what is asked


def _ask(theme: Theme, text: str, given: _Given, now: datetime) -> Review:
    """Return what the theme is to say: by options, by what is typed, or as it was."""
    from generator.edit.review import Review, next_review, written  # noqa: PLC0415 - as above
    from generator.validate.models import ThemeState  # noqa: PLC0415

    front, status = theme.front, theme.front.status
    asked = not given.is_sure

    def get(value: str | None, words: str, default: str, kind: click.ParamType[str]) -> str:
        if value is not None or not asked:
            return default if value is None else value
        shown = default or "none"
        answer: str = click.prompt(
            f"{words} [{shown}]",
            default=default,
            type=kind if default else str,
            show_default=False,
            show_choices=False,
        )
        return answer

    if asked:
        click.echo("Enter keeps what is in brackets; Ctrl-C ends without writing.")
    new_text = get(given.text, "Status", status.text, _STATUS)
    state = ThemeState(get(given.state, f"State: {', '.join(_STATES)}", status.state.value, _STATE))
    as_of = get(given.as_of, "As of", now.date().isoformat(), _DAY)
    is_other = (new_text, state) != (status.text, status.state)
    since = as_of[:10] if is_other else written(status.since)
    since = get(given.since, "Since", since, _PERIOD)
    due = next_review(front, parse_moment(as_of).day)
    due = get(given.review_by, "Review by", due, _DAY)
    review = Review(new_text, state, since, as_of, due, given.bottom_line, given.history)
    if asked and given.bottom_line is None:
        review = _with_edited(theme.path, text, review, "Edit the bottom line?")
    return review


_STATE = click.Choice(_STATES)


def _with_edited(path: str, text: str, review: Review, question: str) -> Review:
    """Return the review with the bottom line as the editor's program leaves it."""
    from generator.edit.review import bottom_line  # noqa: PLC0415 - as above

    if not click.confirm(question, default=False):
        return review
    before = review.bottom_line if review.bottom_line is not None else bottom_line(path, text)
    try:
        edited = click.edit(before, extension=".md")
    except click.ClickException as error:
        click.echo(f"{error.message}; set EDITOR, or use --bottom-line FILE", err=True)
        return review
    if edited is not None and not edited.strip():
        click.echo("it was left empty, so the bottom line stays as it was", err=True)
        return review
    return review if edited is None else replace(review, bottom_line=edited)


def _once_more(tried: Trial, review: Review, given: _Given) -> Review:
    """Show the errors that a review would bring, and let the bottom line be edited again.

    Exit with 1 if there is nobody to do that.
    """
    show(tried.errors, MAX_SHOWN)
    if not given.is_sure and review.bottom_line is not None and given.bottom_line is None:
        again = _with_edited("", "", review, "Edit the bottom line again?")
        if again != review:
            return again
    click.echo("the site would have these errors; nothing was written", err=True)
    sys.exit(1)


def _new_warnings(trial: Trial, tried: Trial) -> tuple[Problem, ...]:
    """Return the problems that there were not before."""
    known = {(one.file, one.code, one.message) for one in trial.problems}
    return tuple(one for one in tried.problems if (one.file, one.code, one.message) not in known)
