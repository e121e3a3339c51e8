"""Draw social cards."""

from __future__ import annotations

from generator.language.borrowed import plain
from generator.language.language import Language
from generator.plan.views.files import SocialCardView
from generator.render.html import Addresses


def social_card(view: SocialCardView, _: Addresses, __: Language) -> bytes:
    """Return a social card as PNG."""
    from generator.cards.layout import Card, draw  # noqa: PLC0415 - most builds draw none

    return draw(
        Card(
            site=plain(view.site),
            kicker=plain(view.kicker),
            title=plain(view.title),
            line=plain(view.line),
            state=view.state,
        )
    )
