"""Marks that failed, in all Markdown of a site; comments, which readers never get."""

from __future__ import annotations

import gzip

import pytest

from tests.conftest import Site

FIRST = "content/articles/first.md"
TRUCE = "themes/truce.md"
ABOUT = "content/pages/about.md"


def problems(site: Site) -> list[str]:
    """Return what is told about a site, without the lines of its files."""
    told = site.run("check").err.splitlines()
    return [line for line in told if ": error: " in line or ": warning: " in line]


PLACES = {
    "the body of an article": (FIRST, "on Wednesday", "{}"),
    "a summary": (FIRST, "claims:", "summary: Words {}\nclaims:"),
    "a summary in quotes": (FIRST, "claims:", 'summary: "Words {}"\nclaims:'),
    "a folded summary": (FIRST, "claims:", "summary: >\n  Words\n  and {}\nclaims:"),
    "a correction of an article": (
        FIRST,
        "claims:",
        "corrections:\n  - date: 2025-05-16\n    text: '{}'\nclaims:",
    ),
    "a bottom line": (TRUCE, "More is unknown.", "{}"),
    "a note": (TRUCE, "title: Length\n", "title: Length\n    note: Words {}\n"),
    "an unknown": (TRUCE, "points:", "unknowns:\n  - Words {}\npoints:"),
    "something to watch": (TRUCE, "points:", "watch:\n  - {}\npoints:"),
}


@pytest.mark.parametrize(
    "written", ["[@first #c1]", "[@first ＃c1]", "[@first＃ c1]", "[@first# c1]"]
)
def test_a_claim_that_is_set_apart_from_its_article_belongs_to_it(site: Site, written: str) -> None:
    site.replace(FIRST, "on Wednesday", written)
    (told,) = problems(site)
    assert told.endswith("hold nothing but keys; write [@first#c1] [bad-mark]")


@pytest.mark.parametrize("place", PLACES)
def test_marks_that_failed_are_told_wherever_markdown_is_written(site: Site, place: str) -> None:
    file, old, new = PLACES[place]
    site.replace(file, old, new.format("see [@nobody"))
    (told,) = problems(site)
    where, message = told.split(": error: ")
    path, line, column = where.split(":")
    assert path == file
    lines = (site.root / file).read_text(encoding="utf-8").splitlines()
    assert lines[int(line) - 1][int(column) - 1 :].startswith("[@nobody")
    assert message == (
        "'[@nobody' stays on the page as text: it begins a citation, and ] is missing at its end; "
        "write [@nobody] [bad-mark]"
    )


@pytest.mark.parametrize("written", ["##Що відомо", "## 标题"])
def test_a_heading_in_a_text_of_one_line_is_told(site: Site, written: str) -> None:
    site.replace(TRUCE, "points:", f"unknowns:\n  - '{written}'\npoints:")
    words = written.lstrip("# ")
    assert problems(site) == [
        f"{TRUCE}:9:6: warning: '{written}' stays on the page as text: a text of one line has no "
        f"headings; write {words} [failed-heading]"
    ]


def test_a_page_has_leftovers_too(site: Site) -> None:
    site.write(ABOUT, "---\ntitle: About\n---\nOne\n\n- two\n  <br> three\n")
    assert problems(site) == [
        f"{ABOUT}:7:3: warning: '<br>' stays on the page as text: HTML is not read; remove it; a "
        "backslash at the end of a line, \\, begins a new one [html]"
    ]


def test_a_second_note_names_the_line_of_the_first_in_the_file(site: Site) -> None:
    site.write(ABOUT, "---\ntitle: About\n---\nOne[^a]\n\n[^a]: note\n\n[^a]: note\n")
    assert problems(site) == [
        f"{ABOUT}:8:1: error: a second note [^a], after that on line 6: readers see only one; give "
        "one of them another name [failed-note]"
    ]


HANDLE = (
    "content/articles/first.md:15:55: warning: '(@{0})' stays on the page as text: a citation has "
    "square brackets; write [@{0}] [bad-mark]"
)


@pytest.mark.case("3.5")
def test_a_name_in_parentheses_is_a_citation_if_there_is_such_an_article(site: Site) -> None:
    site.replace(FIRST, "Wednesday.", "Wednesday (@second). The UN (@UN) said so.")
    assert problems(site) == [HANDLE.format("second")]


def agrees_with_a_clean_build(site: Site) -> None:
    """Compare what the last build wrote, and what a build says, with a clean one."""
    told, output = site.build().err, site.output()
    assert site.build("--clean").err == told
    assert site.output() == output


def test_a_handle_becomes_a_citation_that_failed_with_the_article_of_its_name(site: Site) -> None:
    site.replace(FIRST, "Wednesday.", "Wednesday (@third).")
    assert "(@third)" not in site.build().err
    agrees_with_a_clean_build(site)
    second = (site.root / "content/articles/second.md").read_text()
    site.write("content/articles/third.md", second.replace("Second", "Third"))
    assert HANDLE.format("third") in site.build().err
    assert HANDLE.format("third") in site.build().err  # in a build with nothing to do, too
    agrees_with_a_clean_build(site)
    site.remove("content/articles/third.md")
    assert "(@third)" not in site.build().err
    agrees_with_a_clean_build(site)


