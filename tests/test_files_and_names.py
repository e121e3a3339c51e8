"""Files of a site by their names and places: each is read, or its editor is told why not."""
# ruff: noqa: E501 - the expected texts stand here as they are printed

from __future__ import annotations

import re
from typing import Literal
from unicodedata import normalize

import pytest

from tests.conftest import SITE, Site
from tests.images import grey_png

FIRST = "content/articles/first.md"
SECOND = "content/articles/second.md"
ARTICLE = SITE[SECOND]
PNG = grey_png(2, 1)
NO_OTHER = "save it as JPEG, PNG, WebP or GIF"


def first_line(site: Site) -> str:
    return site.run("check").err.replace(str(site.root), "ROOT").split("\n", maxsplit=1)[0]


# ---- files that are not read ---------------------------------------------------------------------

UNREAD = {
    # Articles, pages and themes under another name.
    "content/articles/third.markdown": "the name of an article has to end with .md; rename it to third.md",
    "content/articles/third.md.txt": "the name of an article has to end with .md; rename it to third.md",
    "content/articles/third": "the name of an article has to end with .md; rename it to third.md",
    "content/articles/third.md_": "the name of an article has to end with .md; rename it to third.md",
    "content/articles/third.md ": "the name of an article has to end with .md; rename it to third.md",
    "content/articles/2025.05.third": "the name of an article has to end with .md; rename it to 2025.05.third.md",
    "content/articles/четвер.ьв": "the name of an article has to end with .md; rename it to четвер.md",
    "content/articles/报告．ｍｄ": "the name of an article has to end with .md; rename it to 报告.md",
    "content/articles/تقرير.txt": "the name of an article has to end with .md; rename it to تقرير.md",
    "content/articles/second.txt": "the name of an article has to end with .md; second.md is there already, so choose another name, or delete one of the two",
    "content/articles/2025/звіт.text": "the name of an article has to end with .md; rename it to звіт.md",
    "content/articles/fourth.md (1)": "the name of an article has to end with .md; rename it to fourth.md",
    "content/articles/fourth.md.download": "the name of an article has to end with .md; rename it to fourth.md",
    "content/articles/четвер。md": "the name of an article has to end with .md; rename it to четвер.md",
    "content/articles/fourth,md": "the name of an article has to end with .md; rename it to fourth.md",
    "content/pages/about.markdown": "the name of a page has to end with .md; rename it to about.md",
    "content/pages/team/संपर्क.txt": "the name of a page has to end with .md; rename it to संपर्क.md",
    "themes/peace.mdx": "the name of a theme has to end with .md; rename it to peace.md",
    "themes/мир.txt": "the name of a theme has to end with .md; rename it to мир.md",
    "themes/sub/peace.md": "themes are not in folders of their own; move it to themes/ itself",
    # Documents and data.
    "content/articles/числа.xlsx": "it is a spreadsheet; put its text into a file of plain text (UTF-8) named числа.md",
    "content/articles/mail.eml": "it is an e-mail; put its text into a file of plain text (UTF-8) named mail.md",
    "content/articles/third.docx": "it is a Word document; put its text into a file of plain text (UTF-8) named third.md",
    "content/articles/звіт.md.docx": "it is a Word document; put its text into a file of plain text (UTF-8) named звіт.md",
    "content/articles/报告.pages": "it is a document of Pages; put its text into a file of plain text (UTF-8) named 报告.md",
    "content/articles/page.HTML": "it is a web page; put its text into a file of plain text (UTF-8) named page.md",
    "content/pages/about.odt": "it is an OpenDocument text; put its text into a file of plain text (UTF-8) named about.md",
    "content/articles/memo.pdf": "it is a PDF; put its text into a file of plain text (UTF-8) named memo.md",
    "themes/peace.yaml": "a theme is one file peace.md, front matter between two lines --- and then the text",
    "content/articles/third.json": "an article is one file third.md, front matter between two lines --- and then the text",
    # Files in the folder of others, or in none.
    "content/third.md": "articles belong in content/articles/, pages in content/pages/; move it there as third.md",
    "content/notes.txt": "articles belong in content/articles/, pages in content/pages/; move it there as notes.md",
    "content/article/third.md": "no site has a folder content/article/; move it to content/articles/",
    "content/page/about.md": "no site has a folder content/page/; move it to content/pages/",
    "content/Media/map.png": "no site has a folder content/Media/; move it to content/media/",
    "content/images/map.png": "no site has a folder content/images/; move it to content/media/",
    "content/themes/peace.md": "no site has a folder content/themes/; move it to themes/",
    "content/sources/herald.md": "no site has a folder content/sources/; put what it says into content/sources.yaml",
    "content/actors/північ.yaml": "no site has a folder content/actors/; put what it says into content/actors.yaml",
    "media/карта.png": "it belongs in content/media/; move it to content/media/карта.png",
    "content/чернетки/x.md": "no site has a folder content/чернетки/; articles belong in content/articles/, pages in content/pages/",
    "content/articles/map.png": "images belong in content/media/; move it there",
    "content/карта.jpg": "images belong in content/media/; move it there",
    "themes/地图.webp": "images belong in content/media/; move it there",
    "content/media/notes.md": "this folder is for images; articles belong in content/articles/",
    "content/sources.yml": "content/sources.yaml is read in its place; delete one of the two",
    "content/articles/actors.yaml": "content/actors.yaml is read in its place; delete one of the two",
    "sources.yaml": "content/sources.yaml is read in its place; delete one of the two",
    "articles/third.md": "it belongs in content/articles/; move it to content/articles/third.md",
    "Themes/peace.md": "it belongs in themes/; move it to themes/peace.md",
    "pages/about.md": "it belongs in content/pages/; move it to content/pages/about.md",
    # Pictures that are not shown, and other files among the images.
    "content/media/map.avif": f"AVIF is not supported here: {NO_OTHER}",
    "content/media/карта.HEIC": f"HEIC is not supported here: {NO_OTHER}",
    "content/media/地图.svg": f"SVG is not supported here: {NO_OTHER}",
    "content/media/خريطة.tiff": f"TIFF is not supported here: {NO_OTHER}",
    "content/media/map.bmp": f"BMP is not supported here: {NO_OTHER}",
    "content/media/map.pdf": f"PDF is not supported here: {NO_OTHER}, or put it into static/ if readers are to download it",
    "content/articles/map.avif": f"images belong in content/media/; move it there; AVIF is not supported here: {NO_OTHER}",
    "content/media/map.jfif": "the name of a JPEG has to end with .jpg; rename it to map.jpg",
    "content/media/map.png.txt": "the name of an image has to end with .png, .jpg, .jpeg, .gif, .webp; rename it to map.png",
    "content/media/film.mp4": "only images are shown from content/media/ (PNG, JPEG, WebP and GIF, with names that end so); files for readers to download belong in static/",
}


