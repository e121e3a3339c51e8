"""CommonMark with tables, footnotes, heading anchors, citations and links by key.

markdown-it-py turns source into tokens, and tokens into HTML. In between, tokens are searched for
what they name and what is wrong in them (`leftovers` has the marks that failed); rules of ours
render some of them as symbolic parts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLinkText
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_block import StateBlock, paragraph
from markdown_it.rules_core import StateCore, normalize
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_def

from generator.patterns import pattern
from generator.prose.bare_links import bare_links_plugin, has_bare_link
from generator.prose.comments import comments_plugin
from generator.prose.headings import anchors, shift_headings
from generator.prose.highlight import highlight, plain_text, spans
from generator.prose.line_breaks import join_lines
from generator.prose.measure import is_too_long, too_long, too_much
from generator.prose.mentions import Context, collect
from generator.prose.model import EMPTY, Prose, Reading, Remark
from generator.prose.references import references_plugin
from generator.prose.rendering import RULES, split

_ALLOWED = pattern(
    r"(?:https?://(?=[^/?#])|mailto:|/(?!/)|#|(?![a-z][a-z0-9+.-]*:|//))", re.IGNORECASE
)
"""Addresses that links may lead to; a link to any other stays the text that was written."""
_INVISIBLE = pattern(
    r"[\x00-\x1f\x7f-\xa0\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]"
    r"|[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_ACTIVE = r"\\`*_~\[\]<>&!\r\n\x00"
_PLAIN = pattern(f"[^{_ACTIVE}]*")
"""Text in which no inline rule finds anything to do, but for addresses."""
_RARE = {
    "|": ("|",),
    "`": ("```",),
    "~": ("~~",),
    "^": ("[^",),
    "]": ("]:",),
    "<": ("<!--",),
}
"""What tables, fenced code, words struck out, footnotes, definitions of links and comments cannot
be without, each by one character of it: to look for that takes no time."""
_MARK = r"\[\]<{|^~@＠*_\\#＃`%=·•€\ufffd\uf020-\uf0ff"
_MARKS = pattern(f"[{_MARK}]")
"""Characters that marks are made of; most texts have few of them, and many have none."""
_WORDS = pattern(f"[^{_ACTIVE}{_MARK}]*")
"""Plain text without marks that may have failed."""
_LINE_MARK = pattern(r"\n(?:[:：》]|\.\. |// )")
_TO_DO = pattern(r"T(?:ODO|K|B)")
_LONG_MARKS = ("CHECK", "orem ipsum")
_WIDE_MARKS = ("ПЕРЕВІРИТИ", "УТОЧНИТИ", *"ÂÃÐÑØÙ〔｜［＞")
"""Marks of characters that prose has, too; some only where not all is ASCII. Each pattern begins
with one character, as that is found fastest: of several, none is."""
_RARE_MARKS = {
    "!": ("!!!", "Error! "),
    "?": ("???",),
    "X": ("FIXME", "XXX"),
    "Q": ("QUOTE",),
    "Y": ("VERIFY",),
    "$": ("$$",),
    ">": ("-->", "—>"),
    "\t": ("\n",),
    "&": ("&nbsp", "&amp", "&lt", "&gt", "&quot", "&apos", "dash", "quo", "&#", "&hellip"),
}
_RARE_WIDE_MARKS = {
    "Ü": ("PRÜFEN",),
    "Ä": ("KLÄREN",),
    "É": ("VÉRIFIER",),
    "‹": ("‹!", "‹ !"),
    "ï": ("ï¼", "ï»"),
    "＊": ("＊＊",),
    "【": ("【【", "【待"),
    "（": ("]（",),
    "！": ("！[",),
}
"""More of them by a character that most texts do not have."""
_ITEM = pattern(
    r"\n[ \t>]*(?:[-*+•●▪◦][^\W\d_]|\d{1,3}(?:[、．）]|[.)]\s*[^\W\d_])|[(（]?\w{1,4}[)）]\s*\S"
    r"|[一二三四五六七八九十]{1,3}、|[①-⑳]|–\s|o\t|[^\W\d_]{1,4}\.\s|\d{1,2}\.\d{1,2}\.?\s+[^\W\d_])"
)
"""A line that begins like the item of a list."""
_LETTER = r"[^\W_\u0e00-\U0010ffff]"
_STARS = pattern(rf"\*(?<={_LETTER}\*)\**(?={_LETTER})")
_BACKTICKS = pattern(rf"`(?:(?<={_LETTER}`)|[^`\n]*[^\S\n]`(?=[^\W_]))")
"""Stars and backticks within words. Each pattern begins with what it looks for, as that is found
fastest."""
_DEEP = 5
"""The level of a quotation that is hardly meant."""
_ODD: Mapping[str, Callable[[Token], bool]] = {
    **dict.fromkeys(("code_block", "fence", "tr_open", "hr"), lambda _: True),
    "heading_open": lambda token: token.markup in ("-", "=", "#"),
    "inline": lambda token: not token.content,
    "blockquote_open": lambda token: token.level > _DEEP,
    "ordered_list_open": lambda token: "start" in token.attrs,
    "list_item_open": lambda token: len(token.info) >= len("2024"),
}
"""Tokens of blocks that may have failed in ways of their own, or be there by mistake."""


class Markdown:
    """A parser of Markdown and its renderer.

    It is slow to make and keeps nothing of what it reads, so one is made for each process.
    """

    def __init__(self) -> None:
        self._md = _parser()
        # Most texts have nothing for these rules, which are asked about every line: 4 % of a build.
        self._lean = _parser()
        rare = ["table", "fence", "footnote_def", "reference", "comment"]
        self._lean.block.ruler.disable(rare)
        self._lean.inline.ruler.disable(["strikethrough", "comment"])
        self._linking = _parser()
        bare_links_plugin(self._linking)

    def block(
        self,
        text: str,
        quotes: Mapping[str, str] | None = None,
        *,
        heading_shift: int = 0,
        first_line: int = 1,
    ) -> Reading:
        """Read the body of a document.

        `quotes` maps names to quotations; each that stands in the text is marked where it first
        does, as `<mark id="quote-NAME">`. Headings begin at level 2 + `heading_shift`, because the
        page has those above. `first_line` is the number of the first line in messages.
        """
        if is_too_long(text):
            return Reading(EMPTY, remarks=(too_long(0),))
        context = Context()
        env = context.env
        md = self._lean
        if has_bare_link(text):
            md = self._linking
        elif _has_rare_mark(text, _RARE):
            md = self._md
        tokens = md.parse(text, env)
        suspects = _suspects(text, tokens, env)
        if suspects is not None:
            from generator.prose.leftovers.look import look  # noqa: PLC0415 - most texts need none

            context.remarks += look(md, text, tokens, env, suspects, first_line)
        shift_headings(tokens, heading_shift)
        words = plain_text(tokens)
        found = spans(words, quotes) if quotes else []
        highlight(tokens, found)
        return self._render(
            tokens, words.strip(), context, env, frozenset(span.name for span in found)
        )

    def inline(self, text: str) -> Reading:
        """Read one piece of inline Markdown, such as a note in the front matter."""
        if not text:
            return Reading(EMPTY)
        is_linking = has_bare_link(text)
        if _PLAIN.fullmatch(text) and not is_linking:
            # Most texts in front matter are like this; it saves one per cent of a cold build.
            found: tuple[Remark, ...] = ()
            if _MARKS.search(text) or _has_long_mark(text):
                from generator.prose.leftovers.look import look_inline  # noqa: PLC0415 - as above

                found = tuple(look_inline(self._md, text, {}))
            return Reading(Prose((escapeHtml(text),), text), remarks=found)
        context = Context()
        md = self._linking if is_linking else self._md
        env = context.env
        tokens = md.parseInline(text, env)
        if _has_long_mark(text) or _has_mark_inside(text) or any(map(_has_mark, tokens)):
            from generator.prose.leftovers.look import look_inline  # noqa: PLC0415 - as above

            context.remarks += look_inline(md, text, env)
        return self._render(tokens, plain_text(tokens).strip(), context, env, frozenset())

    def _render(
        self,
        tokens: Sequence[Token],
        text: str,
        context: Context,
        env: EnvType,
        found: frozenset[str],
    ) -> Reading:
        """Return tokens as prose, with what they name and what is wrong with them."""
        if (remark := too_much(tokens)) is not None:
            return Reading(EMPTY, (), (*context.remarks, remark), found)
        for token in tokens:
            if "marked" in token.meta:
                collect(token, context)
        html = self._md.renderer.render(tokens, self._md.options, env)
        if is_too_long(html):
            return Reading(EMPTY, (), (*context.remarks, too_long(0)), found)
        return Reading(
            prose=Prose(tuple(split(html, context.parts)), text),
            mentions=tuple(context.mentions),
            remarks=tuple(context.remarks),
            found=found,
        )


def _suspects(text: str, tokens: Sequence[Token], env: EnvType) -> frozenset[int] | None:
    """Return the indexes of blocks of words in which marks may have failed.

    Return None if nothing in the text, or beside its words, can have failed.
    """
    sieves = [sieve for sieve in (_has_long_mark, _ITEM.search, _has_mark_inside) if sieve(text)]
    found = [
        index
        for index, token in enumerate(tokens)
        if token.type == "inline"
        and (
            ("marked" in token.meta and _has_mark(token))
            or any(sieve(token.content) for sieve in sieves)
        )
    ]
    beside = "notes" in env or "references" in env
    if (
        found
        or beside
        or any(t.type in _ODD and _ODD[t.type](t) for t in tokens)
        or _skips_numbers(tokens)
    ):
        return frozenset(found)
    return None


def _has_mark(token: Token) -> bool:
    """Return whether words of a block have characters that marks are made of."""
    for child in token.children or ():
        if child.type == "text" and _MARKS.search(child.content):
            return True
    return False


def _skips_numbers(tokens: Sequence[Token]) -> bool:
    """Return whether a list may be numbered otherwise than it is shown."""
    numbers = [int(t.info) for t in tokens if t.type == "list_item_open" and t.info]
    return any(two - one > 1 for one, two in pairwise(numbers))


def _has_mark_inside(text: str) -> bool:
    """Return whether there are stars or backticks within words."""
    return ("*" in text and _STARS.search(text) is not None) or (
        "`" in text and _BACKTICKS.search(text) is not None
    )


def _has_long_mark(text: str) -> bool:
    return (
        _LINE_MARK.search(f"\n{text}") is not None
        or _TO_DO.search(text) is not None
        or any(map(text.__contains__, _LONG_MARKS))
        or _has_rare_mark(text, _RARE_MARKS)
        or (
            not text.isascii()
            and (any(map(text.__contains__, _WIDE_MARKS)) or _has_rare_mark(text, _RARE_WIDE_MARKS))
        )
    )


def _has_rare_mark(text: str, marks: Mapping[str, Sequence[str]]) -> bool:
    rare = filter(text.__contains__, marks)
    return any(any(map(text.__contains__, marks[one])) for one in rare)


def _parser() -> MarkdownIt:
    md = (
        MarkdownIt("commonmark", {"html": False, "xhtmlOut": False, "store_labels": True})
        .enable(["table", "strikethrough"])
        .disable(["html_block", "html_inline"])
    )
    md.use(footnote_plugin, inline=False)
    md.block.ruler.at("footnote_def", _footnote_def, {"alt": ["paragraph", "reference"]})
    md.block.ruler.before("table", "line", _line)
    md.core.ruler.push("anchor", anchors)
    md.use(references_plugin)
    md.use(comments_plugin)
    md.core.ruler.at("normalize", _normalize)
    md.core.ruler.at("inline", _inline)
    md.validateLink = lambda url: _ALLOWED.match(url.strip()) is not None  # type: ignore[method-assign]
    md.normalizeLinkText = lambda link: _shown_address(link)  # type: ignore[method-assign]  # noqa: PLW0108
    for name, rule in RULES.items():
        md.add_render_rule(name, rule)
    return md


def _normalize(state: StateCore) -> None:
    """Make line ends alike, as markdown-it's rule does; in files that were read, they are."""
    if "\r" in state.src or "\0" in state.src:
        normalize(state)


