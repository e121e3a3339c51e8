"""Points as other sites embed them: small pages of their own, and what describes each (oEmbed)."""

from __future__ import annotations

from collections.abc import Iterator

from generator import addresses
from generator.assemble.corpus import Corpus
from generator.plan.briefing.answers import point_view
from generator.plan.kind import Entry, Page
from generator.plan.parties import Parties
from generator.plan.presenter import Bibliography, Presenter
from generator.plan.views.briefing import EmbedView
from generator.plan.views.files import OembedView

_WIDTH = 600
_HEIGHT = 260
"""Of a point with one answer, in CSS pixels at that width."""
_LINE = 30
"""What each further answer or source adds."""


def embed_entries(corpus: Corpus) -> Iterator[Entry]:
    """Yield the embedded page of every point; the subject is `THEME POINT`."""
    for theme in corpus.names.themes:
        for point, _ in theme.points:
            address = addresses.embedded_point(theme.name, point)
            yield Entry(address, f"{theme.name} {point}", f"themes/{theme.name}.md")


def oembed_entries(corpus: Corpus) -> Iterator[Entry]:
    """Yield the description of every embedded page, with the same subject."""
    for entry in embed_entries(corpus):
        yield Entry(addresses.oembed(entry.address), entry.subject, entry.origin)


def embed_view(page: Page, presenter: Presenter) -> EmbedView:
    """Return the view of a point as other sites embed it."""
    name, _, id = page.subject.partition(" ")
    theme, bibliography = presenter.corpus.theme(name), Bibliography(presenter)
    point = point_view(theme, theme.point(id), Parties(theme, presenter), presenter, bibliography)
    return EmbedView(
        site=presenter.site,
        path=addresses.embedded_point(name, id),
        title=point.question or point.title,
        description=f"{theme.front.title}: {point.title}",
        language=presenter.theme(name).language,
        theme=presenter.theme(name),
        page=presenter.point(name, id),
        point=point,
        as_of=presenter.date(theme.front.as_of),
        sources=bibliography.entries(),
    )


def oembed_view(page: Page, presenter: Presenter) -> OembedView:
    """Return the view of the description of an embedded point."""
    view = embed_view(page, presenter)
    more = len(view.point.lines) + len(view.sources)
    return OembedView(
        site=view.site.title,
        title=f"{view.title} · {view.theme.text}",
        page=view.path,
        width=_WIDTH,
        height=_HEIGHT + _LINE * more,
    )
