"""Tokens of Markdown to HTML, with what depends on other files left symbolic."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from generator.prose.model import Base, Citation, Part


def split(html: str, parts: Sequence[Part]) -> list[Part]:
    """Return the HTML cut at its placeholders, the parts that they stand for between the pieces.

    Content cannot forge a placeholder: CommonMark replaces every NUL by U+FFFD (2.3, Insecure
    characters).
    """
    pieces = html.split("\x00")
    found: list[Part] = []
    for index, piece in enumerate(pieces):
        if index % 2:
            found.append(parts[int(piece)])
            continue
        # No space between a word and its citation, whether the editor put one there or not.
        cited = index + 1 < len(pieces) and isinstance(parts[int(pieces[index + 1])], Citation)
        if piece := piece.rstrip() if cited else piece:
            found.append(piece)
    return found


def _placeholder(part: Part, env: EnvType) -> str:
    """Return what stands for a part in the HTML until `split`: its number between two NULs."""
    env["parts"].append(part)
    return f"\x00{len(env['parts']) - 1}\x00"


def _symbolic(
    _: RendererHTML, tokens: Sequence[Token], at: int, __: OptionsDict, env: EnvType
) -> str:
    """Render the part that a token has; this and all below are render rules of markdown-it."""
    part: Part = tokens[at].meta["part"]
    return _placeholder(part, env)


def _paragraph_open(
    _: RendererHTML, tokens: Sequence[Token], at: int, __: OptionsDict, ___: EnvType
) -> str:
    """Render the start of a paragraph as markdown-it does any tag; most tags are of paragraphs."""
    if tokens[at].hidden:
        return ""
    return "\n<p>" if at and tokens[at - 1].hidden else "<p>"


def _paragraph_close(
    _: RendererHTML, tokens: Sequence[Token], at: int, __: OptionsDict, ___: EnvType
) -> str:
    """Render the end of a paragraph."""
    return "" if tokens[at].hidden else "</p>\n"


def _link_open(
    _: RendererHTML, tokens: Sequence[Token], at: int, __: OptionsDict, env: EnvType
) -> str:
    """Render the start of a link; the site's base path goes before an address within the site."""
    token = tokens[at]
    href = str(token.attrs["href"])
    title = f' title="{escape(str(token.attrs["title"]))}"' if "title" in token.attrs else ""
    if href.startswith("/"):
        return f'<a href="{_placeholder(Base(), env)}{escape(href[1:])}"{title}>'
    rel = ' rel="noopener"' if href[:4].lower() == "http" else ""
    return f'<a href="{escape(href)}"{title}{rel}>'


def _cell_open(
    _: RendererHTML, tokens: Sequence[Token], at: int, __: OptionsDict, ___: EnvType
) -> str:
    """Render the start of a cell; aligned by class, as the content security policy bars styles."""
    token = tokens[at]
    aligned = re.search(r"left|right|center", str(token.attrs.get("style", "")))
    return f'<{token.tag} class="{aligned[0]}">' if aligned else f"<{token.tag}>"


def _footnotes_open(*_: object) -> str:
    """Render the start of all footnotes."""
    return '<hr>\n<div class="footnotes">\n<ol>\n'


def _footnotes_close(*_: object) -> str:
    """Render the end of all footnotes."""
    return "</ol>\n</div>\n"


def _footnote_anchor(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    """Render the way from a footnote back to where it was called."""
    name = renderer.rules["footnote_anchor_name"](tokens, at, options, env)
    repeat = tokens[at].meta["subId"]
    target = f"fnref{name}:{repeat}" if repeat else f"fnref{name}"
    # Screen readers say in their own language that it leads back; the number says where to.
    number = tokens[at].meta["id"] + 1
    return (
        f' <a href="#{target}" class="footnote-backref" role="doc-backlink"'
        f' aria-label="{number}">↩</a>'
    )


RULES: dict[str, Callable[..., str]] = {
    "citation": _symbolic,
    "key_link": _symbolic,
    "image": _symbolic,
    "paragraph_open": _paragraph_open,
    "paragraph_close": _paragraph_close,
    "link_open": _link_open,
    "th_open": _cell_open,
    "td_open": _cell_open,
    "footnote_block_open": _footnotes_open,
    "footnote_block_close": _footnotes_close,
    "footnote_anchor": _footnote_anchor,
}
