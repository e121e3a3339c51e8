"""The command `briefing add`."""

from __future__ import annotations

import stat
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import __version__
from generator.build import to_problems
from generator.cli import options
from generator.cli.show import show
from generator.problems import Problem, Rejected, Severity
from generator.report import counted

if TYPE_CHECKING:
    from generator.importing.add import Added, Importer
    from generator.importing.model import Proposal, Raw

_STDIN = "-"
_NOT_FOR_ARCHIVES = ("content", "themes", "templates", "static", "site")
"""Folders of a site whose files are published, or are for something else."""


@click.command("add")
@click.argument("inputs", nargs=-1, required=True, metavar="FILE… | URL | -")
@options.root
@click.option(
    "--archive",
    type=options.NonEmptyPath(file_okay=False, path_type=Path),
    help="The folder for the original texts, which is never published.  [default: archive/ in the "
    "root]",
)
@click.option("--source", default="", metavar="KEY", help="The outlet, a key of sources.yaml.")
@click.option("--again", is_flag=True, help="Add texts that were added before once more.")
@click.option("--verbose", "-v", is_flag=True, help="Print every line that was cut.")
@options.now
@options.quiet
def add_command(
    inputs: tuple[str, ...],
    root: Path,
    archive: Path | None,
    source: str,
    again: bool,
    verbose: bool,
    now: datetime,
    quiet: bool,
) -> None:
    """Make drafts of articles of text, web pages, Word documents or addresses.

    A FILE is a text as copied from a web page, a saved page, a .docx or Markdown; - reads standard
    input. The original goes to the archive. Nothing is overwritten or published: drafts wait until
    `draft: true` is removed.
    """
    root = root.resolve()
    folder = (archive or root / "archive").resolve()
    _check_archive(folder, root)
    importer = _importer(root, folder, source, again, now)
    failed = 0
    for name in inputs:
        failed += not _add(importer, name, verbose=verbose, quiet=quiet)
    if failed:
        click.echo(f"{counted(failed, 'input')} of {len(inputs)} not added", err=True)
        sys.exit(1)


def _check_archive(archive: Path, root: Path) -> None:
    """Raise click.BadParameter if what is in a folder would be published."""
    for name in _NOT_FOR_ARCHIVES:
        if archive == root or archive.is_relative_to(root / name):
            raise click.BadParameter(
                f"{archive} is part of what is published; originals are others' texts, so take a "
                "folder such as archive/",
                param_hint="--archive",
            )


def _importer(root: Path, archive: Path, source: str, again: bool, now: datetime) -> Importer:
    """Return what adds to the site. Exit with 1 if there is none, or it is not ready."""
    # Imported here, as other commands do not need it and start faster.
    from generator.importing.add import Importer, Place  # noqa: PLC0415
    from generator.importing.known import known_site  # noqa: PLC0415
    from generator.importing.model import CannotImportError  # noqa: PLC0415

    try:
        return Importer(known_site(root), Place(root, archive, now, source, again))
    except Rejected as rejected:
        show(to_problems(root, rejected.findings))
    except CannotImportError as error:
        place = "themes" if error.code == "no-theme" else "content/sources.yaml"
        show((_problem(place, error.code, error.message),))
    sys.exit(1)


def _add(importer: Importer, name: str, *, verbose: bool, quiet: bool) -> bool:
    """Add one input, and print what came of it; return whether it is in the site."""
    from generator.importing.model import CannotImportError  # noqa: PLC0415 - as above

    shown = "standard input" if name == _STDIN else name
    try:
        added = importer.add(_raw(name))
    except CannotImportError as error:
        show((_problem(shown, error.code, error.message),))
        return False
    except KeyboardInterrupt:
        click.echo("\nstopped; drafts that were named above are whole", err=True)
        sys.exit(130)
    if not quiet:
        for line in _report(shown, added, verbose=verbose):
            click.echo(line)
    return True


