"""What articles owe: to become public, or to end; claims; where a report really comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from generator import addresses
from generator.problems import AtKey, AtLine, AtWords, Spot
from generator.prose.agencies import IN_TEXTS
from generator.scripts import is_unspaced
from generator.status.debt import Debt, Group, Kind
from generator.status.query import Query, as_written
from generator.status.survey import Survey, Written


def of_article(written: Written, query: Query) -> Iterator[Debt]:
    """Yield what an article owes, apart from its quotations."""
    owe = partial(debt_of, written, query)
    article, zone = written.article, query.survey.zone
    opens, ends = article.publish_at, article.expires_at
    is_embargoed = query.gate.is_embargoed(article, zone)
    if article.draft:
        if opens and not is_embargoed:
            text = f"still a draft, and was to be public from {as_written(opens)}"
            at = AtKey(("publish_at",))
            yield owe(Group.OVERDUE, Kind.EMBARGO, text, at, as_written(opens))
        else:
            text = f"draft: {article.title}"
            yield owe(Group.HELD, Kind.DRAFT, text, AtKey(("draft",)))
    if opens and is_embargoed:
        group = Group.SOON if query.is_soon(opens) else Group.HELD
        but = ", but is a draft" if article.draft else ""
        text = f"becomes public {as_written(opens)}{but}"
        yield owe(group, Kind.EMBARGO, text, AtKey(("publish_at",)), as_written(opens))
    if ends and not article.draft and query.is_soon(ends):
        text = f"goes off the site {as_written(ends)}"
        yield owe(Group.SOON, Kind.EXPIRY, text, AtKey(("expires_at",)), as_written(ends))
    if not article.claims and not article.draft:
        yield owe(Group.WEAK, Kind.NO_CLAIMS, "no claim was taken from it", AtLine())
    if wire := _wire(written, query.survey):
        text = f"names {wire}: if it relays that report, say so with 'via'"
        yield owe(Group.WEAK, Kind.WIRE, text, AtWords(1, wire))


def debt_of(
    written: Written,
    query: Query,
    group: Group,
    kind: Kind,
    text: str,
    spot: Spot,
    due: str | None = None,
) -> Debt:
    """Return a debt of an article."""
    article = written.article
    return Debt(
        group,
        kind,
        tuple(dict.fromkeys(article.themes)),
        article.path,
        text,
        spot,
        due,
        addresses.article(article.address),
        query.is_public(written),
    )


def _wire(written: Written, survey: Survey) -> str | None:
    """Return the first agency that a text names, unless it says what it relays, or is an agency's.

    Whether it relays the agency or only speaks of it, an editor has to say.
    """
    article = written.article
    source = survey.sources.get(article.source)
    if article.via or (source and source.kind == "agency"):
        return None
    relayed = {claim.via for claim in article.claims if claim.via}
    credited = {one.name for key, one in survey.sources.items() if key in relayed}
    own = (source.name,) if source else ()
    known = (one.name for one in survey.sources.values() if one.kind == "agency")
    for name in dict.fromkeys((*known, *IN_TEXTS)):
        bare = name.removeprefix("The ")
        if bare in written.words and not any(bare in other for other in (*credited, *own)):
            ends = ("", "") if is_unspaced(bare[0]) else (r"(?<!\w)", r"(?!\w)")
            if re.search(re.escape(bare).join(ends), written.words):
                return bare
    return None
