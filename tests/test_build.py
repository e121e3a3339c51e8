from pathlib import Path

import pytest

from generator.read import scan as scanning
from generator.read.scan import Snapshot
from tests.conftest import SITE, Site

THIRD = "content/articles/third.md"


def test_a_site_without_a_fault_builds(site: Site) -> None:
    site.build()
    assert "No truce yet." in site.page("themes/truce/")


def test_an_article_that_goes_after_it_was_seen_is_as_if_it_had_never_been_there(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.build()
    right = site.output()
    site.write(THIRD, SITE["content/articles/second.md"])
    scan = scanning.scan

    def scanned(root: Path) -> Snapshot:
        found = scan(root)
        (root / THIRD).unlink(missing_ok=True)
        return found

    monkeypatch.setattr("generator.build.scan", scanned)
    assert site.build().err == ""
    assert site.output() == right
