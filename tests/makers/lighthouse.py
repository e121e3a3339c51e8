"""Have Lighthouse look at pages of this repository's own site: `make lighthouse`.

It needs Chromium, and npx, which fetches Lighthouse. A word in ARGS is the beginning of an address,
and leaves out all others: `make lighthouse ARGS=themes/`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.browser.chromium import ARGUMENTS, CHROMIUM
from tests.browser.hosting import hosted
from tests.browser.sites import KINDS, BuiltPage, BuiltSite
from tests.test_our_content import copied

LIGHTHOUSE = ("npx", "--yes", "lighthouse@12")
LEFT_OUT = {"redirect", "404", "embed"}
"""Kinds of pages that search engines are told to leave out, for which Lighthouse blames them."""
DEVICES = {"mobile": (), "desktop": ("--preset=desktop",)}


def main(beginnings: Sequence[str]) -> int:
    """Print a line for each page and device; return 1 if any figure is below 100."""
    if CHROMIUM is None:
        sys.exit("no Chromium on this machine")
    complete = True
    with tempfile.TemporaryDirectory() as folder:
        site = BuiltSite.of("ours", copied(Path(folder)), "/")
        with hosted(site.folder, "/") as address:
            for page in _pages(site, tuple(beginnings)):
                for device, options in DEVICES.items():
                    figures, short = _asked(f"{address}{page.address}", options)
                    complete = complete and not short
                    told = "  ".join([*figures, *short])
                    print(f"{device:8} /{page.address:45} {told}", flush=True)
    return 0 if complete else 1


def _pages(site: BuiltSite, beginnings: tuple[str, ...]) -> Iterator[BuiltPage]:
    """Yield all briefings, and the heaviest page of each other kind."""
    for kind in KINDS:
        pages = [page for page in site.pages if page.kind == kind and kind not in LEFT_OUT]
        pages = [page for page in pages if page.address.startswith(beginnings or "")]
        yield from sorted(pages, key=lambda page: -page.size)[: None if kind == "theme" else 1]


def _asked(url: str, options: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the figures of a page, and what keeps any of them from being 100."""
    flags = f"--chrome-flags=--headless=new {ARGUMENTS}"
    command = [*LIGHTHOUSE, url, "--quiet", "--output=json", flags, *options]
    done = subprocess.run(
        command, check=True, capture_output=True, env={**os.environ, "CHROME_PATH": CHROMIUM or ""}
    )
    report = json.loads(done.stdout)
    figures, short = [], []
    for category in report["categories"].values():
        figure = round(category["score"] * 100)
        figures.append(f"{category['id']} {figure:3}")
        if figure < 100:
            audits = (report["audits"][one["id"]] for one in category["auditRefs"] if one["weight"])
            short += [f"{it['id']}={it['score']}" for it in audits if it["score"] not in (None, 1)]
    return figures, short


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