@pytest.mark.case("4.1")
def test_a_file_that_is_not_read_is_a_warning_that_says_where_it_belongs(site: Site) -> None:
    for path in UNREAD:
        site.write(path, ARTICLE)
    outcome = site.run("check")
    assert outcome.exit_code == 0
    assert outcome.err.rstrip().split("\n") == [
        f"{path}: warning: not read: {UNREAD[path]} [not-read]" for path in sorted(UNREAD)
    ]


SILENT = (
    "content/README.md",
    "content/articles/README.md",
    "content/media/README.txt",
    "themes/README",
    "content/articles/.third.md",
    "content/articles/third.md~",
    "content/articles/#third.md#",
    "content/articles/~$third.docx",
    "content/articles/third.md.swp",
    "content/articles/third.md.bak",
    "content/articles/third.md.orig",
    "content/media/Thumbs.db",
    "content/media/.DS_Store",
    "content/desktop.ini",
    "static/anything.at.all",
    "archive/third.docx",
    "notes.md",
)


def test_documentation_hidden_files_and_backups_are_no_content_and_no_warning(site: Site) -> None:
    for path in SILENT:
        site.write(path, "…")
    assert site.run("check").err == ""


def test_a_folder_that_no_site_has_is_told_once(site: Site) -> None:
    for name in ("one", "two", "three"):
        site.write(f"content/article/{name}.md", ARTICLE)
    assert first_line(site) == (
        "content/article/one.md: warning: not read: no site has a folder content/article/; move it "
        "to content/articles/ (and 2 more of this folder) [not-read]"
    )


