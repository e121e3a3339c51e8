"""An article's document to an article, its references, and everything wrong within the file.

The front matter is checked twice, and neither check depends on the other, so that one run shows all
problems: the model checks the shape (`shape`), and the functions here check the sense, on the
untyped values, whatever their shape. References to other files are only collected: `names` checks
them when all files have been read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import PurePosixPath
from unicodedata import normalize

from generator.problems import AtKey, AtLine, Finding, Severity, nearest
from generator.prose.markdown import Markdown
from generator.prose.model import Ref
from generator.prose.quoted import unquoted
from generator.read.documents import Document
from generator.read.unread import seems_copy
from generator.read.written import Value
from generator.validate import models
from generator.validate.attribution import attribution
from generator.validate.content import Article, ArticleReading, Claim, Reference
from generator.validate.fields import as_key
from generator.validate.plausible import unlikely_in_article
from generator.validate.prose import ProseReader
from generator.validate.shape import ARTICLE

RawClaims = list[tuple[int, dict[str, Value]]]
"""The claims that are mappings, each with its index in the list, before they are checked."""

_FACTS = frozenset(kind.value for kind in models.FACTS)
_KEYS = frozenset(field.name for field in fields(models.ClaimFront))
_POSITIONS = frozenset(kind.value for kind in models.Kind if not kind.is_fact)


def read_article(document: Document, markdown: Markdown) -> ArticleReading:
    """Return the article in a document, or as much of it as other files need to be checked."""
    path, front = document.path, document.front
    typed, findings = ARTICLE.check(path, front, written=document.written)
    name = _text(front.get("id")) or stem(path)
    # An id in the front matter is checked by the model, one that comes from the file name here.
    if "id" not in front:
        findings += name_findings(path, name)
    claims = _raw_claims(front)
    ids = {position: _text(claim.get("id")) or f"c{position + 1}" for position, claim in claims}
    findings += _duplicate_ids(path, ids)
    is_told = (
        not isinstance(front.get("claims", []), list)
        or ("claims" not in front and is_misspelt("claims", front))
        or any("id" not in claim and is_misspelt("id", claim) for _, claim in claims)
    )
    prose = ProseReader(document, markdown)
    # Quotations are found while the body is rendered, because they are marked in it.
    quotes = {ids[position]: quote for position, claim in claims if (quote := _quote(claim))}
    reading = prose.body(quotes)
    references = [*_article_references(front), *_claim_references(front, claims, name)]
    findings += _sense_of_claims(path, front, claims)
    false = {
        position: quote
        for position, claim in claims
        if (quote := _quote(claim)) and ids[position] not in reading.found
    }
    if false:
        # Imported here, because a site without mistakes does without.
        from generator.validate.false_quotations import false_quotations  # noqa: PLC0415

        findings += false_quotations(path, false, reading.prose.text)
    article = None
    if typed is not None:
        findings += unlikely_in_article(path, typed)
        summary = prose.inline(typed.summary, "summary") if typed.summary else None
        article = Article(
            path=path,
            id=name,
            front=typed,
            claims=tuple(
                _claim(claim, ids[position], typed.themes[0], name)
                for position, claim in enumerate(typed.claims)
            ),
            summary=summary,
            body=reading.prose,
            corrections=prose.dated(
                "corrections", tuple((entry.date, entry.text) for entry in typed.corrections)
            ),
        )
    return ArticleReading(
        path=path,
        id=name,
        claim_ids=None if is_told or not document.is_whole else frozenset(ids.values()),
        article=article,
        references=(*references, *prose.references),
        findings=(*document.findings, *findings, *prose.findings),
    )


def stem(path: str) -> str:
    """Return a file's name without its ending, in NFC: its default id, its name in references.

    macOS may hand out names in NFD, which would be another id for the same letters.
    """
    return normalize("NFC", PurePosixPath(path).stem)


def _claim(front: models.ClaimFront, id: str, theme: str, article: str) -> Claim:
    """Return a claim with its defaults filled in; `theme` is the default for its theme."""
    superseded = front.superseded_by is not None
    return Claim(
        id=id,
        text=front.text,
        theme=front.theme or theme,
        point=front.point,
        kind=front.kind,
        by=front.by,
        on=front.on,
        value=front.value,
        quote=front.quote,
        via=front.via,
        status=models.ClaimStatus.SUPERSEDED if superseded else front.status,
        superseded_by=_claim_ref(front.superseded_by, article) if front.superseded_by else None,
    )


def _claim_ref(written: str, article: str) -> Ref:
    """Return the reference in `article#claim`; for the same article, `#claim` or `claim`."""
    # The @ of citations is accepted here, too.
    other, _, claim = written.strip().removeprefix("@").rpartition("#")
    return Ref("article", other or article, claim)


def _raw_claims(front: dict[str, Value]) -> RawClaims:
    claims = front.get("claims")
    if not isinstance(claims, list):
        return []
    return [(position, claim) for position, claim in enumerate(claims) if isinstance(claim, dict)]


def _text(value: Value) -> str | None:
    return value.strip() if isinstance(value, str) else None


def _texts(value: Value) -> list[tuple[int, str]]:
    if isinstance(value, list):
        return [(position, item) for position, item in enumerate(value) if isinstance(item, str)]
    return []


def _quote(claim: dict[str, Value]) -> str | None:
    return (written := _text(claim.get("quote"))) and unquoted(written)


def name_findings(path: str, name: str) -> Iterator[Finding]:
    """Yield a finding if the name of a file cannot be an id."""
    try:
        as_key(name)
    except ValueError:
        message = (
            f"the file name '{name}' cannot be used in an address; rename the file with letters, "
            "digits, hyphens, underscores and dots, starting with a letter or digit"
        )
        if seems_copy(name):
            message = f"'{name}' seems to be a copy; delete the file, or rename it if it is none"
        yield Finding(path, AtLine(), "bad-name", message)


def _duplicate_ids(path: str, ids: dict[int, str]) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for position, id in ids.items():
        if id in first:
            message = (
                f"claim {first[id] + 1} of this article already has the id '{id}'; "
                "give this claim another id"
            )
            yield Finding(path, AtKey(("claims", position, "id")), "duplicate-claim-id", message)
        first.setdefault(id, position)


def _article_references(front: dict[str, Value]) -> Iterator[Reference]:
    for key in ("source", "via"):
        if name := _text(front.get(key)):
            yield Reference("source", name, AtKey((key,)))
    for position, name in _texts(front.get("themes")):
        yield Reference("theme", name, AtKey(("themes", position)))


def _claim_references(
    front: dict[str, Value], claims: RawClaims, article: str
) -> Iterator[Reference]:
    """Yield what claims refer to; `article` is the id of the article that they are in."""
    for position, claim in claims:
        at = ("claims", position)
        theme = _theme_of(front, claim)
        if name := _text(claim.get("theme")):
            # A claim may only be about a theme that its article is about.
            among = tuple(name for _, name in _texts(front.get("themes")))
            yield Reference("theme", name, AtKey((*at, "theme")), among=among)
        # Of a theme that the article does not have, it is told above.
        themes = [name.strip() for _, name in _texts(front.get("themes"))]
        if (point := _text(claim.get("point"))) and theme is not None and theme in themes:
            yield Reference("point", point, AtKey((*at, "point")), within=theme)
        if via := _text(claim.get("via")):
            yield Reference("source", via, AtKey((*at, "via")))
        # One actor may be written without the brackets of a list.
        by = claim.get("by")
        if isinstance(by, str):
            yield Reference("actor", by.strip(), AtKey((*at, "by")))
        for number, actor in _texts(by):
            yield Reference("actor", actor.strip(), AtKey((*at, "by", number)))
        if newer := _text(claim.get("superseded_by")):
            # Circles of claims that supersede each other are found when all articles are read.
            ref = _claim_ref(newer, article)
            yield Reference("article", ref.key, AtKey((*at, "superseded_by")), within=ref.claim)


def is_misspelt(key: str, claim: dict[str, Value]) -> bool:
    """Return whether a key is told as one that there is not, and may be this one."""
    return any(name not in _KEYS and nearest(name, [key]) for name in claim)


def _theme_of(front: dict[str, Value], claim: dict[str, Value]) -> str | None:
    """Return the theme of a claim: its own, or else the only one of the article, or None."""
    if own := _text(claim.get("theme")):
        return own
    themes = {name.strip() for _, name in _texts(front.get("themes"))}
    return themes.pop() if len(themes) == 1 else None


def _sense_of_claims(path: str, front: dict[str, Value], claims: RawClaims) -> Iterator[Finding]:
    """Check what depends on other keys, which the types of single keys cannot say."""
    themes = list(dict.fromkeys(name.strip() for _, name in _texts(front.get("themes"))))
    for position, claim in claims:
        at = ("claims", position)
        own = _text(claim.get("theme"))
        if own is None and len(themes) > 1 and not is_misspelt("theme", claim):
            message = (
                "the key 'theme' is missing; the article has several themes "
                f"({', '.join(themes)}), so name the one that this claim is about"
            )
            yield Finding(path, AtKey(at), "missing-key", message)
        kind = _text(claim.get("kind"))
        if kind in _POSITIONS and "by" not in claim and not is_misspelt("by", claim):
            message = f"the key 'by' is missing; say whose {kind} this is"
            yield Finding(path, AtKey((*at, "kind")), "missing-by", message)
        said = attribution(_text(claim.get("text")) or "") if kind in _FACTS else None
        if said and "by" in claim:
            message = (
                f"the text tells what somebody said ('{said}'), but the kind '{kind}' is a fact; "
                "write kind: statement, or another position, or tell in the text what happened"
            )
            spot = AtKey((*at, "kind"))
            yield Finding(path, spot, "said-not-fact", message, Severity.WARNING)
