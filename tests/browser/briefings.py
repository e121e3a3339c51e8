"""A briefing with all that readers do with its claims: see, follow, copy, cite, choose."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tests.browser.sites import BuiltSite, Hosts
from tests.browser.tab import Tab
from tests.conftest import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FILES = {
    "content/actors.yaml": """\
north: {name: North, kind: state}
south: {name: South, kind: state}
envoy: {name: The Envoy of North, kind: person, of: north}
""",
    "themes/truce.md": """\
---
title: Truce
question: Is there a truce?
status: {text: No truce yet., state: open}
as_of: 2025-05-20
points:
  - {id: length, title: Length, question: How long?}
  - {id: order, title: Order, question: What comes first?}
  - {id: guns, title: Guns, question: Who fired?, aside: true}
  - {id: host, title: Host, question: Who invites?}
---
North wants thirty days[@first#thirty], South sixty[@second#sixty; @first#order]. One report says
little[@second].

- The guns are silent[@first#lone].
""",
    "content/articles/first.md": """\
---
title: First report
source: herald
published: 2025-05-15
themes: [truce]
url: https://herald.example/first
claims:
  - id: thirty
    text: The envoy wants *thirty* days.
    point: length
    kind: demand
    by: [envoy]
    on: 2025-05-14
    value: 30 days
    quote: thirty days and no more
  - {id: order, text: North wants steps., point: order, kind: demand, by: [north], value: steps}
  - {id: shot, text: A shot was fired., point: guns, kind: event, status: disputed, value: one}
  - {id: lone, text: The guns are silent., kind: event}
---
The envoy wants “thirty days and no more”, he said[@second#sixty].
""",
    "content/articles/second.md": """\
---
title: Second report
source: gazette
published: 2025-05-16
themes: [truce]
claims:
  - {id: sixty, text: South wants sixty days., point: length, kind: demand, by: [south], value: 60}
  - {id: words, text: South wants words., point: order, kind: offer, by: [south], value: words}
---
Text.
""",
    "content/pages/about.md": "---\ntitle: About\n---\nWe read reports[@first#thirty].\n",
}
HOST = "claims.example"
ADDRESS = f"https://{HOST}/repo/"
BRIEFING = f"{ADDRESS}themes/truce/"


def built(site: Site, **changes: str) -> BuiltSite:
    """Build the site; `changes` are lines for its settings."""
    for path, text in FILES.items():
        site.write(path, text)
    lines = "".join(f"{key}: {value}\n" for key, value in changes.items())
    site.replace("content/site.yaml", "title:", f"{lines}title:")
    return BuiltSite.of("claims", site, search=False)


@contextmanager
def reader(browser: Browser, site: BuiltSite, **of: Any) -> Iterator[Page]:
    """Give a page to somebody with a device `of` some kind; nothing may go wrong on it."""
    tab = Tab(browser, Hosts([site]), **of)
    yield tab.page
    assert tab.watch.errors == []
    tab.close()
