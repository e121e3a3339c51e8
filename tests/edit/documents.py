"""YAML as people write it: random values, each written in a style of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hypothesis import strategies as st

from generator.problems import KeyPath
from generator.read.written import Value

KEYS = st.sampled_from(["title", "text", "state", "by", "on", "claims", "value", "ключ", "a.b"])
LINES = st.text("abc é'\"#:,[]{}&*!|>%@`-?\\~0134🌍", max_size=24).map(str.strip)
TEXTS = st.one_of(
    st.sampled_from(["2025-05-15", "no", "12:30", "null", "", "1_000", "# x", "a: b", "x #y"]),
    LINES,
    st.lists(LINES.filter(bool), min_size=2, max_size=3).map("\n".join),
)
"""Texts that editors write, and those that YAML has traps for."""


def values(depth: int = 3) -> st.SearchStrategy[Value]:
    inner: st.SearchStrategy[Value] = (
        st.recursive(
            TEXTS,
            lambda inside: (
                st.lists(inside, max_size=3) | st.dictionaries(KEYS, inside, min_size=1, max_size=3)
            ),
            max_leaves=6,
        )
        if depth
        else TEXTS
    )
    return inner


MAPPINGS = st.dictionaries(KEYS, values(), min_size=1, max_size=4)


class Writer:
    """Writes values, and draws a style for each."""

    def __init__(self, draw: Callable[[st.SearchStrategy[int]], int]) -> None:
        self._draw = draw

    def choose(self, *of: str) -> str:
        return of[self._draw(st.integers(0, len(of) - 1))]

    def lines(self, mapping: dict[str, Value], indent: int) -> Iterator[str]:
        for key, value in mapping.items():
            if self.choose("", "", "#") == "#":
                yield " " * indent + self.choose("# a comment", "#")
            if self.choose(*["."] * 5, "") == "":
                yield ""
            written = self.scalar(key) if self.choose("", "", '"') else f'"{key}"'
            yield from self._entry(f"{' ' * indent}{written}:", value, indent)

    def _entry(self, head: str, value: Value, indent: int) -> Iterator[str]:
        space = self.choose(" ", " ", "   ")
        comment = self.choose("", "", "  # why")
        if not isinstance(value, list | dict):
            yield from self._text(head, space, value or "", comment, indent)
        elif not value or self.choose("block", "flow") == "flow":
            yield f"{head}{space}{self.flow(value, indent)}{comment}"
        elif isinstance(value, dict):
            yield f"{head}{comment}"
            yield from self.lines(value, indent + int(self.choose("1", "2", "4")))
        else:
            yield f"{head}{comment}"
            inside = indent + int(self.choose("0", "2", "3"))
            if head.lstrip().startswith("- "):  # else its items would be those of the list it is in
                inside = max(inside, indent + 1)
            for item in value:
                yield from self._item(item, inside)

    def _item(self, item: Value, indent: int) -> Iterator[str]:
        hyphen = " " * indent + self.choose("- ", "-  ")
        if isinstance(item, dict) and self.choose("block", "flow") == "block":
            lines = [line for line in self.lines(item, len(hyphen)) if line.strip(" #")]
            lines = [line for line in lines if line.strip() != "# a comment"]
            yield hyphen + lines[0].lstrip()
            yield from lines[1:]
        elif isinstance(item, list | dict):
            yield hyphen + self.flow(item, indent)
        else:
            yield hyphen + self.scalar(item or "")

    def _text(self, head: str, space: str, text: str, comment: str, indent: int) -> Iterator[str]:
        lines = text.split("\n")
        block = all(line.strip() == line and line for line in lines)
        if block and self.choose("block", "line", "line") == "block":
            yield f"{head}{space}{'|-' if len(lines) > 1 else self.choose('>-', '|-')}"
            yield from (f"{' ' * (indent + 2)}{line}" for line in lines)
            return
        written = self.scalar(text)
        quoted = written[0] in "'\""
        yield f"{head}{space}{written}{comment if quoted else ''}"

    def flow(self, value: Value, indent: int) -> str:
        if not isinstance(value, list | dict):
            return self.scalar(value or "")
        broken = self.choose("", "", "lines")
        between = f",\n{' ' * (indent + 4)}" if broken else self.choose(", ", ",", " , ")
        if isinstance(value, list):
            inside = between.join(self.flow(item, indent + 4) for item in value)
        else:
            inside = between.join(
                f"{self.scalar(key)}: {self.flow(item, indent + 4)}" for key, item in value.items()
            )
        end = self.choose("", "", ",") if value else ""
        pad = f"\n{' ' * (indent + 4)}" if broken else self.choose("", " ")
        opening, closing = "[]" if isinstance(value, list) else "{}"
        return f"{opening}{pad}{inside}{end}{pad}{closing}"

    def scalar(self, text: str) -> str:
        plain = text.replace(" ", "").replace(".", "").replace("-", "").isalnum()
        plain = plain and text[0].isalnum() and text not in ("null",) and text == text.strip()
        style = self.choose("plain", "'", '"')
        if style == "plain" and plain:
            return text
        if style == "'" and "\n" not in text:
            return "'{}'".format(text.replace("'", "''"))
        escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"'


@st.composite
def documents(draw: st.DrawFn, mappings: st.SearchStrategy[dict[str, Value]] = MAPPINGS) -> str:
    """Draw the text of a file with front matter."""
    front = draw(mappings)
    lines = ["---", *Writer(draw).lines(front, 0), "---", "The body: [@a#c] # here"]
    text = "\n".join(lines) + draw(st.sampled_from(["", "\n"]))
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    return draw(st.sampled_from(["", "\ufeff"])) + text


def paths(value: Value, at: KeyPath = ()) -> Iterator[KeyPath]:
    """Yield the paths to everything in a value."""
    inside: list[tuple[str | int, Value]] = []
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list):
        inside = list(enumerate(value))
    for key, inner in inside:
        yield (*at, key)
        yield from paths(inner, (*at, key))
