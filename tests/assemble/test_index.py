"""The index: however it came about, it is the one of the articles as they are now."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from generator.assemble import index as index_module
from generator.assemble import keys
from generator.assemble.claims import Grouping, counted_claims
from generator.assemble.codec import decode
from generator.assemble.corpus import Corpus
from generator.assemble.developments import group_developments
from generator.assemble.index import Index
from generator.assemble.points import derive_point
from generator.assemble.records import ArticleRecord
from generator.gate import Gate
from generator.moments import parse_moment
from generator.store import tables
from generator.store.cache import Cache
from generator.validate.content import Context
from generator.validate.shape import SITE
from tests.assemble.readings import Report, Said
from tests.tried import tried

ZONE = "Europe/Kyiv"
GROUPING = Grouping(ZoneInfo(ZONE), {"north": None, "south": None, "envoy": "north"})
NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)
AT_NOW = Gate(NOW)

PATHS = ("content/articles/1.md", "content/articles/2.md", "content/articles/3.md")
IDS = ("a", "b", "c", "d")
THEMES = ("truce", "venues")
POINTS = ("length", "order")
SOURCES = ("herald", "gazette", "wire")
MONTHS = ("2025-04", "2025-05", "2025-06")
DAYS = (
    "2025-04-30T23:30",
    "2025-04-30T23:30-05:00",
    "2025-05-01",
    "2025-05-14",
    "2025-05-31T23:59:59",
    "2025-06-01T01:00+03:00",
    "2025-06-01",
)
INSTANTS = sorted(
    parse_moment(day).instant(GROUPING.zone) + timedelta(seconds=seconds)
    for day in DAYS
    for seconds in (-1, 0)
)

Change = tuple[str, object]
"""A part of a report, or of a claim, and what it is from now on."""


def one_of_parts(parts: Mapping[str, st.SearchStrategy[object]]) -> st.SearchStrategy[Change]:
    """Return a change of one of some parts."""
    return st.one_of([st.tuples(st.just(name), values) for name, values in parts.items()])


def changed(report: Report, changes: Iterable[Change]) -> Report:
    """Return a report after some changes."""
    return replace(report, **dict[str, Any](changes))


days = st.sampled_from(DAYS)
a_day_or_none = st.none() | days
changes_of_claims = one_of_parts(
    {
        "theme": st.sampled_from(THEMES),
        "point": st.sampled_from((*POINTS, None)),
        "kind": st.sampled_from(("figure", "demand")),
        "by": st.sampled_from((("north",), ("south",), ("envoy",), ("north", "south"))),
        "on": a_day_or_none,
        "value": st.sampled_from((None, "30 days", "30  Days", "60 days")),
        "via": st.sampled_from((None, "wire")),
        "status": st.sampled_from(("reported", "disputed", "superseded")),
    }
)
claims = st.lists(changes_of_claims, max_size=3).map(
    lambda changes: replace(Said(), **dict[str, Any](changes))
)
changes = one_of_parts(
    {
        "title": st.sampled_from(("A report", "Another")),
        "source": st.sampled_from(SOURCES),
        "published": days,
        "themes": st.sampled_from((("truce",), ("venues",), ("truce", "venues"))),
        "via": st.sampled_from((None, "wire", "herald")),
        "updated": a_day_or_none,
        # Two articles may want one address: that is an error, but of a later stage.
        "slug": st.sampled_from((None, "a", "other")),
        "aliases": st.sampled_from(((), ("/old/",))),
        "publish": st.sampled_from(("full", "link")),
        "draft": st.booleans(),
        "publish_at": a_day_or_none,
        "expires_at": a_day_or_none,
        "linked": st.booleans(),
        "body": st.sampled_from(("<p>One.</p>", "<p>Other.</p>")),
        "corrections": st.lists(days, max_size=2).map(tuple),
        "claims": st.lists(claims, max_size=3).map(tuple),
    }
)
reports = st.builds(
    changed,
    st.builds(Report, st.sampled_from(IDS), publish_at=st.sampled_from((None, None, *DAYS))),
    st.lists(changes, max_size=5),
)
paths = st.sampled_from(PATHS)
numbers = st.integers(0, len(PATHS) - 1)

# ---- an index, and what can be seen of it --------------------------------------------------------


@lru_cache(None)
def row(report: Report, path: str) -> tables.ReadingRow:
    """Return what is kept of a file; each is only read once, as that takes a while."""
    return report.row(path)


@dataclass
class Kept:
    """An index, the readings that it is of, and what was asked of it last."""

    cache: Cache = field(default_factory=lambda: Cache(None, ""))
    folder: dict[str, Report] = field(default_factory=dict)

    def save(self, folder: Mapping[str, Report]) -> None:
        """Take down what the files say now."""
        self.cache.readings.remove(sorted(self.folder.keys() - folder.keys()))
        new = {path: one for path, one in folder.items() if self.folder.get(path) != one}
        self.cache.readings.replace((row(one, path), ()) for path, one in new.items())
        self.folder = dict(folder)

    def update(self, gate: Gate, grouping: Grouping = GROUPING) -> frozenset[str]:
        """Bring the index up to date; return the keys that changed."""
        readings = self.cache.readings
        changed = Index(self.cache, grouping, gate).update(readings.dirty())
        readings.mark_all_clean()
        return changed

    def tables(self) -> dict[str, list[str]]:
        """Return all rows of all tables of the index, sorted."""
        db = self.cache._database.db
        return {table.name: sorted(map(repr, table.rows(db))) for table in tables.INDEX}


def made_at_once(folder: Mapping[str, Report], gate: Gate, grouping: Grouping = GROUPING) -> Kept:
    """Return an index of files that were all there from the start."""
    kept = Kept()
    kept.save(folder)
    kept.update(gate, grouping)
    return kept


Question = tuple[str, tuple[object, ...]]
"""A method of the corpus, and its arguments."""

Answers = dict[Question, tuple[Any, set[str]]]
"""Answers, each with the dependency keys that asking for it records."""

OF_CONTEXT = {"names", "grouping", "theme", "theme_corrections", "page", "words_explained", "term"}
"""Answered from the context of the articles alone: no article changes these."""
RECORDERS = {"recording"}
DOMAINS: dict[str, tuple[object, ...]] = {
    "id": IDS,
    "theme": (*THEMES, ""),
    "month": MONTHS,
    "first_month": MONTHS,
    "key": SOURCES,
    "actor": tuple(GROUPING.speaks_for),
    "point": POINTS,
    "most": (1, 2, 100),
}


def questions() -> Iterator[Question]:
    """Return every question that there is to ask about articles."""
    asked = {name for name in vars(Corpus) if not name.startswith("_")} - OF_CONTEXT - RECORDERS
    for name in sorted(asked):
        parameters = list(inspect.signature(getattr(Corpus, name)).parameters.values())[1:]
        given = [
            (*DOMAINS[one.name], *([] if one.default is one.empty else [one.default]))
            for one in parameters
        ]
        yield from ((name, arguments) for arguments in product(*given))


QUESTIONS = tuple(questions())


def answers(cache: Cache) -> Answers:
    """Return the answer to every question."""
    site, _ = SITE.check("", {"id": "s", "title": "S", "base_url": "https://example.org/"})
    assert site is not None
    corpus = Corpus(cache.public, Context(site, {}, {}, {}, (), (), {}))
    found = {}
    for name, arguments in QUESTIONS:
        with corpus.recording() as dependencies:
            try:
                answer = getattr(corpus, name)(*arguments)
                answer = list(answer) if inspect.isgenerator(answer) else answer
            except KeyError:
                answer = KeyError
        found[name, arguments] = answer, dependencies
    return found


# ---- what has to hold ----------------------------------------------------------------------------


def built(
    kept: Kept, folder: Mapping[str, Report], gate: Gate = AT_NOW, at_once: int = 500
) -> frozenset[str]:
    """Update an index, `at_once` articles at a time, and look at it from all sides.

    Return the keys that changed.
    """
    before = answers(kept.cache)
    kept.save(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index_module, "_COMPARE_BATCH", at_once)
        patch.setattr(index_module, "_INSERT_BATCH", at_once)
        changed = kept.update(gate)
    after = answers(kept.cache)
    assert kept.tables() == made_at_once(folder, gate).tables()
    assert unnoticed(before, after, changed) == []
    assert needless(before, after, changed) == []
    assert worked_out(after) == expected(kept, gate)
    assert kept.update(gate) == frozenset()
    until_the_next_change_nothing_changes(kept, gate)
    return changed


def unnoticed(before: Answers, after: Answers, changed: frozenset[str]) -> list[Question]:
    """Return the questions that are answered otherwise, none of whose keys changed."""
    return [
        question
        for question, (answer, dependencies) in before.items()
        if answer != after[question][0] and changed.isdisjoint(dependencies)
    ]


def needless(before: Answers, after: Answers, changed: frozenset[str]) -> list[Question]:
    """Return the questions that are answered as before, although their key changed.

    Only of what is worked out of many claims, or stands for one article: what many articles belong
    to is told to have changed with any of them.
    """
    return [
        question
        for question, (answer, dependencies) in before.items()
        if question[0] in ("point", "developments", "find_article")
        and answer == after[question][0]
        and not changed.isdisjoint(dependencies)
    ]


WORKED_OUT = (
    "point",
    "developments",
    "months_with_developments",
    "count_developments_by_month",
    "find_article",
)


def worked_out(found: Answers) -> dict[Question, object]:
    """Return the answers that are worked out of claims, and which articles are public."""
    return {
        question: sorted(answer) if question[0] == "months_with_developments" else answer
        for question, (answer, _) in found.items()
        if question[0] in WORKED_OUT
    }


def records(kept: Kept) -> list[ArticleRecord]:
    """Return the articles of all files, public or not."""
    rows = map(kept.cache.readings.record, kept.folder)
    return [decode(ArticleRecord, row[0]) for row in rows if row]


def expected(kept: Kept, gate: Gate) -> dict[Question, object]:
    """Return these answers, worked out of all articles anew, without an index."""
    public = [record for record in records(kept) if gate.lets_in(record, GROUPING.zone)]
    claims = [claim for record in public for claim, _ in counted_claims(record, GROUPING)]
    claims.sort(key=lambda claim: claim.sort)
    found: dict[Question, object] = {("find_article", (id,)): None for id in IDS}
    found |= {("find_article", (record.id,)): record for record in public}
    happened = {}
    for theme in DOMAINS["theme"]:
        for point in POINTS:
            on = [claim for claim in claims if (claim.theme, claim.point) == (theme, point)]
            found["point", (theme, point)] = derive_point(on, GROUPING)
        for month in MONTHS:
            about = [claim for claim in claims if claim.dated and claim.moment.month == month]
            told = group_developments(claim for claim in about if claim.theme == theme)
            found["developments", (theme, month)] = happened[theme, month] = told
    found["months_with_developments", ()] = sorted(at for at, told in happened.items() if told)
    counts = {
        month: sum(len(told) for (_, at), told in happened.items() if at == month)
        for month in reversed(MONTHS)
    }
    found["count_developments_by_month", ()] = {at: count for at, count in counts.items() if count}
    return found


def meanwhile(since: datetime, until: datetime | None) -> Iterator[datetime]:
    """Return instants from one until just before another."""
    for now in (*INSTANTS, *(until - timedelta(seconds=1) for _ in [0] if until)):
        if since <= now and (until is None or now < until):
            yield now


def until_the_next_change_nothing_changes(kept: Kept, gate: Gate) -> None:
    until = Index(kept.cache, GROUPING, gate).next_change()
    for record in records(kept):
        lets_in = gate.lets_in(record, GROUPING.zone)
        for now in meanwhile(gate.now, until):
            assert Gate(now, gate.drafts).lets_in(record, GROUPING.zone) == lets_in


def test_every_question_is_asked() -> None:
    asked = {name for name, _ in QUESTIONS}
    assert asked | OF_CONTEXT | RECORDERS == {n for n in vars(Corpus) if not n.startswith("_")}
    assert len(QUESTIONS) > 150


# ---- what is easily got wrong --------------------------------------------------------------------

ONE, TWO, THREE = PATHS
at_any_time = pytest.mark.parametrize("at_once", [1, 2, 500])


@at_any_time
@pytest.mark.parametrize("ids", [("b", "a", "c"), ("c", "a", "b"), ("b", "c", "a"), ("c", "b", "")])
def test_ids_may_move_between_files_whichever_is_looked_at_first(
    ids: tuple[str, ...], at_once: int
) -> None:
    claims = (Said(), Said(kind="demand", by=("envoy",)))
    whole = Report(claims=claims, corrections=("2025-05-20",), via="wire")
    kept = Kept()
    for order in (("a", "b", "c"), ids, ("a", "b", "c")):
        folder = {path: replace(whole, id=id) for path, id in zip(PATHS, order, strict=True) if id}
        built(kept, folder, at_once=at_once)


@pytest.mark.parametrize("at_once", [1, 500])
def test_two_articles_may_want_one_address_at_one_instant(at_once: int) -> None:
    first = Report("a", corrections=("2025-05-20",))
    second = replace(first, id="b", slug="a")
    kept = Kept()
    built(kept, {ONE: first, TWO: second}, at_once=at_once)
    built(kept, {TWO: second}, at_once=at_once)
    built(kept, {ONE: first, TWO: second, THREE: replace(first, id="c", slug="a")})


def test_two_articles_that_want_one_address_may_swap_their_ids() -> None:
    first = Report("a", slug="other", corrections=("2025-04-30T23:30",))
    second = replace(first, id="b", corrections=("2025-05-31T23:59:59",))
    kept = Kept()
    built(kept, {ONE: first, TWO: second})
    built(kept, {ONE: replace(first, id="b"), TWO: replace(second, id="a")})


def test_an_article_whose_data_others_decide_on_changes_its_place_among_all() -> None:
    kept = Kept()
    first, second = Report("a", linked=True), Report("b", published="2025-05-14", linked=True)
    built(kept, {ONE: first, TWO: second})
    changed = built(kept, {ONE: first, TWO: replace(second, published="2025-05-31")})
    assert keys.data("2025-05") in changed


def test_without_articles_no_row_is_left() -> None:
    kept = Kept()
    built(kept, {ONE: Report(claims=(Said(),), publish_at="2025-05-01")})
    built(kept, {})
    assert {name: rows for name, rows in kept.tables().items() if rows}.keys() == {"gate"}


def test_an_edit_that_no_page_shows_changes_no_answer_on_a_point() -> None:
    kept = Kept()
    said = Said(value="30 days")
    built(kept, {ONE: Report(claims=(said,))})
    changed = built(kept, {ONE: Report(title="Another", claims=(said,))})
    assert changed == {keys.article("a"), keys.data("2025-05")}


def test_a_body_is_apart_from_all_else() -> None:
    kept = Kept()
    built(kept, {ONE: Report(body="<p>One.</p>")})
    assert built(kept, {ONE: Report(body="<p>Two.</p>")}) == {keys.body("a")}


def test_the_clock_lets_in_what_is_due_and_takes_it_back() -> None:
    kept, folder = Kept(), {ONE: Report(publish_at="2025-05-14T10:00", expires_at="2025-05-15")}
    opens, closes = datetime(2025, 5, 14, 7, tzinfo=UTC), datetime(2025, 5, 14, 21, tzinfo=UTC)
    second = timedelta(seconds=1)
    for now, due in (
        (opens - second, opens),
        (opens, closes),
        (closes - second, closes),
        (closes, None),
        (opens, closes),
        (opens - second, opens),
        (closes, None),
    ):
        built(kept, folder, Gate(now))
        assert Index(kept.cache, GROUPING, Gate(now)).next_change() == due
        assert (kept.cache.public.index.article("a") is not None) == (due == closes)


def test_with_another_register_or_time_zone_it_is_made_anew() -> None:
    demand = Said(kind="demand", by=("envoy",), on="2025-04-30T23:30")
    folder = {ONE: Report(claims=(demand,), published="2025-04-30T23:30"), TWO: Report("b")}
    kept = Kept()
    built(kept, folder)
    other = Grouping(ZoneInfo("Asia/Tokyo"), {"north": None, "south": None, "envoy": "south"})
    kept.cache.public.index.clear()
    changed = Index(kept.cache, other, AT_NOW).update(kept.cache.readings.paths())
    assert kept.tables() == made_at_once(folder, AT_NOW, other).tables()
    assert {keys.point("truce", "length"), keys.claims_by("south")} <= changed


# ---- any series of edits -------------------------------------------------------------------------


class Editing(RuleBasedStateMachine):
    """Editors edit files, time goes by, and after each step, or a few, somebody builds."""

    def __init__(self) -> None:
        super().__init__()
        self.folder: dict[str, Report] = {}
        self.kept = Kept()
        self.gate = AT_NOW
        self.at_once = 500
        """How many articles are in memory at once."""
        self.left = 0
        """How many edits are to be made before the next build."""

    @initialize(
        folder=st.lists(reports, max_size=3, unique_by=lambda report: report.id),
        at_once=st.sampled_from([500, 1, 2]),
    )
    def begin(self, folder: list[Report], at_once: int) -> None:
        self.folder = dict(zip(PATHS, folder, strict=False))
        self.at_once = at_once

    @rule(edits=st.integers(2, 4))
    def build_only_after(self, edits: int) -> None:
        """Have some edits come together."""
        self.left = edits

    @rule(path=paths, report=reports)
    def write(self, path: str, report: Report) -> None:
        """Write a file; what has its id already gets the id that this one had, or goes."""
        before = self.folder.get(path)
        for other, theirs in list(self.folder.items()):
            if other != path and theirs.id == report.id:
                if before is None:
                    del self.folder[other]
                else:
                    self.folder[other] = replace(theirs, id=before.id)
        self.folder[path] = report

    @rule(number=numbers, change=changes)
    def edit(self, number: int, change: Change) -> None:
        """Change one thing and leave all others as they are."""
        for path in self._there(number):
            self.folder[path] = changed(self.folder[path], [change])

    @rule(number=numbers, claim=numbers, change=changes_of_claims)
    def edit_a_claim(self, number: int, claim: int, change: Change) -> None:
        for path in self._there(number):
            claims = list(self.folder[path].claims) or [Said()]
            at = claim % len(claims)
            claims[at] = replace(claims[at], **dict[str, Any]([change]))
            self.folder[path] = replace(self.folder[path], claims=tuple(claims))

    @rule(number=numbers, to=paths)
    def rename(self, number: int, to: str) -> None:
        """Move a file, perhaps onto another."""
        for path in self._there(number):
            self.folder[to] = self.folder.pop(path)

    @rule(number=numbers, other=numbers)
    def swap_ids(self, number: int, other: int) -> None:
        for path, another in zip(self._there(number), self._there(other), strict=True):
            one, two = self.folder[path], self.folder[another]
            self.folder[path] = replace(one, id=two.id)
            self.folder[another] = replace(self.folder[another], id=one.id)

    @rule(number=numbers)
    def remove(self, number: int) -> None:
        for path in self._there(number):
            del self.folder[path]

    @rule(now=st.sampled_from(INSTANTS))
    def set_the_clock(self, now: datetime) -> None:
        """On or back."""
        self.gate = Gate(now, self.gate.drafts)

    @rule()
    def show_or_hide_drafts(self) -> None:
        self.gate = Gate(self.gate.now, not self.gate.drafts)

    def _there(self, number: int) -> list[str]:
        """Return the file with a number, or none if there are no files."""
        files = sorted(self.folder)
        return [files[number % len(files)]] if files else []

    @invariant()
    def build(self) -> None:
        if self.left:
            self.left -= 1
        else:
            built(self.kept, self.folder, self.gate, self.at_once)


TestEditing = Editing.TestCase
TestEditing.settings = tried(120, stateful_step_count=15)
