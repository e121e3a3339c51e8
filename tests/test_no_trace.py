"""What is not public leaves no trace: no word of it in any file, and no other byte either."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

import pytest

from tests.conftest import Site
from tests.images import grey_png
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


@pytest.mark.pitfall(5)
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


SOURCES, ACTORS = "content/sources.yaml", "content/actors.yaml"


def registered(kind: str, key: str, name: str, rest: str = "") -> str:
    """Write an entry of a register, of which every word occurs nowhere else."""
    roles = {"actor": f"role: {name} speaks, aliases: [{name} too]", "source": f"note: {name} says"}
    return f"{key}: {{name: {name}, {roles[kind]}{rest}}}\n"


def withheld(how: str, rest: str, body: str = "Text.") -> str:
    """Write an article that is not public; `rest` are further keys and claims."""
    return (
        "---\ntitle: Secret\nsource: herald\npublished: 2024-02-03\nthemes: [truce]\n"
        f"aliases: [/old/secret/]\n{how}\n{rest}---\n{body}\n"
    )


CLAIM = "claims:\n  - {text: A claim., kind: %s, point: length, %s}\n"
NAMED_BY: dict[str, tuple[str, str, str]] = {
    # What a withheld article says; the entries of registers that nothing else names.
    "source": ("source: κρυφό\n", "Text.", registered("source", "κρυφό", "Κρυφή Εφημερίδα")),
    "relayed": ("via: газета\n", "Text.", registered("source", "газета", "Тайная Газета")),
    "claim relayed": (
        CLAIM % ("event", "via: 秘密"),
        "Text.",
        registered("source", "秘密", "秘密新聞"),
    ),
    "position": (
        CLAIM % ("demand", "by: [سري]"),
        "Text.",
        registered("actor", "سري", "الناطق السري"),
    ),
    "fact": (
        CLAIM % ("event", "by: [таємний]"),
        "Text.",
        registered("actor", "таємний", "Таємний"),
    ),
    "chain": (
        CLAIM % ("offer", "by: [voice]"),
        "Text.",
        registered("actor", "voice", "Hidden Voice", ", of: minister")
        + registered("actor", "minister", "Hidden Minister", ", of: realm")
        + registered("actor", "realm", "Hidden Realm"),
    ),
    "linked actor": ("", "See [[actor:비밀]].", registered("actor", "비밀", "비밀 특사")),
    "linked source": ("", "See [[source:סוד|it]].", registered("source", "סוד", "עיתון סוד")),
    "summary": (
        "summary: As [[actor:hush]] said.\n",
        "Text.",
        registered("actor", "hush", "Mister Hush", ", of: north"),
    ),
    "correction": (
        "corrections: [{date: 2025-05-19, text: 'Not [[source:lost]].'}]\n",
        "Text.",
        registered("source", "lost", "The Lost Post"),
    ),
}


@pytest.mark.case("7.10")
@pytest.mark.case("7.11")
@pytest.mark.pitfall(5)
@pytest.mark.parametrize(
    ("by", "how"), [*((by, "draft") for by in NAMED_BY), *(("chain", how) for how in HIDDEN)]
)
def test_who_is_known_from_a_withheld_article_alone_leaves_no_trace(
    site: Site, by: str, how: str
) -> None:
    rest, body, entries = NAMED_BY[by]
    register = SOURCES if "says" in entries else ACTORS
    site.build("--now", NOW, "--output", str(site.root / "without"))
    text = withheld(HIDDEN[how], rest, body)
    if by == "source":
        text = text.replace("source: herald\n", "", 1)
    site.write("content/articles/secret.md", text)
    site.write(register, (site.root / register).read_text() + entries)
    # Not the search index: it is made of these very pages.
    site.build("--now", NOW)
    assert site.output() == site.output("without")


@pytest.mark.parametrize("by", NAMED_BY)
def test_who_is_named_by_a_public_article_is_public(site: Site, by: str) -> None:
    rest, body, entries = NAMED_BY[by]
    register = SOURCES if "says" in entries else ACTORS
    text = withheld("", rest, body)
    if by == "source":
        text = text.replace("source: herald\n", "", 1)
    site.write("content/articles/secret.md", text)
    site.write(register, (site.root / register).read_text() + entries).build("--now", NOW)
    folder = "sources" if register == SOURCES else "actors"
    keys = [line.partition(":")[0] for line in entries.splitlines()]
    assert {f"{folder}/{key}/index.html" for key in keys} <= {*site.output()}
    data = site.output()["data/briefing.json"].decode()
    assert all(f'"id":"{key}"' in data.replace(": ", ":") for key in keys)


def test_an_actor_is_public_from_the_moment_on_that_an_article_is(site: Site) -> None:
    rest, body, entries = NAMED_BY["chain"]
    site.write(ACTORS, (site.root / ACTORS).read_text() + entries)
    site.write("content/articles/secret.md", withheld("publish_at: 2025-06-02", rest, body))
    site.build("--now", NOW)
    assert "actors/realm/index.html" not in site.output()
    for now, is_public in (("2025-06-02", True), ("2025-06-01", False), ("2025-06-03", True)):
        site.build("--now", now)
        assert ("actors/realm/index.html" in site.output()) is is_public
        site.build("--now", now, "--clean", "--output", str(site.root / "clean"))
        assert site.output() == site.output("clean")
    assert "Hidden Voice" in site.page("actors/realm/")


NAMED_ELSEWHERE = {
    "theme": ("themes/truce.md", "More is unknown.", "More is unknown to [[actor:hush]]."),
    "page": ("content/pages/about.md", "", "---\ntitle: About\n---\nAsk [[actor:hush]].\n"),
    "article": ("content/articles/first.md", "Wednesday.", "Wednesday, said [[actor:hush]]."),
}


@pytest.mark.parametrize("where", NAMED_ELSEWHERE)
def test_who_is_named_anywhere_else_is_public_until_that_ends(site: Site, where: str) -> None:
    path, old, new = NAMED_ELSEWHERE[where]
    site.write(ACTORS, (site.root / ACTORS).read_text() + registered("actor", "hush", "Hush"))
    site.write("content/articles/secret.md", withheld("draft: true", "", "[[actor:hush]]"))
    site.build("--now", NOW)
    assert "Hush" not in site.page("actors/")
    text = (site.root / path).read_text() if old else ""
    site.write(path, text.replace(old, new) if old else new).build("--now", NOW)
    assert "Hush" in site.page("actors/hush/")
    assert "Hush" in site.page("actors/")
    (site.write(path, text) if old else site.remove(path)).build("--now", NOW)
    assert "actors/hush/index.html" not in site.output()
    assert "Hush" not in site.page("actors/")


def test_a_text_that_may_not_be_published_names_nobody(site: Site) -> None:
    site.write(ACTORS, (site.root / ACTORS).read_text() + registered("actor", "hush", "Hush"))
    site.replace(
        "content/articles/first.md", "themes: [truce]", "themes: [truce]\npublish: excerpt"
    ).replace("content/articles/first.md", "Wednesday.", "Wednesday [[actor:hush]] ![A](a.png).")
    site.write("content/media/a.png", grey_png(2, 1)).build()
    assert not {"actors/hush/index.html", "media/a.png"} & {*site.output()}


IMAGES = {
    "shown": "![A map](карта.png)",
    "linked": "[The map](/media/карта.png)",
    "linked in capitals": "[The map](/media/%D0%BA%D0%B0%D1%80%D1%82%D0%B0.png#top)",
    "in a list": "- ![A map](карта.png)",
    "in a table": "| A |\n|---|\n| ![A map](карта.png) |",
}


@pytest.mark.parametrize(
    ("image", "how"),
    [*((image, "draft") for image in IMAGES), *(("shown", how) for how in HIDDEN)],
)
def test_an_image_of_a_withheld_article_alone_is_not_published(
    site: Site, image: str, how: str
) -> None:
    site.build("--now", NOW, "--output", str(site.root / "without"))
    site.write("content/articles/secret.md", withheld(HIDDEN[how], "", IMAGES[image]))
    site.write("content/media/карта.png", grey_png(2, 1)).build("--now", NOW)
    assert site.output() == site.output("without")
    path = "content/articles/first.md"
    site.replace(path, "Wednesday.", f"Wednesday.\n\n{IMAGES[image]}").build("--now", NOW)
    assert "media/карта.png" in site.output()


def test_an_image_that_no_article_has_may_be_meant_for_a_template(site: Site) -> None:
    site.write("content/media/logo.png", grey_png(2, 1)).build()
    assert "media/logo.png" in site.output()
