"""What is said at the end of a run, the same whether one process ran the tests or several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

WEIGHT, ADVISED = "page weight", "advice of axe"
"""Properties that tests record: they come with the reports, whichever process ran the test."""

_KEPT_FOR_LAST = ("browser", "long")
"""The marks of tests that `make test` leaves out."""

_LEFT_OUT = pytest.StashKey[int]()
"""How many of them were left out, by what `-m` says."""


def pytest_deselected(items: Sequence[pytest.Item]) -> None:
    """Count the tests that were left out for what they need or how long they take."""
    config = items[0].config
    if config.option.markexpr:
        found = sum(any(map(item.get_closest_marker, _KEPT_FOR_LAST)) for item in items)
        config.stash[_LEFT_OUT] = config.stash.get(_LEFT_OUT, 0) + found


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand the count to the process that prints, where this one is a worker of pytest-xdist."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left_out"] = session.config.stash.get(_LEFT_OUT, 0)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take the count from a worker. All have the same, as each of them collects all tests."""
    count = getattr(node, "workeroutput", {}).get("left_out", 0)  # a worker that crashed has none
    node.config.stash[_LEFT_OUT] = max(count, node.config.stash.get(_LEFT_OUT, 0))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> Iterator[None]:
    """Say what pages weigh, what could be better about them, and last what was left out."""
    if weights := [*_recorded(terminalreporter, WEIGHT)]:
        from tests.browser.weight import Weight, table  # noqa: PLC0415 - few runs are of pages

        terminalreporter.section("page weight, compressed")
        for line in table([Weight(*row) for row in weights]):
            terminalreporter.line(line)
    if advice := [line for lines in _recorded(terminalreporter, ADVISED) for line in lines]:
        terminalreporter.section("axe: best practices, no violations of WCAG")
        for line in advice:
            terminalreporter.line(line)
    yield
    if count := config.stash.get(_LEFT_OUT, 0):
        tests = "1 test that needs" if count == 1 else f"{count} tests that need"
        terminalreporter.line(f"left out: {tests} a browser or minutes; make test-all runs all")


def _recorded(terminalreporter: pytest.TerminalReporter, name: str) -> Iterator[Any]:
    """Return what tests recorded under a name, also those that failed."""
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport) and report.when == "call":
                yield from (value for key, value in report.user_properties if key == name)
