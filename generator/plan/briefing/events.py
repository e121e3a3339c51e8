"""The key events of a theme: the claims that its editors chose to tell the story."""

from __future__ import annotations

from collections.abc import Iterator

from generator.assemble.claims import ClaimKey
from generator.assemble.corpus import Corpus
from generator.assemble.developments import Development
from generator.assemble.records import sortable
from generator.prose.model import Ref
from generator.validate.content import Theme


def key_events(theme: Theme, corpus: Corpus) -> tuple[Development, ...]:
    """Return the events of a theme, from old to new; those of one time in the editor's order.

    A claim that was superseded is replaced by the one that holds. One without a date has that of
    its report. What is not public is left out.
    """
    zone = corpus.names.zone
    events = [
        Development(
            theme=theme.name,
            sort=f"{sortable(moment.instant(zone))} {moment.rank} {place:03}",
            on=moment,
            claims=(key,),
            reports=1,
        )
        for place, ref in enumerate(theme.events)
        for key in _holding(ref, corpus)
        for moment in [corpus.article(key[0]).claim(key[1]).on or corpus.article(key[0]).published]
    ]
    return tuple(sorted(events, key=lambda event: event.sort))


def _holding(ref: Ref, corpus: Corpus) -> Iterator[ClaimKey]:
    """Yield the claim that a reference names, or the one that superseded it, if it is public."""
    at: Ref | None = ref
    # Validation refuses claims that supersede each other in a circle.
    while at is not None and (article := corpus.find_article(at.key)):
        newer = article.claim(at.claim or "").superseded_by
        if newer is None:
            yield article.id, at.claim or ""
        at = newer
