"""A writing day: build, serve, build again after every change, and tell everybody."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from generator.build import Builder, Built
from generator.problems import Problem
from generator.report import closing_line, summary
from generator.request import Request
from generator.serve.news import News
from generator.serve.server import Server
from generator.watch.rebuilds import Rebuild, rebuilds
from generator.watch.watcher import Watcher


class Terminal(Struct, frozen=True):
    """How to speak to who started the preview."""

    say: Callable[[str], None]
    show: Callable[[tuple[Problem, ...]], None]
    """Show problems."""
    fail: Callable[[Exception], None]
    """Say that the generator itself failed."""


def preview(
    output: Path,
    request: Callable[[], Request],
    *,
    root: Path,
    port: int,
    poll: bool,
    open_browser: bool,
    terminal: Terminal,
) -> None:
    """Build into `output`, serve it and keep it up to date, until Ctrl-C.

    `request` gives each build its request. Raise CannotServeError where the port cannot be had.
    """
    news = News()
    with Server(output, port, news) as server, Watcher(root, poll=poll) as watcher:
        known: tuple[Problem, ...] = ()
        address = ""
        for rebuild in rebuilds(Builder(output), request, watcher):
            if rebuild.error is not None:
                terminal.fail(rebuild.error)
            if rebuild.built is not None:
                news.tell(rebuild.built)
                _report(rebuild, rebuild.built, known, output, terminal)
                known = rebuild.built.problems
            if not address:
                address = server.address
                server.start()
                terminal.say(f"Serving {address} until Ctrl-C")
                if open_browser:
                    webbrowser.open(address)
            elif address != server.address:
                address = server.address
                terminal.say(f"Now serving {address}")


def _report(
    rebuild: Rebuild,
    built: Built,
    known: tuple[Problem, ...],
    output: Path,
    terminal: Terminal,
) -> None:
    """Say what a build did; of one that found nothing to do, nothing."""
    written = built.written
    # What is wrong is said again after every save, until it is mended.
    news = built.problems != known or (written is None and not rebuild.retry)
    if news:
        terminal.show(built.problems)
    if written is None and news:
        there = (output / "index.html").exists()
        state = "the last good site is served" if there else "there is no site"
        terminal.say(f"{summary(built.problems)}; {state} until it is mended")
    elif written is not None and (news or written.written or written.removed):
        terminal.say(closing_line(output, written, rebuild.seconds))
