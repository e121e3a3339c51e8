"""Whether there is anything to do at all: most of a build that does nothing would be loading."""

from __future__ import annotations

import json
from datetime import datetime

from generator.request import Request, Search
from generator.store.store import Store
from generator.store.version import indexer_version

_FACT = "quiet"


class Quiet:
    """Remembers that a build left nothing to do and nothing to say, and until when that holds."""

    def __init__(self, store: Store, request: Request) -> None:
        self._store = store
        self._request = request
        known = json.loads(store.fact(_FACT) or "null")
        self._asked: object = None
        self._since: str | None = None
        self._until: str | None = None
        self._files = 0
        self.base_url: str | None = None
        """Where the site will be served."""
        if known:
            self._asked, self._since, self._until, self._files, self.base_url = known

    @property
    def until(self) -> datetime | None:
        """When an article next becomes public, or ceases to be."""
        return datetime.fromisoformat(self._until) if self._until else None

    def holds(self, files: int) -> bool:
        """Say whether, as long as no file changed, a build would do nothing and say nothing.

        `files` is how many files of the output are known to be ours: somebody may have lost some.
        """
        if self._request.afresh or self._since is None or self._asked != self._what():
            return False
        if files != self._files:
            return False
        if self._request.now < datetime.fromisoformat(self._since):
            return False
        if self.until is not None and self.until <= self._request.now:
            return False
        unfinished = "SELECT 1 FROM dirty UNION SELECT 1 FROM page WHERE why IS NOT NULL LIMIT 1"
        return self._store.db.execute(unfinished).fetchone() is None

    def end(self) -> None:
        """Forget it: a build is at work."""
        self._store.keep(_FACT, "null")

    def begin(self, base_url: str | None, until: datetime | None, files: int) -> None:
        """Remember it of a site of so many files; to be called before a build's last commit."""
        since = self._request.now.isoformat()
        fact = (self._what(), since, until.isoformat() if until else None, files, base_url)
        self._store.keep(_FACT, json.dumps(fact))

    def _what(self) -> list[object]:
        search = self._request.search
        indexer = indexer_version() if search is Search.MAKE else ""
        return [self._request.base_url, self._request.drafts, search, indexer]
