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
SMALL_BAR = 0.3
"""Seconds for a site of five articles."""
GROWTH_BAR = 2.5
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
    """Everything from nothing, as users run it: no output, no state, no cache."""
    return Job(side.users, side.env, side.clear)


def _plain(side: Side) -> Job:
    """The same, without a search index and without social cards."""
    return Job(side.plain, side.env, side.clear)


def _index(side: Side) -> Job:
    """The search index alone, of pages that are there."""
    return Job(side.index, side.env, side.ready_without_search)


def _committed(side: Side) -> Job:
    """What CI runs after a commit that edits one article; a tool that keeps nothing begins anew."""
    if side.ci is None:
        return _cold(side)
    return _edited(side.ci, side.ci.users, side.ci.restore, side.ci.body_edit)


def _unchanged(side: Side) -> Job:
    """Everything in place already."""
    return Job(side.build, side.env, side.ready)


def _edited(
    side: Side, command: Sequence[str], ready: Callable[[], None], edit: Callable[[], Edit]
) -> Job:
    """One file saved since the last build; each run is seen to have noticed."""
    saved: list[Edit] = []

    def prepare() -> None:
        ready()
        saved.append(edit())
        saved[-1].save()

    return Job(command, side.env, prepare, lambda: side.confirm(saved[-1]))


def _commands(job: Callable[[Side], Job]) -> Callable[[Sequence[Side], int], list[Figures]]:
    return lambda sides, runs: measured([job(side) for side in sides], runs)


SCENARIOS = (
    Scenario(
        "edit-users",
        "edit, as users do",
        _commands(lambda s: _edited(s, s.users, s.ready_with_search, s.body_edit)),
        {2_000: Bar(0.20), 10_000: Bar(0.20)},
        grows=True,
    ),
    Scenario("ci", "commit in CI", _commands(_committed), {2_000: Bar(0.20), 10_000: Bar(0.20)}),
    Scenario("cold", "cold, as users do", _commands(_cold), {10_000: Bar(1.0)}),
    Scenario("index", "indexing alone", _commands(_index)),
    Scenario("plain", "cold, pages alone", _commands(_plain), {10_000: Bar(1.3, 0.5)}),
    Scenario("unchanged", "nothing changed", _commands(_unchanged), {10_000: Bar(0.08)}),
    Scenario(
        "edit",
        "one edit",
        _commands(lambda s: _edited(s, s.build, s.ready, s.body_edit)),
        {10_000: Bar(0.10)},
        grows=True,
    ),
    Scenario(
        "claim",
        "one claim edited",
        _commands(lambda s: _edited(s, s.build, s.ready, s.claim_edit)),
    ),
    Scenario(
        "serve",
        "save → served",
        lambda sides, runs: measured_servers(sides, max(runs, EDITS_SERVED)),
        {10_000: Bar(0.03)},
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
