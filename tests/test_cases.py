"""Cases on whole sites, by their numbers: what an editor is told, at its place, and once.

Of many of them, tests of one stage try far more inputs of the same kind. Here each is what the
list has, on the small site, by the command that editors run.
"""
# ruff: noqa: E501 - messages are shown as they are

from __future__ import annotations

import re
from unicodedata import normalize

import pytest

from tests.conftest import SITE, Site
from tests.images import grey_png

FIRST = "content/articles/first.md"
SECOND = "content/articles/second.md"
TRUCE = "themes/truce.md"
ABOUT = "content/pages/about.md"
CLAIM = "  - text: North wants thirty days.\n"
HIDDEN = "all after ' #' would be hidden, as a comment; put the text in quotes, or the comment on a line of its own [hidden-text]"


def told(site: Site, *arguments: str) -> list[str]:
    """Return what a check tells, without the lines of the files."""
    lines = site.run("check", *arguments).err.splitlines()
    return [line for line in lines if ": error: " in line or ": warning: " in line]


def case(number: str, file: str, old: str, new: str, message: str) -> object:
    """Return one case: some words of a file that others take the place of, and what is told."""
    return pytest.param(file, old, new, message, marks=pytest.mark.case(number), id=number)


YAML = [
    case(
        *(
            "1.1",
            FIRST,
            CLAIM,
            f"  - {{text: Moscow, Minsk and Kyiv want talks., kind: event}}\n{CLAIM}",
        ),
        "7:20: error: 'Minsk and Kyiv want talks.' has no value: inside { } a comma ends a text; put a text with a comma in quotes (text: \"…\") [comma-in-braces]",
    ),
    case(
        *("1.2", FIRST, CLAIM, f"  - {{text: They met., kind: event, value:met}}\n{CLAIM}"),
        "7:41: error: a space is missing after 'value:' [yaml]",
    ),
    case(
        *(
            "1.3",
            TRUCE,
            "status:\n  text: No truce yet.\n  state: open",
            "status: {text: None agreed, but talks go on, state: open}",
        ),
        "4:29: error: 'but talks go on' has no value: inside { } a comma ends a text; put a text with a comma in quotes (text: \"…\") [comma-in-braces]",
    ),
    case(
        *(
            "1.4",
            TRUCE,
            "points:",
            "unknowns: [The date, place and level of the next meeting]\npoints:",
        ),
        "8:11: warning: this looks like one sentence, cut at its commas into several entries; put each entry in quotes, or on a line of its own that begins with '- ' [cut-sentence]",
    ),
    case("1.5", FIRST, "First report", "Talks in room #5 of the palace", f"2:22: error: {HIDDEN}"),
    case("1.6", FIRST, "First report", "Peace # 1 priority", f"2:14: error: {HIDDEN}"),
    case("1.6", FIRST, "First report", "The #ceasefire is near", f"2:12: error: {HIDDEN}"),
    case(
        *("1.7", FIRST, "First report", "&Co and partners"),
        "2:8: error: '&Co' would be hidden, as YAML takes a word that begins with & for a mark; put text that begins with & in quotes [yaml-anchor]",
    ),
    case(
        *("1.8", FIRST, "title: First", "title:\u00a0First"),
        "2:7: error: a no-break space (U+00A0) after 'title:'; put a plain space in its place [yaml]",
    ),
    case(
        *("1.9", FIRST, "source: herald", "source:herald"),
        "3:7: error: a space is missing after 'source:' [yaml]",
    ),
    case(
        *("1.10", FIRST, "First report", "“VW: 11m”"),
        '2:8: error: “ is no quotation mark for YAML, which knows only straight ones; put these around the text: "…" [yaml]',
    ),
    case(
        *("1.11", FIRST, CLAIM, f"  - text: They met.\n    kind: event\n{CLAIM.replace('-', ' ')}"),
        "9:5: error: 'text' is set a second time; if a new entry of the list begins here, put '- ' before 'text' [duplicate-key]",
    ),
    case(
        *("1.12", TRUCE, "points:", "unknowns:\n  - Unclear: whether it holds\npoints:"),
        "9:5: error: the ': ' after 'Unclear' makes this a key with a value, where text is expected; put all of it in quotes [wrong-type]",
    ),
]
LEFT = "North asked for “thirty days of silence” on Wednesday."
MARKS = [
    case(
        *("3.1", FIRST, LEFT, f"{LEFT}\n\n![Map](front line.png)"),
        "17:1: error: the image '![Map](front line.png)' is not shown: its name has a space; write ![Map](<front line.png>) [failed-image]",
    ),
    case(
        *("3.2", FIRST, LEFT, f"{LEFT} [[second#claims]]"),
        "15:56: error: '[[second#claims]]' stays on the page as text: a link by key leads to an article, not to one of its claims; write [[second]], or [@second#claims] to cite the claim [bad-mark]",
    ),
    case(
        *("3.3", FIRST, LEFT, f"{LEFT} [see @second]"),
        "15:56: error: '[see @second]' stays on the page as text: the brackets of a citation hold nothing but keys; write see [@second] [bad-mark]",
    ),
    case(
        *("3.4", FIRST, LEFT, f"{LEFT} [@second, p. 3]"),
        "15:56: error: '[@second, p. 3]' stays on the page as text: the brackets of a citation hold nothing but keys; write [@second], p. 3 [bad-mark]",
    ),
    case(
        *("3.5", FIRST, LEFT, f"{LEFT} (@second)"),
        "15:56: warning: '(@second)' stays on the page as text: a citation has square brackets; write [@second] [bad-mark]",
    ),
    case(
        *("3.6", FIRST, LEFT, f"{LEFT}[^7]"),
        "15:55: error: '[^7]' stays on the page as text: there is no note of this name; write a paragraph that begins with [^7]: [failed-note]",
    ),
    case(
        *("3.7", FIRST, LEFT, f"{LEFT}\n\n[^7]: A note."),
        "17:1: error: the note [^7] is not shown, as nothing calls it; write [^7] where it belongs, or remove it [failed-note]",
    ),
    case(
        *("3.8", FIRST, LEFT, f"{LEFT}[^7]\n\n[^7]: A note.\n\n[^7]: Another."),
        "19:1: error: a second note [^7], after that on line 17: readers see only one; give one of them another name [failed-note]",
    ),
    case(
        *("3.9", FIRST, LEFT, f"{LEFT}\n\n##\u00a0Title"),
        "17:1: warning: '## Title' stays on the page as text: it is no heading, as the space behind ## is a no-break space; type a space [failed-heading]",
    ),
    case(
        *("3.10", FIRST, LEFT, f"{LEFT}\n\n##Title"),
        "17:1: warning: '##Title' stays on the page as text: it is no heading, as it lacks a space; write ## Title [failed-heading]",
    ),
    case(
        *("3.11", FIRST, LEFT, f"{LEFT}\n\n| a | b |\n| 1 | 2 |"),
        "17:1: warning: '| a | b |' stays on the page as text: a table has a second row that looks like this: |---|---| [failed-table]",
    ),
    case(
        *("3.12", FIRST, LEFT, f"{LEFT}\n\n## Background {{#background}}"),
        "17:15: warning: '{#background}' stays on the page as text: the id of a heading is made of its words; remove it [not-supported]",
    ),
    case(
        *("3.13", FIRST, LEFT, f"{LEFT}<br>More."),
        "15:55: warning: '<br>' stays on the page as text: HTML is not read; remove it; a backslash at the end of a line, \\, begins a new one [html]",
    ),
    case(
        *("3.14", FIRST, LEFT, f"{LEFT}<o:p></o:p>"),
        "15:55: warning: '<o:p>', '</o:p>' stay on the page as text: HTML is not read; remove them, or put them between backticks [html]",
    ),
    case(
        *("3.15", FIRST, LEFT, f'{LEFT}\n\n<p class="MsoNormal">More.</p>'),
        "17:1: warning: '<p class=\"MsoNormal\">', '</p>' stay on the page as text: HTML is not read; remove them; an empty line begins a new paragraph [html]",
    ),
    case(
        *(
            "3.16",
            FIRST,
            LEFT,
            f"{LEFT}\n\n![][image1]\n\n[image1]: <data:image/png;base64,iVBORw0KGgo=>",
        ),
        "19:1: error: the image [image1] is not shown, as its picture is part of the text (data:); save it as a file in content/media/ and write ![What it shows](file.png) [failed-image]",
    ),
    case(
        *("3.17", FIRST, LEFT, f"{LEFT}\n\n[a]: comment"),
        "17:1: error: '[a]: comment' is not shown, as it defines where a link leads; if these are words for readers, write \\[ at its beginning, and if it is a comment, remove it [failed-link]",
    ),
    case(
        *("3.18", FIRST, LEFT, f"{LEFT} [x](javascript:alert(1))"),
        "15:56: warning: '[x](javascript:alert(1))' stays on the page as text: links lead to addresses with https:, http: or mailto: and to pages of this site, never to 'javascript:' [failed-link]",
    ),
    case(
        *("3.19", FIRST, LEFT, f"{LEFT}\n\n::: note"),
        "17:1: warning: '::: note' stays on the page as text: boxes are not supported here; use a quotation (>) instead [not-supported]",
    ),
    case(
        *("3.20", FIRST, LEFT, f"{LEFT}\n\n> [!NOTE]\n> More."),
        "17:3: warning: '[!NOTE]' stays on the page as text: boxes are not supported here; remove it [not-supported]",
    ),
    case(
        *("3.21", FIRST, LEFT, f"{LEFT}\n\n{{{{< youtube 1 >}}}}"),
        "17:1: warning: '{{< youtube 1 >}}' stays on the page as text: it is an instruction to another program; remove it, or put it between backticks [template]",
    ),
    case(
        *("3.22", FIRST, LEFT, f"{LEFT}\n\n{{% include x.html %}}"),
        "17:1: warning: '{% include x.html %}' stays on the page as text: it is an instruction to another program; remove it, or put it between backticks [template]",
    ),
    case(
        *("3.24", FIRST, LEFT, f"{LEFT} %%ask the lawyer%%"),
        "15:56: error: '%%ask the lawyer%%' would be published, as %% begins no comment here; remove it, or write <!-- … --> for what only editors may see [open-comment]",
    ),
    case(
        *("3.25", FIRST, LEFT, f"{LEFT}\n\n    South did not say what it wants."),
        "17:5: warning: 'South did not say what it wants.' is shown as code, as it begins with four spaces or a tab; remove these, or put lines of ``` around it if it is code [indented]",
    ),
    case(
        *("3.26", FIRST, LEFT, f"{LEFT}\n\n**“无条件停火”**是"),
        "17:1: warning: '**“无条件停火”**' stays on the page as text: ** has a letter on one side and punctuation on the other; put the punctuation outside of the marks, or a space around them [failed-emphasis]",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), [*YAML, *MARKS])
