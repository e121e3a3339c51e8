"""What is under the cursor: what it is, where it is defined, and another name for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import SITE, Site
from tests.lsp.editor import Editor, Json, editor, uri_of

FIRST = "content/articles/first.md"
TRUCE = "themes/truce.md"
SOURCES = "content/sources.yaml"
ACTORS = "content/actors.yaml"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Editor]]:
    site = Site(tmp_path_factory.mktemp("names"))
    for path, text in SITE.items():
        site.write(path, text)
    site.write("content/pages/about.md", "---\ntitle: About\n---\nSee [[theme:truce]].\n")
    with editor("--now", "2025-06-15") as one:
        one.begin(site.root)
        yield site, one


def ask(place: tuple[Site, Editor], method: str, path: str, old: str, new: str) -> Json | None:
    """Ask about the mark when some words of a file have become others."""
    site, one = place
    text = (site.root / path).read_text(encoding="utf-8")
    assert old in text
    found: Json | None = one.at_mark(method, uri_of(site.root / path), text.replace(old, new, 1))
    return found


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        (
            FIRST,
            "source: herald",
            "source: her‸ald",
            "**The Herald**\n\nsource\n\nOwned by its readers.",
        ),
        (FIRST, "by: [north]", "by: [nor‸th]", "**North**\n\nactor · state"),
        (
            FIRST,
            "by: [north]",
            "by: [envoy‸]",
            "**The Envoy of North**\n\nactor · person\n\nspeaks for north",
        ),
        (
            FIRST,
            "themes: [truce]",
            "themes: [‸truce]",
            "**Truce**\n\ntheme · Is there a truce?\n\nNo truce yet.",
        ),
        (FIRST, "point: length", "point: l‸ength", "**Length**\n\npoint of truce"),
        (TRUCE, "[@first#c1]", "[@fir‸st#c1]", "**First report**\n\narticle · herald · 2025-05-15"),
        (
            TRUCE,
            "[@first#c1]",
            "[@first#c‸1]",
            "**North wants thirty days.**\n\n"
            "claim of first · proposal · north · 2025-05-14\n\nlength: 30 days",
        ),
        (TRUCE, "[@first#c1]", "[[actor:so‸uth]]", "**South**\n\nactor · state"),
        (FIRST, "source: herald", "sou‸rce: herald", "The outlet: a key of sources.yaml."),
        (
            FIRST,
            "    kind: proposal",
            "    k‸ind: proposal",
            "What sort of statement it is: a fact, told by the source, or a position, "
            "held by an actor.",
        ),
        (
            FIRST,
            "  - text: North",
            "  - te‸xt: North",
            "What the claim says, as a sentence of the editor's own.",
        ),
        (TRUCE, "  state: open", "  sta‸te: open", "How near to a settlement the subject is."),
        (ACTORS, "  of: north", "  o‸f: north", "The actor that this one speaks for."),
        (
            "content/site.yaml",
            "base_url:",
            "base‸_url:",
            "Where the site is served: scheme, host and path.",
        ),
    ],
)
def test_hover(place: tuple[Site, Editor], path: str, old: str, new: str, said: str) -> None:
    found = ask(place, "hover", path, old, new)
    assert found is not None
    assert found["contents"]["value"] == said


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (FIRST, "North asked", "North ‸asked"),
        (FIRST, "source: herald", "source: nobo‸dy"),
        (FIRST, "source: herald", "sauce‸: herald"),
        (FIRST, "title: First", "title: Fi‸rst"),
    ],
)
def test_nothing_to_say(place: tuple[Site, Editor], path: str, old: str, new: str) -> None:
    assert ask(place, "hover", path, old, new) is None


@pytest.mark.parametrize(
    ("path", "old", "new", "file", "words"),
    [
        (FIRST, "source: herald", "source: her‸ald", SOURCES, "herald"),
        (FIRST, "by: [north]", "by: [envoy, so‸uth]", ACTORS, "south"),
        (FIRST, "themes: [truce]", "themes: [tru‸ce]", TRUCE, ""),
        (FIRST, "point: length", "point: len‸gth", TRUCE, "length"),
        ("content/articles/second.md", "point: length", "point: or‸der", TRUCE, "order"),
        (TRUCE, "[@first#c1]", "[@fir‸st#c1]", FIRST, ""),
        (TRUCE, "[@first#c1]", "[@second; @first#c‸1]", FIRST, "t"),  # of `- text:`
        (TRUCE, "[@first#c1]", "[[source:wi‸re|The Wire]]", SOURCES, "wire"),
        (TRUCE, "[@first#c1]", "[[page:ab‸out]]", "content/pages/about.md", ""),
        (ACTORS, "of: north", "of: nor‸th", ACTORS, "north"),
        (TRUCE, "points:", "events: [first#‸c1]\npoints:", FIRST, "t"),
        (TRUCE, "points:", "principals:\n  - sou‸th\npoints:", ACTORS, "south"),
    ],
)
def test_definition(
    place: tuple[Site, Editor], path: str, old: str, new: str, file: str, words: str
) -> None:
    site, _ = place
    found = ask(place, "definition", path, old, new)
    assert found is not None
    assert found["uri"] == uri_of(site.root / file)
    start, end = found["range"]["start"], found["range"]["end"]
    line = (site.root / file).read_text(encoding="utf-8").split("\n")[start["line"]]
    assert line[start["character"] : end["character"]] == words


def test_what_a_file_consists_of(place: tuple[Site, Editor]) -> None:
    site, one = place
    uri = uri_of(site.root / TRUCE)
    one.at_mark("hover", uri, SITE[TRUCE] + "‸")
    found = one.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
    assert [(item["name"], item["detail"]) for item in found] == [
        ("length", "Length"),
        ("order", "Order of steps"),
    ]


# ---- renaming ------------------------------------------------------------------------------------


def rename(site: Site, one: Editor, path: str, marked: str, new: str) -> None:
    """Rename what is under the mark, and do what the server says to the files."""
    edit = one.at_mark("rename", uri_of(site.root / path), marked, newName=new)
    for change in edit["documentChanges"]:
        if change.get("kind") == "rename":
            old_file, new_file = (
                site.root / change[key].removeprefix(uri_of(site.root) + "/")
                for key in ("oldUri", "newUri")
            )
            old_file.rename(new_file)
            continue
        file = site.root / change["textDocument"]["uri"].removeprefix(uri_of(site.root) + "/")
        lines = file.read_bytes().decode().split("\n")
        for one_edit in sorted(change["edits"], key=place_of, reverse=True):
            start, end = one_edit["range"]["start"], one_edit["range"]["end"]
            assert start["line"] == end["line"] or one_edit["newText"] == ""
            before = units(lines[start["line"]])[: 2 * start["character"]]
            after = units(lines[end["line"]])[2 * end["character"] :]
            written = before.decode("utf-16-le") + one_edit["newText"] + after.decode("utf-16-le")
            lines[start["line"] : end["line"] + 1] = written.split("\n")
        file.write_bytes("\n".join(lines).encode())


def units(line: str) -> bytes:
    return line.encode("utf-16-le")


def place_of(edit: Json) -> tuple[int, int]:
    start = edit["range"]["start"]
    return start["line"], start["character"]


def test_a_point_is_renamed_across_files(site: Site, desk: Editor) -> None:
    rename(site, desk, FIRST, SITE[FIRST].replace("point: length", "point: len‸gth"), "duration")
    assert "id: duration" in (site.root / TRUCE).read_text()
    for path in (FIRST, "content/articles/second.md"):
        assert "point: duration" in (site.root / path).read_text()
    assert site.run("check", "--now", "2025-06-15").exit_code == 0


def test_an_actor_is_renamed_where_it_is_defined(site: Site, desk: Editor) -> None:
    rename(site, desk, ACTORS, SITE[ACTORS].replace("north:", "no‸rth:", 1), "nord")
    assert "by: [nord]" in (site.root / FIRST).read_text()
    assert "of: nord" in (site.root / ACTORS).read_text()
    assert site.run("check", "--now", "2025-06-15").exit_code == 0


def test_a_theme_and_an_article_take_their_files_with_them(site: Site, desk: Editor) -> None:
    rename(site, desk, FIRST, SITE[FIRST].replace("themes: [truce]", "themes: [tr‸uce]"), "peace")
    assert (site.root / "themes/peace.md").exists()
    assert not (site.root / TRUCE).exists()
    assert site.run("check", "--now", "2025-06-15").exit_code == 0


def test_what_is_open_and_not_saved_is_renamed_as_it_is_there(site: Site, desk: Editor) -> None:
    text = SITE[FIRST].replace("North asked", "🙂 [@second#c1] says so. North asked")
    uri = uri_of(site.root / FIRST)
    edit = desk.at_mark("rename", uri, text.replace("@second", "@sec‸ond"), newName="later")
    changed = {change["textDocument"]["uri"]: change for change in edit["documentChanges"][:-1]}
    (inside,) = changed[uri]["edits"]
    assert inside["range"]["start"]["character"] == len("xx [@")
    assert inside["newText"] == "later"


@pytest.mark.parametrize(
    ("marked", "new", "said"),
    [
        ("source: her‸ald", "the herald", "cannot be used as a name"),
        ("source: her‸ald", "wire", "wire"),
        ("title: Fi‸rst report", "x", "there is no name here"),
    ],
)
def test_what_cannot_be_renamed_is_refused_with_a_reason(
    site: Site, desk: Editor, marked: str, new: str, said: str
) -> None:
    uri = uri_of(site.root / FIRST)
    text = SITE[FIRST].replace(marked.replace("‸", ""), marked)
    desk.at_mark("hover", uri, text)
    before = text.partition("‸")[0].split("\n")
    answer = desk.answer_to(
        "textDocument/rename",
        {
            "textDocument": {"uri": uri},
            "position": {"line": len(before) - 1, "character": len(before[-1])},
            "newName": new,
        },
    )
    assert said in answer["error"]["message"]
    assert "Traceback" not in str(answer["error"])


def test_the_editor_asks_first_what_would_be_renamed(site: Site, desk: Editor) -> None:
    uri = uri_of(site.root / FIRST)
    found = desk.at_mark("prepareRename", uri, SITE[FIRST].replace("[north]", "[no‸rth]"))
    assert found["placeholder"] == "north"
    assert found["range"]["start"]["character"] == 9
    assert desk.at_mark("prepareRename", uri, SITE[FIRST].replace("First", "Fi‸rst")) is None