def test_every_build_says_what_is_not_read_until_it_is_gone(site: Site) -> None:
    site.build()
    site.write("articles/third.md", ARTICLE)
    assert "articles/third.md: warning: not read" in site.build().err
    site.write("content/articles/third.docx", ARTICLE)
    for _ in range(2):
        err = site.build().err
        assert "articles/third.md: warning: not read" in err
        assert "content/articles/third.docx: warning: not read" in err
    site.remove("articles/third.md")
    site.remove("content/articles/third.docx")
    assert site.build().err == ""


@pytest.mark.parametrize("name", ["sources.yml", "Sources.yaml", "source.yaml", "sources.yaml.txt"])
def test_the_register_under_another_name_is_one_problem_that_names_it(
    site: Site, name: str
) -> None:
    (site.root / "content/sources.yaml").rename(site.root / "content" / name)
    assert site.run("build").err.rstrip().split("\n")[:-1] == [
        f"content/{name}: error: not read: its name has to be content/sources.yaml; rename it [not-read]"
    ]
    (site.root / "content" / name).rename(site.root / "content/sources.yaml")
    assert site.build().err == ""


@pytest.mark.parametrize(
    "name", ["sources.yaml", "themes/sources.yaml", "content/articles/sources.yml"]
)
def test_the_register_in_another_folder_is_one_problem_that_names_it(site: Site, name: str) -> None:
    site.build()
    (site.root / "content/sources.yaml").rename(site.root / name)
    (line, summary) = site.run("build").err.rstrip().split("\n")
    assert line.startswith(f"{name}: error: not read: ")
    assert line.endswith("to content/sources.yaml [not-read]") or "its name has to be" in line
    assert summary.startswith("1 error")
    (site.root / name).rename(site.root / "content/sources.yaml")
    assert site.build().err == ""


def test_a_site_without_its_register_of_outlets_is_one_problem(site: Site) -> None:
    site.remove("content/sources.yaml")
    assert site.run("build").err.rstrip().split("\n")[:-1] == [
        "content/sources.yaml: error: not found; articles name their outlets by the keys of this file, so add it, with a key and a 'name' for each outlet [missing-file]"
    ]


def test_actors_under_another_name_are_one_problem(site: Site) -> None:
    (site.root / "content/actors.yaml").rename(site.root / "content/actors.yml")
    assert site.run("build").err.rstrip().split("\n")[:-1] == [
        "content/actors.yml: error: not read: its name has to be content/actors.yaml; rename it [not-read]"
    ]


def test_settings_under_another_name_are_named(site: Site) -> None:
    (site.root / "content/site.yaml").rename(site.root / "content/site.yml")
    assert first_line(site) == (
        "content/site.yaml: error: not found in ROOT; there is content/site.yml: its name has to be "
        "content/site.yaml; rename it [missing-file]"
    )


def test_capitals_at_the_end_of_a_name_are_read_and_problems_have_their_lines(site: Site) -> None:
    (site.root / SECOND).rename(site.root / "content/articles/second.MD")
    site.write("content/media/map.PNG", PNG)
    assert site.run("check").err == ""
    site.replace("content/articles/second.MD", "gazette", "gazete")
    assert first_line(site) == (
        "content/articles/second.MD:3:9: error: unknown source 'gazete'; did you mean 'gazette'? "
        "[unknown-source]"
    )


