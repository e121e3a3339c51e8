"""What an editor shows while somebody types is what `check` says of that text."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Site
from tests.lsp.editor import Editor, Json, editor, uri_of
from tests.tried import tried

EXAMPLES = Path(__file__).parent.parent / "examples"
NOW = "2025-06-15"
OF_LINKS = {"broken-link", "broken-file", "same-anchor"}
"""What only shows on rendered pages, so that `check` alone says it."""
BITS = [
    *("[", "]", "{", "}", ": ", " #", "- ", "\n", "---\n", '"', "'", "\t", "&a", "*a", "x", "é"),
    *("[@", "[[theme:", "[@nobody#c9]", "]]", "by: [nobody]", "claims:\n", "\n  - text: x\n"),
    # None that is composed when it is read: these are in test_positions.py.
    *("🙂", "\u202e", "\u00ad", "\u2028", "\r", "\x00"),
]


class Desk:
    """A site that is open in an editor, and a copy of it that is checked by the command."""

    def __init__(self, root: Path, example: str, of: Editor) -> None:
        self.edited = Site(root / "edited" / example)
        self.checked = Site(root / "checked" / example)
        for site in (self.edited, self.checked):
            shutil.copytree(EXAMPLES / example, site.root)
        self.editor = of
        self.files = sorted(
            path.relative_to(self.edited.root).as_posix()
            for folder in ("content", "themes")
            for path in (self.edited.root / folder).rglob("*")
            if path.suffix in (".md", ".yaml")
        )

    def shown(self, file: str, text: str) -> dict[str, list[Json]]:
        """Return what the editor shows of all files when one has a text that is not saved."""
        uri = uri_of(self.edited.root / file)
        if uri in self.editor.open_files:
            self.editor.change(uri, text)
        else:
            self.editor.open(uri, text)
        self.editor.problems(uri)
        # Other files are told of after this one, and before anything that is asked now.
        self.editor.at("hover", uri, 0, 0)
        prefix = uri_of(self.edited.root) + "/"
        return {
            uri.removeprefix(prefix): found
            for uri, found in self.editor.diagnostics.items()
            if uri.startswith(prefix) and found
        }

    def said(self, file: str, text: str) -> dict[str, list[Json]]:
        """Return what `check` says if the text is saved, as an editor would show it."""
        before = (self.checked.root / file).read_bytes()
        self.checked.write(file, text.encode("utf-8", "surrogatepass"))
        try:
            out = self.checked.run("check", "--now", NOW, "--format", "json").out
            found: dict[str, list[Json]] = {}
            for problem in json.loads(out):
                if problem["code"] not in OF_LINKS:
                    here = self._as_shown(problem)
                    found.setdefault(problem["file"], []).append(here)
            return found
        finally:
            self.checked.write(file, before)

    def _as_shown(self, problem: Json) -> Json:
        path = self.checked.root / problem["file"]
        data = path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""
        lines = re.split(r"\r\n|\r|\n", data)
        line = lines[problem["line"] - 1]
        start = problem["column"] - 1
        end = min(len(line), start + problem["length"])
        return {
            "range": {
                "start": {"line": problem["line"] - 1, "character": utf16(line[:start])},
                "end": {"line": problem["line"] - 1, "character": utf16(line[: max(start, end)])},
            },
            "message": problem["message"],
            "severity": 1 if problem["severity"] == "error" else 2,
            "code": problem["code"],
            "source": "briefing",
        }


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Desk]]:
    root = tmp_path_factory.mktemp("same")
    with editor("--now", NOW) as one:
        one.begin(root / "edited")
        yield [Desk(root, name, one) for name in ("river", "ferry", "bridge")]


def test_examples_as_they_are(desks: list[Desk]) -> None:
    for desk in desks:
        text = (desk.edited.root / desk.files[0]).read_text(encoding="utf-8")
        assert desk.shown(desk.files[0], text) == desk.said(desk.files[0], text)


@tried(60)
@given(data=st.data())
def test_any_edit_of_any_file(desks: list[Desk], data: st.DataObject) -> None:
    desk = data.draw(st.sampled_from(desks), "site")
    file = data.draw(st.sampled_from(desk.files), "file")
    text = whole = (desk.edited.root / file).read_bytes().decode("utf-8")
    for _ in range(data.draw(st.integers(1, 3), "edits")):
        text = edited(text, data)
    try:
        assert plain(desk.shown(file, text)) == plain(desk.said(file, text)), text
    finally:
        desk.shown(file, whole)
    assert desk.shown(file, whole) == desk.said(file, whole)


def plain(found: dict[str, list[Json]]) -> dict[str, list[Json]]:
    return {file: sorted(problems, key=json.dumps) for file, problems in found.items()}


def edited(text: str, data: st.DataObject) -> str:
    """Return a text as it is in the midst of an edit."""
    lines = text.split("\n")
    at = data.draw(st.integers(0, len(lines) - 1), "line")
    column = data.draw(st.integers(0, len(lines[at])), "column")
    bit = data.draw(st.sampled_from(BITS), "bit")
    what = data.draw(st.sampled_from(["put", "cut", "drop", "twice", "end"]), "what")
    line = lines[at]
    if what == "put":
        lines[at] = line[:column] + bit + line[column:]
    elif what == "cut":
        lines[at] = line[:column]
    elif what == "drop":
        del lines[at]
    elif what == "twice":
        lines.insert(at, line)
    else:
        lines = lines[: at + 1]
    return "\n".join(lines)
