"""Take the pictures of the README, of this repository's own site: `make pictures`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.browser.chromium import started
from tests.browser.sites import BuiltSite, Hosts
from tests.browser.tab import Tab
from tests.test_our_content import copied

FOLDER = Path(__file__).parents[2] / ".github" / "pictures"
TAKEN = {"home": "home", "briefing": "theme"}
"""The pictures, and of which kind of page each is; the first page of it is shown."""
WIDTH, HEIGHT = 1280, 960


def main() -> None:
    """Build the site and take all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, started() as browser:
        site = BuiltSite.of("ours", copied(Path(folder)))
        tab = Tab(browser, Hosts([site]))
        tab.as_new()
        tab.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
        for name, kind in TAKEN.items():
            tab.open(next(page for page in site.pages if page.kind == kind))
            tab.page.screenshot(path=FOLDER / f"{name}.png")
        tab.close()


if __name__ == "__main__":
    main()