def test_it_is_one_problem_at_its_place(
    site: Site, file: str, old: str, new: str, message: str
) -> None:
    site.replace(file, old, new)
    assert told(site) == [f"{file}:{message}"]


IN_REGISTERS = [
    (
        *("content/sources.yaml", "gazette:\n", ""),
        "4:3: error: the key 'name' is set twice; remove one of the two, or write the key of another entry above it, if one begins here [duplicate-key]",
    ),
    (
        *("content/actors.yaml", "south:\n", "  south:\n"),
        "4:3: error: 'south' begins in column 3; to begin an entry here, begin it in column 1 [duplicate-key]",
    ),
    (
        *("content/actors.yaml", "  kind: state\nsouth:\n", "  kind: state\n  role:\n"),
        "5:3: error: 'name' and 'kind' are set twice; does another entry begin here, without its own key? [duplicate-key]",
    ),
    (
        *("content/actors.yaml", "name: North", "name: North #1"),
        f"2:15: error: {HIDDEN}",
    ),
    (
        *("content/sources.yaml", "gazette:\n", "gazette:\u00a0\n"),
        "4:9: error: a no-break space (U+00A0) after 'gazette:'; delete it [yaml]",
    ),
    (
        *("content/site.yaml", "title: Small", "title:Small"),
        "2:6: error: a space is missing after 'title:' [yaml]",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), IN_REGISTERS)
