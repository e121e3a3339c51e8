"""Values to YAML: each text in the style that suits it, of those that it can be read back from.

No table of ours says what may stand without quotes: every text that is written is read by the
loader of a build, and has to be the same text there, without a problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from generator.edit.yaml_text import EditError, read
from generator.problems import Severity
from generator.read.written import Value

_SIMPLE = re.compile(r"/?[^\W_]\w*(?:[ /#+:.%-]{1,3}\w+)*[%/]?")
"""What is written without quotes: words, keys, dates, numbers, paths; no sentences."""


class Layout(Struct, frozen=True):
    """How and where a value is to be written."""

    column: int = 0
    """The column of the keys beside the one that it is the value of."""
    steps: tuple[int, int] = (2, 2)
    """How far mappings below keys are indented, and how far lists are."""
    newline: str = "\n"
    flow: bool = False
    """Whether it stands in brackets or braces, so that no line break may be in it."""
    style: str | None = None
    """The quotation mark, or | or >, of a text whose style is to be kept; "" for none."""
    behind: str = ""
    """What stands behind it on its line, such as a comment."""


def written(value: Value, layout: Layout) -> str:
    """Return what stands behind the colon of a key, with the space or line break before it.

    Raise EditError if no style gives the value back.
    """
    if not isinstance(value, list | dict):
        return f" {scalar(value or '', layout)}"
    if layout.flow or not value or _is_short(value):
        return f" {in_brackets(value, layout)}"
    if isinstance(value, dict):
        inner = replace(layout, column=layout.column + layout.steps[0])
        lines = list(mapping_lines(value, inner))
    else:
        inner = replace(layout, column=layout.column + layout.steps[1])
        lines = [line for item in value for line in item_lines(item, inner)]
    return "".join(f"{layout.newline}{' ' * inner.column}{line}" for line in lines)


def item_lines(item: Value, layout: Layout) -> Iterator[str]:
    """Yield an item of a list, with its hyphen, cut where its own keys begin a line.

    `layout.column` is that of the hyphen. Raise EditError as `written` does.
    """
    if isinstance(item, dict) and item and not layout.flow:
        inner = replace(layout, column=layout.column + 2)
        for number, line in enumerate(mapping_lines(item, inner)):
            yield ("  " if number else "- ") + line
    else:
        yield f"-{written(item, replace(layout, flow=isinstance(item, list)))}"


def mapping_lines(value: dict[str, Value], layout: Layout) -> Iterator[str]:
    """Yield the keys of a mapping with their values; `layout.column` is that of the keys."""
    for key, inner in value.items():
        yield f"{scalar(key, Layout())}:{written(inner, layout)}"


def in_brackets(value: Value, layout: Layout) -> str:
    """Return a value as it is written within brackets. Raise EditError as `written` does."""
    inside = replace(layout, flow=True)
    if isinstance(value, list):
        return f"[{', '.join(in_brackets(item, inside) for item in value)}]"
    if isinstance(value, dict):
        pairs = (
            f"{scalar(key, Layout(flow=True))}: {in_brackets(item, inside)}"
            for key, item in value.items()
        )
        return f"{{{', '.join(pairs)}}}"
    return scalar(value or "", inside)


def scalar(text: str, layout: Layout) -> str:
    """Return a text in the first style that gives it back.

    Raise EditError if none does, as it has a character that no file may have.
    """
    styles = list(dict.fromkeys(_styles(text, layout)))
    for told in ((), (Severity.WARNING,)):
        for style in styles:
            candidate = _in_style(text, style, layout)
            if candidate is not None and _gives_back(candidate, text, layout, told):
                return candidate
    raise EditError(f"'{text}' has a character that the file cannot have")


def _styles(text: str, layout: Layout) -> Iterator[str]:
    """Yield the styles that may do for a text, those that suit it first."""
    if layout.style is not None and (layout.style or _SIMPLE.fullmatch(text)):
        yield layout.style
    if layout.style == "":  # plain as it was, if it can be
        yield ""
    if _SIMPLE.fullmatch(text):
        yield ""
    if "\n" in text:
        yield "|"
    yield from ("'", '"') if "\\" in text or '"' in text else ('"', "'")


def _in_style(text: str, style: str, layout: Layout) -> str | None:
    """Return a text in a style; None if that has no way to write it."""
    if style == '"':
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped.replace(chr(10), chr(92) + "n").replace(chr(9), chr(92) + "t")}"'
    if "\n" in text and style not in ("|", ">"):
        return None
    if style == "'":
        return "'{}'".format(text.replace("'", "''"))
    if style == "":
        return text
    if layout.flow:
        return None
    return _block(text, style, layout)


def _block(text: str, style: str, layout: Layout) -> str | None:
    """Return a text on the lines below > or |."""
    lines = text.rstrip("\n").split("\n")
    if style == ">":
        if len(lines) > 1:
            return None
        lines = _folded(lines[0])
    ends = len(text) - len(text.rstrip("\n"))
    header = style + ("-" if ends == 0 else "" if ends == 1 else "+")
    indent = " " * (layout.column + layout.steps[0])
    shown = (f"{indent}{line}" if line else "" for line in (*lines, *[""] * (ends - 1)))
    return layout.newline.join((header, *shown))


_WIDTH = 90
"""Characters of a line in folded text."""


def _folded(text: str) -> list[str]:
    """Return a text cut at single spaces into lines that are not too long."""
    lines = [""]
    for word in re.split(r"(?<=\S) (?=\S)", text):
        if lines[-1] and len(lines[-1]) + len(word) >= _WIDTH:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return lines


def _gives_back(candidate: str, text: str, layout: Layout, told: tuple[Severity, ...]) -> bool:
    """Return whether what is written is read as a text, with no problem but those of a severity."""
    flow = layout.flow
    around = f"key: [x, {candidate}]\n" if flow else f"key: {candidate}{layout.behind}\nnext: x\n"
    try:
        loaded = read("candidate.md", around)
    except EditError:
        return False
    value = loaded.values.get("key")
    wanted = ["x", text] if flow else text
    return value == wanted and all(found.severity in told for found in loaded.findings)


def _is_short(value: Value) -> bool:
    """Return whether a list is written in brackets: one of a few keys or other words."""
    return (
        isinstance(value, list)
        and all(isinstance(item, str) and _SIMPLE.fullmatch(item) for item in value)
        and sum(len(str(item)) + 2 for item in value) < _WIDTH
    )
