"""The command `briefing new`: skeletons of what a site has."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import options
from generator.cli.show import show

if TYPE_CHECKING:
    from generator.scaffold.additions import Added
    from generator.scaffold.choices import Choices

_edit = click.option("--edit", "-e", is_flag=True, help="Open it in your editor ($EDITOR).")


@click.group("new")
def new_command() -> None:
    """Begin an article, a theme, a source or an actor, with each key explained.

    Nothing that is there is ever overwritten.
    """


@new_command.command("article")
@click.argument("url", default="")
@options.root
@click.option("--title", default="", metavar="TEXT", help="The report's headline.")
@click.option(
    "--source", default="", metavar="KEY", help="The outlet.  [default: by the host of the URL]"
)
@click.option("--theme", "themes", multiple=True, metavar="NAME", help="A theme; may be repeated.")
@_edit
@options.now
@options.quiet
def article_command(
    url: str,
    root: Path,
    title: str,
    source: str,
    themes: tuple[str, ...],
    edit: bool,
    now: datetime,
    quiet: bool,
) -> None:
    """Begin an article: a draft, published today. Prints its path.

    URL is the report on the web, if it is there.
    """
    with _told(root):
        from generator.scaffold.additions import add_article  # noqa: PLC0415 - help needs none

        added = add_article(root, _site(root), now, url, title, source, themes)
    _close(root, added, edit, quiet)


@new_command.command("theme")
@click.argument("name")
@options.root
@click.option("--title", default="", metavar="TEXT", help="Its title.  [default: from the name]")
@click.option("--question", default="", metavar="TEXT", help="The one question of its page.")
@_edit
@options.now
@options.quiet
def theme_command(
    name: str, root: Path, title: str, question: str, edit: bool, now: datetime, quiet: bool
) -> None:
    """Begin a theme: themes/NAME.md. NAME may be its title. Prints its path."""
    with _told(root):
        from generator.scaffold.additions import add_theme  # noqa: PLC0415

        added = add_theme(root, _site(root), now, name.strip(), title, question)
    _close(root, added, edit, quiet)


@new_command.command("source")
@click.argument("key")
@options.root
@click.option("--name", default="", metavar="TEXT", help="Its name.  [default: from the key]")
@click.option("--url", default="", help="Its home page, by which its reports are known.")
@click.option("--kind", default="", metavar="KIND", help="agency, newspaper, broadcaster …")
@_edit
@options.quiet
def source_command(
    key: str, root: Path, name: str, url: str, kind: str, edit: bool, quiet: bool
) -> None:
    """Add an outlet at the end of content/sources.yaml. KEY may be its name."""
    with _told(root):
        from generator.scaffold.additions import add_source  # noqa: PLC0415

        _site(root)
        added = add_source(root, key.strip(), name, url, kind)
    _close(root, added, edit, quiet)


@new_command.command("actor")
@click.argument("key")
@options.root
@click.option("--name", default="", metavar="TEXT", help="Its name.  [default: from the key]")
@click.option("--kind", default="", metavar="KIND", help="person, state, organisation or group")
@_edit
@options.quiet
def actor_command(key: str, root: Path, name: str, kind: str, edit: bool, quiet: bool) -> None:
    """Add whoever acts or speaks at the end of content/actors.yaml. KEY may be a name."""
    with _told(root):
        from generator.scaffold.additions import add_actor  # noqa: PLC0415

        _site(root)
        added = add_actor(root, key.strip(), name, kind)
    _close(root, added, edit, quiet)


def _site(root: Path) -> Choices:
    """Return what a site has. Raise Rejected if this is no site."""
    from generator.scaffold.choices import choices_of  # noqa: PLC0415 - loads what validates

    return choices_of(root.resolve())


@contextmanager
def _told(root: Path) -> Iterator[None]:
    """Turn what is refused into messages."""
    from generator.build import to_problems  # noqa: PLC0415
    from generator.problems import Rejected  # noqa: PLC0415
    from generator.scaffold.additions import RefusedError, UnknownNameError  # noqa: PLC0415

    try:
        yield
    except UnknownNameError as error:
        raise click.UsageError(str(error)) from None
    except RefusedError as error:
        raise click.ClickException(str(error)) from None
    except Rejected as rejected:
        show(to_problems(root.resolve(), rejected.findings))
        raise click.ClickException("nothing was added; `briefing init DIR` makes a site") from None
    except OSError as error:
        place = error.filename2 or error.filename or root
        raise click.ClickException(f"{place} cannot be written: {error.strerror}") from None


def _close(root: Path, added: Added, edit: bool, quiet: bool) -> None:
    """Print the path alone to standard output, for other programs, and what else is to be told."""
    file = root / added.path
    click.echo(file)
    if not quiet:
        click.echo(f"its key, by which other files name it: {added.key}", err=True)
        for note in added.notes:
            click.echo(f"note: {note}", err=True)
    if edit:
        click.edit(filename=str(file))
