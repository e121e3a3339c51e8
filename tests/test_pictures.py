"""Pictures of a site: what is published of them, and what editors are told of the others."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.pictures.clean import clean_picture
from tests.conftest import Site
from tests.images import (
    PRIVATE,
    grey_png,
    private_gif,
    private_ico,
    private_jpeg,
    private_png,
    private_webp,
)

FIRST = "content/articles/first.md"
KINDS: dict[str, Callable[[], bytes]] = {
    "karte.jpg": private_jpeg,
    "карта.png": private_png,
    "خريطة.webp": private_webp,
    "地図.gif": private_gif,
}


def leaks(site: Site, folder: str = "site") -> list[tuple[str, str]]:
    """Return the words of PRIVATE that are anywhere in the output, each with its file."""
    return [
        (file, word)
        for file, data in site.output(folder).items()
        for word in PRIVATE
        if word.encode() in data
    ]


def shown(site: Site, name: str) -> Site:
    """Have the first article show an image."""
    return site.replace(FIRST, "Wednesday.", f"Wednesday.\n\n![What it shows](<{name}>)")


@pytest.mark.case("7.8")
@pytest.mark.case("7.9")
@pytest.mark.parametrize("name", KINDS)
def test_an_image_is_published_without_its_notes(site: Site, name: str) -> None:
    data = KINDS[name]()
    shown(site, name).write(f"content/media/{name}", data).build()
    picture = clean_picture(data)
    assert picture is not None
    assert site.output()[f"media/{name}"] == picture.data != data
    assert leaks(site) == []


@pytest.mark.parametrize("name", [*KINDS, "favicon.ico", "no-suffix", "photo.heic", "foto.JPG"])
def test_a_static_picture_is_published_without_its_notes_whatever_its_name(
    site: Site, name: str
) -> None:
    data = KINDS.get(name, private_ico if name == "favicon.ico" else private_jpeg)()
    site.write(f"static/{name}", data).build()
    assert f"static/{name}" in site.output()
    assert leaks(site) == []


def test_other_static_files_are_published_as_they_are(site: Site) -> None:
    for name, data in {"a.pdf": b"%PDF-1.7 Author", "b.css": b"a{}", "c.bin": bytes(99)}.items():
        site.write(f"static/{name}", data).build()
        assert site.output()[f"static/{name}"] == data


@pytest.mark.parametrize(("orientation", "size"), [(1, (24, 16)), (3, (24, 16)), (6, (16, 24))])
def test_a_picture_on_its_side_has_the_size_that_browsers_show(
    site: Site, orientation: int, size: tuple[int, int]
) -> None:
    shown(site, "a.jpg").write("content/media/a.jpg", private_jpeg(orientation)).build()
    assert f'width="{size[0]}" height="{size[1]}"' in site.page("articles/first/")


def test_builds_that_follow_publish_what_a_clean_build_does(site: Site) -> None:
    shown(site, "a.jpg").write("content/media/a.jpg", private_jpeg()).write(
        "static/b.png", private_png()
    )
    site.build()
    for picture in (private_jpeg(6), grey_png(3, 2), private_jpeg(), private_gif()):
        site.write("content/media/a.jpg", picture).write("static/b.png", picture).build()
        site.build("--clean", "--output", str(site.root / "clean"))
        assert site.output() == site.output("clean")
        assert leaks(site) == []


def test_other_notes_on_the_same_pixels_leave_the_copy_alone(site: Site) -> None:
    shown(site, "a.png").write("content/media/a.png", private_png()).build()
    copy = site.root / "site/media/a.png"
    before = copy.stat().st_mtime_ns
    site.write("content/media/a.png", private_png() + b"another note").build()
    assert copy.stat().st_mtime_ns == before


def test_an_image_that_is_not_whole_is_a_problem_and_not_published(site: Site) -> None:
    shown(site, "a.jpg").write("content/media/a.jpg", private_jpeg()[:700])
    outcome = site.run("build")
    assert outcome.exit_code == 1
    assert outcome.err.startswith(
        "content/media/a.jpg: error: not an image that can be read; "
        "save it as PNG, JPEG, GIF or WebP [bad-image]\n"
    )
    assert not (site.root / "site").exists()


BROKEN = {
    "static/a.png": (private_png()[:90], "it is damaged, or cut off before its end"),
    "static/دفتر.jpg": (private_jpeg()[:300], "it is damaged, or cut off before its end"),
    "static/файл.bin": (b"GIF89a" + bytes(7) + b";", "it has no pixels"),
    "static/写真.webp": (private_webp()[:50], "it is damaged, or cut off before its end"),
    "static/b.png": (
        b"\x89PNG\r\n\x1a\n\0\0\0\x04CgBI\0\0\0\0\0\0\0\0",
        "it does not begin with its size",
    ),
}


def test_static_pictures_that_are_not_whole_are_problems_in_each_build_until_mended(
    site: Site,
) -> None:
    for path, (data, _) in BROKEN.items():
        site.write(path, data)
    for _ in range(2):
        outcome = site.run("build")
        assert outcome.exit_code == 1
        assert outcome.err.splitlines()[:-1] == [
            f"{path}: error: not an image that can be read: {why}; "
            "save it as PNG, JPEG, GIF or WebP [bad-image]"
            for path, (_, why) in sorted(BROKEN.items())
        ]
    for path in BROKEN:
        site.write(path, grey_png(2, 1))
    site.build()
    assert {*BROKEN} < {*site.output()}


@pytest.mark.parametrize("name", ["a.heic", "Ж.TIFF", "写真.avif", "صورة.dng", "b.svgz"])
def test_a_static_picture_whose_notes_cannot_be_taken_out_is_a_problem(
    site: Site, name: str
) -> None:
    outcome = site.write(f"static/{name}", b"\0\0\0\x1cftypheic" + bytes(40)).run("check")
    assert outcome.exit_code == 1
    assert outcome.err.splitlines()[0] == (
        f"static/{name}: error: what it may tell of place, owner and camera cannot be taken out of "
        "this kind; save it as PNG, JPEG, GIF or WebP [bad-image]"
    )


DRAWINGS = {
    '<svg xmlns="s"\n inkscape:export-filename="/home/olena/plan.png"/>': (
        "2:28: warning: this drawing names a folder of the computer that it was drawn on "
        "('/home/olena/plan.png'), and is published as it is; "
        "save it as plain or optimized SVG, without metadata [private-note]"
    ),
    '<svg><image xlink:href="file:///C:/Users/Олена/a.png"/></svg>': "1:25: warning: ",
    '<svg sodipodi:absref="C:\\Users\\Müller\\a.svg"/>': "1:23: warning: ",
    "<svg>\n<metadata>\n<dc:creator>山田</dc:creator></metadata></svg>": (
        "3:1: warning: this drawing names people ('<dc:creator'), and is published as it is; "
    ),
    "<svg><!-- ش --><x:xmpmeta/></svg>": (
        "1:16: warning: this drawing holds notes that a drawing program keeps for itself "
    ),
    '<svg><i:pgf id="a"/></svg>': "1:6: warning: ",
}


@pytest.mark.parametrize("drawing", DRAWINGS)
def test_a_drawing_that_tells_of_its_maker_is_a_warning_in_each_build(
    site: Site, drawing: str
) -> None:
    site.write("static/plan.svg", drawing)
    for _ in range(2):
        assert site.build().err.startswith(f"static/plan.svg:{DRAWINGS[drawing]}")
    assert site.output()["static/plan.svg"] == drawing.encode()
    site.write("static/plan.svg", "<svg/>")
    assert site.build().err == ""


@pytest.mark.parametrize(
    "drawing",
    [
        '<svg xmlns="http://www.w3.org/2000/svg"><a href="https://example.org/home/x/"/></svg>',
        '<svg><use href="#home"/><path d="M1 2C:3"/></svg>',
        "<svg><metadata><dc:format>image/svg+xml</dc:format></metadata></svg>",
    ],
)
def test_a_drawing_that_tells_nothing_is_no_problem(site: Site, drawing: str) -> None:
    assert site.write("static/plan.svg", drawing).build().err == ""
