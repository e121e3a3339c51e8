"""The files of a site to come: pages, and what is copied as it is."""

from __future__ import annotations

import os

from msgspec import Struct

from generator.assemble.corpus import Corpus
from generator.digests import digest_of
from generator.plan.cards import Cards
from generator.plan.pages import PageSpec
from generator.plan.site import plan
from generator.read.files import SourceFile
from generator.render.renderer import Renderer
from generator.store.store import Store
from generator.validate.content import Frame
from generator.write.output import Ready


class ReadyFile(Struct, frozen=True):
    """A file that is no page, known by its digest."""

    path: str
    origin: str
    """What to call it in a message: a file, if it comes from one."""
    key: str
    source: SourceFile | bytes

    def ready(self) -> Ready:
        """Get ready to copy it."""
        return Ready(self.key, self._bytes)

    def _bytes(self) -> bytes:
        return self.source if isinstance(self.source, bytes) else self.source.read()


class PageFile(Struct, frozen=True):
    """A page to come."""

    spec: PageSpec
    desk: Desk

    @property
    def path(self) -> str:
        """The file of the page."""
        return self.spec.file

    def ready(self) -> Ready:
        """Plan the page; the note tells which cells it asked for."""
        cards = self.desk.cards()
        renderer = self.desk.renderer
        with cards.corpus.asked() as asked:
            page = plan(self.spec, cards)
        return Ready(renderer.key(page), lambda: renderer.render(page), "\n".join(sorted(asked)))


class Desk:
    """What pages are planned and rendered with, in whatever process that happens."""

    def __init__(self, store: Store, frame: Frame, renderer: Renderer, *, drafts: bool) -> None:
        self._store = store
        self._drafts = drafts
        self._frame = frame
        self._process = -1
        self._cards: Cards | None = None
        self.renderer = renderer

    def cards(self) -> Cards:
        """Return the cards of this process: a connection to the cache must not cross a fork."""
        if self._cards is None or self._process != os.getpid():
            forked = self._process not in (-1, os.getpid())
            db = self._store.reader() if forked else self._store.db
            self._cards = Cards(Corpus(db, self._frame), drafts=self._drafts)
            self._process = os.getpid()
        return self._cards


def ready_file(path: str, origin: str, data: bytes) -> ReadyFile:
    """Return a file whose bytes are there already."""
    return ReadyFile(path, origin, digest_of(data), data)
