"""One tab of a browser that shows pages of built sites, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

import pytest

from tests.browser.chromium import Watch
from tests.browser.sites import BuiltPage, Hosts

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WIDTHS = (320, 768, 1280, 2560)

_LOOK = Path(__file__).with_name("look.js").read_text(encoding="utf-8")


class Tab:
    """A page of the browser, and what tests do with it."""

    def __init__(
        self, browser: Browser, hosts: Hosts, *, scripts: bool = True, **device: Any
    ) -> None:
        """Open a tab; `device` is what Playwright's `new_context` may be told of it."""
        self._hosts = hosts
        self._scripts = scripts
        self._context: BrowserContext = browser.new_context(java_script_enabled=scripts, **device)
        self._context.set_default_timeout(30_000)
        self._context.route("**/*", hosts.answer)
        self.page: Page = self._context.new_page()
        self.watch = Watch()
        self.watch.over(self.page)

    def close(self) -> None:
        """Forget it with all that it remembers."""
        self._context.close()

    @contextmanager
    def another(self) -> Iterator[Page]:
        """Open another page beside this one, as if nobody had been here. Nothing may go wrong.

        It takes half of what a page in a new context does: the process that shows it is there.
        """
        self.page.evaluate("localStorage.clear()")
        self._context.clear_cookies()
        page, watch = self._context.new_page(), Watch()
        watch.over(page)
        yield page
        for it in self._context.pages:
            if it != self.page:
                it.close()
        assert watch.errors == []

    def as_new(self) -> None:
        """Be again as at first: a common window, nothing emulated, nothing noted."""
        self.resize(1280)
        self.page.emulate_media(
            media="null",
            color_scheme="light",
            forced_colors="none",
            reduced_motion="no-preference",
        )
        self._hosts.staying_on = None
        self.watch.forget()

    def open(self, page: BuiltPage) -> None:
        """Show a page; one that leads on to another is shown itself."""
        if page.kind == "redirect":
            self._hosts.staying_on = page.url
            with self.page.expect_event("requestfailed", lambda it: it.is_navigation_request()):
                self._go(page)
        else:
            self._hosts.staying_on = None
            self._go(page)

    def _go(self, page: BuiltPage) -> None:
        response = self.page.goto(page.url)
        assert response is not None
        assert response.status == (404 if page.kind == "404" else 200), page
        assert urlsplit(self.page.url).path == urlsplit(page.url).path, page
        if page.kind == "search" and self._scripts:
            # It is ready once it can search, or has found that it cannot.
            self.page.wait_for_selector("#search:visible, #unavailable:visible")

    def resize(self, width: int) -> None:
        """Make the window so wide."""
        self.page.set_viewport_size({"width": width, "height": 800})

    def look(self, what: str) -> Any:
        """Ask the page something, by the name of a function in look.js."""
        return self.page.evaluate(f"() => ({_LOOK}).{what}()")

    def dressed(self) -> Iterator[tuple[int, Scheme]]:
        """Show the page at every width, light and dark."""
        for scheme in SCHEMES:
            self.page.emulate_media(color_scheme=scheme)
            for width in WIDTHS:
                self.resize(width)
                yield width, scheme

    def through(self) -> Iterator[str]:
        """Go through the page with the Tab key, from its top to its end; give what is wrong."""
        reachable: int = self.look("beforeTabbing")
        for _ in range(2 * reachable + 10):
            self.page.keyboard.press("Tab")
            wrong: list[str] | None = self.look("focused")
            if wrong is None:
                break
            yield from wrong
        else:
            yield f"the focus is caught on {self.look('focus')['name']}"
        yield from self.look("afterTabbing")


def nothing(found: Iterable[str]) -> None:
    """Fail with all that was found, one to a line."""
    if lines := list(found):
        pytest.fail("\n".join(lines), pytrace=False)
