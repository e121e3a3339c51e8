"""Former texts as they may be shown now."""

from __future__ import annotations

from collections.abc import Mapping

from generator.assemble.corpus import Corpus
from generator.language.language import Language
from generator.moments import Moment
from generator.plan.presenter import Presenter
from generator.plan.views.components import DateView, LinkTo
from generator.prose.model import Ref


class FormerPresenter(Presenter):
    """Presents an earlier state in the words of now: what texts link to, and the interface.

    So a text in which nothing was edited has not changed, whatever became of what it links to, and
    no former text tells the title of a report that is not public any more.
    """

    def __init__(self, corpus: Corpus, present: Presenter, articles: Mapping[str, str]) -> None:
        """Take the earlier state, what presents the later one, and the ids now by former ids."""
        super().__init__(corpus, lambda _: (), drafts=False)
        self._present = present
        self._now = articles

    @property
    def language(self) -> Language:
        """The language that the site has now."""
        return self._present.language

    def date(self, moment: Moment) -> DateView:
        """Return a date in the language and the time zone that the site has now."""
        return self._present.date(moment)

    def link(self, ref: Ref) -> LinkTo | None:
        """Return a link to what a reference names; None for an article that is not public now."""
        if ref.kind == "article":
            return self._present.link(Ref("article", self._now.get(ref.key, ref.key)))
        try:
            return self._present.link(ref)
        except (KeyError, StopIteration):  # it has another key, or is gone
            return super().link(ref)
