"""Check quotations against the evidence: the sources' own full texts, which are not published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from msgspec import Struct

from generator.check.evidence import explanation, missing
from generator.problems import AtKey, AtWords, Finding, Severity, Spot, nearest
from generator.prose.model import Image, Prose
from generator.prose.quoted import quotations, without_end
from generator.read.evidence import read_evidence
from generator.read.layout import GLOSSARY_FILE
from generator.validate.content import Article, Term, Theme


class QuotationCount(Struct, frozen=True):
    """How many quotations a file has, and whether they were looked up."""

    file: str
    quotations: int
    has_evidence: bool
    """Whether there is a text to look them up in."""
    of_claims: int = 0
    """How many of them are those of claims."""


class ArchiveCheck(Struct, frozen=True):
    """How many quotations were checked, and what is wrong."""

    counts: tuple[QuotationCount, ...]
    """Of each article, then of each theme, then of the glossary if there is one."""
    articles: int
    """How many name evidence."""
    without_evidence: int
    """How many articles do not."""
    findings: tuple[Finding, ...]

    @property
    def quotations(self) -> int:
        """Return how many quotations there was evidence for to look in."""
        return sum(count.quotations for count in self.counts if count.has_evidence)


class _Quoted(Struct, frozen=True):
    words: str
    spot: Spot


class _Quoting(Struct, frozen=True):
    """A file, what it quotes, and where that has to be found."""

    file: str
    quotations: tuple[_Quoted, ...]
    evidence: tuple[str, ...]
    """Names of the files of the archive, of which one has to contain each."""
    of_claims: int = 0
    """How many of the quotations are those of claims."""
    open: tuple[_Quoted, ...] = ()
    """Beginnings of quotations that have no end."""


def check_archive(
    articles: Sequence[Article], themes: Sequence[Theme], terms: Sequence[Term], archive: Path
) -> ArchiveCheck:
    """Look for every quotation of a site in the text files of the folder `archive`.

    A quotation of an article has to be in the article's own evidence, one of a theme in the
    evidence of any of the theme's articles, one of the glossary in any. `prose/quotations.py` says
    when words count as equal.
    """
    texts: dict[str, str] = {}
    findings: list[Finding] = []
    checked = [article for article in articles if article.front.evidence]
    for article in checked:
        name = article.front.evidence or ""
        try:
            texts[name] = read_evidence(archive, name)
        except OSError as error:
            there = [file.name for file in archive.iterdir()] if archive.is_dir() else []
            remedy = "; put the text there"
            if isinstance(error, FileNotFoundError):
                remedy = nearest(name, there) or f"{remedy}, or correct the name"
            message = (
                f"the evidence {archive / name} cannot be read: {error.strerror or error}{remedy}"
            )
            findings.append(Finding(article.path, AtKey(("evidence",)), "no-evidence", message))
    counts: list[QuotationCount] = []
    for quoting in (
        *map(_of_article, articles),
        *(_of_theme(theme, checked) for theme in themes),
        *([_of_glossary(terms, checked)] if terms else []),
    ):
        evidence = {name: texts[name] for name in quoting.evidence if name in texts}
        count, of_claims = len(quoting.quotations), quoting.of_claims
        counts.append(QuotationCount(quoting.file, count, bool(evidence), of_claims))
        if evidence and len(evidence) == len(quoting.evidence):  # else it may be in what is lost
            findings += (*_false(quoting, evidence), *_open(quoting))
    return ArchiveCheck(tuple(counts), len(checked), len(articles) - len(checked), tuple(findings))


def _false(quoting: _Quoting, evidence: Mapping[str, str]) -> Iterator[Finding]:
    """Yield a finding for each quotation that is not in the evidence."""
    false = missing([quotation.words for quotation in quoting.quotations], evidence.values())
    told: list[str] = []
    for quotation in quoting.quotations:
        # What is quoted within a false quotation is no second mistake.
        if quotation.words in false and not any(quotation.words in words for words in told):
            told.append(quotation.words)
            message = explanation(quotation.words, evidence)
            yield Finding(quoting.file, quotation.spot, "quote-not-in-evidence", message)


def _open(quoting: _Quoting) -> Iterator[Finding]:
    """Yield a warning for each quotation that has no end, and so was not looked up."""
    for quotation in quoting.open:
        message = (
            f"the quotation that begins with “{quotation.words}” has no closing mark, so it was "
            "not looked up; close it, or open it again in each paragraph"
        )
        yield Finding(quoting.file, quotation.spot, "open-quotation", message, Severity.WARNING)


def _of_article(article: Article) -> _Quoting:
    evidence = (article.front.evidence,) if article.front.evidence else ()
    of_claims = len({claim.quote for claim in article.claims if claim.quote})
    quoted = _distinct(_quoted_by_article(article))
    left_open = _open_in([article.body, *([article.summary] if article.summary else [])])
    return _Quoting(article.path, quoted, evidence, of_claims, _distinct(left_open))


def _quoted_by_article(article: Article) -> Iterator[_Quoted]:
    # A claim's quotation is also in the text: it is told once, at the claim.
    for position, claim in enumerate(article.claims):
        if claim.quote:
            yield _Quoted(claim.quote, AtKey(("claims", position, "quote")))
    yield from _quoted_at(article.front.title, "title")
    for position, claim in enumerate(article.claims):
        yield from _quoted_at(claim.text, "claims", position, "text")
        yield from _quoted_at(claim.value, "claims", position, "value")
    yield from _quoted_in([article.body, *([article.summary] if article.summary else [])])


def _of_theme(theme: Theme, articles: Iterable[Article]) -> _Quoting:
    evidence = dict.fromkeys(
        article.front.evidence
        for article in articles
        if theme.name in article.front.themes and article.front.evidence
    )
    quoted, left_open = _distinct(_quoted_by_theme(theme)), _distinct(_open_in(theme.texts()))
    return _Quoting(theme.path, quoted, tuple(filter(None, evidence)), open=left_open)


def _quoted_by_theme(theme: Theme) -> Iterator[_Quoted]:
    yield from _quoted_at(theme.front.title, "title")
    yield from _quoted_at(theme.front.question, "question")
    yield from _quoted_at(theme.front.status.text, "status", "text")
    for position, point in enumerate(theme.front.points):
        yield from _quoted_at(point.title, "points", position, "title")
        yield from _quoted_at(point.question, "points", position, "question")
    notes = [note for note in theme.notes if note]
    watched = [entry.text for entry in theme.watch]
    yield from _quoted_in([theme.bottom_line, *notes, *theme.unknowns, *watched])


def _of_glossary(terms: Iterable[Term], articles: Iterable[Article]) -> _Quoting:
    evidence = dict.fromkeys(article.front.evidence for article in articles)
    quoted = _distinct(_quoted_in([term.meaning for term in terms]))
    return _Quoting(GLOSSARY_FILE, quoted, tuple(filter(None, evidence)))


def _quoted_at(text: str | None, *keys: str | int) -> Iterator[_Quoted]:
    """Yield what is quoted in a text that is the value of a key."""
    for quotation in quotations(text or ""):
        yield _Quoted(quotation.words, AtKey(keys, words=quotation.words))


def _quoted_in(texts: Iterable[Prose]) -> Iterator[_Quoted]:
    """Yield what is quoted in texts that are Markdown, and in what describes their images."""
    for prose in texts:
        images = [part for part in prose.parts if isinstance(part, Image)]
        described = [text for image in images for text in (image.description, image.title)]
        for quotation in chain.from_iterable(map(quotations, (prose.text, *described))):
            at = AtWords(1, quotation.words, after=quotation.mark)
            yield _Quoted(quotation.words, at)


def _open_in(texts: Iterable[Prose]) -> Iterator[_Quoted]:
    """Yield the beginnings of quotations that have no end in texts that are Markdown."""
    for prose in texts:
        for beginning in without_end(prose.text):
            at = AtWords(1, beginning.words, after=beginning.mark)
            yield _Quoted(beginning.words, at)


def _distinct(found: Iterable[_Quoted]) -> tuple[_Quoted, ...]:
    """Return quotations, each words once, in order."""
    first: dict[str, _Quoted] = {}
    for quotation in found:
        first.setdefault(quotation.words, quotation)
    return tuple(first.values())
