"""Inputs that nobody hopes for: a clear message for each, or the right draft."""
# ruff: noqa: E501 - the expected texts stand here as they are printed

from __future__ import annotations

import io
import os
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Site
from tests.importing.conftest import NOW, drafts
from tests.importing.making import paragraph, word

UKRAINIAN = "Міст закрито\n\nМіст закрито до жовтня, вирішила міська рада у четвер. Є й дорога через греблю."
FRENCH = (
    "Le pont reste fermé\n\nLe pont reste fermé jusqu’à l’été, a décidé le conseil. C’est voté."
)


def zipped(**files: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return data.getvalue()


LAUGHS = (
    "<!DOCTYPE l [<!ENTITY a0 'ha ha ha ha '>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 9))
    + "]><w>&a8;</w>"
)
SAVE = "open it and save it as .docx or as plain text"
# What is large is made where it is needed: every process that is forked would have a share in it.
BAD: dict[str, tuple[bytes | Callable[[], bytes], str]] = {
    "empty.txt": (b"", "there is nothing in it; was the text saved, or the pipe filled? [empty]"),
    "white.txt": (
        b" \n\t\r\n",
        "there is nothing in it; was the text saved, or the pipe filled? [empty]",
    ),
    "word.txt": (
        b"Bridge",
        "no sentence of a report is in it, only what is around one; copy the text itself [empty]",
    ),
    "menu.html": (
        b"<html><body><nav>Home</nav><footer>All rights reserved</footer></body></html>",
        "no sentence of a report is in it, only what is around one; copy the text itself [empty]",
    ),
    "scripts.html": (
        b"<html><script>x()</script></html>",
        "it holds no text; copy the text of the report itself [empty]",
    ),
    "scan.pdf": (
        b"%PDF-1.7\n%\xe2\xe3",
        "this is a PDF, not a text; open it, select all, copy, and hand the text over: briefing add - (then paste, Ctrl+D) [not-text]",
    ),
    "renamed.txt": (
        b"%PDF-1.4\n",
        "this is a PDF, not a text; open it, select all, copy, and hand the text over: briefing add - (then paste, Ctrl+D) [not-text]",
    ),
    "photo.png": (
        b"\x89PNG\r\n\x1a\n" + bytes(50),
        "this is a picture (PNG), not a text; type out or copy the text that it shows [not-text]",
    ),
    "old.doc": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        f"this is an old Word document (.doc), not a text; {SAVE} [not-text]",
    ),
    "text.rtf": (b"{\\rtf1 x}", f"this is an RTF document, not a text; {SAVE} [not-text]"),
    "random.bin": (
        random.Random(1).randbytes(5000),
        f"this is no text but a file of a program; {SAVE}, or copy its text [not-text]",
    ),
    "files.zip": (
        zipped(a=b"x"),
        "this is a zip archive, not a text; unpack it and add the files in it [not-text]",
    ),
    "table.xlsx": (
        zipped(**{"[Content_Types].xml": b"<x/>", "xl__workbook.xml": b"<x/>"}),
        "this is no Word document (a spreadsheet, slides?); copy its text and hand that over: briefing add - [not-text]",
    ),
    "text.odt": (
        b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text",
        f"this is an OpenDocument file, not a text; {SAVE} [not-text]",
    ),
    "broken.docx": (
        word(paragraph("The bridge is closed."))[:400],
        "this Word document is damaged; open it in Word or LibreOffice and save it again as .docx [broken]",
    ),
    "laughs.docx": (
        zipped(
            **{
                "[Content_Types].xml": b"<x/>",
                "_rels__.rels": b"<x/>",
                "word__document.xml": LAUGHS.encode(),
            }
        ),
        "this Word document is damaged; open it in Word or LibreOffice and save it again as .docx [broken]",
    ),
    "bomb.docx": (
        lambda: zipped(
            **{"[Content_Types].xml": b"<x/>", "word__document.xml": b"<w>" + b" " * 30_000_000}
        ),
        "unpacked, this Word document has 30 MB; copy its text and hand that over: briefing add - [too-large]",
    ),
    "five.txt": (
        lambda: (
            b"The council met again and spoke of the bridge for hours without end.\n\n" * 75_000
        ),
        "5.1 million characters of text, and a report has at most 1 million; cut it into its reports, and add these [too-long]",
    ),
    "large.html": (
        lambda: b"<html>" + b"x" * 20_000_000,
        "20 MB, and a report has at most 20; save the text alone [too-large]",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_become_a_draft_is_told_with_what_to_do(town: Site, name: str) -> None:
    data, told = BAD[name]
    town.write(name, data() if callable(data) else data)
    file = str(town.root / name)
    outcome = town.run("add", file)
    assert outcome.exit_code == 1
    assert outcome.err == f"{file}: error: {told}\n1 input of 1 not added\n"
    assert drafts(town) == []
    assert not (town.root / "archive").exists()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("folder", "this is a folder; name the files in it, such as folder/*.txt [folder]"),
        ("nowhere.txt", "there is no such file [not-found]"),
        (
            "www.example.org/page",
            "there is no such file; for a web address, write https://www.example.org/page [not-found]",
        ),
        (
            "ftp://example.org/page",
            "there is no such file; of web addresses, those that begin with https:// or http:// can be added [not-found]",
        ),
        (
            "file:///home/page.html",
            "there is no such file; name it by its path alone, without file:// [not-found]",
        ),
        ("bad\0name", "cannot be read: embedded null byte [unreadable]"),
    ],
)
def test_what_is_no_file_is_told(
    town: Site, monkeypatch: pytest.MonkeyPatch, name: str, told: str
) -> None:
    (town.root / "folder").mkdir()
    monkeypatch.chdir(town.root)
    outcome = town.run("add", name)
    assert outcome.exit_code == 1
    assert outcome.err.splitlines()[0].endswith(f": error: {told}")


