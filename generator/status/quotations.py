"""Quotations that were not looked up in the source's own text, or are not there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.check.evidence import missing
from generator.problems import AtKey, AtLine
from generator.read.evidence import read_evidence
from generator.status.debt import Debt, Group, Kind
from generator.status.of_articles import debt_of
from generator.status.query import Query, counted
from generator.status.survey import Written


def unchecked(written: Written, query: Query, archive: Path | None) -> Iterator[Debt]:
    """Yield a debt if quotations of an article's claims cannot be looked up, or are not found.

    Without an archive, those that name evidence are taken on trust.
    """
    article = written.article
    quotes = {claim.quote: at for at, claim in enumerate(article.claims) if claim.quote}
    if not quotes:
        return
    number = counted(len(quotes), "quotation")
    if article.evidence is None:
        text = f"{number} of claims, and no 'evidence' to look them up in"
        yield debt_of(written, query, Group.WEAK, Kind.UNCHECKED, text, AtLine())
    elif archive is not None:
        try:
            evidence = read_evidence(archive, article.evidence)
        except OSError as error:
            is_gone = isinstance(error, FileNotFoundError)
            why = "is not in the archive" if is_gone else f"cannot be read: {error.strerror}"
            text = f"{number} unchecked: {article.evidence} {why}"
            at = AtKey(("evidence",))
            yield debt_of(written, query, Group.WEAK, Kind.UNCHECKED, text, at)
            return
        for quote in sorted(missing(quotes, [evidence])):
            place = quotes[quote]
            text = f"claim {article.claims[place].id}: its quotation is not in the evidence"
            at = AtKey(("claims", place, "quote"))
            yield debt_of(written, query, Group.WEAK, Kind.UNCHECKED, text, at)
