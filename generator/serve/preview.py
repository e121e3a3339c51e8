"""The preview session: build, serve, rebuild after every change, and report each build."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from generator.build import Builder, Built
from generator.problems import Problem
from generator.report import closing_line, counted, summary
from generator.request import Request
from generator.search.index import made_at
from generator.search.renewing import Renewed
from generator.serve.app import STATUS, StatusPage
from generator.serve.reload_events import ReloadEvents, SearchAge
from generator.serve.server import Server
from generator.watch.rebuilds import Rebuild, rebuilds
from generator.watch.renewer import Renewer
from generator.watch.watcher import Watcher


class Terminal(Struct, frozen=True):
    """How to reach the person at the terminal."""

    say: Callable[[str], None]
    """Print a line, unless everything but problems is to be left out."""
    show: Callable[[tuple[Problem, ...]], None]
    """Print problems."""
    fail: Callable[[Exception], None]
    """Print that the generator itself failed."""
    wait: Callable[[], None]
    """Print that another process builds the site."""


def preview(
    output: Path,
    request: Callable[[], Request],
    *,
    root: Path,
    port: int,
    poll: bool,
    open_browser: bool,
    terminal: Terminal,
    status: StatusPage,
) -> None:
    """Build into `output`, serve it and keep it up to date, until KeyboardInterrupt (Ctrl-C).

    `request` makes the request of each build, with the current time in it; with `poll`, changes are
    found by scanning alone. `status` makes the page of what is due. Raise CannotServeError if the
    port cannot be used.
    """
    events = ReloadEvents()
    told = _RenewalReport(output, events, terminal)
    renewer = Renewer(told.tell)
    with Server(output, port, events, status) as server, Watcher(root, poll=poll) as watcher:
        shown: tuple[Problem, ...] = ()
        address = ""
        builder = Builder(output, on_wait=terminal.wait)
        for rebuild in rebuilds(builder, request, watcher, renewer):
            if rebuild.error is not None:
                terminal.fail(rebuild.error)
            if rebuild.built is not None:
                events.broadcast(rebuild.built, _age(output, is_current=renewer.is_current))
                _report(rebuild, rebuild.built, shown, output, terminal)
                shown = rebuild.built.problems
            if not address:
                address = server.address
                server.start()
                terminal.say(f"Serving {address} (press Ctrl-C to stop)")
                terminal.say(f"What is due: {address}{STATUS}")
                if open_browser:
                    webbrowser.open(address)
            elif address != server.address:
                address = server.address
                terminal.say(f"Now serving {address}")


class _RenewalReport:
    """Says what came of renewals of the search index, in the terminal and on open pages."""

    def __init__(self, output: Path, events: ReloadEvents, terminal: Terminal) -> None:
        self._output = output
        self._events = events
        self._terminal = terminal
        self._problem = ""

    def tell(self, renewed: Renewed) -> None:
        """Tell of a renewal; called in the thread that waited for it."""
        if renewed.pages:
            self._terminal.say(f"search index renewed: {counted(renewed.pages, 'page')} indexed")
        # The same problem comes again after every save.
        if renewed.problem and renewed.problem != self._problem:
            self._terminal.say(f"the search index was not renewed: {renewed.problem}")
        self._problem = renewed.problem
        self._events.broadcast_search(_age(self._output, is_current=not renewed.problem))


def _age(output: Path, *, is_current: bool) -> SearchAge:
    return SearchAge(is_current, made_at(output))


def _report(
    rebuild: Rebuild,
    built: Built,
    shown: tuple[Problem, ...],
    output: Path,
    terminal: Terminal,
) -> None:
    """Print what a build did, and nothing if it had nothing to do.

    `shown` are the problems of the build before.
    """
    written = built.written
    # An error is shown again after every save, so that nobody takes the save for the fix. A retry
    # follows no save and shows only what is new.
    is_news = built.problems != shown or (written is None and not rebuild.retry)
    if is_news:
        terminal.show(built.problems)
    if written is None and is_news:
        there = (output / "index.html").exists()
        state = "serving the last good site" if there else "there is no site to serve"
        terminal.say(f"{summary(built.problems)}; {state} until this is fixed")
    elif written is not None and (is_news or written.written or written.removed):
        terminal.say(closing_line(output, written, rebuild.seconds))
