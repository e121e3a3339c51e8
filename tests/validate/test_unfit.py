"""A site that is still an example is told as one, and not published at an address of examples."""

from __future__ import annotations

import pytest

from generator.validate import unfit
from tests.conftest import Site

NAMES = (*("example", "example.com", "example.net", "example.org", "invalid", "localhost", "test"),)


@pytest.fixture
def _told(_addresses: pytest.MonkeyPatch, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tell of reserved names, as anywhere but in tests."""
    monkeypatch.setattr(unfit, "RESERVED", NAMES)


@pytest.mark.usefixtures("_told")
@pytest.mark.parametrize(
    ("address", "is_told"),
    [
        ("https://example.org/", True),
        ("https://EXAMPLE.com./brief/", True),
        ("https://www.example.net:8443/", True),
        ("https://river.example/", True),
        ("http://localhost:8000/", True),
        ("https://example.org.ua/", False),
        ("https://myexample.org/", False),
        ("https://example.github.io/", False),
        ("https://test.ua/", False),
    ],
)
def test_an_address_that_nobody_can_have_is_told(site: Site, address: str, is_told: bool) -> None:
    told = site.replace("content/site.yaml", "https://example.org/", address).run("check").err
    assert ("content/site.yaml:3:11: warning: " in told) is is_told
    assert ("is reserved for examples" in told) is is_told
    assert site.run("check", "--base-url", "https://brief.ua/").err == ""


def test_the_mark_of_the_example_is_told_until_it_is_deleted(site: Site) -> None:
    site.replace("content/site.yaml", "base_url", "example: true\nbase_url")
    assert "content/site.yaml:3:10: warning: the site is still marked as the" in (
        site.run("check").err
    )
    assert "content of the example may be left" in site.run("status", "--now", "2025-05-21").out
    site.replace("content/site.yaml", "example: true\n", "")
    assert site.run("check").err == ""
