"""Add one report to a site: from raw bytes to a draft and an original in the archive."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path, PurePath
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from generator.digests import checksum
from generator.importing.documents.reading import read
from generator.importing.draft import draft_text, source_entry
from generator.importing.known import Known, KnownArticle, KnownSource
from generator.importing.model import CannotImportError, Proposal, Raw
from generator.importing.proposals.proposing import Proposer
from generator.importing.storing import (
    Original,
    Writing,
    stored,
    text_name,
    texts_of,
    with_sources,
)
from generator.problems import nearest
from generator.prose.markdown import Markdown
from generator.read.layout import ARTICLES, SOURCES_FILE, stem
from generator.validate.new_names import free_name, name_for


class Place(Struct, frozen=True):
    """Where an import writes, and when it happens."""

    root: Path
    archive: Path
    now: datetime
    source: str = ""
    """The outlet that the editor named, a key; "" if none."""
    again: bool = False
    """Whether to make another draft of a text that was added before."""


class Added(Struct, frozen=True):
    """A draft that was made, or the article that there already was of the same text."""

    path: str
    """Of the draft, relative to the root."""
    proposal: Proposal | None
    """None if nothing was written, as the text was added before."""
    evidence: str = ""


class Importer:
    """Adds reports to one site, one after the other."""

    def __init__(self, known: Known, place: Place) -> None:
        """Take what the site has. Raise CannotImportError if it has no theme, or no such source."""
        if not known.themes:
            raise CannotImportError(
                "no-theme",
                "the site has no theme, and every article needs one; write one first, such as "
                "themes/ceasefire.md",
            )
        keys = [source.key for source in known.sources]
        if place.source and place.source not in keys:
            raise CannotImportError(
                "unknown-source",
                f"there is no outlet '{place.source}'{nearest(place.source, keys)}",
            )
        self._known = known
        self._place = place
        self._proposer = Proposer(known, place.source, _today(known, place.now))
        self._markdown = Markdown()

    def add(self, raw: Raw) -> Added:
        """Write the draft of a report, and its original. Raise CannotImportError."""
        archive, root = self._place.archive, self._place.root
        if not self._place.again and (before := self._added_before(raw)):
            return Added(before, None)
        found = read(raw)
        proposal = self._proposer.propose(found.document, self._known, texts_of(archive))
        name = self._free_name(proposal)
        evidence, path = text_name(name), f"{ARTICLES}/{name}.md"
        draft = draft_text(proposal, _name(raw), evidence, self._markdown).encode()
        original = Original(raw.data, found.form.value, found.text)
        is_inside = archive.resolve().is_relative_to(root.resolve())
        entries = [(one.key, source_entry(one, name)) for one in proposal.new_sources]
        register = with_sources(root / SOURCES_FILE, entries) if entries else None
        with Writing() as writing:
            writing.original(archive, name, original, ignored=is_inside)
            if register:
                writing.register(root / SOURCES_FILE, *register)
            writing.new(root / path, draft)
        self._remember(path, name, evidence, proposal)
        return Added(path, proposal, evidence)

    def _free_name(self, proposal: Proposal) -> str:
        """Return a name for the draft that neither the site nor its archive has yet."""
        words = name_for(proposal.title.value, "report")
        articles = (self._place.root / ARTICLES).rglob("*.md")
        archive = self._place.archive
        kept = archive.iterdir() if archive.is_dir() else ()
        taken = {stem(path.name) for path in (*articles, *kept)}
        return free_name(f"{proposal.published.value[:10]}-{words}", taken)

    def _added_before(self, raw: Raw) -> str:
        """Return the path of the article that has the same original; "" if there is none."""
        evidence = stored(self._place.archive).get(checksum(raw.data))
        return next(
            (one.path for one in self._known.articles if evidence and one.evidence == evidence), ""
        )

    def _remember(self, path: str, name: str, evidence: str, proposal: Proposal) -> None:
        """Let the next report be compared with this one."""
        text = "\n".join(block.text for block in proposal.blocks)
        url = proposal.url.value if proposal.url else ""
        article = KnownArticle(path, name, url, evidence, text, {})
        sources = [
            KnownSource(one.key, one.name, one.url, one.kind) for one in proposal.new_sources
        ]
        self._known = replace(
            self._known,
            articles=(*self._known.articles, article),
            sources=(*self._known.sources, *sources),
        )


def _today(known: Known, now: datetime) -> str:
    """Return the day that it is in the time zone of a site."""
    try:
        zone = ZoneInfo(known.timezone)
    except (ValueError, OSError, KeyError):  # `briefing check` tells of it
        zone = ZoneInfo("UTC")
    return now.astimezone(zone).date().isoformat()


def _name(raw: Raw) -> str:
    """Return what an input is called in the draft: no folders of the editor's machine."""
    if raw.url:
        return raw.name
    # On some disks, names of files are any bytes, and may have line breaks.
    name = PurePath(raw.name).name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return " ".join(name.split())
