"""What a page explains where it first mentions it: terms of the glossary, and who people are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from generator import addresses
from generator.plan.presenter import Bibliography, Presenter
from generator.plan.views.components import Explanation, LinkTo, ProsePart, ProseView, TermMark
from generator.prose.terms import Mention


class Introductions(Bibliography):
    """The list of sources of a page that also explains terms, and introduces people.

    As sources get their numbers, terms are explained and people introduced in the order in which
    planners make the components of the page.
    """

    def __init__(self, presenter: Presenter, *, language: str | None) -> None:
        """Take the language of the page's own prose, None if it is the site's.

        Terms are of the site's language, and only found there; links to them are explained in any.
        """
        super().__init__(presenter)
        self._finds_terms = language is None and bool(presenter.terms)
        self._terms: set[str] = set()
        self._people: set[str] = set()
        self._explanations: dict[str, Explanation] = {}

    def explanations(self) -> tuple[Explanation, ...]:
        """Return what was explained so far, so it is called last."""
        return tuple(self._explanations.values())

    def introduced(self, people: Iterable[LinkTo]) -> tuple[LinkTo, ...]:
        """Return links to actors, with the role of each person who is named for the first time."""
        return tuple(map(self._introduced, people))

    def _introduced(self, link: LinkTo) -> LinkTo:
        if link.path in self._people:
            return link
        self._people.add(link.path)
        return self._presenter.person(link.path) or link

    def explained(self, parts: Iterable[ProsePart]) -> tuple[ProsePart, ...]:
        """Return parts of prose with terms and people marked that are explained on the page."""
        marked = [self._mark(part) if isinstance(part, LinkTo) else part for part in parts]
        return tuple(self._found(marked)) if self._finds_terms else tuple(marked)

    def _mark(self, link: LinkTo) -> LinkTo | TermMark:
        """Return a link by key as a mark, if it leads to a term or to a person with a role."""
        if (key := addresses.term_key(link.path)) is not None:
            self._terms.add(key)
            return self._term(key, escape(link.text))
        if (person := self._presenter.person(link.path)) is None:
            return link
        meaning = ProseView((escape(person.role or ""),))
        return self._explain(person, escape(link.text), meaning)

    def _found(self, parts: Iterable[ProsePart]) -> Iterator[ProsePart]:
        """Yield parts with the first mention of each term marked."""
        whole = [*parts]
        # Terms are looked for in all of it: it is one text, whatever stands between its pieces.
        html = "".join(part if isinstance(part, str) else "\x00" for part in whole)
        others = iter([part for part in whole if not isinstance(part, str)])
        for found in self._presenter.terms.mentions(html, self._terms):
            if isinstance(found, Mention):
                yield self._term(found.term, found.text)
                continue
            for place, text in enumerate(found.split("\x00")):
                if place:
                    yield next(others)
                if text:
                    yield text

    def _term(self, key: str, text: str) -> TermMark:
        term = self._presenter.corpus.term(key)
        link = LinkTo(addresses.term(key), term.front.term)
        return self._explain(link, text, self._presenter.prose(term.meaning, None))

    def _explain(self, link: LinkTo, text: str, meaning: ProseView) -> TermMark:
        anchor = addresses.explanation_anchor(link.path)
        self._explanations.setdefault(anchor, Explanation(anchor, link, meaning))
        return TermMark(link.path, text, anchor)
