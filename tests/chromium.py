"""A real browser for tests; without one they are skipped, except where there has to be one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

NEEDED = bool(os.environ.get("BRIEFING_NEEDS_BROWSER"))
if not NEEDED:
    pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright import sync_api as playwright  # noqa: E402 - where it is not, tests are skipped

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

PageError = playwright.Error

_CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
_ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
)

needs_chromium = pytest.mark.skipif(
    _CHROMIUM is None and not NEEDED, reason="no Chromium on this machine"
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run Chromium."""
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=_CHROMIUM, args=_ARGUMENTS.split())
        yield browser
        browser.close()


class Watch:
    """Notes what pages should never do."""

    def __init__(self) -> None:
        self.errors: list[str] = []
        self.hosts: set[str | None] = set()

    def over(self, page: Page) -> None:
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).hostname))

    def _said(self, message: ConsoleMessage) -> None:
        page = message.page
        is_missing_itself = page and message.location["url"] == page.url and "404" in message.text
        if message.type in ("error", "warning") and not is_missing_itself:
            self.errors.append(message.text)