def test_a_mistake_in_a_register_is_one_problem_and_none_in_articles(
    site: Site, file: str, old: str, new: str, message: str
) -> None:
    site.replace(file, old, new)
    assert told(site) == [f"{file}:{message}"]


@pytest.mark.parametrize(
    "themes",
    ["[truce venues]", "[truse, venues]", "[truce; venues]", "\n  - truce: yes\n  - venues"],
)
def test_a_mistake_in_the_themes_of_an_article_is_not_one_of_its_claims(
    site: Site, themes: str
) -> None:
    site.replace(SECOND, "[truce, venues]", themes)
    (line,) = told(site)
    assert line.startswith((f"{SECOND}:5:", f"{SECOND}:6:"))


@pytest.mark.case("1.6")
@pytest.mark.parametrize("value", ["50 #check", "50 # check with Anna", "Kyiv # the capital"])
def test_a_comment_behind_a_short_value_stays_one(site: Site, value: str) -> None:
    site.replace(FIRST, "value: 30 days", f"value: {value}")
    assert told(site) == []
    site.build()
    assert f'"value":"{value.split(maxsplit=1)[0]}"' in site.page("data/briefing.json")


@pytest.mark.case("1.13")
def test_a_time_as_programs_write_it_is_the_time(site: Site) -> None:
    site.replace(FIRST, "published: 2025-05-15", "published: 2025-05-19T12:30:00.000Z")
    assert told(site) == []
    site.build()
    assert "2025-05-19T12:30:00Z" in site.page("feed.xml")


