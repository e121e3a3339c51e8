"""What a page weighs: all that a browser has to get before it can be read and used."""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.browser.sites import BuiltPage, BuiltSite
from tests.browser.tab import Tab

BAR = 25 * 1024
"""Bytes that a briefing page may have, compressed."""

_PARTS = ("document", "stylesheet", "script")


@dataclass(frozen=True)
class Weight:
    """A page's bytes, compressed, by what they are for."""

    page: str
    """Its kind and where it is."""
    document: int
    stylesheet: int
    script: int

    @property
    def whole(self) -> int:
        """All of it."""
        return self.document + self.stylesheet + self.script


def weigh(tab: Tab, site: BuiltSite, page: BuiltPage) -> Weight:
    """Open a page and weigh the text of all that it loads; images do not count."""
    tab.watch.forget()
    tab.open(page)
    sizes: defaultdict[str, int] = defaultdict(int)
    for url, wanted_as in tab.watch.asked.items():
        if wanted_as == "document" and url != page.url:
            continue  # where it leads on to
        _, file = site.answer(urlsplit(url).path)
        sizes[wanted_as] += len(gzip.compress(file.read_bytes(), 9, mtime=0))
    return Weight(f"{page.kind}, {page}", *(sizes[part] for part in _PARTS))


def table(weights: Iterable[Weight]) -> Iterator[str]:
    """Return the lines of a table of weights, the heaviest page first."""
    yield f"{'HTML':>7} {'CSS':>7} {'scripts':>7} {'all':>7}  bytes after gzip -9, by kind of page"
    for weight in sorted(weights, key=lambda weight: -weight.whole):
        sizes = (weight.document, weight.stylesheet, weight.script, weight.whole)
        columns = " ".join(f"{size:7,}" for size in sizes)
        yield f"{columns}  {weight.page}"
