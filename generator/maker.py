"""From a line of the table of contents to the bytes of a page, in any process."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from functools import partial

from generator.assemble.corpus import Corpus
from generator.plan.kind import FileKind, Kind, Page, dated_pages
from generator.plan.presenter import Presenter
from generator.plan.views.digested import Digested
from generator.render.copies import Copy
from generator.render.renderer import Renderer
from generator.store.cache import Cache
from generator.validate.content import Context


class Maker:
    """Plans and renders the pages of one site, in the process that made it and in forks of that."""

    def __init__(
        self,
        cache: Cache,
        kinds: Sequence[Kind],
        context: Context,
        renderer: Renderer,
        *,
        drafts: bool,
    ) -> None:
        """Take all that pages are made from; `drafts` tells whether drafts are part of it."""
        self.renderer = renderer
        self._cache = cache
        self._kinds = {kind.name: kind for kind in kinds}
        self._context = context
        self._drafts = drafts
        self._presenter: tuple[int, Presenter] | None = None

    def presenter(self) -> Presenter:
        """Return the presenter of this process: its corpus reads the cache."""
        # The number of the process is part of it: after a fork, the corpus of the parent must not
        # be used, as it has the parent's connection.
        if self._presenter is None or self._presenter[0] != os.getpid():
            corpus = Corpus(self._cache.public_here(), self._context)
            listed = partial(dated_pages, self._kinds.values())
            presenter = Presenter(corpus, listed, drafts=self._drafts)
            self._presenter = os.getpid(), presenter
        return self._presenter[1]

    def plan(self, page: Page) -> tuple[Digested, str]:
        """Return the view of a page, and the dependency keys that planning it read, one a line."""
        presenter = self.presenter()
        with presenter.corpus.recording() as dependencies:
            view: Digested = self._kinds[page.kind].plan(page, presenter)
        return view, "\n".join(sorted(dependencies))

    def keyed(self, item: Page | Copy) -> tuple[str, Callable[[], bytes]]:
        """Return the key of a file, which stands for its bytes, and what makes these.

        That may raise Rejected, or DisturbedError as `Copy.read` does.
        """
        if isinstance(item, Copy):
            return item.key, item.read
        view, _ = self.plan(item)
        return self.renderer.key(item, view), partial(self.renderer.render, item, view)

    def sort_key(self, page: Page) -> tuple[bool, str]:
        """Return a key to sort pages by, so that those of one month are made one after the other.

        They show the same articles, which the corpus then has in memory.
        """
        kind = self._kinds[page.kind]
        month = re.search(r"\d{4}-\d\d", page.address)
        return isinstance(kind, FileKind) and kind.last, month[0] if month else ""