UNUSED = {
    "templates/tehme.html": "; did you mean 'theme.html'?",
    "templates/theme.htm": "; did you mean 'theme.html'?",
    "templates/стиль.css": "; files to be served as they are belong in static/",
    "themes/truse.html": "; did you mean 'themes/truce.html'?",
    "themes/sub/truce.html": "; did you mean 'themes/truce.html'?",
}


@pytest.mark.parametrize("path", UNUSED)
def test_a_template_that_nothing_uses_is_a_warning(site: Site, path: str) -> None:
    site.write(path, '{% extends "default/theme.html" %}')
    assert first_line(site) == (
        f"{path}:1:1: warning: not read: no page uses a template of this name, and no other "
        f"template names it{UNUSED[path]} [not-read]"
    )


def test_a_template_that_another_one_names_is_used(site: Site) -> None:
    site.write("templates/frame.html", '{% extends "default/base.html" %}')
    site.write(
        "templates/theme.html", '{% extends "default/theme.html" %}{% include "frame.html" %}'
    )
    site.write("themes/venues.html", '{% extends "theme.html" %}')
    assert "not read" not in site.run("check").err


# ---- names in Unicode ----------------------------------------------------------------------------

WORDS = ("Café é", "Київ", "पड़ोस", "がぎぐ", "한국어", "Łódź ż")


@pytest.mark.case("4.2")
@pytest.mark.parametrize(("on_disk", "linked"), [("NFD", "NFC"), ("NFC", "NFD"), ("NFD", "NFD")])
def test_an_image_is_found_in_whatever_form_its_name_is(
    site: Site, on_disk: Literal["NFC", "NFD"], linked: Literal["NFC", "NFD"]
) -> None:
    for word in WORDS:
        site.write(f"content/media/{normalize(on_disk, word)}.png", PNG)
    shown = "\n".join(f"![Map](<{normalize(linked, word)}.png>)" for word in WORDS)
    site.write(SECOND, f"{ARTICLE}\n{shown}\n")
    assert site.run("check").err == ""
    site.build()
    assert {f"media/{normalize('NFC', word)}.png" for word in WORDS} <= site.output().keys()


def test_an_image_that_is_linked_in_encoded_decomposed_form_is_found(site: Site) -> None:
    site.write(f"content/media/{normalize('NFC', 'Київ')}.png", PNG)
    site.write(SECOND, f"{ARTICLE}\n![Map](%D0%9A%D0%B8%D1%96%CC%88%D0%B2.png)\n")
    assert site.run("check").err == ""


NAMES = (
    "हिन्दी-वार्ता",
    "กรุงเทพ",
    "مُحَادَثات",
    "می‌رود",
    "தமிழ்-பேச்சு",
    "ভাষা",
    "שָׁלוֹם",
    "ශ්‍රී",
    "İstanbul",
    "Київ",
    "한국어",
    "谈判",
)


@pytest.mark.case("4.3")
def test_a_name_of_letters_with_their_marks_is_a_name(site: Site) -> None:
    head = "---\ntitle: T\nsource: herald\npublished: 2025-05-15\nthemes: [truce]\n---\n"
    actors = SITE["content/actors.yaml"]
    for name in NAMES:
        site.write(f"content/articles/{name}.md", f"{head}[@first] [[{name}]]\n")
        marks = f"[@{name}; @first] [[{name}|so]] [[page:{name}]] [[actor:{name}]]"
        site.write(f"content/pages/{name}.md", f"---\ntitle: P\n---\n{marks}\n")
        actors += f"{name}:\n  name: {name}\n"
    site.write("content/actors.yaml", actors)
    assert site.run("check").err == ""
    site.build()
    output = site.output()
    for name in NAMES:
        assert f"articles/{normalize('NFC', name)}/index.html" in output
        assert "[[" not in site.page(f"{normalize('NFC', name)}/")


