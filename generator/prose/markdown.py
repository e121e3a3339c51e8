"""CommonMark with tables, footnotes, heading anchors, citations and links by key.

markdown-it-py turns source into tokens, and tokens into HTML. In between, tokens are searched for
what they name and what is wrong in them; rules of ours render some of them as symbolic parts.
"""

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
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.anchors import anchors_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_def
from msgspec import Struct, field

from generator.prose.highlight import highlight, plain_text, spans
from generator.prose.line_breaks import join_lines
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
from generator.prose.references import references_plugin

_ALLOWED = re.compile(r"(?:https?://|mailto:|/(?!/)|#|(?![a-z][a-z0-9+.-]*:|//))", re.IGNORECASE)
"""Addresses that links may lead to; a link to any other stays the text that was written."""
_NOT_RELATIVE = re.compile(r"https?://|mailto:|/|#", re.IGNORECASE)
"""Addresses that do not depend on which folder the page is in."""
_PLAIN = re.compile(r"[^\\`*_\[\]<>&!\r\n\x00]*")
"""Text in which no inline rule finds anything to do."""


_RARE = re.compile(r"\||```|~~~|\[\^|\]:")
"""What tables, fenced code, footnotes and definitions of links cannot be without."""


class Markdown:
    """A parser of Markdown and its renderer.

    It is slow to make and keeps nothing of what it reads, so one is made for each process.
    """

    def __init__(self) -> None:
        self._md = _parser()
        # Most texts have nothing for these rules, which are asked about every line: 4 % of a build.
        self._lean = _parser()
        self._lean.block.ruler.disable(["table", "fence", "footnote_def", "reference"])

    def block(
        self, text: str, quotes: Mapping[str, str] | None = None, *, heading_shift: int = 0
    ) -> Reading:
        """Read the body of a document.

        `quotes` maps names to quotations; each that stands in the text is marked where it first
        does, as `<mark id="quote-NAME">`. Headings begin at level 2 + `heading_shift`, because the
        page has those above.
        """
        context = _Context()
        md = self._md if _RARE.search(text) else self._lean
        tokens = md.parse(text, context.env)
        _shift_headings(tokens, heading_shift)
        words = plain_text(tokens)
        found = spans(words, quotes) if quotes else []
        highlight(tokens, found)
        return self._render(tokens, words.strip(), context, frozenset(span.name for span in found))

    def inline(self, text: str) -> Reading:
        """Read one piece of inline Markdown, such as a note in the front matter."""
        if not text:
            return Reading(EMPTY)
        if _PLAIN.fullmatch(text):
            # Most texts in front matter are like this; it saves one per cent of a cold build.
            return Reading(Prose((escapeHtml(text),), text))
        context = _Context()
        tokens = self._md.parseInline(text, context.env)
        return self._render(tokens, plain_text(tokens).strip(), context, frozenset())

    def _render(
        self, tokens: Sequence[Token], text: str, context: _Context, found: frozenset[str]
    ) -> Reading:
        """Return tokens as prose, with what they name and what is wrong with them."""
        for token in tokens:
            if token.type == "inline" and token.children:
                _collect(token, context)
        html = self._md.renderer.render(tokens, self._md.options, context.env)
        return Reading(
            prose=Prose(tuple(_split(html, context.parts)), text),
            mentions=tuple(context.mentions),
            remarks=tuple(context.remarks),
            found=found,
        )


def _parser() -> MarkdownIt:
    md = (
        MarkdownIt("commonmark", {"html": False, "xhtmlOut": False})
        .enable("table")
        .disable(["html_block", "html_inline"])
    )
    md.use(footnote_plugin, inline=False)
    md.block.ruler.at("footnote_def", _footnote_def, {"alt": ["paragraph", "reference"]})
    md.use(anchors_plugin, max_level=6, slug_func=heading_id)
    md.use(references_plugin)
    md.core.ruler.at("inline", _inline)
    md.validateLink = lambda url: _ALLOWED.match(url.strip()) is not None  # type: ignore[method-assign]
    for name, rule in _RULES.items():
        md.add_render_rule(name, rule)
    return md


