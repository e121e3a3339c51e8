"""Publishing makes the site to be once: for its links, and to compare it with the output."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.conftest import Site
from tests.publish.conftest import Repository
from tests.work import made_from_now_on, read_from_now_on, rendered_files

FIRST, SECOND = "content/articles/first.md", "content/articles/second.md"


def test_each_page_is_planned_and_rendered_once(
    site: Site, mine: Repository, remote: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = made_from_now_on(monkeypatch)
    outcome = site.run("publish", "--uncommitted", "--no-build", "--jobs", "1")
    assert outcome.exit_code == 0, outcome.err
    assert mine.git("rev-parse", "refs/remotes/origin/gh-pages")
    assert remote.files() == site.output()
    assert made.planned == made.rendered == Counter(rendered_files(site))


@pytest.mark.usefixtures("mine")
def test_so_it_is_where_the_output_has_files_of_others_and_nothing_is_published(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write("site/articles/draft/index.html", "By hand.")
    made = made_from_now_on(monkeypatch)
    outcome = site.run("publish", "--no-build", "--jobs", "1", "--dry-run", "--uncommitted")
    assert outcome.exit_code == 0, outcome.err
    assert made.planned == made.rendered
    assert set(made.rendered.values()) == {1}


@pytest.mark.usefixtures("mine")
def test_each_article_is_read_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    reads = read_from_now_on(monkeypatch)
    site.run("publish", "--no-build", "--jobs", "1", "--dry-run")
    assert Counter(path for path in reads if "articles" in path) == Counter([FIRST, SECOND])
