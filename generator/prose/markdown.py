"""CommonMark with tables, footnotes, heading anchors, citations and links by key."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_core.normalize import normalize
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.anchors import anchors_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_def
from msgspec import Struct, field

from generator.prose.highlight import highlight, plain_text, spans
from generator.prose.marks import marks_plugin
from generator.prose.model import (
    EMPTY,
    Base,
    Citation,
    Image,
    Link,
    Mention,
    Part,
    Prose,
    Reading,
    Remark,
)
from generator.prose.plain import ONE_PLAIN_LINE, plain_plugin

_ALLOWED = re.compile(r"(?:https?://|mailto:|/(?!/)|#|(?![a-z][a-z0-9+.-]*:|//))", re.IGNORECASE)
"""Links that become links; any other scheme stays the text that was written."""
_ON_SITE_OR_ABROAD = re.compile(r"https?://|mailto:|/|#", re.IGNORECASE)


class Markdown:
    """Reads Markdown. Building one is slow and using it is not: build it once a process."""

    def __init__(self) -> None:
        md = (
            MarkdownIt("commonmark", {"html": False, "xhtmlOut": False})
            .enable("table")
            .disable(["html_block", "html_inline"])
        )
        md.core.ruler.at("normalize", _normalize)
        md.use(footnote_plugin, inline=False)
        md.block.ruler.at("footnote_def", _footnote_def, {"alt": ["paragraph", "reference"]})
        md.use(anchors_plugin, max_level=6, slug_func=heading_id)
        md.use(marks_plugin)
        md.use(plain_plugin)
        md.validateLink = lambda url: _ALLOWED.match(url.strip()) is not None  # type: ignore[method-assign]
        for name, rule in _RULES.items():
            md.add_render_rule(name, rule)
        self._md = md

    def block(
        self, text: str, quotes: Mapping[str, str] | None = None, *, heading_shift: int = 0
    ) -> Reading:
        """Read a document's body.

        `quotes` maps names to quotations; each that stands in the text is marked at its first place
        as `<mark id="quote-NAME">`. Headings begin at level 2 + `heading_shift`, below the page's.
        """
        context = _Context()
        tokens = self._md.parse(text, context.env)
        _shift_headings(tokens, heading_shift)
        words = plain_text(tokens)
        found = spans(words, quotes) if quotes else []
        if found:
            tokens = highlight(tokens, found)
        return self._render(tokens, words.strip(), context, frozenset(span.name for span in found))

    def inline(self, text: str) -> Reading:
        """Read one piece of inline Markdown, such as a note in the front matter."""
        if not text:
            return Reading(EMPTY)
        if ONE_PLAIN_LINE.fullmatch(text):
            return Reading(Prose((escapeHtml(text),), text))
        context = _Context()
        tokens = self._md.parseInline(text, context.env)
        return self._render(tokens, plain_text(tokens).strip(), context, frozenset())

    def _render(
        self, tokens: Sequence[Token], text: str, context: _Context, found: frozenset[str]
    ) -> Reading:
        for token in tokens:
            if token.type == "inline" and token.children:
                _note(token, context)
        html = self._md.renderer.render(tokens, self._md.options, context.env)
        return Reading(
            prose=Prose(tuple(_parts(html, context.parts)), text),
            mentions=tuple(context.mentions),
            remarks=tuple(context.remarks),
            found=found,
        )


def heading_id(title: str) -> str:
    """Return the anchor of a heading; its prefix keeps it apart from the page's own anchors."""
    folded = unicodedata.normalize("NFKC", title).casefold()
    return "h-" + "-".join(re.findall(r"[^\W_]+", folded))


class _Context(Struct):
    """What reading one piece of Markdown gathers; renderer rules reach it through the env."""

    parts: list[Part] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def env(self) -> dict[str, Any]:
        return {"parts": self.parts}


def _normalize(state: StateCore) -> None:
    """Have lines end alike; files are read that way, so that only values of YAML may need it."""
    if "\r" in state.src or "\0" in state.src:
        normalize(state)


