"""Check quotations against the evidence: the sources' own full texts, which are not published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from unicodedata import normalize

from msgspec import Struct

from generator.problems import AtKey, AtWords, Finding, Spot
from generator.prose.model import Prose
from generator.prose.quotations import places
from generator.prose.quoted import quotations
from generator.validate.content import Article, Theme


class ArchiveCheck(Struct, frozen=True):
    """How many quotations were checked, and what is wrong."""

    quotations: int
    """Only those for which there is evidence to look in."""
    articles: int
    """How many name evidence."""
    without_evidence: int
    """How many articles do not."""
    findings: tuple[Finding, ...]


class _Quotation(Struct, frozen=True):
    words: str
    file: str
    spot: Spot
    evidence: tuple[str, ...]
    """Names of the files of the archive, of which one has to contain it."""


def check_archive(
    articles: Sequence[Article], themes: Sequence[Theme], archive: Path
) -> ArchiveCheck:
    """Look for every quotation of articles and themes in the text files of the folder `archive`.

    A quotation of an article has to be in the article's own evidence, one of a theme in the
    evidence of any of the theme's articles. `prose/quotations.py` says when words count as equal.
    """
    texts: dict[str, str] = {}
    findings: list[Finding] = []
    checked = [article for article in articles if article.front.evidence]
    for article in checked:
        name = article.front.evidence or ""
        try:
            # Articles are read in NFC, too (`read/files.py`). A stray byte must not hide the rest.
            texts[name] = normalize("NFC", (archive / name).read_bytes().decode("utf-8", "replace"))
        except OSError as error:
            message = (
                f"the evidence {archive / name} cannot be read: {error.strerror or error}; "
                "put the text there, or correct the name"
            )
            findings.append(Finding(article.path, AtKey(("evidence",)), "no-evidence", message))
    found = 0
    for quotation in _quotations(articles, themes):
        evidence = [texts[name] for name in quotation.evidence if name in texts]
        if not evidence:  # none is named, or it could not be read, which is a finding already
            continue
        found += 1
        if not any(places(text, {"": quotation.words}) for text in evidence):
            message = (
                f"“{quotation.words}” is not in the evidence, {_names(quotation)}; "
                "quote it word for word"
            )
            findings.append(
                Finding(quotation.file, quotation.spot, "quote-not-in-evidence", message)
            )
    without = len(articles) - len(checked)
    return ArchiveCheck(found, len(checked), without, tuple(findings))


def _quotations(articles: Sequence[Article], themes: Sequence[Theme]) -> Iterator[_Quotation]:
    """Yield all quotations that have evidence, articles before themes."""
    for article in articles:
        if article.front.evidence:
            yield from _of_article(article, (article.front.evidence,))
    for theme in themes:
        evidence = tuple(
            article.front.evidence
            for article in articles
            if theme.name in article.front.themes and article.front.evidence
        )
        yield from _of_theme(theme, evidence)


def _of_article(article: Article, evidence: tuple[str, ...]) -> Iterator[_Quotation]:
    claimed: set[str] = set()
    for position, claim in enumerate(article.claims):
        if claim.quote:
            claimed.add(claim.quote)
            spot = AtKey(("claims", position, "quote"))
            yield _Quotation(claim.quote, article.path, spot, evidence)
    # A claim's quotation is also in the text: report it once, at the claim.
    for words in _quoted((article.body, *((article.summary,) if article.summary else ()))):
        if words not in claimed:
            yield _Quotation(words, article.path, AtWords(1, words), evidence)


def _of_theme(theme: Theme, evidence: tuple[str, ...]) -> Iterator[_Quotation]:
    notes = [note for note in theme.notes if note]
    watched = [entry.text for entry in theme.watch]
    for words in _quoted((theme.bottom_line, *notes, *theme.unknowns, *watched)):
        yield _Quotation(words, theme.path, AtWords(1, words), evidence)


def _quoted(texts: Iterable[Prose]) -> Iterable[str]:
    """Return the distinct quotations of several texts, in order."""
    return dict.fromkeys(words for prose in texts for words in quotations(prose.text))


def _names(quotation: _Quotation) -> str:
    return ", ".join(dict.fromkeys(quotation.evidence))
