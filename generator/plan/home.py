"""The home page: where each theme stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from generator.assemble.corpus import Corpus
from generator.assemble.developments import Development
from generator.assemble.points import PointRecord, State
from generator.plan import addresses, limits
from generator.plan.cards import Cards
from generator.plan.claims import LABELS, development_view
from generator.plan.pages import PlannedPage
from generator.plan.parts import Badge
from generator.plan.views import HomeView, SiteView, ThemeCard
from generator.validate.content import Theme

_SENTENCE_END = re.compile(
    r"[.!?…][”’\"')\]]*(?=\s+[\W\d]*[A-ZÀ-ÞА-ЯЁІЇЄҐ]|$)|[.!?؟۔][”’»\"')\]]*(?=\s+[^\x00-\u04ff])|[。！？]"
)
_SHORT = re.compile(
    r"[^\W\d_]|mr|mrs|ms|dr|st|prof|gen|lt|col|maj|capt|sgt|sen|rep|gov|pres|no|vs|art|para|fig"
    r"|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|ген|проф|акад|ст|ім",
    re.IGNORECASE,
)
"""What a full stop shortens: no sentence ends there."""
_NOTEWORTHY = (State.DISPUTED, State.SOURCES_DIFFER, State.PARTIES_DIFFER)


def home_page(
    corpus: Corpus,
    records: Mapping[tuple[str, str], PointRecord],
    happened: Sequence[Development],
    cards: Cards,
    site: SiteView,
) -> PlannedPage:
    """Plan the home page from all developments, old to new."""
    last = {development.theme: development for development in happened}
    latest = list(corpus.articles.values())[: limits.HOME_ARTICLES]
    recent = happened[-limits.HOME_DEVELOPMENTS :]
    view = HomeView(
        site=site,
        path=addresses.HOME,
        title=site.title,
        description=site.tagline or f"{site.title}: where things stand",
        themes=tuple(
            _theme_card(theme, last.get(theme.name), corpus, records, cards)
            for theme in corpus.themes
        ),
        timeline=tuple(development_view(one, cards, None) for one in reversed(recent)),
        articles=tuple(cards.article(article) for article in latest),
    )
    return PlannedPage(("home.html",), view, "the home page")


def first_sentence(text: str) -> str:
    """Give the first sentence of a text, or all of its first paragraph if it has no end."""
    paragraph = " ".join(text.split("\n\n", 1)[0].split())
    for end in _SENTENCE_END.finditer(paragraph):
        word = re.split(r"[\W_]", paragraph[: end.start()])[-1]
        if end[0] != "." or not _SHORT.fullmatch(word):
            return paragraph[: end.end()]
    return paragraph


def _theme_card(
    theme: Theme,
    last: Development | None,
    corpus: Corpus,
    records: Mapping[tuple[str, str], PointRecord],
    cards: Cards,
) -> ThemeCard:
    return ThemeCard(
        link=cards.theme(theme.name),
        question=theme.front.question,
        state=theme.front.status.state.value,
        status=theme.front.status.text,
        as_of=cards.date(theme.front.as_of),
        sentence=first_sentence(cards.words(theme.bottom_line)),
        latest=development_view(last, cards, None) if last else None,
        counts=cards.counts(corpus.articles_of_theme.get(theme.name, ())),
        badges=_badges(theme, records),
    )


def _badges(theme: Theme, records: Mapping[tuple[str, str], PointRecord]) -> tuple[Badge, ...]:
    """Count the points on which somebody differs."""
    states = [
        state for point in theme.front.points for state in records[theme.name, point.id].states
    ]
    return tuple(
        Badge(state.value, f"{LABELS[state]} on {states.count(state)}")
        for state in _NOTEWORTHY
        if state in states
    )