def _footnote_def(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take notes at the top of a document alone: in quotations the plugin loses track of them."""
    return state.level == 0 and footnote_def(state, start, end, silent)


_NOTED = frozenset({"citation", "key_link", "bad_mark", "image", "link_open"})


def _note(inline: Token, context: _Context) -> None:
    """Write down what the children of an inline token name, and what is wrong with them."""
    line = inline.map[0] if inline.map else 0
    seen: Counter[str] = Counter()
    for child in inline.children or ():
        if child.type not in _NOTED:
            continue
        words = child.meta.get("words", "")
        part = child.meta.get("part")
        if isinstance(part, Citation):
            context.mentions += [Mention(ref, words, line, seen[words]) for ref in part.refs]
        elif isinstance(part, Link):
            context.mentions.append(Mention(part.ref, words, line, seen[words]))
        elif "wrong" in child.meta:
            context.remarks.append(
                Remark("bad-mark", child.meta["wrong"], words, line, seen[words])
            )
        elif child.type == "image":
            _note_image(child, line, context)
        elif child.type == "link_open":
            _note_link(child, line, context)
        seen[words] += 1


def _note_link(token: Token, line: int, context: _Context) -> None:
    href = str(token.attrs["href"])
    if not _ON_SITE_OR_ABROAD.match(href):
        message = (
            f"the link '{unquote(href)}' starts nowhere; write the whole address, a path from the "
            "top of the site such as /about/, or a link by key such as [[theme:…]]"
        )
        context.remarks.append(Remark("relative-link", message, f"]({unquote(href)}", line, skip=2))


def _note_image(token: Token, line: int, context: _Context) -> None:
    source = unquote(str(token.attrs["src"]))
    name = re.sub(r"^(?:\.\./|/)*(?:content/)?(?:media/)?", "", source)
    description = "".join(child.content for child in token.children or ()).strip()
    image = Image(name, description, str(token.attrs.get("title", "")))
    token.meta["part"] = image
    if "//" in source or source.startswith("mailto:") or ".." in name.split("/"):
        message = f"the image '{source}' is not of this site; put it into content/media/"
        context.remarks.append(Remark("foreign-image", message, source, line))
        return
    if not description:
        message = f"the image '{name}' needs a description: ![what it shows]({name})"
        context.remarks.append(Remark("image-description", message, source, line))
    context.mentions.append(Mention(image, source, line, 0))


def _shift_headings(tokens: Sequence[Token], shift: int) -> None:
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(max(int(token.tag[1]), 2) + shift, 6)}"


def _parts(html: str, parts: Sequence[Part]) -> list[Part]:
    """Put the symbolic parts back where the renderer left a NUL and a number.

    Content cannot forge one: Markdown replaces every NUL by U+FFFD before it is parsed.
    """
    pieces = html.split("\x00")
    found: list[Part] = []
    for index, piece in enumerate(pieces):
        if index % 2:
            found.append(parts[int(piece)])
            continue
        # A mark stands close to its word, however the editor set it off.
        marked = index + 1 < len(pieces) and isinstance(parts[int(pieces[index + 1])], Citation)
        if piece := piece.rstrip() if marked else piece:
            found.append(piece)
    return found


def _leave(part: Part, env: EnvType) -> str:
    env["parts"].append(part)
    return f"\x00{len(env['parts']) - 1}\x00"


def _symbolic(
    _: RendererHTML, tokens: Sequence[Token], at: int, __: OptionsDict, env: EnvType
) -> str:
    part: Part = tokens[at].meta["part"]
    return _leave(part, env)


def _as_written(
    _: RendererHTML, tokens: Sequence[Token], at: int, __: OptionsDict, ___: EnvType
) -> str:
    return escape(tokens[at].content)


def _link_open(
    _: RendererHTML, tokens: Sequence[Token], at: int, __: OptionsDict, env: EnvType
) -> str:
    token = tokens[at]
    href = str(token.attrs["href"])
    title = f' title="{escape(str(token.attrs["title"]))}"' if "title" in token.attrs else ""
    if href.startswith("/"):
        return f'<a href="{_leave(Base(), env)}{escape(href[1:])}"{title}>'
    rel = ' rel="noopener"' if href[:4].lower() == "http" else ""
    return f'<a href="{escape(href)}"{title}{rel}>'


def _cell_open(
    _: RendererHTML, tokens: Sequence[Token], at: int, __: OptionsDict, ___: EnvType
) -> str:
    """Align by class; the content security policy allows no style attributes."""
    token = tokens[at]
    aligned = re.search(r"left|right|center", str(token.attrs.get("style", "")))
    return f'<{token.tag} class="{aligned[0]}">' if aligned else f"<{token.tag}>"


def _footnotes_open(*_: object) -> str:
    return '<hr>\n<div class="footnotes">\n<ol>\n'


def _footnotes_close(*_: object) -> str:
    return "</ol>\n</div>\n"


def _footnote_anchor(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    name = renderer.rules["footnote_anchor_name"](tokens, at, options, env)
    repeat = tokens[at].meta["subId"]
    target = f"fnref{name}:{repeat}" if repeat else f"fnref{name}"
    return f' <a href="#{target}" class="footnote-backref" aria-label="Back to the text">↩</a>'


_RULES: dict[str, Callable[..., str]] = {
    "citation": _symbolic,
    "key_link": _symbolic,
    "bad_mark": _as_written,
    "image": _symbolic,
    "link_open": _link_open,
    "th_open": _cell_open,
    "td_open": _cell_open,
    "footnote_block_open": _footnotes_open,
    "footnote_block_close": _footnotes_close,
    "footnote_anchor": _footnote_anchor,
}
