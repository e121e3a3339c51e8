"""How a page is cited: in words, for BibTeX, and as CSL JSON."""

from __future__ import annotations

import json
import re

import pytest
from lxml import html

from tests.conftest import Site
from tests.heads import Head

BASE = "https://example.org/repo/"


def forms(site: Site, address: str) -> dict[str, str]:
    """Return the references that a page shows, by their form."""
    site.build("--base-url", BASE)
    page = html.fromstring(site.page(address).encode())
    found = page.xpath("//*[@id='cite']//*[@data-cites]")
    return {one.get("data-cites"): one.text_content() for one in found}


def fields(entry: str) -> dict[str, str]:
    """Return the fields of an entry of BibTeX, read as BibTeX does: by counting braces."""
    kind, _, rest = entry.partition("{")
    assert kind == "@online"
    key, _, rest = rest.partition(",")
    found = {"key": key}
    at = 0
    while start := re.compile(r"\s*(\w+) = \{").match(rest, at):
        at, depth = start.end(), 1
        while depth:
            depth += {"{": 1, "}": -1}.get(rest[at], 0)
            at += 1
        found[start[1]] = rest[start.end() : at - 1]
        assert rest[at] == ","
        at += 1
    assert rest[at:].strip() == "}", rest[at:]
    return found


def titled(site: Site, title: str) -> None:
    quoted = title.replace("'", "''")
    site.replace("themes/truce.md", "title: Truce", f"title: '{quoted}'")


def edited(site: Site, editor: str) -> None:
    site.replace("content/site.yaml", "title:", f"editor: {{name: {editor}}}\ntitle:")


def test_a_briefing_is_cited_with_editor_site_state_and_address(site: Site) -> None:
    edited(site, "The Editors")
    found = forms(site, "themes/truce/")
    assert found["text"] == (
        "Truce. Small Site. Edited by The Editors. As of 20 May 2025."
        " https://example.org/repo/themes/truce/"
    )
    assert fields(found["bibtex"]) == {
        "key": "truce-2025-05-20",
        "title": "{Truce}",
        "editor": "{The Editors}",
        "organization": "{Small Site}",
        "date": "2025-05-20",
        "url": "https://example.org/repo/themes/truce/",
    }
    assert json.loads(found["csl"]) == [
        {
            "id": "truce-2025-05-20",
            "type": "webpage",
            "title": "Truce",
            "container-title": "Small Site",
            "editor": [{"literal": "The Editors"}],
            "issued": {"date-parts": [[2025, 5, 20]]},
            "URL": "https://example.org/repo/themes/truce/",
            "language": "en",
        }
    ]


def test_a_site_without_an_editor_names_none(site: Site) -> None:
    found = forms(site, "themes/truce/")
    assert "Edited by" not in found["text"]
    assert "editor" not in fields(found["bibtex"])
    assert "editor" not in json.loads(found["csl"])[0]


def test_what_is_cited_of_a_report_is_our_account_of_it_so_its_outlet_is_named(site: Site) -> None:
    found = forms(site, "articles/first/")
    assert found["text"].startswith("First report (The Herald). Small Site. As of 15 May 2025. ")
    assert fields(found["bibtex"])["title"] == "{First report (The Herald)}"


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Who pays? 50% & more", r"Who pays? 50\% \& more"),
        ("Price: $5 for #1_a", r"Price: \$5 for \#1\_a"),
        ("A } brace and a { brace", r"A \textbraceright{} brace and a \textbraceleft{} brace"),
        ("~5 ^ 2", r"\textasciitilde{}5 \textasciicircum{} 2"),
        (r"C:\temp", r"C:\textbackslash{}temp"),
        ('The "truce", it is called', 'The "truce", it is called'),
        ("Перемир’я в Стамбулі", "Перемир’я в Стамбулі"),
        ("وقف إطلاق النار", "وقف إطلاق النار"),
        ("停火：何时开始？", "停火：何时开始？"),
        ("Thỏa thuận ngừng bắn", "Thỏa thuận ngừng bắn"),
    ],
)
def test_what_bibtex_would_take_for_a_command_is_escaped(
    site: Site, title: str, written: str
) -> None:
    titled(site, title)
    found = forms(site, "themes/truce/")
    assert fields(found["bibtex"])["title"] == f"{{{written}}}"
    assert json.loads(found["csl"])[0]["title"] == title


@pytest.mark.parametrize("title", ["Is there a truce?", "停火何时开始？", "هل هناك هدنة؟"])
def test_a_title_that_ends_a_sentence_gets_no_full_stop(site: Site, title: str) -> None:
    titled(site, title)
    assert forms(site, "themes/truce/")["text"].startswith(f"{title} Small Site. ")


def test_the_key_of_an_entry_has_latin_letters_whatever_the_address_has(site: Site) -> None:
    site.write("themes/перемирʼя.md", (site.root / "themes/truce.md").read_text(encoding="utf-8"))
    found = forms(site, "themes/перемирʼя/")
    assert re.fullmatch(r"[0-9a-f]{10}-2025-05-20", fields(found["bibtex"])["key"])
    assert "%D0" in fields(found["bibtex"])["url"]


def test_a_state_of_a_month_is_dated_by_the_month(site: Site) -> None:
    site.replace("themes/truce.md", "as_of: 2025-05-20", "as_of: 2025-05-20T18:30")
    found = forms(site, "themes/truce/")
    assert fields(found["bibtex"])["date"] == "2025-05-20"
    assert "As of 20 May 2025, 18:30 UTC." in found["text"]


def test_reference_managers_read_the_same_in_the_head(site: Site) -> None:
    edited(site, "The Editors")
    site.build("--base-url", BASE)
    head = Head(site.page("themes/truce/"))
    names = ("title", "publisher", "publication_date", "public_url", "language")
    assert [head.meta(f"citation_{name}") for name in names] == [
        *("Truce", "The Editors", "2025-05-20", f"{BASE}themes/truce/", "en"),
    ]
    assert head.meta("DC.type") == "webpage"  # Zotero would else make it an article of a journal
    assert Head(site.page("")).meta("citation_title") is None


def test_a_title_cannot_break_out_of_any_form(site: Site) -> None:
    titled(site, """</code></pre><script>alert('x')</script>""")
    site.build()
    assert "<script>alert" not in site.page("themes/truce/")
