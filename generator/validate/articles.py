"""An article's document to an article, its references, and everything wrong within the file.

The front matter is checked twice, and neither check depends on the other, so that one run shows all
problems: the model checks the shape (`shape`), and the functions here check the sense, on the
untyped values, whatever their shape. References to other files are only collected: `names` checks
them when all files have been read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from itertools import chain

from msgspec.structs import replace

from generator.problems import AtKey, AtLine, Finding, KeyPath, Severity, nearest
from generator.prose.markdown import Markdown
from generator.prose.model import Ref
from generator.prose.quoted import unquoted
from generator.read.documents import Document
from generator.read.layout import stem
from generator.read.unread import seems_copy
from generator.read.written import Value
from generator.validate import models
from generator.validate.attribution import attribution
from generator.validate.content import (
    Article,
    ArticleReading,
    Claim,
    FrontReferences,
    Reference,
)
from generator.validate.defaults import Effective, effective
from generator.validate.fields import as_key
from generator.validate.placeholders import placeholders_in_article
from generator.validate.prose import ProseReader
from generator.validate.shape import ARTICLE
from generator.validate.unlikely import unlikely_in_article
from generator.validate.untyped import RawClaims, raw_claims, text, texts, themes_of

_FACTS = frozenset(kind.value for kind in models.FACTS)
_KEYS = frozenset(field.name for field in fields(models.ClaimFront))
_POSITIONS = frozenset(kind.value for kind in models.Kind if not kind.is_fact)


def read_article(document: Document, markdown: Markdown) -> ArticleReading:
    """Return the article in a document, or as much of it as other files need to be checked."""
    path = document.path
    meant = effective(path, document.front)
    front = meant.front
    typed, findings = ARTICLE.check(path, front, written=document.written)
    name = _id_of(path, front)
    # An id in the front matter is checked by the model, one that comes from the file name here.
    if "id" not in front:
        findings += name_findings(path, name)
    claims = raw_claims(front)
    ids = {position: text(claim.get("id")) or f"c{position + 1}" for position, claim in claims}
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
    findings += _sense_of_claims(path, meant, claims)
    quoted = {at: quote for at, claim in claims if (quote := _quote(claim))}
    unfound = {at: quote for at, quote in quoted.items() if ids[at] not in reading.found}
    if unfound:
        findings += _not_in_text(path, front, unfound, reading.prose.text)
    article = None
    if typed is not None:
        findings += unlikely_in_article(path, typed)
        summary = prose.inline(typed.summary, "summary") if typed.summary else None
        article = Article(
            path=path,
            id=name,
            front=typed,
            claims=tuple(
                _claim(claim, ids[position], typed.themes[0], name, in_text=position not in unfound)
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
        references=(*_front_references(path, meant), *prose.references),
        findings=(
            *document.findings,
            *meant.told(findings),
            *placeholders_in_article(document),
            *prose.findings,
        ),
    )


def read_references(document: Document) -> FrontReferences:
    """Return what the front matter of an article refers to, and the texts that may refer to more.

    To read these as Markdown takes twice as long as all else.
    """
    references = _front_references(document.path, effective(document.path, document.front))
    return FrontReferences(references, "\n".join((document.body, *_texts_in(document.front))))


def _texts_in(value: Value) -> Iterator[str]:
    """Yield all texts in a value of front matter, of whatever shape."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from chain.from_iterable(map(_texts_in, value))
    elif isinstance(value, dict):
        yield from chain.from_iterable(map(_texts_in, value.values()))


def _not_in_text(
    path: str, front: dict[str, Value], quotes: Mapping[int, str], body: str
) -> Iterator[Finding]:
    """Yield what is told of quotations that the text of an article does not have."""
    # Imported here, because most articles have in their text what they quote.
    from generator.validate.false_quotations import false_quotations  # noqa: PLC0415

    has_evidence = text(front.get("evidence")) is not None
    return false_quotations(path, quotes, body, has_evidence=has_evidence)


def _claim(front: models.ClaimFront, id: str, theme: str, article: str, *, in_text: bool) -> Claim:
    """Return a claim with its defaults filled in; `theme` is the default for its theme.

    `in_text` tells whether the text of the article has its quotation.
    """
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
        quoted_from_evidence=front.quote is not None and not in_text,
        via=front.via,
        status=models.ClaimStatus.SUPERSEDED if superseded else front.status,
        superseded_by=_claim_ref(front.superseded_by, article) if front.superseded_by else None,
    )


def _claim_ref(written: str, article: str) -> Ref:
    """Return the reference in `article#claim`; for the same article, `#claim` or `claim`."""
    # The @ of citations is accepted here, too.
    other, _, claim = written.strip().removeprefix("@").rpartition("#")
    return Ref("article", other or article, claim)


