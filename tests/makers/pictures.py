"""Take the pictures of the README, of this repository's own site: `make pictures`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.browser.chromium import started
from tests.browser.sites import BuiltSite, Hosts
from tests.browser.tab import Tab
from tests.test_talks_brief import copied

FOLDER = Path(__file__).parents[2] / ".github" / "pictures"
TAKEN = {"home": "", "briefing": "themes/ceasefire/"}
"""The name of each picture, and the page that it shows."""
WIDTH, HEIGHT = 1280, 960


def main() -> None:
    """Build the site and take all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, started() as browser:
        talks = BuiltSite.of("talks", copied(Path(folder)))
        tab = Tab(browser, Hosts([talks]))
        tab.as_new()
        tab.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
        for name, address in TAKEN.items():
            tab.open(next(page for page in talks.pages if page.address == address))
            tab.page.screenshot(path=FOLDER / f"{name}.png")
        tab.close()


if __name__ == "__main__":
    main()
