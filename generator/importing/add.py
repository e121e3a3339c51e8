"""Add one report to a site: from raw bytes to a draft and an original in the archive."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path, PurePath
from unicodedata import normalize
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from generator.digests import checksum
from generator.importing.claims import Reading, candidates
from generator.importing.clean import clean
from generator.importing.dates import days_without_year
from generator.importing.decode import decode
from generator.importing.draft import draft_text, source_entry
from generator.importing.forms import form_of
from generator.importing.known import Known, KnownArticle, KnownSource
from generator.importing.languages import language_of
from generator.importing.likeness import Passages
from generator.importing.mentions import Names, by_frequency
from generator.importing.model import (
    CannotImportError,
    Cleaned,
    Document,
    Form,
    Found,
    Likeness,
    Proposal,
    Raw,
)
from generator.importing.outlets import Outlets, origin_of
from generator.importing.plain import read_markdown, read_text
from generator.importing.sayings import unknown_speakers
from generator.importing.storing import (
    Original,
    add_sources,
    free_stem,
    store_original,
    stored,
    texts_of,
    write_new,
)
from generator.importing.themes import ThemeWords
from generator.prose.markdown import Markdown
from generator.read.layout import ARTICLES, SOURCES_FILE
from generator.validate.fields import is_key, key_for
from generator.validate.web_addresses import web_address

_MOST_TEXT = 1_000_000
"""Characters of a report, at most: a long one has a twentieth."""
_SHORT_STEM = 60


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
        if place.source and all(source.key != place.source for source in known.sources):
            keys = ", ".join(source.key for source in known.sources)
            raise CannotImportError(
                "unknown-source",
                f"there is no outlet '{place.source}' in {SOURCES_FILE}; it has {keys or 'none'}",
            )
        self._known = known
        self._place = place
        self._words: dict[str, ThemeWords] = {}
        """By the language of reports."""
        self._markdown = Markdown()

    def add(self, raw: Raw) -> Added:
        """Write the draft of a report, and its original. Raise CannotImportError."""
        form = form_of(raw)
        if not self._place.again and (before := self._added_before(raw)):
            return Added(before, None)
        document, text = _read(raw, form)
        proposal, whole = self._propose(document)
        original = Original(raw.data, form.value, _own_text(raw, form, text, document))
        stem = self._free_stem(proposal)
        archive = self._place.archive
        if proposal.new_sources:
            entries = [(one.key, source_entry(one, stem)) for one in proposal.new_sources]
            add_sources(self._place.root / SOURCES_FILE, entries)
        is_inside = archive.resolve().is_relative_to(self._place.root.resolve())
        evidence = store_original(archive, stem, original, ignored=is_inside)
        path = f"{ARTICLES}/{stem}.md"
        written = draft_text(proposal, _name(raw), evidence, self._markdown)
        try:
            write_new(self._place.root / path, written.encode())
        except OSError as error:
            why = error.strerror or str(error)
            raise CannotImportError("cannot-write", f"{path} cannot be written: {why}") from None
        self._remember(path, stem, evidence, proposal, whole)
        return Added(path, proposal, evidence)

    def _propose(self, document: Document) -> tuple[Proposal, str]:
        """Return everything that the draft says, and the text of the report."""
        outlets = Outlets(self._known.sources)
        cleaned = clean(document, outlets.is_outlet)
        paragraphs = [block.text for block in cleaned.blocks]
        if not any(paragraphs):
            raise CannotImportError(
                "empty",
                "no sentence of a report is in it, only what is around one; copy the text itself",
            )
        title = cleaned.metadata.title or Found(paragraphs[0], "first words")
        whole = "\n\n".join([title.value, *paragraphs])
        language = _language(cleaned, whole)
        tag = language.value if language else self._known.language
        origin = origin_of(cleaned, outlets, self._place.source)
        names = Names(self._known.actors, tag)
        words = self._words.setdefault(tag, ThemeWords(self._known, tag))
        themes = words.suggest(whole)
        published, note = self._published(cleaned, whole)
        is_dated = not note
        reading = Reading(
            names=names,
            actor_names={actor.key: actor.names[0] for actor in self._known.actors},
            words=words,
            themes=tuple(one.theme for one in themes),
            published=date.fromisoformat(published.value[:10]) if is_dated else None,
            outlets=outlets,
            source=origin.source.value,
            via=origin.via.value if origin.via else "",
        )
        chosen = {one.theme for one in themes}
        metadata = cleaned.metadata
        proposal = Proposal(
            title=title,
            source=origin.source,
            via=origin.via,
            new_sources=origin.new,
            published=published,
            date_note=note,
            updated=_later(metadata.updated, published) if is_dated else None,
            url=_valid_url(metadata.url),
            retrieved=self._today(),
            authors=metadata.authors,
            language=_other(language, self._known.language),
            themes=themes,
            other_themes=tuple(
                theme.name for theme in self._known.themes if theme.name not in chosen
            ),
            actors=by_frequency(names.mentions(whole)),
            unknown_names=tuple(unknown_speakers(paragraphs, names)),
            candidates=candidates(paragraphs, reading),
            likenesses=self._likenesses(paragraphs),
            blocks=cleaned.blocks,
            cuts=cleaned.cuts,
            note=document.note,
        )
        return proposal, "\n\n".join(paragraphs)

    def _published(self, cleaned: Cleaned, text: str) -> tuple[Found, str]:
        """Return when the report came out, and what to tell readers if it does not say."""
        if cleaned.metadata.published:
            return cleaned.metadata.published, ""
        days = days_without_year(text)[:8]
        named = f"; days that it names: {', '.join(days)}" if days else ""
        how = f"NOT FOUND: this is the day on which it was added{named}"
        note = "The report gives no date; this is the day on which it was added."
        return Found(self._today(), how), note

    def _today(self) -> str:
        try:
            zone = ZoneInfo(self._known.timezone)
        except (ValueError, OSError, KeyError):
            zone = ZoneInfo("UTC")
        return self._place.now.astimezone(zone).date().isoformat()

    def _free_stem(self, proposal: Proposal) -> str:
        """Return a name for the draft that neither the site nor its archive has yet."""
        words = key_for(proposal.title.value)
        short = words
        while len(short.encode()) > _SHORT_STEM:
            short = short.rpartition("-")[0] if "-" in short else short[: len(short) // 2]
        stem = f"{proposal.published.value[:10]}-{short or 'report'}"
        if not is_key(stem):
            stem = f"{proposal.published.value[:10]}-report"
        places = (self._place.root / ARTICLES, ".md"), (self._place.archive, ".txt")
        sums = (self._place.archive, ".sha256")
        return normalize("NFC", free_stem(stem, *places, sums))

    def _added_before(self, raw: Raw) -> str:
        """Return the path of the article that has the same original; "" if there is none."""
        evidence = stored(self._place.archive).get(checksum(raw.data))
        return next(
            (one.path for one in self._known.articles if evidence and one.evidence == evidence), ""
        )

    def _likenesses(self, paragraphs: list[str]) -> tuple[Likeness, ...]:
        passages = Passages("\n".join(paragraphs))
        articles = {one.path: one.body for one in self._known.articles}
        of_archive = {one.evidence: one.path for one in self._known.articles if one.evidence}
        found: dict[str, int] = {}
        originals = [
            (of_archive.get(name.partition("/")[2], name), text)
            for name, text in texts_of(self._place.archive, ())
        ]
        for alike in passages.alike([*articles.items(), *originals]):
            found[alike.name] = max(alike.percent, found.get(alike.name, 0))
        return tuple(Likeness(name, percent) for name, percent in found.items())

    def _remember(self, path: str, stem: str, evidence: str, proposal: Proposal, text: str) -> None:
        """Let the next report be compared with this one."""
        article = KnownArticle(path, stem, "", evidence, text, {})
        sources = [
            KnownSource(one.key, one.name, one.url, one.kind) for one in proposal.new_sources
        ]
        self._known = replace(
            self._known,
            articles=(*self._known.articles, article),
            sources=(*self._known.sources, *sources),
        )


def _read(raw: Raw, form: Form) -> tuple[Document, str]:
    """Return the document in the bytes, and the text that they are."""
    if form is Form.WORD:
        # Imported here and below, as each takes a while to load.
        from generator.importing.word import read_word  # noqa: PLC0415

        document, text = read_word(raw.data), ""
    else:
        decoded = decode(raw.data, raw.content_type)
        text = decoded.text
        if form is Form.WEB_PAGE:
            from generator.importing.webpage import read_page  # noqa: PLC0415

            document = read_page(text, raw.url)
        else:
            document = read_markdown(text) if form is Form.MARKDOWN else read_text(text)
        document = replace(document, note=decoded.note)
    size = sum(len(block.text) for block in document.blocks)
    if size > _MOST_TEXT:
        raise CannotImportError(
            "too-long",
            f"{size / 1e6:.1f} million characters of text, and a report has at most "
            f"{_MOST_TEXT // 1_000_000} million; cut it into its reports, and add these",
        )
    if not document.blocks:
        raise CannotImportError("empty", "it holds no text; copy the text of the report itself")
    return document, text


def _own_text(raw: Raw, form: Form, text: str, document: Document) -> str | None:
    """Return all text of an original; None if its bytes are plain text in UTF-8 already."""
    if form in (Form.TEXT, Form.MARKDOWN):
        try:
            raw.data.decode("utf-8")
        except UnicodeDecodeError:
            return text
        return None if b"\0" not in raw.data else text
    return "\n\n".join(block.text for block in document.blocks) + "\n"


def _language(cleaned: Cleaned, text: str) -> Found | None:
    guessed = language_of(text)
    told = cleaned.metadata.language
    if guessed and told.partition("-")[0].lower() != guessed:
        # Sites call all their pages English, or by the code of their country.
        return Found(guessed, "its most frequent words")
    return Found(told, "language of the page") if told else None


def _other(language: Found | None, site: str) -> Found | None:
    """Return the language of a report if it is another one than the site's."""
    same = language is None or language.value.partition("-")[0] == site.partition("-")[0]
    return None if same else language


def _later(updated: Found | None, published: Found) -> Found | None:
    """Return when a report was changed, if that is another day or time than it came out."""
    is_later = updated is not None and updated.value[:10] > published.value[:10]
    return updated if is_later else None


def _valid_url(url: Found | None) -> Found | None:
    try:
        return url and Found(web_address(url.value), url.how)
    except ValueError:
        return None


def _name(raw: Raw) -> str:
    """Return what an input is called in the draft: no folders of the editor's machine."""
    return raw.name if raw.url else PurePath(raw.name).name