NO_NAMES = (
    "a\u200cb",
    "x\u200d",
    "می\u200c",
    "\u0301a",
    "a،b",
    "क।ख",
    "a b",
    "😀",
    "-x",
    "a…b",
)


def test_a_name_of_anything_else_is_none(site: Site) -> None:
    for name in NO_NAMES:
        site.write(f"content/articles/{name}.md", ARTICLE)
    lines = site.run("check").err.split("\n")
    assert [line for line in lines if " error: " in line] == [
        f"content/articles/{name}.md:1:1: error: the file name '{name}' cannot be used in an "
        "address; rename the file with letters, digits, hyphens, underscores and dots, starting "
        "with a letter or digit [bad-name]"
        for name in sorted(NO_NAMES)
    ]


HEADINGS = {
    "What Moscow offers": "h-what-moscow-offers",
    "युद्धविराम की शर्तें": "h-युद्धविराम-की-शर्तें",
    "ข้อตกลงหยุดยิง": "h-ข้อตกลงหยุดยิง",
    "مُحَادَثات السَّلام": "h-مُحَادَثات-السَّلام",
    "תְּנָאִים לשָׁלוֹם": "h-תְּנָאִים-לשָׁלוֹם",
    "İstanbul’da görüşme": "h-i̇stanbul-da-görüşme",
    "Sanc\u00adtions now": "h-sanctions-now",
    "می‌خواهند صلح": "h-میخواهند-صلح",
    "Ὀδυσσεύς ΐ": "h-ὀδυσσεύσ-ΐ",
    "❤️ peace": "h-peace",
    "谈判：第一轮": "h-谈判-第一轮",
    "Їжа та Йод": "h-їжа-та-йод",
}


@pytest.mark.case("4.3")
def test_the_anchor_of_a_heading_has_its_words_whole(site: Site) -> None:
    text = "".join(f"## {heading}\n\nText.\n\n" for heading in HEADINGS)
    site.write(SECOND, f"{ARTICLE}\n{text}").build()
    found = re.findall(r'id="(h-[^"]*)"', site.page("articles/second/"))
    assert found == [normalize("NFC", anchor) for anchor in HEADINGS.values()]


SAME = {
    (
        "content/articles/Café.md",
        "content/articles/Cafe\u0301.md",
    ): "in how its accents are stored (composed or decomposed, which look alike)",
    (
        "content/media/Київ.png",
        "content/media/Киі\u0308в.png",
    ): "in how its accents are stored (composed or decomposed, which look alike)",
    ("content/articles/First.md", FIRST): "in capital letters",
    ("themes/Venues.md", "themes/venues.md"): "in capital letters",
    ("content/media/КАРТА.png", "content/media/карта.png"): "in capital letters",
    ("content/pages/ΑΘΗΝΑ.md", "content/pages/αθηνα.md"): "in capital letters",
}


@pytest.mark.parametrize("names", SAME, ids=lambda names: names[0])
def test_two_names_that_some_disks_do_not_tell_apart_are_one_problem_that_names_both(
    site: Site, names: tuple[str, str]
) -> None:
    for path in names:
        text = SITE["themes/venues.md"] if path.startswith("themes") else ARTICLE
        site.write(
            path,
            PNG if path.endswith("png") else "---\ntitle: P\n---\n" if "pages" in path else text,
        )
    first, second = sorted(names)
    lines = site.run("build").err.rstrip().split("\n")
    found = [line for line in lines if " error: " in line]
    assert [line.partition(": error: ")[2] for line in found] == [
        f"the name differs from {first} only {SAME[names]}, and many disks keep only one of the two; "
        "rename or delete one [same-name]"
    ]
    assert found[0].startswith(second)