def _raw(name: str) -> Raw:
    """Return what an argument stands for. Raise CannotImportError."""
    from generator.importing.documents.forms import MAX_BYTES  # noqa: PLC0415 - as above
    from generator.importing.model import CannotImportError, Raw  # noqa: PLC0415

    if name == _STDIN:
        if sys.stdin.isatty():
            click.echo("paste the text, then end it with Ctrl+D on a line of its own", err=True)
        return Raw("standard input", sys.stdin.buffer.read(MAX_BYTES + 1))
    if name.lower().startswith(("http://", "https://")):
        from urllib.request import getproxies, proxy_bypass  # noqa: PLC0415

        from generator.importing.fetch import Network, fetch  # noqa: PLC0415 - an HTTP client

        return fetch(name, Network(__version__, getproxies(), proxy_bypass))
    path = Path(name)
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise CannotImportError(
                "folder",
                f"this is a folder; name the files in it, such as {name.rstrip('/')}/*.txt",
            )
        if not stat.S_ISREG(mode):  # opening a pipe, or reading a device, may never end
            raise CannotImportError(
                "no-file",
                "this is a pipe or a device, not a file; to add what comes out of it, hand it over "
                f"on standard input: briefing add - < {name}",
            )
        with path.open("rb") as stream:
            return Raw(name, stream.read(MAX_BYTES + 1))
    except FileNotFoundError:
        raise CannotImportError("not-found", f"there is no such file{_hint(name)}") from None
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise CannotImportError("unreadable", f"cannot be read: {why}") from None


def _hint(name: str) -> str:
    """Return what else somebody may have meant by the name of a file that there is not."""
    scheme, is_url, _ = name.partition("://")
    if is_url and scheme.lower() == "file":
        return "; name it by its path alone, without file://"
    if is_url:
        return "; of web addresses, those that begin with https:// or http:// can be added"
    is_address = "/" in name and "." in name.partition("/")[0].strip(".")
    return f"; for a web address, write https://{name}" if is_address else ""


def _report(name: str, added: Added, *, verbose: bool) -> Iterator[str]:
    """Yield what an editor should know of a draft."""
    proposal = added.proposal
    if proposal is None:
        yield f"{name}: added before, as {added.path}; --again makes another draft of it"
        return
    yield f"{added.path}: a draft of “{proposal.title.value}”"
    yield from (f"  {line}" for line in _facts(proposal))
    if proposal.same_url:
        yield f"  {proposal.same_url} has the same address"
    for alike in proposal.likenesses:
        yield f"  like {alike.name}: {alike.percent} % of the passages; one wire story?"
    for new in proposal.new_sources:
        yield f"  new in content/sources.yaml: {new.key} ({new.name}); complete it there"
    yield f"  original: {added.evidence} in the archive"
    if proposal.cuts:
        reasons = Counter(cut.why for cut in proposal.cuts)
        listed = ", ".join(f"{why} {count}" for why, count in reasons.most_common())
        more = "" if verbose else "; --verbose shows them"
        yield f"  cut: {counted(len(proposal.cuts), 'line')} ({listed}){more}"
    if verbose:
        for cut in proposal.cuts:
            yield f"    {cut.why}: {cut.text}"


def _facts(proposal: Proposal) -> Iterator[str]:
    date = "not dated" if proposal.date_note else proposal.published.value
    via = f", relays {proposal.via.value}" if proposal.via else ""
    yield f"outlet: {proposal.source.value}{via}; {date}"
    yield f"themes: {', '.join(one.theme for one in proposal.themes)}"
    if proposal.actors:
        yield f"actors: {', '.join(proposal.actors)}"
    if proposal.unknown_names:
        yield f"not in actors.yaml: {', '.join(proposal.unknown_names)}"
    if proposal.candidates:
        yield f"candidates for claims: {len(proposal.candidates)}, as comments"


def _problem(file: str, code: str, message: str) -> Problem:
    return Problem(file, 1, 1, 1, Severity.ERROR, code, message, "")
