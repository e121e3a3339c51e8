"""What a planner asks for is recorded, whatever way it takes to it."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from generator.assemble import keys
from generator.assemble.corpus import Corpus
from generator.assemble.memo import Memo
from generator.kinds import KINDS
from generator.maker import Maker
from generator.pipeline import prepare
from generator.plan.kind import Kind, Page, contents, dated_pages
from generator.plan.presenter import Presenter
from generator.read.scan import scan
from generator.request import Request
from generator.session import Session
from generator.store.cache import Cache
from tests.conftest import Site

PLAN = Path(__file__).parents[2] / "generator/plan"
RECORDERS = {"recording", "record"}
"""Methods of the corpus that answer nothing."""
ARGUMENTS = {
    "id": "first",
    "theme": "truce",
    "name": "truce",
    "month": "2025-05",
    "first_month": "2025-05",
    "key": "herald",
    "term": "pause",
    "actor": "north",
    "point": "length",
    "address": "about/",
    "most": 5,
}


@pytest.fixture
def maker(site: Site) -> Maker:
    """A site that was prepared, and can be planned."""
    site.write("content/pages/about.md", "---\ntitle: About\n---\nWho we are.\n")
    site.write("content/glossary.yaml", "pause: {term: Pause, meaning: Silence for a while.}\n")
    cache, snapshot = Cache(None, ""), scan(site.root)
    request = Request(root=site.root, now=datetime(2026, 1, 1, tzinfo=UTC))
    prepared = prepare(Session(cache), request, snapshot, cache.files.suspects(snapshot))
    assert prepared.site is not None
    return prepared.site.maker


@pytest.fixture
def corpus(maker: Maker) -> Corpus:
    return maker.presenter().corpus


def answers() -> list[str]:
    public = (name for name in vars(Corpus) if not name.startswith("_"))
    return [name for name in public if name not in RECORDERS]


def ask(corpus: Corpus, name: str) -> object:
    """Ask a corpus for something of the site, by the name of a method or property."""
    answer = getattr(corpus, name)
    if not callable(answer):
        return answer
    names = inspect.signature(answer).parameters
    found = answer(*(ARGUMENTS[name] for name in names))
    return list(found) if inspect.isgenerator(found) else found


@pytest.mark.parametrize("name", answers())
def test_whatever_is_asked_for_is_recorded(corpus: Corpus, name: str) -> None:
    for _ in range(2):  # also where the answer is in memory already
        with corpus.recording() as dependencies:
            ask(corpus, name)
        assert dependencies


def test_the_presenter_gives_nothing_that_is_not_recorded(maker: Maker) -> None:
    presenter = maker.presenter()
    asked: dict[str, Callable[[], object]] = {
        "site": lambda: presenter.site,
        "language": lambda: presenter.language,
        "actor": lambda: presenter.actor("north"),
        "source": lambda: presenter.source("herald"),
        "theme": lambda: presenter.theme("truce"),
        "point": lambda: presenter.point("truce", "length"),
        "claim": lambda: presenter.claim(("first", "c1")),
        "articles": lambda: presenter.articles(["first"]),
    }
    for _ in range(2):
        for name, ask_for in asked.items():
            with presenter.corpus.recording() as dependencies:
                ask_for()
            assert keys.NAMES in dependencies, name
            if name in ("claim", "articles"):
                assert keys.article("first") in dependencies


def test_what_is_made_once_is_recorded_each_time_and_so_is_what_it_is_made_of(
    corpus: Corpus,
) -> None:
    titles: Memo[str, str] = Memo(corpus, lambda id: corpus.article(id).title)
    shouted: Memo[str, str] = Memo(corpus, lambda id: titles(id).upper())
    for _ in range(3):
        with corpus.recording() as dependencies:
            assert shouted("first") == "FIRST REPORT"
        assert dependencies == {keys.article("first")}


def test_a_planner_that_looks_elsewhere_meanwhile_is_recorded_all_the_same(
    corpus: Corpus,
) -> None:
    with corpus.recording() as outer:
        corpus.latest_articles(3)
        with corpus.recording() as inner:
            corpus.article("second")
        corpus.point("truce", "length")
    assert outer == {keys.ARTICLES, keys.point("truce", "length")}
    assert inner == {keys.article("second")}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_other_pages_left_in_memory_hides_no_dependency_of_the_next(
    maker: Maker, kind: Kind
) -> None:
    used = maker.presenter()
    corpus = Corpus(maker._cache.public_here(), maker._context)
    fresh = Presenter(corpus, partial(dated_pages, KINDS), drafts=False)
    for page in contents([other for other in KINDS if other is not kind], used.corpus):
        planned(page, used)
    for page in contents([kind], used.corpus):
        assert planned(page, used) == planned(page, fresh)


def planned(page: Page, presenter: Presenter) -> set[str]:
    """Plan a page; return the keys that were recorded."""
    (kind,) = (kind for kind in KINDS if kind.name == page.kind)
    with presenter.corpus.recording() as dependencies:
        kind.plan(page, presenter)
    return dependencies


@pytest.mark.parametrize("file", sorted(PLAN.rglob("*.py")), ids=lambda file: file.name)
def test_no_planner_reaches_past_the_corpus(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert not (node.module or "").startswith("generator.store"), file
        if (
            isinstance(node, ast.Attribute)
            and node.attr.startswith("_")
            and node.attr != "__init__"
        ):
            assert isinstance(node.value, ast.Name), file
            assert node.value.id == "self", f"{file}: {ast.unparse(node)}"
