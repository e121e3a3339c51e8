"""Social cards: the picture that stands for a page where a link to it is shared."""

from __future__ import annotations

from generator.plan.cards import Cards
from generator.plan.machines import SocialCardView

_BETWEEN = " · "


def site_card(cards: Cards) -> SocialCardView:
    """Show the site itself, for all pages that have no card of their own."""
    site = cards.site
    return SocialCardView(site.title, "", "", site.tagline or "", None)


def theme_card(name: str, cards: Cards) -> SocialCardView:
    """Show a theme, and where it stands."""
    language, front = cards.language, cards.corpus.theme(name).front
    state = front.status.state
    as_of = language.say("as-of", date=cards.date(front.as_of).long)
    return SocialCardView(
        site=cards.corpus.names.site.title,
        kicker=_BETWEEN.join((language.say("briefing"), as_of)),
        title=front.title,
        line=f"{language.named(state, 'theme')} {front.status.text}",
        state=state.value,
    )


def article_card(id: str, cards: Cards) -> SocialCardView:
    """Show a report, and where it is from."""
    language, card = cards.language, cards.article(cards.corpus.the_article(id))
    via = language.say("relaying", outlet=card.via.text) if card.via else None
    return SocialCardView(
        site=cards.corpus.names.site.title,
        kicker=_BETWEEN.join((language.say("report"), card.published.long)),
        title=card.title,
        line=", ".join(filter(None, (card.source.text, via))),
        state=None,
    )