def _quote(claim: dict[str, Value]) -> str | None:
    return (written := text(claim.get("quote"))) and unquoted(written)


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


def _id_of(path: str, front: dict[str, Value]) -> str:
    return text(front.get("id")) or stem(path)


def _front_references(path: str, meant: Effective) -> tuple[Reference, ...]:
    """Return what the front matter of an article refers to."""
    front = meant.front
    of_claims = _claim_references(meant, raw_claims(front), _id_of(path, front))
    return *_article_references(front), *of_claims


def _article_references(front: dict[str, Value]) -> Iterator[Reference]:
    for key in ("source", "via"):
        if name := text(front.get(key)):
            yield Reference("source", name, AtKey((key,)))
    for position, name in texts(front.get("themes")):
        yield Reference("theme", name, AtKey(("themes", position)))


def _claim_references(meant: Effective, claims: RawClaims, article: str) -> Iterator[Reference]:
    """Yield what claims and their defaults refer to, each where it is written, and once.

    `article` is the id of the article that they are in.
    """
    found: list[Reference] = []
    places: list[tuple[KeyPath, dict[str, Value]]] = [(("defaults",), meant.defaults)]
    places += [(("claims", position), claim) for position, claim in claims]
    for at, claim in places:
        found += _references_of(meant.front, claim, at, article)
    yield from dict.fromkeys(replace(one, spot=meant.placed(one.spot)) for one in found)


def _references_of(
    front: dict[str, Value], claim: dict[str, Value], at: KeyPath, article: str
) -> Iterator[Reference]:
    """Yield what a claim refers to, or the defaults do; `at` leads to it."""
    themes = themes_of(front)
    theme = text(claim.get("theme")) or (themes[0] if len(themes) == 1 else None)
    if name := text(claim.get("theme")):
        # A claim may only be about a theme that its article is about.
        written = front.get("themes")
        among = tuple(name for _, name in texts(written))
        if isinstance(written, list) and len(among) < len(written):
            among = ()  # what stands there in place of a name is reported already
        yield Reference("theme", name, AtKey((*at, "theme")), among=among)
    # Of a theme that the article does not have, it is told above.
    if (point := text(claim.get("point"))) and theme is not None and theme in themes:
        yield Reference("point", point, AtKey((*at, "point")), within=theme)
    if via := text(claim.get("via")):
        yield Reference("source", via, AtKey((*at, "via")))
    # One actor may be written without the brackets of a list.
    by = claim.get("by")
    if isinstance(by, str):
        yield Reference("actor", by.strip(), AtKey((*at, "by")))
    for number, actor in texts(by):
        yield Reference("actor", actor.strip(), AtKey((*at, "by", number)))
    if newer := text(claim.get("superseded_by")):
        # Circles of claims that supersede each other are found when all articles are read.
        ref = _claim_ref(newer, article)
        yield Reference("article", ref.key, AtKey((*at, "superseded_by")), within=ref.claim)


def is_misspelt(key: str, claim: dict[str, Value]) -> bool:
    """Return whether a key is told as one that there is not, and may be this one."""
    return any(name not in _KEYS and nearest(name, [key]) for name in claim)


def _sense_of_claims(path: str, meant: Effective, claims: RawClaims) -> Iterator[Finding]:
    """Check what depends on other keys, which the types of single keys cannot say."""
    themes = themes_of(meant.front)
    for position, claim in claims:
        at = ("claims", position)
        own = text(claim.get("theme"))
        if own is None and len(themes) > 1 and not is_misspelt("theme", claim):
            message = (
                "the key 'theme' is missing; the article has several themes "
                f"({', '.join(themes)}), so name the one that this claim is about"
            )
            yield Finding(path, AtKey((*at, "theme"), name=True), "missing-key", message)
        kind = text(claim.get("kind"))
        # What the kind asks for is a matter of the claim, even if a default gives the kind.
        of_kind = AtKey(at if meant.is_inherited((*at, "kind")) else (*at, "kind"))
        is_told = "by" in meant.untold or is_misspelt("by", claim)
        if kind in _POSITIONS and "by" not in claim and not is_told:
            message = f"the key 'by' is missing; say whose {kind} this is"
            yield Finding(path, of_kind, "missing-by", message)
        said = attribution(text(claim.get("text")) or "") if kind in _FACTS else None
        if said and "by" in claim:
            message = (
                f"the text tells what somebody said ('{said}'), but the kind '{kind}' is a fact; "
                "write kind: statement, or another position, or tell in the text what happened"
            )
            yield Finding(path, of_kind, "said-not-fact", message, Severity.WARNING)