@pytest.mark.case("1.14")
@pytest.mark.parametrize(
    ("written", "shown", "page"),
    [("2025-05", "May 2025", "timeline/2025-05/"), ("2025", "2025", "timeline/2025/")],
)
def test_a_month_or_a_year_is_shown_as_such(
    site: Site, written: str, shown: str, page: str
) -> None:
    site.replace(FIRST, "on: 2025-05-14", f"on: {written}")
    assert told(site) == []
    site.build()
    timeline = site.page(page)
    assert f'<time datetime="{written}">{shown}</time>' in timeline
    assert "North wants thirty days." in timeline


@pytest.mark.case("3.23")
def test_a_comment_is_never_published(site: Site) -> None:
    site.replace(FIRST, LEFT, f"{LEFT} <!-- do not publish -->")
    assert told(site) == []
    site.build()
    assert all(b"do not publish" not in data for data in site.output().values())


# ---- quotations ----------------------------------------------------------------------------------


def quoting(site: Site, quote: str, text: str) -> Site:
    """Have the first article's claim quote its text."""
    site.replace(FIRST, "quote: thirty days of silence", f'quote: "{quote}"')
    return site.replace(FIRST, LEFT, text)


@pytest.mark.case("2.6")
@pytest.mark.parametrize(
    ("quote", "text", "marked"),
    [
        ("무조건 휴전", "우리는 무조건 휴전한다.", "무조건 휴전[한다]"),
        ("युद्धविराम की शर", "युद्धविराम की शर्तें।", "युद्धविराम की शर[्तें]"),
        ("ש", "שָׁלוֹם.", "ש[ָׁלוֹם]"),
    ],
)
def test_a_quotation_that_ends_within_a_word_is_refused(
    site: Site, quote: str, text: str, marked: str
) -> None:
    (line,) = told(quoting(site, quote, text))
    assert line.startswith(f"{FIRST}:13:")
    assert line.endswith("[quote-not-in-text]")
    assert f"“{marked}”" in line


@pytest.mark.case("2.6")
@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("สันติภาพ", "กระบวนการสันติภาพและหยุดยิง"),
        ("停火", "他们要求无条件停火协议。"),
        ("停戦", "無条件停戦を求める。"),
    ],
)
def test_scripts_without_spaces_may_be_quoted_within_a_run(
    site: Site, quote: str, text: str
) -> None:
    assert told(quoting(site, quote, text)) == []


@pytest.mark.case("2.7")
@pytest.mark.parametrize("text", ["thirty da\u00adys", "thirty\u200b days", "\u200ethirty days"])
def test_what_nobody_sees_does_not_count_in_a_quotation(site: Site, text: str) -> None:
    assert told(quoting(site, "thirty days", f"North asked for {text}.")) == []


