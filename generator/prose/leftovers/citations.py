"""Citations and links by key that failed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.patterns import pattern
from generator.prose.leftovers.found import Leftover, shortened, stays
from generator.prose.leftovers.visible import ESCAPED, REFERENCE, View
from generator.prose.references import CITATION, KEY, KEY_LINK, KINDS
from generator.prose.words import is_name

_KEY = rf"{KEY}(?<![.-])"  # a full stop behind it ends the sentence
_CITED = pattern(rf"(?<![\w.@＠])[@＠]\s?({_KEY}(?:#{_KEY})?)")
_HASH_APART = pattern(r"\s?[#＃]\s?")
_CITED_LOOSELY = pattern(rf"(?<![\w.@＠])[@＠]\s?({_KEY}(?:{_HASH_APART.pattern}{_KEY})?)")
_BEGINS_CITATION = pattern(r"\s*[-–]?[@＠]")
_SEPARATORS = ";,；，、،؛"
# A page is no article: [@first, p. 3].
_ALSO = pattern(rf"\s*[{_SEPARATORS}]\s*(?P<key>(?=[^\W\d_]{{3}}){_KEY})")
_CLAIM = pattern(r"\s+(c\d+)\s*")
_KEY_LINK = pattern(rf"\s*(?:(\w+)\s*[:：]\s*)?({_KEY})\s*(?:#\s*({_KEY}))?\s*(\|.*)?", re.DOTALL)
_ONE_BRACKET = pattern(
    rf"(?<!\[)\[(?P<kind>(?:(?:{'|'.join(KINDS)}):)?)(?P<key>{KEY})(?P<words>\|[^\[\]]+)?\]\]\Z"
)
_NUMBERS = pattern(r"\s*\d+\s*[,\]]")
_CLOSING = tuple(")）}｝】〕］」")
# A handle of another network looks the same, so only the names of articles decide.
_IN_OTHER_BRACKETS = pattern(
    rf"[(（{{｛【〔［「][^()（）{{}}｛｝【】〔〕［］「」\[\]\n@＠]{{0,30}}(?<![\w.])[@＠]({_KEY})(#{_KEY})?"
)
_ESCAPED = pattern(
    r"\\\[\\\[(?:[^\[\]\\\n]|\\(?!\])[^\[\]\n]){1,200}?\\\]\\\]|\\\[@(?:[^\[\]\\\n]|\\[^\[\]\n]){1,200}?\\\]"
)
_BACKSLASH = pattern(r"\\([!-/:-@\[-`{-~])")


def citation(view: View, start: int, end: int) -> Leftover | None:
    """Return what is wrong with brackets that hold the key of an article after @."""
    written = view.written(start, end)
    cited = list(_CITED_LOOSELY.finditer(view.text, start + 1, end - 1))
    if not cited:
        if not _BEGINS_CITATION.match(view.text, start + 1):
            return None
        why = "it is not a citation; write [@article], [@article#claim] or [@one; @two]"
        return Leftover(start, end, "bad-mark", stays(written, why))
    before = view.written(start + 1, cited[0].start()).strip(" -–\n")
    after = view.written(cited[-1].end(), end - 1).rstrip().rstrip(_SEPARATORS)
    keys = [_bare(_HASH_APART.sub("#", match[1])) for match in cited]
    right = f"{before} {_mark(keys)}{after if after.strip(' #') else ''}".strip()
    why = f"the brackets of a citation hold nothing but keys; write {shortened(right, 80)}"
    also = list(_ALSO.finditer(after))
    if also and _ALSO.sub("", after) == "":
        both = _mark([*keys, *(match["key"] for match in also)])
        why = f"each article in a citation has an @; write {both}, or {right} if this is no article"
    elif (claim := _CLAIM.fullmatch(after)) and "#" not in keys[-1]:
        why = f"a claim is behind #; write {_mark([*keys[:-1], f'{keys[-1]}#{claim[1]}'])}"
    return Leftover(start, end, "bad-mark", stays(written, why))


def doubled(view: View, start: int, end: int) -> Leftover | None:
    """Return what is wrong with a citation that has brackets around its own."""
    written = view.written(start, end)
    if view.text[start + 1 : end - 1].strip() != REFERENCE or not written.startswith("[["):
        return None
    why = f"a citation has one bracket at each end; write {written[1:-1].strip()}"
    return Leftover(start, end, "bad-mark", stays(written, why))


def key_link(view: View, start: int, end: int) -> Leftover | None:
    """Return what is wrong with `[[…]]`, which would be a link by key if nothing were."""
    written, inner = view.written(start, end), view.written(start + 2, end - 2)
    if _NUMBERS.match(inner):
        return None
    if view.text[start - 1 : start] == "!":
        name = inner.split("|")[0].strip()
        message = (
            f"the image '!{shortened(written)}' is not shown: it is written for another program; "
            f"write ![What it shows]({name})"
        )
        return Leftover(start - 1, end, "failed-image", message)
    return Leftover(start, end, "bad-mark", stays(written, _why_no_key_link(inner)))


def _why_no_key_link(inner: str) -> str:
    match = _KEY_LINK.fullmatch(inner)
    if match is None:
        if cited := list(_CITED.finditer(inner)):
            mark = _mark(one[1] for one in cited)
            return f"a citation has one bracket at each end; write {mark}"
        return (
            "it is no link by key; write [[article]], or [[theme:…]], actor, source or page "
            "likewise, with the key of the thing"
        )
    kind, key, claim, words = match.groups()
    if kind and kind not in KINDS:
        return f"there is no kind '{kind}' of links by key; the kinds are {', '.join(KINDS)}"
    if words and ("[" in words or "]" in words):
        return "the words of a link by key hold no brackets"
    if claim and kind not in (None, "article"):
        return f"a link by key leads to all of a {kind}; write [[{kind}:{key}]]"
    if claim:
        return (
            "a link by key leads to an article, not to one of its claims; "
            f"write [[{key}]], or [@{key}#{claim}] to cite the claim"
        )
    text = f"|{words[1:].strip()}" if words and words[1:].strip() else ""
    target = f"{kind}:{_bare(key)}" if kind else _bare(key)
    return f"a link by key has no other marks or spaces; write [[{target}{text}]]"


def never_closed(view: View, start: int) -> Leftover | None:
    """Return what was meant by a bracket whose other half is missing."""
    text = view.text
    if text[start : start + 2] == "[[":
        match = _KEY_LINK.match(text, start + 2)
        if match is None or _NUMBERS.match(text, start + 2) or match[0][:1].isspace():
            return None
        end = match.end(3) if match[3] else match.end(2)
        end += text[end : end + 1] == "]"
        missing = "a second ]" if text[end - 1] == "]" else "]]"
        why = f"it begins a link by key, and {missing} is missing at its end"
        return Leftover(start, end, "bad-mark", stays(view.written(start, end), why))
    match = _CITED.match(text, start + 1)
    if match is None:
        return None
    why = f"it begins a citation, and ] is missing at its end; write {_mark([match[1]])}"
    written = view.written(start, match.end())
    return Leftover(start, match.end(), "bad-mark", stays(written, why))


def never_opened(view: View, end: int) -> Leftover | None:
    """Return what was meant by a closing bracket alone."""
    if view.text[end - 2 : end - 1] == REFERENCE:
        start = end - 2
        written = view.written(start, end)
        why = f"it has a ] too many at its end; write {written[:-1]}"
        return Leftover(start, end, "bad-mark", stays(written, why), warning=True)
    if match := _ONE_BRACKET.search(view.text, max(0, end - 100), end):
        target = match["kind"] + match["key"]
        why = (
            f"a link by key has two brackets at each end; write [[{target}{match['words'] or ''}]]"
        )
        handle = "" if match["kind"] else match["key"]
        start, message = match.start(), stays(view.written(*match.span()), why)
        return Leftover(start, end, "bad-mark", message, warning=bool(handle), handle=handle)
    tail = view.text[max(0, end - 100) : end - 1]
    at = max(tail.rfind("@"), tail.rfind("＠"))
    match = _CITED.fullmatch(tail, at) if at >= 0 else None
    if match is None or ESCAPED in tail:
        return None
    start = end - 1 - len(match[0])
    why = f"it ends a citation, and [ is missing at its beginning; write {_mark([match[1]])}"
    return Leftover(start, end, "bad-mark", stays(view.written(start, end), why))


def in_other_brackets(view: View) -> Iterator[Leftover]:
    """Yield citations in brackets of another shape, if there is such an article."""
    for match in _IN_OTHER_BRACKETS.finditer(view.text):
        end = match.end()
        end += view.text[end : end + 1] in _CLOSING
        why = f"a citation has square brackets; write {_mark([match[1] + (match[2] or '')])}"
        written = view.written(match.start(), end)
        yield Leftover(
            match.start(), end, "bad-mark", stays(written, why), warning=True, handle=match[1]
        )


def escaped(view: View) -> Iterator[Leftover]:
    """Yield citations and links by key whose brackets other programs escaped when they were pasted.

    A name of no article in escaped brackets is no mistake.
    """
    text, end = view.text, 0
    at = text.find(ESCAPED)
    while at >= 0:
        match = _ESCAPED.match(view.source, view.place(at)) if at >= end else None
        if match:
            mark = _BACKSLASH.sub(r"\1", match[0])
            if found := CITATION.fullmatch(mark) or KEY_LINK.fullmatch(mark):
                end = at + 1
                while end < len(text) and view.place(end) < match.end():
                    end += 1
                is_article = mark[1] == "@" or found[1] in (None, "article")
                handle = found[2] if is_article else ""
                why = (
                    "backslashes take away what its brackets mean, as some programs write when "
                    f"one pastes; write {mark}, or put it between backticks if it is meant"
                )
                message = stays(match[0], why)
                yield Leftover(at, end, "bad-mark", message, warning=True, handle=handle)
        at = text.find(ESCAPED, at + 1)


def _bare(key: str) -> str:
    """Return a key without the invisible characters that no key has."""
    return key if is_name(key.replace("#", "")) else re.sub("[\u200c\u200d]", "", key)


def _mark(keys: Iterable[str]) -> str:
    return "[" + "; ".join(f"@{key}" for key in keys) + "]"