@pytest.mark.case("3.23")
def test_a_comment_is_in_no_file_of_the_site(site: Site) -> None:
    comment = "<!-- top secret -->"
    site.replace(FIRST, "claims:", f"summary: Words {comment} here\nclaims:")
    site.replace(
        FIRST, "claims:", f"corrections:\n  - {{date: 2025-05-16, text: 'A {comment}'}}\nclaims:"
    )
    site.replace(FIRST, "North asked", f"{comment}\n\nNorth {comment} asked")
    site.replace(
        TRUCE, "More", f"<!-- top\nsecret -->\n\n<!--\n\ntop secret\n-->\n\nMore {comment}"
    )
    site.replace(
        TRUCE, "points:", f"unknowns:\n  - Who {comment}\nwatch:\n  - What {comment}\npoints:"
    )
    site.replace(TRUCE, "title: Length\n", f"title: Length\n    note: Words {comment}\n")
    site.write(ABOUT, f"---\ntitle: About\n---\n## Title {comment}\n\n- item {comment}\n")
    assert site.build("--search").err == ""
    for file, data in site.output().items():
        shown = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
        assert b"secret" not in shown, file


def test_a_quotation_is_found_across_a_comment_and_words_struck_out(site: Site) -> None:
    site.replace(FIRST, "thirty days of silence”", "thirty <!-- sic --> ~~days~~ of silence”")
    assert problems(site) == []


def test_an_address_without_its_beginning_gets_it(site: Site) -> None:
    site.replace(FIRST, "Wednesday.", "Wednesday, [it](www.vw.com).")
    assert problems(site)[0] == (
        "content/articles/first.md:15:61: error: the link 'www.vw.com' starts nowhere; "
        "write https://www.vw.com [relative-link]"
    )


def test_a_citation_that_was_escaped_is_told_with_the_article_of_its_name(site: Site) -> None:
    site.replace(FIRST, "Wednesday.", r"Wednesday \[@second\]. The UN \[@UN\] \[sic\] said so.")
    assert problems(site) == [
        rf"{FIRST}:15:55: warning: '\[@second\]' stays on the page as text: backslashes take away "
        "what its brackets mean, as some programs write when one pastes; write [@second], or put "
        "it between backticks if it is meant [bad-mark]"
    ]


@pytest.mark.parametrize("name", ["map.png", "мапа.jpg", "地图.webp", "/media/map.png"])
def test_an_image_behind_a_full_width_mark_is_told_and_no_link(site: Site, name: str) -> None:
    site.replace(FIRST, "Wednesday.", f"Wednesday！[Map]({name})")
    assert problems(site) == [
        f"{FIRST}:15:54: error: the image '{name}' is shown as a link, as the ！ before its "
        f"brackets is full-width; write ![…]({name}) [failed-image]"
    ]


PLAIN = {
    "the title of an article": (FIRST, "title: First report", "title: '{}'", "title"),
    "a claim": (FIRST, "text: North wants thirty days.", "text: 'North {}'", "text"),
    "a value": (FIRST, "value: 30 days", "value: '30 {}'", "value"),
    "a question": (TRUCE, "question: Is there a truce?", "question: 'Is {}?'", "question"),
    "a status": (TRUCE, "text: No truce yet.", "text: 'No {}.'", "text"),
    "a former status": (
        TRUCE,
        "state: open",
        "state: open\n  since: 2025-05-02\n  history:\n"
        "    - {{date: 2025-05-01, state: open, text: 'No {}.'}}",
        "text",
    ),
    "the name of a place": (
        TRUCE,
        "title: Length\n",
        "title: Length\n    place: {{lat: 41, lon: 29, name: 'At {}'}}\n",
        "name",
    ),
    "a point": (TRUCE, "title: Length", "title: 'Length {}'", "title"),
    "the title of the site": ("content/site.yaml", "title: ", "title: '{}' # ", "title"),
}
SHOWN = [
    ("**bold words**", "write bold words"),
    ("*курсив*", "write курсив"),
    ("_Москва_", "write Москва"),
    ("~~停火~~", "write 停火"),
    ("`code`", "write code"),
    ("[звіт](https://example.net/)", "write звіт"),
    ("[@first#c1]", "remove it, as citations and links are for texts in Markdown"),
    ("[[theme:truce|停火]]", "remove it, as citations and links are for texts in Markdown"),
    ("[^1]", "remove it, as citations and links are for texts in Markdown"),
    ("<br>", "remove it"),
    ("&amp;", "write the character itself"),
]