@pytest.mark.case("2.7")
def test_a_ligature_is_its_letters_in_a_quotation(site: Site) -> None:
    assert told(quoting(site, "a final offer", "They call it a ﬁnal oﬀer.")) == []


@pytest.mark.case("2.8")
def test_chinese_is_quoted_across_a_line_break_and_shown_without_a_gap(site: Site) -> None:
    assert told(quoting(site, "无条件停火三十天", "他们要求无条件\n停火三十天。")) == []
    site.build()
    shown = re.sub("<[^>]*>", "", site.page("articles/first/"))
    assert "他们要求无条件停火三十天。" in shown


@pytest.mark.case("2.9")
def test_one_wrong_word_of_a_quotation_is_marked_in_the_nearest_passage(site: Site) -> None:
    site.replace(FIRST, "quote: thirty", "quote: forty")
    assert told(site) == [
        f"{FIRST}:13:12: error: this quotation does not occur in the article's text; quote word for word: the nearest passage is “[thirty] days of silence” (yours has [forty]) [quote-not-in-text]"
    ]


# ---- files and names -----------------------------------------------------------------------------

UNREAD = {
    "content/articles/third.markdown": "rename it to third.md",
    "content/articles/x.md.txt": "rename it to x.md",
    "content/articles/x.docx": "put its text into a file of plain text (UTF-8) named x.md",
    "content/articles/third": "rename it to third.md",
    "themes/x.yaml": "a theme is one file x.md",
    "content/sources.yml": "content/sources.yaml is read in its place",
    "content/notes.md": "articles belong in content/articles/",
}


@pytest.mark.case("4.1")
@pytest.mark.parametrize("path", UNREAD)
def test_a_file_that_is_not_read_is_told_with_what_its_name_must_be(site: Site, path: str) -> None:
    site.write(path, SITE[SECOND])
    (line,) = told(site)
    assert line.startswith(f"{path}: warning: not read: ")
    assert UNREAD[path] in line


@pytest.mark.case("4.2")
def test_media_in_decomposed_unicode_are_found_by_a_composed_name(site: Site) -> None:
    site.write(f"content/media/{normalize('NFD', 'Café')}.png", grey_png(2, 1))
    site.replace(FIRST, LEFT, f"{LEFT}\n\n![Map]({normalize('NFC', 'Café')}.png)")
    assert told(site) == []
    site.build()
    assert f"media/{normalize('NFC', 'Café')}.png" in site.output()


@pytest.mark.case("4.3")
@pytest.mark.parametrize("name", ["हिन्दी-वार्ता", "กรุงเทพ"])
def test_marks_stay_with_their_letters_in_names_and_anchors(site: Site, name: str) -> None:
    site.write(f"content/articles/{name}.md", f"{SITE[SECOND]}\n## युद्धविराम की शर्तें\n\n## {name}\n")
    site.replace(FIRST, LEFT, f"{LEFT} [@{name}]")
    assert told(site) == []
    site.build()
    page = site.page(f"articles/{normalize('NFC', name)}/")
    assert 'id="h-युद्धविराम-की-शर्तें"' in page
    assert f'id="h-{normalize("NFC", name)}"' in page


@pytest.mark.case("4.4")
def test_an_encoded_old_address_redirects(site: Site) -> None:
    site.replace(FIRST, "title:", "aliases: [/2024/%D0%BA%D0%B8%D1%97%D0%B2/]\ntitle:")
    assert told(site) == []
    site.build()
    assert "/articles/first/" in site.page("2024/київ/")


@pytest.mark.case("4.5")
def test_an_image_with_a_number_sign_is_shown(site: Site) -> None:
    site.write("content/media/a#b.png", grey_png(2, 1))
    site.replace(FIRST, LEFT, f"{LEFT}\n\n![Map](a#b.png)")
    assert told(site) == []
    site.build()
    assert 'src="/media/a%23b.png"' in site.page("articles/first/")


