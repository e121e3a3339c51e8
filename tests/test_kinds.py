"""A new kind of page is its own files and one record; everything else asks the record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from generator.assemble.corpus import Corpus
from generator.build import Builder
from generator.kinds import KINDS
from generator.plan.kind import Entry, Page, PageKind
from generator.plan.last_modified import of_all_themes
from generator.plan.presenter import Presenter
from generator.plan.views.pages import View
from generator.render.linked import LinkedData
from generator.request import Request, Search
from tests.conftest import Site
from tests.search.reading import found_pages


class QuotationsView(View, frozen=True, kw_only=True):
    """What was said word for word, in reports of one outlet."""

    quotations: tuple[str, ...]


def quotations_entries(corpus: Corpus) -> Iterator[Entry]:
    for key in corpus.names.sources:
        yield Entry(f"quotations/{key}/", key, "content/sources.yaml")


def quotations_view(page: Page, presenter: Presenter) -> QuotationsView:
    corpus = presenter.corpus
    articles = map(corpus.article, corpus.articles_of_source(page.subject, 100))
    quoted = (claim.quote for article in articles for claim in article.claims if claim.quote)
    title = f"Word for word in {presenter.source(page.subject).text}"
    return QuotationsView(
        site=presenter.site,
        path=page.address,
        title=title,
        description=title,
        quotations=tuple(quoted),
    )


QUOTATIONS = PageKind(
    name="quotations",
    entries=quotations_entries,
    plan=quotations_view,
    view=QuotationsView,
    linked=LinkedData.collection,
    modified=of_all_themes,
    searched=True,
)
TEMPLATE = """\
{% extends "base.html" %}
{% block kind %}quotations{% endblock %}
{% block main %}
<div data-pagefind-body data-pagefind-filter="kind[data-kind]" data-kind="quotations">
<h1>{{ view.title }}</h1>
{% for words in view.quotations %}<p>{{ words }}</p>{% endfor %}
</div>
{% endblock %}
"""
PAGE = "quotations/herald/index.html"


@pytest.fixture
def builder(site: Site) -> Builder:
    site.write("templates/quotations.html", TEMPLATE)
    return Builder(site.root / "site", (*KINDS, QUOTATIONS))


def request(site: Site, search: Search = Search.NONE) -> Request:
    return Request(root=site.root, now=datetime(2026, 1, 1, tzinfo=UTC), search=search)


def test_it_is_in_the_output_with_linked_data_and_in_the_map_of_the_site(
    site: Site, builder: Builder
) -> None:
    built = builder.build(request(site))
    assert not built.problems
    page = site.page("quotations/herald/")
    assert "<p>thirty days of silence</p>" in page
    (graph,) = (line for line in page.split("\n") if "application/ld+json" in line)
    linked = json.loads(graph.partition(">")[2].partition("</script>")[0])
    assert linked["@graph"][0]["@type"] == "CollectionPage"
    assert "https://example.org/quotations/herald/" in site.page("sitemap-pages.xml")


def test_readers_find_it(site: Site, builder: Builder) -> None:
    built = builder.build(request(site, Search.MAKE))
    assert not built.problems
    found = found_pages(site.root / "site")["/quotations/herald/"]
    assert "thirty days of silence" in found["content"]


def test_an_edit_is_seen_on_it_without_a_line_that_says_so(site: Site, builder: Builder) -> None:
    builder.build(request(site))
    site.replace("content/articles/first.md", "quote: thirty days of silence", "quote: thirty days")
    built = builder.build(request(site))
    assert built.written is not None
    assert PAGE in built.written.written
    assert "<p>thirty days</p>" in site.page("quotations/herald/")
    assert "quotations/gazette/index.html" not in built.written.written
