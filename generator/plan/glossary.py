"""The glossary: all terms that editors explain, with their sources."""

from __future__ import annotations

from collections.abc import Iterator

from generator import addresses
from generator.assemble.corpus import Corpus
from generator.plan.kind import Entry, Page
from generator.plan.presenter import Bibliography, Presenter
from generator.plan.views import GlossaryTerm, GlossaryView
from generator.read.layout import GLOSSARY_FILE


def glossary_entries(corpus: Corpus) -> Iterator[Entry]:
    """Yield the page of the glossary, if there is any term."""
    if corpus.names.has_glossary:
        yield Entry(addresses.GLOSSARY, "", GLOSSARY_FILE)


def glossary_view(page: Page, presenter: Presenter) -> GlossaryView:
    """Return the view of the glossary: all terms by name."""
    corpus, bibliography = presenter.corpus, Bibliography(presenter)
    terms = sorted(
        map(corpus.term, corpus.words_explained()),
        key=lambda term: (term.front.term.casefold(), term.key),
    )
    return GlossaryView(
        site=presenter.site,
        path=page.address,
        title=presenter.language.say("glossary"),
        description=presenter.language.say("glossary-about", site=presenter.site.title),
        terms=tuple(
            GlossaryTerm(
                anchor=addresses.term_anchor(term.key),
                term=term.front.term,
                aliases=term.front.aliases,
                meaning=presenter.prose(term.meaning, bibliography),
                words=presenter.plain_text(term.meaning),
            )
            for term in terms
        ),
        sources=bibliography.entries(),
    )