def _inline(state: StateCore) -> None:
    """Read the words of every block, as markdown-it's rule does; faster where no rule could act."""
    for token in state.tokens:
        if token.type == "inline":
            if token.children is None:
                token.children = []
            if token.content and _PLAIN.fullmatch(token.content):
                token.children.append(Token("text", "", 0, content=token.content))
            else:
                state.md.inline.parse(token.content, state.md, state.env, token.children)
                if "\n" in token.content and not token.content.isascii():
                    join_lines(token.children)


def heading_id(title: str) -> str:
    """Return the anchor of a heading; its prefix keeps it apart from anchors of the page itself."""
    folded = unicodedata.normalize("NFKC", title).casefold()
    return "h-" + "-".join(re.findall(r"[^\W_]+", folded))


class _Context(Struct):
    """What is gathered while one piece of Markdown is read."""

    parts: list[Part] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def env(self) -> dict[str, Any]:
        """Return the environment in which markdown-it hands `parts` to the rules that render."""
        return {"parts": self.parts}


def _footnote_def(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read footnotes at the top level only: within other blocks the plugin loses track of them."""
    return state.level == 0 and footnote_def(state, start, end, silent)


_COLLECTED = frozenset({"citation", "key_link", "malformed_reference", "image", "link_open"})


def _collect(inline: Token, context: _Context) -> None:
    """Add to the context what the children of an inline token name, and what is wrong in them."""
    line = inline.map[0] if inline.map else 0
    seen: Counter[str] = Counter()
    for child in inline.children or ():
        if child.type not in _COLLECTED:
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
            _collect_image(child, line, context)
        elif child.type == "link_open":
            _collect_link(child, line, context)
        seen[words] += 1


def _collect_link(token: Token, line: int, context: _Context) -> None:
    """Add a remark if a link is relative: a text is shown on more than one page."""
    href = str(token.attrs["href"])
    if not _NOT_RELATIVE.match(href):
        message = (
            f"the link '{unquote(href)}' starts nowhere; write the whole address, a path from the "
            "top of the site such as /about/, or a link by key such as [[theme:…]]"
        )
        context.remarks.append(Remark("relative-link", message, f"]({unquote(href)}", line, skip=2))


def _collect_image(token: Token, line: int, context: _Context) -> None:
    """Set the image of a token as its `part`; add to the context what it names, or is wrong."""
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
    """Move headings down to level 2 + `shift` and below; level 1 is the title of the page."""
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(max(int(token.tag[1]), 2) + shift, 6)}"


def _split(html: str, parts: Sequence[Part]) -> list[Part]:
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
    """Return what stands for a part in the HTML until `_split`: its number between two NULs."""
    env["parts"].append(part)
    return f"\x00{len(env['parts']) - 1}\x00"


def _symbolic(
    _: RendererHTML, tokens: Sequence[Token], at: int, __: OptionsDict, env: EnvType
) -> str:
    """Render the part that a token has; this and all below are render rules of markdown-it."""
    part: Part = tokens[at].meta["part"]
    return _placeholder(part, env)


def _as_written(
    _: RendererHTML, tokens: Sequence[Token], at: int, __: OptionsDict, ___: EnvType
) -> str:
    """Render what was written, as text."""
    return escape(tokens[at].content)


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
    return f' <a href="#{target}" class="footnote-backref" aria-label="Back to the text">↩</a>'


_RULES: dict[str, Callable[..., str]] = {
    "citation": _symbolic,
    "key_link": _symbolic,
    "malformed_reference": _as_written,
    "image": _symbolic,
    "link_open": _link_open,
    "th_open": _cell_open,
    "td_open": _cell_open,
    "footnote_block_open": _footnotes_open,
    "footnote_block_close": _footnotes_close,
    "footnote_anchor": _footnote_anchor,
}