@pytest.mark.case("4.6")
@pytest.mark.parametrize("kind", ["AVIF", "SVG"])
def test_a_picture_of_another_format_is_called_so(site: Site, kind: str) -> None:
    name = f"map.{kind.lower()}"
    site.write(f"content/media/{name}", grey_png(2, 1))
    site.replace(FIRST, LEFT, f"{LEFT}\n\n![Map]({name})")
    not_supported = f"{kind} is not supported here: save it as JPEG, PNG, WebP or GIF"
    assert told(site) == [
        f"{FIRST}:17:8: error: the image '{name}' is not shown: {not_supported} [unknown-image]",
        f"content/media/{name}: warning: not read: {not_supported} [not-read]",
    ]


@pytest.mark.case("4.7")
def test_a_web_address_may_have_an_apostrophe_and_a_space_is_named(site: Site) -> None:
    site.replace(FIRST, "title:", "url: https://example.net/russia's-war\ntitle:")
    assert told(site) == []
    site.replace(FIRST, "russia's-war", "russias war")
    assert told(site) == [
        f"{FIRST}:2:6: error: the address has a space after 'https://example.net/russias', which no "
        "web address may have; write %20 in its place, or delete it if it does not belong there "
        "[bad-value]"
    ]


@pytest.mark.case("4.8")
def test_a_theme_leads_from_its_old_name_and_may_have_a_language(site: Site) -> None:
    site.replace(TRUCE, "title: Truce", "aliases: [ceasefire]\nlanguage: uk\ntitle: Truce")
    assert told(site) == []
    site.build()
    assert "/themes/truce/" in site.page("themes/ceasefire/")
    assert re.search(r'<h1[^>]* lang="uk"', site.page("themes/truce/"))


# ---- plausible -----------------------------------------------------------------------------------

NOW = ("--now", "2025-06-01T12:00Z")
UNLIKELY = [
    case(
        *("7.1", FIRST, "published: 2025-05-15", "published: 2052-05-15"),
        "4:12: warning: 2052-05-15 is still to come; correct it, or hold the article back until then with 'publish_at' [date-to-come]",
    ),
    case(
        *("7.2", FIRST, "on: 2025-05-14", "on: 2025-05-16"),
        "11:9: warning: 2025-05-16 is after the report itself, which is of 2025-05-15; correct one of the two, or write when the report came out with its time and offset if the day was another one there [dates-out-of-order]",
    ),
    case(
        *("7.3", FIRST, "claims:", "publish_at: 2025-05-20\nexpires_at: 2025-05-19\nclaims:"),
        "7:13: warning: the article expires on 2025-05-19, but is not public before 2025-05-20 ('publish_at'), so nobody would ever see it; correct one of the two [dates-out-of-order]",
    ),
    case(
        *("7.4", FIRST, "claims:", "updated: 2025-05-14\nclaims:"),
        "6:10: warning: the report was changed on 2025-05-14, before it came out on 2025-05-15 ('published'); correct one of the two [dates-out-of-order]",
    ),
    case(
        *("7.6", FIRST, "claims:", "via: herald\nclaims:"),
        "6:6: warning: 'herald' is the source of this article itself; 'via' names another outlet, whose report it relays, so leave it out [via-itself]",
    ),
    case(
        *(
            "7.7",
            TRUCE,
            "title: Length\n",
            "title: Length\n    place: {lat: 30.5234, lon: 50.4501}\n",
        ),
        "11:18: warning: 'lat' and 'lon' seem to be exchanged: the other way round, this would be Kyiv; if so, write lat: 50.4501 (degrees north) and lon: 30.5234 (degrees east) [place-exchanged]",
    ),
    case(
        *("7.12", FIRST, "First report", "First \u202ereport"),
        "2:14: error: the invisible character U+202E (right-to-left override) has words shown in another order than they are written in; remove it [reordering-character]",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), UNLIKELY)
def test_what_is_hardly_meant_is_told(
    site: Site, file: str, old: str, new: str, message: str
) -> None:
    site.replace(file, old, new)
    assert told(site, *NOW) == [f"{file}:{message}"]


@pytest.mark.case("7.5")
def test_one_address_in_two_articles_is_told(site: Site) -> None:
    for file in (FIRST, SECOND):
        site.replace(file, "title:", "url: https://example.net/a\ntitle:")
    assert told(site, *NOW) == [
        f"{SECOND}:2:6: warning: {FIRST} is about the report at this address too; if it is one report, delete one of the two, and if the page holds several, add # and a word to each address [same-url]"
    ]
