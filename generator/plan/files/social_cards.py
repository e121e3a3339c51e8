"""Social cards: the pictures that services show for a link to a page."""

from __future__ import annotations

from collections.abc import Iterator

from generator import addresses
from generator.assemble.corpus import Corpus
from generator.plan.kind import Entry, Page
from generator.plan.presenter import Presenter
from generator.plan.views.files import SocialCardView

_BETWEEN = " · "


def card_entries(corpus: Corpus) -> Iterator[Entry]:
    """Yield the cards of the site, of each theme and of each article.

    The subject is `site`, `theme NAME` or `article ID`.
    """
    yield Entry(addresses.card(addresses.HOME), "site", "the card of the site")
    for theme in corpus.names.themes:
        card = addresses.card(addresses.theme(theme.name))
        yield Entry(card, f"theme {theme.name}", f"themes/{theme.name}.md")
    for id, path, address, _ in corpus.addresses():
        yield Entry(addresses.card(addresses.article(address)), f"article {id}", path)


# Drawing a card is slow, so its view holds no more than the card shows.
def card_view(page: Page, presenter: Presenter) -> SocialCardView:
    """Return the view of a card."""
    kind, _, key = page.subject.partition(" ")
    match kind:
        case "article":
            return _article_card(key, presenter)
        case "theme":
            return _theme_card(key, presenter)
        case _:
            return _site_card(presenter)


def _site_card(presenter: Presenter) -> SocialCardView:
    """Return the view of the card of the site, which all pages without one of their own share."""
    site = presenter.site
    return SocialCardView(site.title, "", "", site.tagline or "", None)


def _theme_card(name: str, presenter: Presenter) -> SocialCardView:
    """Return the view of the card of a theme: its title and status."""
    language, front = presenter.language, presenter.corpus.theme(name).front
    state = front.status.state
    as_of = language.say("as-of", date=presenter.date(front.as_of).long)
    return SocialCardView(
        site=presenter.corpus.names.site.title,
        kicker=_BETWEEN.join((language.say("briefing"), as_of)),
        title=front.title,
        line=f"{language.named(state, 'theme')} {front.status.text}",
        state=state.value,
    )


def _article_card(id: str, presenter: Presenter) -> SocialCardView:
    """Return the view of the card of an article: its title and source."""
    language, card = presenter.language, presenter.article(presenter.corpus.article(id))
    via = language.say("relaying", outlet=card.via.text) if card.via else None
    return SocialCardView(
        site=presenter.corpus.names.site.title,
        kicker=_BETWEEN.join((language.say("report"), card.published.long)),
        title=card.title,
        line=", ".join(filter(None, (card.source.text, via))),
        state=None,
    )