LONG = {
    "ж" * 130: 260,
    "文" * 86: 258,
    "क" * 100: 300,
    "a" * 256: 256,
    "ש" * 128: 256,
    "é" * 200: 400,
}


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_name_that_is_too_long_for_a_file_is_a_problem_at_its_place(
    site: Site, command: str
) -> None:
    sources, aliases = SITE["content/sources.yaml"], "aliases:\n"
    expected = []
    for position, (name, size) in enumerate(LONG.items()):
        site.write(
            f"content/articles/a{position}.md", ARTICLE.replace("title:", f"slug: {name}\ntitle:")
        )
        sources += f"{name}:\n  name: {name}\n"
        aliases += f"  - /a/{name}/\n"
        message = (
            f"error: '{name[:40]}…' is too long: with {size} bytes in UTF-8, no file could have this "
            "name; shorten it to at most 255 (a Latin letter takes 1, a Cyrillic, Greek or Arabic "
            "one 2, most others 3)"
        )
        expected += [
            f"content/articles/a{position}.md:2:7: {message} [bad-value]",
            f"content/sources.yaml:{9 + 2 * position}:1: {message} [bad-name]",
            f"themes/venues.md:{3 + position}:5: {message} [bad-value]",
        ]
    site.write("content/sources.yaml", sources)
    site.replace("themes/venues.md", "title: V", f"{aliases}title: V")
    lines = site.run(command).err.split("\n")
    assert sorted(line for line in lines if " error: " in line) == sorted(expected)


@pytest.mark.parametrize("name", ["ж" * 127 + "a", "文" * 85, "a" * 255])
def test_the_longest_name_that_a_file_may_have_is_built(site: Site, name: str) -> None:
    site.replace(SECOND, "title:", f"slug: {name}\naliases: [/{name}/old/]\ntitle:").build()
    assert f"articles/{name}/index.html" in site.output()
    assert f"{name}/old/index.html" in site.output()


# ---- images by their bytes -----------------------------------------------------------------------

HEADS = {
    "SVG": b'<?xml version="1.0"?>\n<!-- \xd0\xba -->\n<svg xmlns="http://www.w3.org/2000/svg"/>',
    "AVIF": b"\0\0\0\x1cftypavif\0\0\0\0",
    "HEIC": b"\0\0\0\x1cftypheic\0\0\0\0",
    "TIFF": b"II*\0\x08\0\0\0",
    "PDF": b"%PDF-1.7\n",
    "BMP": b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0",
}


def test_a_picture_is_told_by_its_bytes_whatever_its_name(site: Site) -> None:
    names = ("map.png", "карта.jpg", "地图.webp", "خريطة.GIF")
    expected = []
    for form, data in HEADS.items():
        for name in names:
            site.write(f"content/media/{form}-{name}", data)
            suffix = name[name.index(".") :]
            expected.append(
                f"{form}-{name}: this is no {suffix} but {form}, whatever its name; {form} is not "
                f"supported here: {NO_OTHER} [bad-image]"
            )
    found = re.findall(r"content/media/([^:]*)(?::1:1)?: error(: .*)", site.run("check").err)
    assert sorted(map("".join, found)) == sorted(expected)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("map.avif", "AVIF"),
        ("карта.svg", "SVG"),
        ("خريطة.heic", "HEIC"),
        ("地图.TIF", "TIFF"),
        ("p.pdf", "PDF"),
    ],
)
def test_showing_a_picture_in_another_format_says_which_are_shown(
    site: Site, name: str, form: str
) -> None:
    site.write(SECOND, f"{ARTICLE}\n![Map]({name})\n")
    assert first_line(site) == (
        f"content/articles/second.md:17:8: error: the image '{name}' is not shown: {form} is not "
        f"supported here: {NO_OTHER} [unknown-image]"
    )


SIGNS = (
    "a#b.png",
    "#1.png",
    "#1#2.png",
    "a?b.png",
    "a b.png",
    "100%.png",
    "a&b.png",
    "map (1).png",
    "ж'д+.png",
    "50%-地图#2.png",
)


