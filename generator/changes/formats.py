"""A paper as text, Markdown, or HTML for mail. What editors wrote stays text in all of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape

from generator.changes.paper import Entry, Paper, Section, Span

_MARKDOWN = re.compile(r"[\\`*_\[\]<>&~|{}$^@]|(?<=:)/(?=/)|(?<=www)\.|!\Z", re.IGNORECASE)
"""What has a meaning in the midst of a line of Markdown, in its dialects, and in the merge tags of
newsletters; what would make a link of a bare address, or an image of a link that comes next."""
_MARKDOWN_START = re.compile(r"[#+=\-.:!]|\d+(?=[.)])")
"""What has a meaning at the start of one."""
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_SANS = "font-family:system-ui,sans-serif"


def as_text(paper: Paper) -> str:
    """Return plain text, with each address on a line of its own."""
    lines = [paper.title, ""]
    for section in paper.sections:
        lines += [section.heading.text, "=" * len(section.heading.text), section.standing]
        lines += [*_addresses([section.heading], ""), ""]
        for group in section.groups:
            lines.append(group.label)
            for entry in group.entries:
                lines.append(f"- {_plain(entry.spans)}")
                lines += _addresses(entry.spans, "  ")
                for line in entry.below:
                    lines.append(f"  - {_plain(line)}")
                    lines += _addresses(line, "    ")
            lines.append("")
    if not paper.sections:
        return _CONTROLS.sub("", paper.nothing)
    return "\n".join(_CONTROLS.sub("", line) for line in lines).rstrip("\n")


def _plain(spans: Iterable[Span]) -> str:
    return "".join(span.text for span in spans)


def _addresses(spans: Iterable[Span], indent: str) -> Iterator[str]:
    return (f"{indent}{span.url}" for span in spans if span.url)


def as_markdown(paper: Paper) -> str:
    """Return Markdown (CommonMark), in which whatever an editor wrote stays text."""
    if not paper.sections:
        return _escaped(paper.nothing)
    blocks = [f"# {_escaped(paper.title)}"]
    for section in paper.sections:
        blocks += [f"## {_markdown([section.heading])}", _escaped(section.standing)]
        for group in section.groups:
            blocks.append(f"### {_escaped(group.label)}")
            blocks.append("\n".join(_list_of(group.entries, _markdown)))
    return "\n\n".join(blocks)


def _list_of(entries: Iterable[Entry], form: Callable[[Iterable[Span]], str]) -> Iterator[str]:
    for entry in entries:
        yield f"- {form(entry.spans)}"
        yield from (f"  - {form(line)}" for line in entry.below)


def _markdown(spans: Iterable[Span]) -> str:
    found = ""
    for span in spans:
        # Only the first words stand at the start of a line.
        text = _escaped(span.text) if not found and not span.url else _escaped_within(span.text)
        found += f"[{text}](<{span.url}>)" if span.url else text
    return found


def _escaped(text: str) -> str:
    """Return the text of a line as Markdown that shows it letter by letter."""
    start = _MARKDOWN_START.match(text)
    if start is None:
        return _escaped_within(text)
    end = start.end() if start[0].isdigit() else 0
    return f"{text[:end]}\\{text[end]}{_escaped_within(text[end + 1 :])}"


def _escaped_within(text: str) -> str:
    return _MARKDOWN.sub(r"\\\g<0>", _CONTROLS.sub("", text))


def as_html(paper: Paper) -> str:
    """Return an HTML document for mail: no style sheet, no script, nothing from elsewhere.

    All of its body is one element, so that it can be put into another document.
    """
    title = _html(paper.title)
    body = "\n".join(map(_section, paper.sections)) or f"<p>{_html(paper.nothing)}</p>"
    heading = f'<h1 style="{_SANS};font-size:24px;line-height:1.3">{title}</h1>\n'
    return f"""<!DOCTYPE html>
<html lang="{_html(paper.language)}" dir="{paper.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
</head>
<body>
<div lang="{_html(paper.language)}" dir="{paper.direction}" \
style="max-width:640px;margin:0 auto;font-family:Georgia,serif;font-size:17px;line-height:1.5">
{heading if paper.sections else ""}{body}
</div>
</body>
</html>"""


def _section(section: Section) -> str:
    lines = [
        f'<h2 style="{_SANS};font-size:20px;line-height:1.3;margin:32px 0 4px">'
        f"{_spans([section.heading])}</h2>",
        f"<p><strong>{_html(section.standing)}</strong></p>",
    ]
    for group in section.groups:
        lines.append(
            f'<h3 style="{_SANS};font-size:15px;line-height:1.3;margin:20px 0 4px">'
            f"{_html(group.label)}</h3>"
        )
        lines.append("<ul>")
        for entry in group.entries:
            below = "".join(f"\n<li>{_spans(line)}</li>" for line in entry.below)
            lines.append(f"<li>{_spans(entry.spans)}{f'<ul>{below}</ul>' if below else ''}</li>")
        lines.append("</ul>")
    return "\n".join(lines)


def _spans(spans: Iterable[Span]) -> str:
    found = ""
    for span in spans:
        text = _html(span.text)
        if span.language:
            text = f'<bdi lang="{_html(span.language)}">{text}</bdi>'
        found += f'<a href="{_html(span.url)}">{text}</a>' if span.url else text
    return found


def _html(text: str) -> str:
    # Braces as references: `{{` begins a merge tag in some programs that send newsletters.
    return escape(_CONTROLS.sub("", text)).replace("{", "&#123;").replace("|", "&#124;")
