"""A document and what the site knows to a proposal: everything that the draft will say."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from generator.importing.clean import clean
from generator.importing.dates import days_without_year
from generator.importing.known import Known
from generator.importing.model import (
    CannotImportError,
    Cleaned,
    Document,
    Found,
    Likeness,
    Proposal,
)
from generator.importing.proposals.claims import Reading, candidates
from generator.importing.proposals.languages import language_of
from generator.importing.proposals.likeness import Passages
from generator.importing.proposals.mentions import Names, by_frequency
from generator.importing.proposals.outlets import Outlets, origin_of
from generator.importing.proposals.sayings import unknown_speakers
from generator.importing.proposals.themes import ThemeWords
from generator.validate.web_addresses import web_address

_NOT_DATED = "The report gives no date; this is the day on which it was added."
"""What readers are told of the date."""
_MOST_DAYS = 8
"""Days that a comment lists, at most, for a report without a date."""


class Proposer:
    """Makes proposals for one site; what takes long to prepare is kept."""

    def __init__(self, known: Known, source: str, today: str) -> None:
        """Take the site, the outlet that the editor named (a key, or ""), and the day."""
        self._known = known
        self._source = source
        self._today = today
        self._words: dict[str, ThemeWords] = {}
        """By the language of reports."""

    def propose(
        self, document: Document, known: Known, originals: Iterable[tuple[str, str]]
    ) -> Proposal:
        """Return the proposal for a document. Raise CannotImportError if no report is in it.

        `known` is the site as it is by now, `originals` the texts of the archive with their names.
        """
        outlets = Outlets(known.sources)
        cleaned = clean(document, outlets.is_outlet, outlets.is_named)
        paragraphs = [block.text for block in cleaned.blocks]
        metadata = cleaned.metadata
        if not paragraphs:
            raise CannotImportError(
                "empty",
                "no sentence of a report is in it, only what is around one; copy the text itself",
            )
        title = metadata.title or Found(paragraphs[0], "first words")
        whole = "\n\n".join([title.value, *paragraphs])
        language = _language(cleaned, whole)
        tag = language.value if language else known.language
        origin = origin_of(cleaned, outlets, self._source)
        names = Names(known.actors, tag)
        words = self._theme_words(tag)
        themes = words.suggest(whole)
        published = metadata.published or self._not_dated(whole)
        is_dated = metadata.published is not None
        url = _valid(metadata.url)
        reading = Reading(
            names=names,
            words=words,
            themes=tuple(one.theme for one in themes),
            published=date.fromisoformat(published.value[:10]) if is_dated else None,
            outlets=outlets,
            source=origin.source.value,
            via=origin.via.value if origin.via else "",
        )
        return Proposal(
            title=title,
            source=origin.source,
            via=origin.via,
            new_sources=origin.new,
            published=published,
            date_note="" if is_dated else _NOT_DATED,
            updated=_later(metadata.updated, published) if is_dated else None,
            url=url,
            same_url=next((a.path for a in known.articles if url and a.url == url.value), ""),
            retrieved=self._today,
            authors=metadata.authors,
            language=_other(language, known.language),
            themes=themes,
            other_themes=tuple(one.name for one in known.themes if one.name not in reading.themes),
            actors=by_frequency(names.mentions(whole)),
            unknown_names=tuple(unknown_speakers(paragraphs, names)),
            candidates=candidates(paragraphs, reading),
            likenesses=_likenesses(paragraphs, known, originals),
            blocks=cleaned.blocks,
            cuts=cleaned.cuts,
            note=document.note,
        )

    def _theme_words(self, language: str) -> ThemeWords:
        if language not in self._words:
            self._words[language] = ThemeWords(self._known, language)
        return self._words[language]

    def _not_dated(self, text: str) -> Found:
        """Return the day on which a report was added, for want of its own."""
        days = days_without_year(text)[:_MOST_DAYS]
        named = f"; days that it names: {', '.join(days)}" if days else ""
        return Found(self._today, f"NOT FOUND: this is the day on which it was added{named}")


def _likenesses(
    paragraphs: list[str], known: Known, originals: Iterable[tuple[str, str]]
) -> tuple[Likeness, ...]:
    """Return the articles that have much of the same text, or whose originals have."""
    of_original = {one.evidence: one.path for one in known.articles if one.evidence}
    texts = [(one.path, one.body) for one in known.articles]
    texts += [(of_original.get(name, name), text) for name, text in originals]
    found: dict[str, int] = {}
    for alike in Passages("\n".join(paragraphs)).alike(texts):
        found.setdefault(alike.name, alike.percent)  # the highest of each comes first
    return tuple(Likeness(name, percent) for name, percent in found.items())


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


def _valid(url: Found | None) -> Found | None:
    try:
        return url and Found(web_address(url.value), url.how)
    except ValueError:
        return None