@pytest.mark.parametrize("kind", ["pipe", "device", "link to a pipe"])
def test_what_may_never_end_is_not_read(town: Site, kind: str) -> None:
    file = town.root / "input"
    os.mkfifo(town.root / "pipe")
    if kind == "device":
        file = Path("/dev/zero")
    elif kind == "pipe":
        file = town.root / "pipe"
    else:
        file.symlink_to("pipe")
    (town.root / "archive").mkdir()
    for ending in (".txt", ".sha256"):
        os.mkfifo(town.root / f"archive/pipe{ending}")
    town.write("report.txt", UKRAINIAN)
    outcome = town.run("add", str(file), str(town.root / "report.txt"))
    assert outcome.exit_code == 1
    assert outcome.err.splitlines()[0] == (
        f"{file}: error: this is a pipe or a device, not a file; to add what comes out of it, hand "
        f"it over on standard input: briefing add - < {file} [no-file]"
    )
    assert len(drafts(town)) == 1


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((UKRAINIAN, code) for code in ("utf-8-sig", "utf-16", "utf-16-be", "cp1251", "koi8_u")),
        *((FRENCH, code) for code in ("utf-8", "utf-16-le", "cp1252")),
    ],
)
def test_a_text_is_read_in_whatever_encoding_it_is(town: Site, text: str, encoding: str) -> None:
    town.write("report.txt", text.encode(encoding))
    outcome = town.run("add", str(town.root / "report.txt"), "--now", NOW)
    assert outcome.exit_code == 0, outcome.err
    (draft,) = drafts(town)
    title, sentence = text.split("\n\n")
    written = draft.read_text("utf-8")
    assert f'title: "{title}"' in written
    assert written.endswith(f"\n---\n{sentence}\n")
    assert town.errors("--archive", str(town.root / "archive")) == []


def test_a_file_may_have_a_name_that_is_no_text(town: Site) -> None:
    file = town.root / os.fsdecode(b"odd\n\xff.txt")
    file.write_text(FRENCH, encoding="utf-8")
    outcome = town.run("add", str(file), "--now", NOW)
    assert outcome.exit_code == 0, outcome.err
    (draft,) = drafts(town)
    assert "# A draft that `briefing add` made of odd \ufffd.txt.\n" in draft.read_text("utf-8")
    assert town.errors() == []


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("橋は閉鎖", "市議会は橋を十月まで閉鎖すると決めた。市長は「春には開く」と述べた。"),
        ("大桥关闭", "市议会决定将大桥关闭至十月。市长说：“明年春天开放。”"),
    ],
)
def test_sentences_without_spaces_are_sentences(town: Site, title: str, text: str) -> None:
    town.write("report.txt", f"{title}\n\n{text}\n")
    outcome = town.run("add", str(town.root / "report.txt"), "--now", NOW)
    assert outcome.exit_code == 0, outcome.err
    (draft,) = drafts(town)
    written = draft.read_text("utf-8")
    assert f"\ntitle: {title}\n" in written
    assert written.endswith(f"\n---\n{text}\n")


