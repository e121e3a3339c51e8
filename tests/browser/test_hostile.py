"""A site whose every word is an attack: nothing runs, and nobody else is asked."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import pytest

from generator.request import Request
from generator.serve import app
from generator.status.page import status_page
from tests.browser.chromium import needs_chromium
from tests.browser.sites import BASE_PATH, KINDS, BuiltSite, Hosts
from tests.browser.tab import Tab, nothing
from tests.conftest import Site
from tests.fuzz.inputs import GOOD, with_words
from tests.images import grey_png

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog

pytestmark = needs_chromium

NOW = "2025-05-19T21:00+00:00"
ATTACKS = (
    '"><img src=//evil.example/a onerror=ran()>',
    "' autofocus onfocus='ran()' onmouseover='ran()",
    "</title></textarea></style></script><script>ran()</script>",
    "<svg/onload=ran()>",
    "<iframe srcdoc='<script>parent.ran()</script>'></iframe>",
    "<a href=javascript:ran()>x</a>",
    "javascript:ran()",
    "data:text/html,<script>opener.ran()</script>",
    "--><script src=//evil.example/b.js></script>",
    "</style><style>@import '//evil.example/c.css';",
    ";background:url(//evil.example/d.png)",
    "url(//evil.example/e.png)",
    "{{7*7}}{% raw %}${ran()}",
    "]]>",
    "&lt;script&gt;ran()&lt;/script&gt;",
    "=cmd|' /C calc'!A0",
    "\u2028ran()\u2029",
)
"""What would call `ran`, or ask evil.example for something."""
MARKED_DOWN = (
    "[x](javascript:ran())",
    "[x](data:text/html,<script>ran()</script>)",
    '[x](https://evil.example/ "\\" onmouseover=\\"ran()")',
    "![x](//evil.example/f.png)",
    "<javascript:ran()>",
    "`</code><script>ran()</script>`",
    "[[theme:truce|<script>ran()</script>]]",
    "[@r01#c1] [[term:pause]]",
    '[^"><script>ran()</script>]\n\n[^"><script>ran()</script>]: <script>ran()</script>',
    '```"><script>ran()</script>\n</pre><script>ran()</script>\n```',
    '| "><script>ran()</script> |\n|---|\n| <script>ran()</script> |',
)
TOUCHED = """async () => {
  const opened = new Set();
  for (const it of document.querySelectorAll('details')) it.open = true;
  for (const it of document.querySelectorAll('.cite, .term, main button')) {
    it.click();
    await new Promise(requestAnimationFrame);
    for (const card of document.querySelectorAll(':popover-open')) {
      opened.add(it.className.split(' ')[0]);
      card.hidePopover();
    }
  }
  return [...opened];
}"""
"""Have a page show what it shows on request, and say what showed something in place."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """A site with every key, and an attack in every text: as a preview shows it, with drafts."""
    site, number = Site(tmp_path_factory.mktemp("hostile")), count()
    name = ATTACKS[0].replace("/", "")
    more = "\n\n".join((*ATTACKS, *MARKED_DOWN, f"![{ATTACKS[1]}]({quote(name)}.png)\n"))
    for path, data in with_words(GOOD, lambda: f"{next(number)} {' '.join(ATTACKS)}").items():
        held = data.replace(b"---\n", b"---\ndraft: true\n", 1) if "r11" in path else data
        site.write(path, held + f"\n{more}".encode() if path.endswith(".md") else held)
    site.write(f"content/media/{name}.png", grey_png(8, 4)).write(f"static/{name}.txt", name)
    base = f"https://hostile.example{BASE_PATH}"
    site.build("--drafts", "--search", "--now", NOW, "--base-url", base, "--jobs", "1")
    asked = Request(root=site.root, now=datetime.fromisoformat(NOW), drafts=True)
    site.write("site/status/index.html", status_page(asked, [], BASE_PATH, f"{BASE_PATH}s.css"))
    site.write("site/s.css", (app.FOLDER / app.STYLE).read_bytes())
    return BuiltSite("hostile", site)


def test_nothing_runs_and_nobody_else_is_asked(browser: Browser, hostile: BuiltSite) -> None:
    tab = Tab(browser, Hosts([hostile]))
    ran: list[str] = []
    tab.page.expose_function("ran", lambda: ran.append(f"something runs on {tab.page.url}"))

    def closed(dialog: Dialog) -> None:
        ran.append(f"{tab.page.url} says {dialog.message}")
        dialog.dismiss()

    tab.page.on("dialog", closed)
    tab.page.on("popup", lambda it: ran.append(f"{tab.page.url} opens {it.url}"))
    opened: set[tuple[str | None, str]] = set()
    for page in hostile.pages:
        tab.open(page)
        if page.kind != "redirect":
            opened |= {(page.kind, mark) for mark in tab.page.evaluate(TOUCHED)}
    search = f"https://{hostile.host}{BASE_PATH}search/"
    for words in ("ran", "example", "truce", "onerrr", *ATTACKS[:3]):
        tab.page.goto(f"{search}?q={quote(words)}")
        tab.page.wait_for_selector("#status:visible")
    for file in ("feed.xml", "feed.json", "sitemap.xml", "data/briefing.json"):
        tab.page.goto(f"https://{hostile.host}{BASE_PATH}{file}")
    tab.page.wait_for_load_state("networkidle")
    elsewhere = [url for url in tab.watch.asked if urlsplit(url).hostname != hostile.host]
    nothing([*ran, *tab.watch.errors, *(f"somebody asks {url}" for url in elsewhere)])
    assert {page.kind for page in hostile.pages} >= set(KINDS) - {"page"}
    kinds = ("theme", "article", "page")
    assert opened >= {*((kind, "cite") for kind in kinds), *((kind, "term") for kind in kinds[:2])}
    tab.close()