@pytest.mark.parametrize("place", PLAIN)
def test_marks_in_a_plain_text_are_told_wherever_it_is_written(site: Site, place: str) -> None:
    file, old, new, key = PLAIN[place]
    site.replace(file, old, new.format("**so** *so*"))
    (told,) = problems(site)
    assert told.startswith(f"{file}:")
    assert told.endswith(
        f"warning: '**so**' is shown as it is, as '{key}' is plain text, and no Markdown; write so "
        "[plain-text]"
    )


@pytest.mark.parametrize(("mark", "remedy"), SHOWN)
def test_each_mark_in_a_title_is_told_with_its_remedy(site: Site, mark: str, remedy: str) -> None:
    site.replace(FIRST, "title: First report", f"title: 'First {mark} report'")
    assert problems(site) == [
        f"{FIRST}:2:15: warning: '{mark}' is shown as it is, as 'title' is plain text, and no "
        f"Markdown; {remedy} [plain-text]"
    ]


FAILED = [
    "![Map](front line.png)",
    "[[second#claims]]",
    "[see @second]",
    "[@second, с. 3]",
    "{{< youtube 1 >}}",
    "{% include x %}",
    "<o:p>",
    "<comment>спитати</comment>",
    "[x](javascript:alert(1))",
    "{#background}",
    "&nbsp",
]


@pytest.mark.parametrize("mark", FAILED)
@pytest.mark.parametrize("place", ["a claim", "a question", "a status", "the title of the site"])
def test_marks_that_would_fail_in_markdown_are_told_in_plain_texts_too(
    site: Site, place: str, mark: str
) -> None:
    file, old, new, key = PLAIN[place]
    site.replace(file, old, new.format(f"so {mark}"))
    (told,) = problems(site)
    assert told.startswith(f"{file}:")
    assert told.endswith(
        f"warning: '{mark}' is shown as it is, as '{key}' is plain text, and no Markdown; remove "
        "it [plain-text]"
    )


@pytest.mark.parametrize("mark", ["##Title", "::: note", "[!NOTE]"])
def test_marks_of_lines_are_told_in_a_title(site: Site, mark: str) -> None:
    site.replace(FIRST, "title: First report", f"title: '{mark}'")
    (told,) = problems(site)
    assert told.endswith(
        "is shown as it is, as 'title' is plain text, and no Markdown; remove it [plain-text]"
    )


@pytest.mark.parametrize("comment", ["{# спитати #}", "/* ask the lawyer */"])
def test_a_comment_of_another_program_is_an_error_in_a_title(site: Site, comment: str) -> None:
    site.replace(FIRST, "title: First report", f"title: 'First {comment}'")
    assert problems(site) == [
        f"{FIRST}:2:15: error: '{comment}' is shown as it is, as 'title' is plain text, and no "
        "Markdown; remove it [open-comment]"
    ]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            "{++Перший++}",
            "error: '{++Перший++}' would be published as it stands: it is an addition of another "
            "program (CriticMarkup); write Перший to accept it, or remove it [editors-mark]",
        ),
        (
            "{>>ask<<}",
            "error: '{>>ask<<}' would be published as it stands: it is a comment of another "
            "program (CriticMarkup); remove it [editors-mark]",
        ),
        (
            "TODO: 标题",
            "warning: 'TODO: 标题' would be published, and looks like an editor's note of what is "
            "to be done; remove it [editors-mark]",
        ),
        (
            "‹!—спитати—›",
            "error: '‹!—спитати—›' is shown as it is, as 'title' is plain text, and no Markdown; "
            "remove it [open-comment]",
        ),
        (
            "%% 问 %%",
            "error: '%% 问 %%' is shown as it is, as 'title' is plain text, and no Markdown; "
            "remove it [open-comment]",
        ),
        (
            "[перевірити]",
            "warning: '[перевірити]' would be published, and looks like an editor's note of what "
            "is to be done; remove it [editors-mark]",
        ),
        (
            "<!-- ask -->",
            "error: '<!-- ask -->' is shown as it is, as 'title' is plain text, and no Markdown; "
            "remove it [open-comment]",
        ),
    ],
)
def test_what_editors_tell_each_other_is_told_in_a_title(
    site: Site, words: str, message: str
) -> None:
    site.replace(FIRST, "title: First report", f'title: "{words}"')
    assert problems(site) == [f"{FIRST}:2:9: {message}"]


@pytest.mark.parametrize(
    "title",
    [
        "Rated 5* and 4*, at 3 * 4 * 5 °C",
        "__init__.py, snake_case and _blank_",
        "AT&T, Q&A; R&D, 10 %% and 20 %% of it; What??? A -> B",
        "He [the envoy] said [sic]: x[0][1] < 5 > 3",
        "Shi`a and `Abd al-Rahman",
        "TODO EL PODER, Turkish Airlines (TK) і XXX з’їзд",
        "100 %, 50%% and ~30 days; ~40",
        "《书名》、【快讯】（@人民日报）",
    ],
)
def test_a_plain_text_may_have_the_characters_of_marks(site: Site, title: str) -> None:
    site.replace(FIRST, "title: First report", f'title: "{title}"')
    assert problems(site) == []
