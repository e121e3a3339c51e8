"""Options that several commands share, and the types of their values."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

import click

from generator.build import DRAFTS_FOLDER
from generator.limits import MAX_NAME
from generator.moments import parse_moment
from generator.workers import default_jobs

T = TypeVar("T")

_SHOWN = 60
"""Characters of a path that a message shows."""
_SITE_FILE = "content/site.yaml"


class Parsed(click.ParamType[T]):
    """What a function makes of a text; it raises ValueError, with what is wrong with that."""

    def __init__(self, name: str, parse: Callable[[str], T]) -> None:
        self.name = name
        self._parse = parse

    def convert(self, value: str | T, param: object, ctx: object) -> T:  # noqa: ARG002
        """Return the value. Raise click.BadParameter."""
        try:
            return self._parse(value) if isinstance(value, str) else value
        except ValueError as error:
            raise click.BadParameter(str(error)) from None


def _instant(written: str) -> datetime:
    return parse_moment(written).instant(ZoneInfo("UTC"))


def _site_address(written: str) -> str:
    from generator.validate.web_addresses import site_address  # noqa: PLC0415 - rarely needed

    return site_address(written)


INSTANT = Parsed("date", _instant)
"""A date or time to take for the present."""


class NonEmptyPath(click.Path):
    """A path that can be one of a file or folder, there or not.

    An empty one, from a shell variable that is not set, does not mean this folder.
    """

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str | bytes | os.PathLike[str]:
        """Return the path. Raise click.BadParameter if it is empty, or can be no path."""
        if value == "":
            self.fail("the path is empty; for this folder, write '.'", param, ctx)
        if reason := _why_no_path(os.fsdecode(value)):
            shown = click.format_filename(value)
            shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
            self.fail(f"'{shown}' cannot be a path: {reason}; choose another", param, ctx)
        return super().convert(value, param, ctx)


def _why_no_path(path: str) -> str:
    """Return why nothing can ever lie at a path, or "" if something can."""
    if any(len(os.fsencode(name)) > MAX_NAME for name in Path(path).parts):
        return f"a name in it has more than {MAX_NAME} bytes"
    try:
        Path(path).stat()
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENAMETOOLONG):
            return (error.strerror or "").lower()
    return ""


def find_site(here: Path) -> Path:
    """Return the nearest site: `here` or the first folder above it, as git finds a repository.

    `here` is absolute. The result is relative to it (`.`, `..`, `../..`), so that messages stay
    short. If there is no site, it is `.`, and the build reports what is missing.
    """
    for steps, folder in enumerate((here, *here.parents)):
        with suppress(OSError):  # a folder above may be closed to this user
            if (folder / _SITE_FILE).is_file():
                return Path(*[".."] * steps)
    return Path()


def _here() -> Path:
    """Return the folder that the command was called in. Raise click.UsageError if it is gone."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        raise click.UsageError(
            "this folder was deleted or replaced; go to one that is there, such as with 'cd .'"
        ) from None


def _print_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from generator.cli.version import version_lines  # noqa: PLC0415 - other commands need none

        click.echo(version_lines())
        ctx.exit()


version = click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the versions to name in a bug report, and exit.",
)
root = click.option(
    "--root",
    type=NonEmptyPath(exists=True, file_okay=False, path_type=Path),
    default=lambda: find_site(_here()),
    show_default="this folder, or the nearest one above it with a site",
    help="The folder of the site.",
)
base_url = click.option(
    "--base-url",
    type=Parsed("url", _site_address),
    help="The URL of the site, in place of the one in site.yaml.",
)
drafts = click.option("--drafts", is_flag=True, help="Include drafts and embargoed articles.")
now = click.option(
    "--now",
    type=INSTANT,
    default=lambda: datetime.now(UTC),
    show_default="now",
    help="Take this date or time for the present; without an offset, it is in UTC.",
)

output = click.option(
    "--output",
    type=NonEmptyPath(path_type=Path),
    help="The folder to write to.  [default: site/ in the root]",
)
jobs = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=default_jobs,
    show_default="all processors",
    help="How many processes to use.",
)
quiet = click.option("--quiet", "-q", is_flag=True, help="Print only problems.")


def preview_output(root: Path, *, drafts: bool) -> Path:
    """Return the output of a preview: with drafts, it must not be the folder that is published."""
    return root / DRAFTS_FOLDER if drafts else root / "site"


def is_ci() -> bool:
    """Return whether the command runs in a CI: all that are in wide use set this variable."""
    return bool(os.environ.get("CI"))
