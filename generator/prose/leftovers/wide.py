"""Marks that were typed with the full-width characters of East Asia."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.patterns import pattern
from generator.prose.leftovers.found import Block, Leftover, shortened, stays
from generator.prose.leftovers.visible import ADDRESS, View
from generator.prose.references import IMAGE, KEY, KINDS

_WIDE = pattern("[！［］【】（）]")
# Keyboards for Chinese give 【 for [.
_KEY_LINK = pattern(
    rf"(?P<open>[\[［]{{2}}|【【)\s*(?:(?P<kind>{'|'.join(KINDS)})\s*[:：]\s*)?(?P<key>{KEY})"
    r"\s*(?:[|｜](?P<words>[^\[\]［］【】|｜\n]+))?(?:[\]］]{2}|】】)"
)
# Stars stand for names, too: 李＊＊和王＊＊.
_STRONG = pattern(r"(?<![^\W_])(?<!＊)(＊{2,3})(?=[^\s＊])([^＊\n]+)(?<=\S)\1(?![＊\w])")
_QUOTE = pattern(r"[＞》]\s*(?=[^\W_]|[“「『《（*\[])[^\n]*")
_LINK = pattern(
    r"(?P<image>[！!])?[\[［](?P<words>[^\[\]［］\n]*)[\]］][(（](?P<to>[^()（）\n]+)[)）]"
)
_ADDRESS = pattern(rf"{ADDRESS}+|(?:https?://|www\.|/[\w/]|mailto:)[^\s，。]*", re.IGNORECASE)


def wide(block: Block) -> Iterator[Leftover]:
    """Yield links, images, emphasis and quotations with full-width marks; tables are elsewhere."""
    view = block.view
    yield from _key_links(view)
    yield from _links(view)
    for match in _STRONG.finditer(view.text):
        inner = view.written(*match.span(2)).strip()
        if unicodedata.category(inner[0])[0] == "P" and inner[0] not in "“「『《（":
            continue
        stars = "*" * len(match[1])
        why = f"{match[1]} are full-width stars; write {stars}{shortened(inner, 40)}{stars}"
        written = view.written(*match.span())
        yield Leftover(*match.span(), "failed-emphasis", stays(written, why), warning=True)
    if block.kind == "paragraph" and (quote := _QUOTE.match(view.text)):
        words = shortened(view.written(*quote.span())[1:].strip(), 40)
        why = f"{quote[0][0]} begins no quotation; write > {words}"
        written = view.written(*quote.span())
        yield Leftover(*quote.span(), "failed-quotation", stays(written, why), warning=True)


def _key_links(view: View) -> Iterator[Leftover]:
    for match in _KEY_LINK.finditer(view.text):
        if not _WIDE.search(match[0]):
            continue
        target = f"{match['kind']}:{match['key']}" if match["kind"] else match["key"]
        words = f"|{match['words'].strip()}" if match["words"] else ""
        why = f"a link by key has plain brackets; write [[{target}{words}]]"
        message = stays(view.written(*match.span()), why)
        # Words may stand in 【【…】】 for their own sake.
        maybe = match["open"] == "【【" and not match["kind"]
        handle = match["key"] if maybe else ""
        yield Leftover(*match.span(), "bad-mark", message, warning=maybe, handle=handle)


def _links(view: View) -> Iterator[Leftover]:
    for match in _LINK.finditer(view.text):
        if not _WIDE.search(match[0]):
            continue
        words, address = (view.written(*match.span(name)) for name in ("words", "to"))
        address = address.strip()
        start = match.start()
        if match["image"] and IMAGE.search(address):
            message = (
                f"the image '{shortened(view.written(start, match.end()))}' is not shown: some of "
                f"its marks are full-width; write ![{words}]({address})"
            )
            yield Leftover(start, match.end(), "failed-image", message)
        elif _ADDRESS.fullmatch(match["to"].strip()) and not words.strip().isdigit():
            start += bool(match["image"])
            right = shortened(f"[{words}]({address})")
            why = f"some of its marks are full-width; write {right}"
            message = stays(view.written(start, match.end()), why)
            yield Leftover(start, match.end(), "failed-link", message, warning=True)
