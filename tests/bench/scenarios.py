"""What is measured: a scenario for each row of the table, and the bars that the design sets."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.corpus import make_corpus, write_corpus
from tests.bench.measure import Figures, Job, measured
from tests.bench.servers import measured_servers
from tests.bench.sides import Edit, Side, Tools, our_side

EDITS_SERVED = 5
"""At least; they are short, and vary more than whole commands."""
SMALL = 5
SMALL_BAR = 0.4
"""Seconds for a site of five articles."""
GROWTH_BAR = 3.0
GROWTH_BETWEEN = (1_000, 50_000)
"""The sizes that the bar speaks of."""


@dataclass(frozen=True, slots=True)
class Bar:
    """The ratios, ours over Hugo's, that the design asks for."""

    time: float | None
    memory: float | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """One thing to measure, for either tool in the same way."""

    name: str
    """As `--only` takes it."""
    title: str
    measure: Callable[[Sequence[Side], int], list[Figures]]
    """Sides and number of runs → the figures of each side."""
    bars: dict[int, Bar] = field(default_factory=dict)
    """Number of articles → bar."""
    grows: bool = False
    """Whether the design says how its time may grow with the site."""
    server: bool = False
    """Whether preview servers are what is measured."""


def _cold(side: Side) -> Job:
    """Everything from nothing: no output, no state, no cache."""
    return Job(side.build, side.env, side.clear)


def _unchanged(side: Side) -> Job:
    """Everything in place already."""
    return Job(side.build, side.env, side.ready)


def _edited(side: Side, edit: Callable[[], Edit]) -> Job:
    """One file saved since the last build; each run is seen to have noticed."""
    saved: list[Edit] = []

    def prepare() -> None:
        side.ready()
        saved.append(edit())
        saved[-1].save()

    return Job(side.build, side.env, prepare, lambda: side.confirm(saved[-1]))


def _commands(job: Callable[[Side], Job]) -> Callable[[Sequence[Side], int], list[Figures]]:
    return lambda sides, runs: measured([job(side) for side in sides], runs)


SCENARIOS = (
    Scenario("cold", "cold", _commands(_cold), {1_000: Bar(2.0), 10_000: Bar(0.75, 0.5)}),
    Scenario("unchanged", "nothing changed", _commands(_unchanged), {10_000: Bar(0.08)}),
    Scenario(
        "edit",
        "one edit",
        _commands(lambda side: _edited(side, side.body_edit)),
        {10_000: Bar(0.12)},
        grows=True,
    ),
    Scenario("claim", "one claim edited", _commands(lambda s: _edited(s, s.claim_edit))),
    Scenario(
        "serve",
        "save → served",
        lambda sides, runs: measured_servers(sides, max(runs, EDITS_SERVED)),
        {10_000: Bar(0.10)},
        grows=True,
        server=True,
    ),
)
FIVE = "five"
"""The name of the one scenario that is not a comparison."""


def five_articles_warm(tools: Tools, root: Path, runs: int) -> Figures:
    """A site of five articles that has been built, start to finish: what every command costs.

    This repository's own, while it has five.
    """
    own = Path(__file__).parents[2]
    site = root / "site"
    newest = make_corpus(site, SMALL).articles[-1]
    if len(list((own / "content" / "articles").glob("*.md"))) == SMALL:
        for folder in ("content", "themes", "templates", "static"):
            if (own / folder).is_dir():
                shutil.copytree(own / folder, site / folder)
    else:
        write_corpus(site, SMALL)
    side = our_side(tools, root, newest)
    return measured([_unchanged(side)], runs)[0] if side else Figures()
