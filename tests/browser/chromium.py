"""The system's Chromium: found, started and watched in one place, for every test that needs one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Request

REQUIRED = bool(os.environ.get("BRIEFING_NEEDS_BROWSER"))
"""Tests that need a browser, or what belongs to one, fail without it instead of being skipped."""

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
_MISSING = (
    "playwright is not installed"
    if find_spec("playwright") is None
    else "no Chromium on this machine"
    if CHROMIUM is None
    else ""
)
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
)

needs_chromium = pytest.mark.skipif(bool(_MISSING) and not REQUIRED, reason=_MISSING)


@contextmanager
def started() -> Iterator[Browser]:
    """Start Chromium; one at a time, as Playwright knows no second in the same thread."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where it is installed

    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS.split())
        yield browser
        browser.close()


class Watch:
    """Notes what pages should never do."""

    def __init__(self) -> None:
        self.errors: list[str] = []
        """What the console was told, and requests that came to nothing."""
        self.asked: dict[str, str] = {}
        """The addresses that were asked for, and what each was wanted as."""

    @property
    def hosts(self) -> set[str | None]:
        """All that anything was asked of."""
        return {urlsplit(url).hostname for url in self.asked}

    def over(self, page: Page) -> None:
        """Watch a page from now on."""
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.errors.append(f"{page.url}: {error}"))
        page.on("request", self._asked)
        page.on("requestfailed", self._failed)

    def forget(self) -> None:
        """Forget what was noted so far."""
        self.errors.clear()
        self.asked.clear()

    def _said(self, message: ConsoleMessage) -> None:
        page = message.page
        is_missing_itself = page and message.location["url"] == page.url and "404" in message.text
        if message.type in ("error", "warning") and not is_missing_itself:
            self.errors.append(f"{page and page.url}: {message.text}")

    def _asked(self, request: Request) -> None:
        self.asked[request.url] = request.resource_type

    def _failed(self, request: Request) -> None:
        # Whoever goes on to another page aborts what the last one still asked for.
        if request.failure != "net::ERR_ABORTED":
            self.errors.append(f"{request.url} failed: {request.failure}")
