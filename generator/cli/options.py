"""Options that several commands share, and the kinds of values that they take."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from generator.moments import parse_moment
from generator.workers import default_jobs


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


root = click.option(
    "--root",
    type=Place(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    show_default="this folder",
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
