"""Addresses that are written as they are, `https://…` and `www.…`, become links.

Two rules of our own take the place of markdown-it's: they know the punctuation and the scripts of
all languages, and see the text as it was written, so that no escape or entity ends an address.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_inline import StateInline

from generator.patterns import pattern

# A letter, mark or digit of any script, a hyphen or an underscore.
_CHARACTER = r"[^\s\x00-,./:-@\[-^`{-\xbf\u2000-\u206f\u3000-\u303f\uff01-\uff0f\uff1a-\uff20،؛؟।۔]"
# Letters of another script after `.org` belong to the sentence.
_LAST = rf"(?:xn--[a-z0-9-]+|[a-z]{{2,63}}|(?:(?![\x00-\x7f]){_CHARACTER})+)"
_HOST = rf"(?:{_CHARACTER}+\.)+{_LAST}"
# Neither quotation marks nor the punctuation of East Asia: what they end is no address.
_QUOTES = "“”„‟«»‹›「」『』《》〈〉〔〕【】（）［］｛｝"
_REST = rf"(?:\\[!-/:-@\[-`{{-~]|[^\s\\<>\[\]{{}}|^`\"\x00-\x1f{_QUOTES}…、。，；：！？।۔؟،])*"
_ADDRESS = pattern(rf"(?:https?://|www\.(?=\w)){_HOST}(?::\d+)?(?:[/?#]{_REST})?", re.IGNORECASE)
_START = pattern(r"(?<![a-z0-9@./+])(?:https?://|www\.)", re.IGNORECASE)
_TRAILING = "?!.,:;*_~'’‘"


def has_bare_link(text: str) -> bool:
    """Return whether a text may have an address in it that is not marked as a link."""
    if "www." in text:
        return True
    at = text.find("://")
    while at >= 0:
        start = at - (5 if text[max(0, at - 1)] in "sS" else 4)
        # Most are the addresses of links: [words](https://…), <https://…>.
        if start < 1 or (text[start - 1] != "<" and text[max(0, start - 2) : start] != "]("):
            return True
        at = text.find("://", at + 1)
    return False


def bare_links_plugin(md: MarkdownIt) -> None:
    """Make a parser read addresses in the text as links; it is slower then.

    Its option `linkify` is set, so that who asks knows.
    """
    md.options["linkify"] = True
    md.inline.ruler.at("text", _text)
    md.inline.ruler.before("text", "bare_link", _bare_link)


def _text(state: StateInline, silent: bool) -> bool:
    """Read text up to where a rule may act, as markdown-it's rule does, or up to an address."""
    stop = state.md.inline.terminator_re.search(state.src, state.pos)
    end = stop.start() if stop else state.posMax
    # The colon of `https:` ends the text, so what is before it begins the address.
    start = _START.search(state.src, state.pos, min(end + len("://"), state.posMax))
    if start:
        end = start.start()
    if end == state.pos:
        return False
    if not silent:
        state.append_pending(state.src[state.pos : end])
    state.pos = end
    return True


def _bare_link(state: StateInline, silent: bool) -> bool:
    """Read an address as a link; no link is within another."""
    if state.linkLevel or state.src[state.pos] not in "hHwW":
        return False
    if not _START.match(state.src, state.pos):
        return False
    match = _ADDRESS.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    written = match[0][: _length(match[0])]
    shown = unescapeAll(written)
    href = state.md.normalizeLink(shown if "://" in shown[:8] else f"https://{shown}")
    if not state.md.validateLink(href):
        return False
    if not silent:
        token = state.push("link_open", "a", 1)
        token.attrs = {"href": href}
        token.markup, token.info = "linkify", "auto"
        token = state.push("text", "", 0)
        token.content = shown
        token = state.push("link_close", "a", -1)
        token.markup, token.info = "linkify", "auto"
    state.pos += len(written)
    return True


def _length(address: str) -> int:
    """Return how much of an address is not the punctuation of the sentence around it."""
    end = len(address)
    surplus = address.count(")") - address.count("(")
    while end and (address[end - 1] in _TRAILING or (address[end - 1] == ")" and surplus > 0)):
        surplus -= address[end - 1] == ")"
        end -= 1
    return end
