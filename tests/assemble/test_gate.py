"""What is public: one gate for every page."""

import pytest

from tests.conftest import Site

SECRET = "Zebra report of secrets"


def hidden(site: Site, key: str) -> Site:
    """Add an article with a word that stands nowhere else."""
    return site.write(
        "content/articles/zebra.md",
        f"""\
---
title: {SECRET}
source: herald
published: 2025-05-17
themes: [truce]
aliases: [/zebra-once/]
{key}
claims:
  - text: Zebra claim.
    point: length
    kind: figure
    on: 2025-05-16
    value: zebra days
    quote: zebra words
corrections:
  - date: 2025-05-18
    text: Zebra correction.
---
Here are “zebra words”.
""",
    )


def shown(site: Site) -> bool:
    return any(b"ebra" in data or "ebra" in file for file, data in site.output().items())


@pytest.mark.parametrize(
    "key", ["draft: true", "publish_at: 2025-06-01", "expires_at: 2025-05-20T12:00+00:00"]
)
def test_no_string_of_a_hidden_article_is_anywhere_in_the_output(site: Site, key: str) -> None:
    hidden(site, key).build("--now", "2025-05-25")
    assert not shown(site)


def test_an_embargo_ends_at_its_time_in_the_zone_of_the_site(site: Site) -> None:
    site.replace("content/site.yaml", "id:", "timezone: Asia/Tokyo\nid:")
    hidden(site, "publish_at: 2025-06-01T09:00")
    site.build("--now", "2025-05-31T23:59Z")
    assert not shown(site)
    site.build("--now", "2025-06-01T00:00Z")
    assert shown(site)


def test_what_expired_is_taken_down_again(site: Site) -> None:
    hidden(site, "expires_at: 2025-06-01").build("--now", "2025-05-31")
    assert shown(site)
    site.build("--now", "2025-06-01")
    assert not shown(site)


def test_drafts_can_be_shown_on_request(site: Site) -> None:
    hidden(site, "draft: true").build("--drafts", "--output", str(site.root / "preview"))
    assert SECRET in site.output("preview")["articles/zebra/index.html"].decode()


def test_a_citation_of_a_hidden_article_is_left_out_with_a_warning(site: Site) -> None:
    hidden(site, "draft: true")
    site.replace("themes/truce.md", "More is unknown.", "More[@zebra] and [[zebra]] [[zebra|it]].")
    outcome = site.build("--now", "2025-05-25")
    assert "themes/truce.md:14:53: warning: the article 'zebra' is not public" in outcome.err
    assert not shown(site)
    assert "a report not published here it." in site.page("themes/truce/")
