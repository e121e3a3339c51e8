"""Links and images that failed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.patterns import pattern
from generator.prose.leftovers.found import Block, Leftover, shortened, stays
from generator.prose.leftovers.visible import ADDRESS, ESCAPED, OPAQUE, REFERENCE, View
from generator.prose.references import IMAGE

_REST = pattern(r"\(([^()\n]*)")
_TITLE = pattern(r"\s+\"[^\"]*\"$")
_GAP = pattern(r"[^\S\n]+\([^()\n]+\.\w+\)")
# A path, and not how a name is spoken: /ˈnoʊ/.
_TARGET = rf"(?:{ADDRESS}+|/(?![^()\n]*[ˈˌː])\w{{2}}[^\s()\[\]]*)"
_APART = pattern(rf"[^\S\n]+(\({_TARGET}\))")
_NO_BRACKET = pattern(
    rf"\[(?P<words>[^\[\]()\n]*[^\s\[\]()])\((?P<to>{_TARGET}|[^\s()\[\]]+\.(?:png|jpe?g|gif|webp))\)"
)
_SIZE = pattern(r"\s+=\d*%?x?\d*%?$")
_ONE_SLASH = pattern(r"(https?):/?(?=[^/])", re.IGNORECASE)
_HOST = pattern(r"<?https?://([^/?#>\s]*)", re.IGNORECASE)
_LONGEST_HOST = 253
"""In characters. Source: RFC 1035, 3.1, without the dot at the end."""
_SCHEME = pattern(r"<?\s*([a-z][a-z0-9+.-]*):(?!\d{2,5}(?:/|$))", re.IGNORECASE)
_ALLOWED_SCHEMES = frozenset({"http", "https", "mailto"})
_LIKE_ADDRESS = pattern(rf"\s*<?(?:{ADDRESS}|https?:|www\.|/\w|mailto:)", re.IGNORECASE)
_DATA = pattern(r"<?\s*data:", re.IGNORECASE)
_ESCAPED = pattern(
    r"(?P<image>\\!)?\\\[(?P<words>[^\[\]\\\n]{1,200})\\\]\\?"
    r"\((?P<to>(?:https?://|/\w|mailto:)[^()\s\\]{1,300}|[^()\s\\]{1,200}\.(?:png|jpe?g|gif|webp))\\?\)"
)
_CURLY_TITLE = pattern(r"\S\s+[“”„«‘’][^“”»‘’]*[“”»‘’]$")


def escaped(view: View) -> Iterator[Leftover]:
    """Yield links and images whose brackets other programs escaped when they were pasted."""
    text = view.text
    at = text.find(ESCAPED)
    while at >= 0:
        start = end = at
        if match := _ESCAPED.match(view.source, view.place(at)):
            while end < len(text) and view.place(end) < match.end():
                end += 1
            start -= text[at - 1 : at] == "!"
            is_image = bool(match["image"]) or start < at
            right = f"{'!' * is_image}[{match['words']}]({match['to']})"
            why = (
                "backslashes take away what its brackets mean, as some programs write when one "
                f"pastes; write {shortened(right)}, or put it between backticks if it is meant"
            )
            code = "failed-image" if is_image else "failed-link"
            yield Leftover(start, end, code, stays(view.written(start, end), why), warning=True)
        at = text.find(ESCAPED, max(end, at + 1))


def link(view: View, start: int, middle: int, end: int) -> Leftover | None:
    """Return why `[words](address)` is no link; `middle` is where its parentheses begin."""
    words, address = view.written(start + 1, middle - 1), view.written(middle + 1, end - 1).strip()
    refused = _why_refused(address)
    why = refused or _why_no_link(view, start, middle, end, address)
    if why is None:
        # Words in both kinds of brackets may stand side by side: [sic] (as he said).
        if not (_LIKE_ADDRESS.match(view.text, middle + 1) or "/" in address):
            return None
        why = _bad_address(f"[{words}]", address)
    if why is None:
        return None
    message = stays(view.written(start, end), why)
    return Leftover(start, end, "failed-link", message, warning=refused is not None)


def _why_refused(address: str) -> str | None:
    scheme = _SCHEME.match(address)
    if scheme and (len(scheme[1]) == 1 or scheme[1].lower() == "file"):
        return "it leads to a file on a computer, which readers do not have"
    if scheme and scheme[1].lower() not in _ALLOWED_SCHEMES:
        return (
            "links lead to addresses with https:, http: or mailto: and to pages of this site, "
            f"never to '{scheme[1]}:'"
        )
    if slash := _ONE_SLASH.match(address):
        return f"its address lacks a /; write {slash[1]}://{address[slash.end() :]}"
    if address.startswith("//"):
        return f"its address begins with //; write https:{address}"
    if host := _HOST.match(address):
        if not host[1]:
            return f"its address has no host; write one, such as example.org, behind {host[0]}"
        if len(host[1]) > _LONGEST_HOST:
            return "the host in its address is longer than any can be; was it pasted twice?"
    return None


def _why_no_link(view: View, start: int, middle: int, end: int, address: str) -> str | None:
    inside, target = view.text[start + 1 : middle - 1], view.text[middle + 1 : end - 1]
    if (
        address
        and (REFERENCE in inside or _bad_address("", address) is None)
        and (REFERENCE in inside or target.strip(ADDRESS + OPAQUE) == "" or address.startswith("/"))
    ):
        return "the words of a link hold no citation and no other link; put that one behind it"
    return None


def _bad_address(words: str, address: str) -> str | None:
    """Return what is wrong with an address, and how to write it after `words`."""
    if _CURLY_TITLE.search(address):
        return 'the title behind its address needs straight quotation marks, "…"'
    if size := _SIZE.search(address):
        return f"images have no size here; write {words}({address[: size.start()]})"
    if any(character.isspace() for character in address):
        title = _TITLE.search(address)
        bare, rest = (address[: title.start()], title[0]) if title else (address, "")
        return f"its address has a space; write {words}(<{bare.strip('<>')}>{rest})"
    return None


def open_link(view: View, start: int, end: int) -> Leftover | None:
    """Return what is wrong with a link that does not end, or has its halves the wrong way round."""
    text = view.text
    if (rest := _REST.match(text, end)) and _LIKE_ADDRESS.match(text, end + 1):
        written = view.written(start, rest.end())
        why = "it begins a link, and ) is missing at the end of its address"
        return Leftover(start, rest.end(), "failed-link", stays(written, why))
    if (apart := _APART.match(text, end)) and not text[start + 1 : end - 1].isdigit():
        right = view.written(start, end) + view.written(apart.start(1), apart.end())
        why = f"between ] and ( there is no space in a link; write {shortened(right)}"
        written = view.written(start, apart.end())
        return Leftover(start, apart.end(), "failed-link", stays(written, why), warning=True)
    opening = text.rfind("(", max(0, start - 200), start)
    inside = text[start + 1 : end - 1]
    is_image = text[opening - 1 : opening] == "!" and IMAGE.search(inside) is not None
    is_target = is_image or re.fullmatch(_TARGET, inside)
    if text[start - 1 : start] == ")" and opening >= 0 and is_target:
        words, address = view.written(opening + 1, start - 1), view.written(start + 1, end - 1)
        right = f"{'!' * is_image}[{shortened(words)}]({address})"
        why = f"its brackets are the wrong way round; write {right}"
        opening -= is_image
        written = view.written(opening, end)
        if is_image:
            return Leftover(opening, end, "failed-image", _not_shown(written, why))
        return Leftover(opening, end, "failed-link", stays(written, why))
    return None


def never_closed(view: View, start: int) -> Leftover | None:
    """Return what is wrong with a link or an image whose words have no bracket at their end."""
    match = _NO_BRACKET.match(view.text, start)
    if match is None:
        return None
    is_image = view.text[start - 1 : start] == "!"
    words, address = (view.written(*match.span(name)) for name in ("words", "to"))
    mark = "!" if is_image or address[0] not in "h/" else ""
    right = f"{mark}[{shortened(words)}]({address})"
    why = f"a ] is missing behind '{shortened(words, 40)}'; write {right}"
    written = view.written(start - is_image, match.end())
    if is_image:
        return Leftover(start - 1, match.end(), "failed-image", _not_shown(written, why))
    return Leftover(start, match.end(), "failed-link", stays(written, why))


def image(view: View, start: int, middle: int, end: int) -> Leftover | None:
    """Return why `![description](name)` is no image; `end` is 0 if no parenthesis closes it."""
    text = view.text
    if not end:
        line_end = text.find("\n", middle)
        stop = line_end if line_end >= 0 else len(text)
        end = text.rfind(")", middle, stop) + 1 or stop
    words = view.written(start + 1, middle - 1)
    name = view.written(middle + 1, end).rstrip().removesuffix(")").strip()
    written = shortened(view.written(start, end))
    scheme = _SCHEME.match(name)
    if _DATA.match(name):
        why = "its picture is part of the text (data:); save it as a file in content/media/"
        return Leftover(start, end, "failed-image", _not_shown(written, why))
    if name.startswith("//") or (scheme and scheme[1].lower() not in _ALLOWED_SCHEMES):
        message = f"the image '{shortened(name)}' is not of this site; put it into content/media/"
        return Leftover(start, end, "failed-image", message, warning=True)
    if text[end - 1] != ")":
        why = f"a ) is missing behind '{shortened(name)}'"
    else:
        why = _bad_address(f"!{words}]", name) or f"write !{words}](<{name.strip('<>')}>)"
        why = why.replace("address", "name")
    return Leftover(start, end, "failed-image", _not_shown(written, why))


def undefined_image(block: Block, start: int, middle: int, end: int) -> Leftover | None:
    """Return why an image without a name in parentheses is none."""
    view = block.view
    words, label = view.text[start + 2 : middle - 1], view.text[middle + 1 : end - 1]
    if (label or words).strip().lower() in block.embedded:
        return None
    # "Really![1]" is a sentence with a number after it.
    before = view.text[start - 1 : start]
    if end == middle and (words.strip().isdigit() or (before and not before.isspace())):
        return None
    why = "nothing says which file it is; write ![What it shows](file.png)"
    if gap := _GAP.match(view.text, end):
        end = gap.end()
        right = view.written(start, middle) + view.written(gap.start(), end).strip()
        why = f"between ] and ( there is no space; write {shortened(right)}"
    return Leftover(
        start, end, "failed-image", _not_shown(shortened(view.written(start, end)), why)
    )


def undefined_link(view: View, start: int, middle: int, end: int) -> Leftover | None:
    """Return why `[words][1]` is no link, if it was meant as one."""
    words, label = view.text[start + 1 : middle - 1], view.text[middle + 1 : end - 1]
    if not label.strip().isdigit() or " " not in words.strip():
        return None
    why = f"nothing says where [{label}] leads; write [{shortened(words)}](https://…)"
    written = view.written(start, end)
    return Leftover(start, end, "failed-link", stays(written, why))


def _not_shown(written: str, why: str) -> str:
    return f"the image '{written}' is not shown: {why}"
