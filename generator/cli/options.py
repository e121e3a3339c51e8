"""Options that several commands share, and the kinds of values that they take."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from generator.moments import parse_moment
from generator.workers import default_jobs

_SIGN_OF_A_SITE = "content/site.yaml"


class _Now(click.ParamType[datetime]):
    name = "date"

    def convert(self, value: str | datetime, param: object, ctx: object) -> datetime:  # noqa: ARG002
        if isinstance(value, datetime):
            return value
        try:
            return parse_moment(value).instant(ZoneInfo("UTC"))
        except ValueError as error:
            raise click.BadParameter(str(error)) from None


class _BaseUrl(click.ParamType[str]):
    name = "url"

    def convert(self, value: str, param: object, ctx: object) -> str:  # noqa: ARG002
        from generator.validate.fields import site_address  # noqa: PLC0415 - loads Pydantic

        try:
            return site_address(value)
        except ValueError as error:
            raise click.BadParameter(str(error)) from None


class Place(click.Path):
    """A path; an empty one is a variable that nobody set, and not this folder."""

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str | bytes | os.PathLike[str]:
        """Refuse an empty one."""
        if value == "":
            self.fail("it is empty; this folder is '.'", param, ctx)
        return super().convert(value, param, ctx)


def site_around(here: Path) -> Path:
    """Return the nearest folder from `here` upwards that is a site, as git finds its repository.

    `here` is absolute. The path that comes back is relative to it, so that what is printed stays
    short: `.`, `..`, `../..`. Without a site it is `.`, and the build will say what is missing.
    """
    for steps, folder in enumerate((here, *here.parents)):
        with suppress(OSError):  # a folder above that one may not look into
            if (folder / _SIGN_OF_A_SITE).is_file():
                return Path(*[".."] * steps)
    return Path()


def _print_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from generator.cli.version import version_lines  # noqa: PLC0415 - a build need not load it

        click.echo(version_lines())
        ctx.exit()


version = click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the versions that a report of a fault should name, and exit.",
)
root = click.option(
    "--root",
    type=Place(exists=True, file_okay=False, path_type=Path),
    default=lambda: site_around(Path.cwd()),
    show_default="this folder, or the nearest above it that is a site",
    help="The folder of the site.",
)
base_url = click.option(
    "--base-url", type=_BaseUrl(), help="Where the site will be served, in place of site.yaml's."
)
drafts = click.option("--drafts", is_flag=True, help="Show drafts and embargoed articles too.")
now = click.option(
    "--now",
    type=_Now(),
    default=lambda: datetime.now(UTC),
    show_default="now",
    help="Decide what is public as of this date; without offset, UTC.",
)

output = click.option(
    "--output",
    type=Place(path_type=Path),
    help="The folder to write to.  [default: site/ of the root]",
)
jobs = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=default_jobs,
    show_default="all processors",
    help="How many processes may work.",
)
quiet = click.option("--quiet", "-q", is_flag=True, help="Say nothing but problems.")
