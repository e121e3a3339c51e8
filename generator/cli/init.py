"""The command `briefing init`."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from generator.cli import options
from generator.scaffold.answers import Answers, flaw, one_line
from generator.scaffold.next_steps import next_steps
from generator.validate.new_names import name_for, title_for

if TYPE_CHECKING:
    from generator.scaffold.requirement import Requirement

_ADDRESS = "https://example.org/"
_SHOWN = 10
"""Names of what is in the way that a message lists."""


def _checked(key: str, value: str) -> str:
    """Return a value of site.yaml. Raise ValueError with what a check would say of it."""
    answer = one_line(value)
    if message := flaw(key, answer) if answer else "this must not be empty":
        raise ValueError(message)
    return answer


def _requirement(written: str) -> Requirement:
    from generator.scaffold.requirement import requirement_for  # noqa: PLC0415 - rarely needed

    return requirement_for(written)


_TITLE = options.Parsed("text", partial(_checked, "title"))
_LANGUAGE = options.Parsed("tag", partial(_checked, "language"))
_BASE_URL = options.Parsed("url", partial(_checked, "base_url"))
_TIMEZONE = options.Parsed("zone", partial(_checked, "timezone"))


@click.command("init")
@click.argument("folder", metavar="DIR", type=options.NonEmptyPath(path_type=Path))
@click.option("--title", type=_TITLE, help="The title of the site.  [default: the folder's name]")
@click.option("--language", type=_LANGUAGE, help="Its language, such as en or uk.  [default: en]")
@click.option(
    "--base-url", type=_BASE_URL, help=f"Where readers will find it.  [default: {_ADDRESS}]"
)
@click.option(
    "--timezone", type=_TIMEZONE, help="Its time zone, such as Europe/Kyiv.  [default: UTC]"
)
@click.option(
    "--generator",
    type=options.Parsed("spec", _requirement),
    help="Where the site installs the generator from: a wheel, a folder with its code, a git "
    "address, or briefing-site==VERSION.  [default: where this one is from]",
)
@click.option("--yes", "-y", is_flag=True, help="Ask nothing; take the defaults.")
@options.now
@options.quiet
def init_command(
    folder: Path,
    title: str | None,
    language: str | None,
    base_url: str | None,
    timezone: str | None,
    generator: Requirement | None,
    yes: bool,
    now: datetime,
    quiet: bool,
) -> None:
    """Make a new site in DIR: a small example that builds at once, to be replaced by yours.

    Asks for whatever no option gives, on a terminal and without --yes; otherwise it takes the
    defaults. DIR is made if need be. Nothing that is there is ever overwritten.
    """
    from generator.scaffold.example import example_files  # noqa: PLC0415 - a bad folder needs none
    from generator.scaffold.folder import fill_folder  # noqa: PLC0415
    from generator.scaffold.requirement import running_requirement  # noqa: PLC0415

    _refuse_full(folder)
    named = title_for(_name_of(folder))
    default = "My briefing" if flaw("title", named) else named
    asks = not yes and sys.stdin.isatty()
    is_untold = not asks and not yes and not (title and language and base_url and timezone)
    answers = Answers(
        title=title or _asked("Title", default, _TITLE, asks),
        language=language or _asked("Language (en, fr, de, uk …)", "en", _LANGUAGE, asks),
        base_url=base_url or _asked("Address of the published site", _ADDRESS, _BASE_URL, asks),
        timezone=timezone or _asked("Time zone", "UTC", _TIMEZONE, asks),
    )
    requirement = generator or running_requirement()
    id = name_for(answers.title, name_for(_name_of(folder), "site"))
    try:
        today = now.astimezone(ZoneInfo(answers.timezone)).date()
        kept = fill_folder(folder, example_files(answers, id, today, requirement))
    except OverflowError:
        raise click.BadParameter(
            "the days before and after it, which the example needs, are in no calendar; take "
            "another",
            param_hint="--now",
        ) from None
    except OSError as error:
        raise _cannot_write(folder, error) from None
    except KeyboardInterrupt:
        click.echo("\nstopped; nothing was made", err=True)
        sys.exit(130)
    if not quiet:
        for line in _told(folder, answers, kept):
            click.echo(line)
    if is_untold:
        click.echo("note: nothing was asked, as this is no terminal; options answer, too", err=True)
    if requirement.hint:
        click.echo(f"note: {requirement.hint}", err=True)


def _refuse_full(folder: Path) -> None:
    """Raise click.ClickException if a folder has something that is in the way of a site."""
    from generator.scaffold.folder import in_the_way  # noqa: PLC0415 - other commands need none

    try:
        names = in_the_way(folder)
    except OSError as error:
        raise _cannot_write(folder, error) from None
    if names:
        shown = ", ".join(names[:_SHOWN])
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        raise click.ClickException(
            f"{folder} is not empty, and nothing was made: {shown}{more} {_are(names)} in the way; "
            "name another folder, or move what is there"
        )


def _are(names: list[str]) -> str:
    return "is" if len(names) == 1 else "are"


def _name_of(folder: Path) -> str:
    return Path(os.path.abspath(folder)).name  # noqa: PTH100 - resolve() would follow links


def _cannot_write(folder: Path, error: OSError) -> click.ClickException:
    return click.ClickException(
        f"{folder}: no site can be made here, and nothing was: {error.strerror or error}"
    )


def _told(folder: Path, answers: Answers, kept: tuple[str, ...]) -> Iterator[str]:
    """Yield what was made, and what to do next."""
    yield (
        f"made a site in {folder}: “{answers.title}” ({answers.language}), "
        f"for {answers.base_url}, with times in {answers.timezone}"
    )
    if kept:
        yield f"left as it was: {', '.join(kept)}"
    if ".gitignore" in kept:
        yield "add /site/, /.briefing/ and /.venv/ to .gitignore: git is not to keep these"
    if answers.language.partition("-")[0].lower() != "en":
        yield "the example is in English, and its reports and themes say so (language: en)"
    yield "its articles are examples to replace; README.md says how to write and publish. Next:"
    steps = next_steps(
        str(folder), windows=sys.platform == "win32", make=shutil.which("make") is not None
    )
    yield from (f"  {step}" for step in steps)


def _asked(question: str, default: str, answer: options.Parsed[str], asks: bool) -> str:
    """Return the answer to a question, or its default where nobody is asked."""
    if not asks:
        return default
    value: str = click.prompt(question, default=default, type=answer, err=True)
    return value