def _line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a paragraph of one line that begins with a letter, of which no other rule is asked."""
    after = start + 1
    is_alone = after >= state.lineMax or state.isEmpty(after)
    at = state.bMarks[start] + state.tShift[start]
    is_words = state.src[at : at + 1].isalpha() and not state.is_code_block(start)
    return is_alone and is_words and paragraph(state, start, end, silent)


def _inline(state: StateCore) -> None:
    """Read the words of every block, as markdown-it's rule does; faster where no rule could act.

    Blocks with marks that may have failed get `marked` into their `meta`.
    """
    is_linking = state.md.options.get("linkify", False)
    for token in state.tokens:
        if token.type == "inline":
            if token.children is None:
                token.children = []
            content = token.content
            if (
                content
                and _WORDS.fullmatch(content)
                and not (is_linking and has_bare_link(content))
            ):
                token.children.append(Token("text", "", 0, content=content))
            else:
                token.meta["marked"] = True
                state.md.inline.parse(content, state.md, state.env, token.children)
                if "\n" in content and not content.isascii():
                    join_lines(token.children)


def _shown_address(address: str) -> str:
    """Return an address as readers see it: decoded, unless that would make it another one.

    What is invisible stays encoded: control characters, those that turn text round, and those that
    no page or feed may contain.
    """
    shown = normalizeLinkText(address)
    return address if _INVISIBLE.search(shown) else shown


def _footnote_def(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read footnotes at the top level only: within other blocks the plugin loses track of them.

    What a note is called, and on which line, is added to the environment as `notes`.
    """
    # One that follows a list, or the note before it, without an empty line: it ends these.
    is_behind = silent and state.sCount[start] < state.blkIndent
    if (state.level and not is_behind) or not footnote_def(state, start, end, silent):
        return False
    if not silent:
        at = state.bMarks[start] + state.tShift[start]
        label = state.src[at + 2 : state.src.index("]", at)]
        state.env.setdefault("notes", []).append((label, start))
    return True
