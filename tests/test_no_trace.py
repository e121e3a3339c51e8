"""What is not public leaves no trace: no word of it in any file, and no other byte either."""

import re
from collections.abc import Iterator
from random import Random

import pytest

from tests.conftest import Site
from tests.search.reading import index_files

NOW = "2025-06-01"
HIDDEN = {
    "draft": "draft: true",
    "embargoed": "publish_at: 2025-06-01T00:01",
    "expired": "expires_at: 2025-05-31",
}


def marker(random: Random) -> str:
    """Draw a word that occurs nowhere else; letters alone, so that everything takes it."""
    return "zq" + "".join(random.choices("abcdefghijklmnopqrstuvwxyz", k=14))


def hidden_article(words: Iterator[str], how: str) -> str:
    """Write an article of which every key that takes words has one that occurs nowhere else."""
    return f"""\
---
title: Title {next(words)}
id: {next(words)}
slug: {next(words)}
aliases: [/{next(words)}/]
source: gazette
published: 2025-05-17
updated: 2025-05-18
retrieved: 2025-05-18
date_note: {next(words)}
authors: [{next(words)}]
url: https://example.com/{next(words)}
archived: https://example.com/{next(words)}/
summary: In short {next(words)}.
themes: [truce, venues]
{how}
claims:
  - text: A claim {next(words)}.
    id: {next(words)}
    theme: truce
    point: length
    kind: figure
    on: 2024-02-03
    value: {next(words)} days
    quote: quoted {{quote}}
    status: disputed
  - text: Another {next(words)}.
    theme: venues
    kind: demand
    by: [envoy]
corrections:
  - {{date: 2025-05-19, text: "{next(words)}"}}
---
The text {next(words)}, “quoted {{quote}}”.

## Heading {next(words)}
"""


@pytest.mark.parametrize("how", HIDDEN.values(), ids=HIDDEN)
def test_a_hidden_article_leaves_no_trace(site: Site, how: str) -> None:
    random = Random(how)
    words = [marker(random) for _ in range(40)]
    text = hidden_article(iter(words), how).replace("{quote}", words[-1])
    used = [word for word in words if word in text]
    assert len(used) == 17
    site.build("--now", NOW, "--search", "--output", str(site.root / "without"))
    site.write("content/articles/secret.md", text)
    site.build("--now", NOW, "--search")
    seen = site.output()
    haystack = [*seen.items(), *index_files(site.root / "site").items()]
    found = [(file, word) for file, data in haystack for word in used if word.encode() in data]
    assert found == []
    assert not re.search("|".join(used), "\n".join(seen))
    assert seen == site.output("without")


def test_the_search_for_traces_finds_them_where_the_article_is_public(site: Site) -> None:
    word = marker(Random("public"))
    text = hidden_article(iter([word] * 40), "").replace("{quote}", word)
    site.write("content/articles/a.md", text.replace(f"    id: {word}\n", "")).build("--search")
    seen = {file for file, data in site.output().items() if word.encode() in data}
    everywhere = {"index.html", "feed.xml", "feed.json", "data/briefing.json", "data/claims.csv"}
    assert everywhere | {"sitemap-2025-05.xml", "themes/truce/feed.xml"} <= seen
    assert any(word.encode() in data for data in index_files(site.root / "site").values())


def test_an_article_that_expires_is_gone_without_a_trace_from_a_site_that_stood(site: Site) -> None:
    words = [marker(Random("expiring")) for _ in range(40)]
    text = hidden_article(iter(words), "expires_at: 2025-06-02").replace("{quote}", words[-1])
    site.build("--now", NOW, "--search", "--output", str(site.root / "without"))
    site.write("content/articles/secret.md", text).build("--now", NOW, "--search")
    assert site.output() != site.output("without")
    site.build("--now", "2025-06-03", "--search")
    assert site.output() == site.output("without")
