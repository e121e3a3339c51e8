"""The glossary: all terms that editors explain, with their sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator import addresses
from generator.assemble.corpus import Corpus
from generator.plan import limits
from generator.plan.kind import Entry, Page
from generator.plan.lists import Parts, cut, part_entries
from generator.plan.presenter import Bibliography, Presenter
from generator.plan.views.components import LinkTo
from generator.plan.views.registers import GlossaryTerm, GlossaryView, TermLink
from generator.prose.model import Citation
from generator.read.layout import GLOSSARY_FILE
from generator.validate.content import Term


def glossary_entries(corpus: Corpus) -> Iterator[Entry]:
    """Yield the glossary, or its parts, if there is any term; the subject is the number."""
    if corpus.names.has_glossary:
        yield from part_entries(addresses.GLOSSARY, len(_parts(corpus)), GLOSSARY_FILE)


def _parts(corpus: Corpus) -> list[Sequence[Term]]:
    terms = sorted(
        map(corpus.term, corpus.words_explained()),
        key=lambda term: (term.front.term.casefold(), term.key),
    )
    return cut(terms, limits.LINES_PER_GLOSSARY, _lines)


def _lines(term: Term) -> int:
    cited = (part.refs for part in term.meaning.parts if isinstance(part, Citation))
    return 1 + sum(map(len, cited))


def glossary_view(page: Page, presenter: Presenter) -> GlossaryView:
    """Return the view of the glossary, or of a part of it: all terms by name.

    The address of a term never changes: where another part has its meaning, the first leads there.
    """
    corpus, bibliography = presenter.corpus, Bibliography(presenter)
    parts = Parts(
        addresses.GLOSSARY, int(page.subject), _parts(corpus), lambda term: term.front.term
    )
    return GlossaryView(
        site=presenter.site,
        path=page.address,
        title=parts.title(presenter.language.say("glossary")),
        description=presenter.language.say("glossary-about", site=presenter.site.title),
        terms=tuple(
            GlossaryTerm(
                anchor=addresses.term_anchor(term.key),
                term=term.front.term,
                aliases=term.front.aliases,
                meaning=presenter.prose(term.meaning, bibliography),
                words=presenter.plain_text(term.meaning),
            )
            for term in parts.entries
        ),
        sources=bibliography.entries(),
        parts=parts.links(),
        elsewhere=tuple(_links(parts)) if parts.number == 1 else (),
    )


def _links(parts: Parts[Term]) -> Iterator[TermLink]:
    """Yield links to the terms of all parts but the first."""
    for number, terms in enumerate(parts.parts[1:], 2):
        for term in terms:
            anchor = addresses.term_anchor(term.key)
            path = f"{addresses.part(addresses.GLOSSARY, number)}#{anchor}"
            yield TermLink(anchor, LinkTo(path, term.front.term))