@pytest.mark.parametrize(("claimed", "true"), [("utf-8", "cp1252"), ("iso-8859-1", "utf-8")])
def test_a_page_may_lie_about_its_encoding(town: Site, claimed: str, true: str) -> None:
    title, sentence = FRENCH.split("\n\n")
    page = f'<html><meta charset="{claimed}"><body><h1>{title}</h1><p>{sentence}</p></body></html>'
    town.write("page.html", page.encode(true))
    assert town.run("add", str(town.root / "page.html"), "--now", NOW).exit_code == 0
    (draft,) = drafts(town)
    assert draft.read_text("utf-8").endswith(f"\n---\n{sentence}\n")


HOSTILE = r"""<html><head><title>Bridge <script>alert(1)</script></title>
<script type="application/ld+json">{"@type": "NewsArticle",
 "headline": "Bridge closed\u0000 \u202e---\n---\nid: x", "datePublished": "2025-13-45",
 "author": [{"name": "A\n# draft: false"}, 7, null], "url": "javascript:alert(1)",
 "publisher": ["x"], "mainEntityOfPage": {"@id": ["y"]}}</script></head>
<body><h1>Bridge closed for hostile reasons</h1>
<p onclick="x()">The bridge is <b>closed</b> until <img src=x onerror=alert(1)>October, and
[[theme:none]] [@none#c1] {++added++} &lt;script&gt;alert(1)&lt;/script&gt; stand in this report.</p>
<p>%%hidden%% words &amp;amp; more <!-- no --> of this kind stand here [check this] now.</p>
<p>---</p><p>1. First</p><p># heading like</p>
<p>TODO: write http://localhost/x and ![alt](missing.png) and <a href="javascript:x">link</a>[^1]</p>
<p>2024. Then came a long, long winter with ``` in it | and | tables, as they said &#8238;here.</p>
</body></html>"""


def test_a_hostile_page_stays_text(town: Site) -> None:
    town.write("page.html", HOSTILE)
    assert town.run("add", str(town.root / "page.html"), "--now", NOW).exit_code == 0
    (draft,) = drafts(town)
    text = draft.read_text("utf-8")
    assert 'title: "Bridge closed --- --- id: x"' in text
    assert 'authors: ["A # draft: false"]' in text
    assert "javascript:alert" not in text
    draft.write_text(
        text.replace("draft: true\n", "").replace("publish: excerpt\n", ""), encoding="utf-8"
    )
    assert town.errors() == []
    town.build()
    page = town.page("articles/2025-05-20-bridge-closed-id-x/")
    for words in (
        "[[theme:none]] [@none#c1] {++added++} &lt;script&gt;alert(1)&lt;/script&gt; stand",
        "%%hidden%% words &amp;amp; more of this kind stand here [check this] now.",
        "<p>1. First</p>",
        "<p># heading like</p>",
        "![alt](missing.png) and link[^1]",
        "<p>2024. Then came a long, long winter with ``` in it | and | tables, as they said here.",
    ):
        assert words in page
    assert "<script>alert" not in page


def test_a_page_of_far_more_elements_than_a_report_is_refused(town: Site) -> None:
    town.write("deep.html", "<html><body>" + "<div>" * 100_000 + "The bridge is closed, they say.")
    outcome = town.run("add", str(town.root / "deep.html"))
    assert outcome.exit_code == 1
    assert "this web page has far more elements than a report" in outcome.err


def test_a_page_that_is_fifty_thousand_elements_deep_does_no_harm(town: Site) -> None:
    town.write("deep.html", "<html><body>" + "<div>" * 50_000 + "The bridge is closed, they say.")
    outcome = town.run("add", str(town.root / "deep.html"))
    assert outcome.exit_code == 1
    assert "it holds no text" in outcome.err


def test_a_word_document_of_far_more_elements_than_a_report_is_refused(town: Site) -> None:
    town.write("many.docx", word("<w:p/>" * 100_001))
    outcome = town.run("add", str(town.root / "many.docx"))
    assert outcome.exit_code == 1
    assert "this Word document has far more elements than a report" in outcome.err


def test_tables_within_tables_without_end_are_told_as_damage(town: Site) -> None:
    cells = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    town.write("deep.docx", word(cells[0] * 5_000 + cells[1] * 5_000))
    outcome = town.run("add", str(town.root / "deep.docx"))
    assert outcome.exit_code == 1
    assert "this Word document is damaged" in outcome.err