@pytest.mark.case("4.5")
def test_an_image_is_shown_whatever_signs_its_name_has(site: Site) -> None:
    shown = ""
    for name in SIGNS:
        site.write(f"content/media/{name}", PNG)
        shown += f"![Map](<{name}>)\n"
    site.write(SECOND, f"{ARTICLE}\n{shown}")
    assert site.run("check").err == ""  # which follows the links to the files
    site.build()
    assert 'src="/media/a%23b.png"' in site.page("articles/second/")
    assert {f"media/{name}" for name in SIGNS} <= site.output().keys()


@pytest.mark.parametrize(
    ("name", "linked", "told"),
    [
        (
            "at 3.15\u202fPM.png",
            "at 3.15 PM.png",
            "a narrow no-break space (U+202F) is in its name",
        ),
        ("map.png", "ma\u200bp.png", "a zero width space (U+200B) is in what is written here"),
        ("Київ\u00a0мапа.png", "Київ мапа.png", "a no-break space (U+00A0) is in its name"),
    ],
)
def test_two_names_that_only_look_the_same_are_told_apart(
    site: Site, name: str, linked: str, told: str
) -> None:
    site.write(f"content/media/{name}", PNG)
    site.write(SECOND, f"{ARTICLE}\n![Map](<{linked}>)\n")
    right = linked.replace("\u200b", "")
    line = first_line(site)
    assert "error: unknown image " in line
    assert line.endswith(f"as {told}; write '{right}' in both places [unknown-image]")


def test_the_name_of_a_file_that_is_encoded_itself_is_told(site: Site) -> None:
    site.write("content/media/Kyiv%20map.png", PNG)
    site.write(SECOND, f"{ARTICLE}\n![Map](Kyiv%20map.png)\n")
    assert first_line(site) == (
        "content/articles/second.md:17:8: error: unknown image 'Kyiv map.png'; the name of the file "
        "itself is 'Kyiv%20map.png', with its % signs: rename it to 'Kyiv map.png' [unknown-image]"
    )


def test_a_theme_that_is_gone_is_told_although_a_register_has_the_wrong_name(site: Site) -> None:
    site.build()
    for old, new in (("sources.yaml", "sources.yml"), ("../themes/truce.md", "../truce.txt")):
        (site.root / "content" / old).rename(site.root / "content" / new)
        outcome = site.run("build")
    assert outcome.exit_code == 1
    assert outcome.err.count("unknown theme 'truce'") == site.run("check").err.count(
        "unknown theme 'truce'"
    )
    assert "content/articles/first.md:5:10: error: unknown theme 'truce'" in outcome.err


# ---- files in the folder of another kind -----------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "new", "keys", "right"),
    [
        ("content/articles/second.md", "themes/report.md", "'source' and 'published' is an article", "content/articles"),
        ("content/articles/second.md", "content/pages/звіт.md", "'source' and 'published' is an article", "content/articles"),
        ("themes/truce.md", "content/articles/停火.md", "'question' and 'as_of' is a theme", "themes"),
        ("themes/truce.md", "content/pages/هدنة.md", "'question' and 'as_of' is a theme", "themes"),
    ],
)  # fmt: skip
def test_a_document_in_the_folder_of_another_kind_is_one_problem(
    site: Site, kind: str, new: str, keys: str, right: str
) -> None:
    site.write(new, (site.root / kind).read_text(encoding="utf-8"))
    (line,) = site.errors()
    assert line.startswith(f"{new}:")
    assert line.endswith(f": error: a file with {keys}; move it to {right}/ [wrong-folder]")


def test_a_document_without_the_keys_of_its_kind_is_not_sent_elsewhere(site: Site) -> None:
    site.replace("themes/truce.md", "question:", "source: herald\nquestion:")
    assert not any("wrong-folder" in line for line in site.errors())
    site.replace("themes/truce.md", "as_of: 2025-05-20\n", "published: 2025-05-20\n")
    assert not any("wrong-folder" in line for line in site.errors())
