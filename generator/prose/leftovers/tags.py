"""HTML and comments that failed, and what word processors leave behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from markdown_it.token import Token

from generator.patterns import pattern
from generator.prose.leftovers.found import Block, Leftover, shortened, stays
from generator.prose.leftovers.places import Places
from generator.prose.leftovers.visible import ADDRESS, ESCAPED, View
from generator.prose.model import Remark

_NAMES = """
    a abbr address area article aside audio b base basefont bdi bdo big blockquote body br button
    canvas caption center cite code col colgroup dd del details dfn dir div dl dt em embed fieldset
    figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html i iframe
    img input ins kbd label legend li link main map mark math meta nav noscript object ol optgroup
    option p picture pre q rp rt ruby s samp script section select small source span strike strong
    style sub summary sup svg table tbody td template textarea tfoot th thead time title tr tt u ul
    var video wbr
"""
_NAME = rf"(?:{'|'.join(_NAMES.split())}|\w+:\w+|o:p)"
# An ordinary word in angle brackets is none, nor is "a <b and c> d": attributes have values.
_TAG = pattern(
    rf"<(?:/{_NAME}\s*|{_NAME}\s*/?|{_NAME}\s(?=[^<>=]*=)[^<>]*|\?[^<>]*\?|!\[[^<>\]]*\][^<>]*"
    rf"|!doctype[^<>]*|(?P<other>[a-z][\w-]*)\s*>[^<>\n]*</(?P=other))>",
    re.IGNORECASE,
)
_TAG_NAME = pattern(r"</?\s*([\w:]+)")
_INSTEAD = {
    **dict.fromkeys(("b", "strong"), "**…** makes words bold"),
    **dict.fromkeys(("i", "em", "cite"), "*…* makes words italic"),
    **dict.fromkeys(("s", "del", "strike"), "~~…~~ strikes words out"),
    **dict.fromkeys(("sub", "sup"), "characters such as ² and ₂ stand for raised and lowered ones"),
    "br": "a backslash at the end of a line, \\, begins a new one",
    "hr": "a line of --- draws a rule",
    "a": "[words](address) makes a link",
    "img": "![What it shows](file.png) shows an image",
    "p": "an empty line begins a new paragraph",
}
_REFUSED = pattern(rf"<(?P<scheme>[a-z][a-z0-9+.-]{{1,31}}):[^\s<>]*>|<{ADDRESS}+>", re.IGNORECASE)
_COMMENT = pattern(r"<!--")
# Word makes a dash of two hyphens, and ‹ of <. An arrow, as in A --> B, has words on both sides.
_BROKEN = pattern(
    r"(?!<!--)[<‹]\s?!\s?[-–—]+(?P<words>[^<>‹›\n]*?)(?:[-–—]+\s?[>›]|$)|(?<=\s)(?:--+|—)>$",
    re.MULTILINE,
)
# Comments of programs: of templates, and of style sheets.
_OF_PROGRAMS = pattern(
    r"\{#[^\w{}\n][^{}\n]*#\}|(?<![^\s(])/\*\s[^\n]{1,300}?\s\*/|^// [^\n]*", re.MULTILINE
)
_ENTITY = pattern(
    rf"(?:&|{ESCAPED}(?=(?:#\w+|[a-z]+);))(?P<name>nbsp|amp|lt|gt|quot|apos|[mn]dash|hellip|[lr][sd]quo"
    r"|laquo|raquo|#\d{2,5}|#x[\da-fA-F]{2,5})(?:(?P<end>;)|(?![\w;]))"
)
_MAY_BE_BROKEN = pattern("[<>‹]")
_HIDDEN = pattern(
    r"%%(?=\S)(?:[^%]|%(?!%))*%%|%%(?=[^\W\d])[^%\n]{2,}$|(?<![\d%])(?<!\d\s)%%\s[^%\n]+\s%%(?!%)"
)
# What programs make of UTF-8 that they take for Windows-1252: é Ã©, У Ð£, 文 æ–‡.
_HIGH = "[\x80-\xbfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]"
# It begins with one set of characters, as that is found fastest. «Ã» is the letter itself.
_GARBLED = pattern(
    rf"[ÂÃÐÑØ-Ûâã-ï\ufffd](?:(?<=Ã)(?<!«Ã){_HIGH}|(?<=Â)(?<!«Â)[\xa1-\xaa\xac-\xba\xbc-\xbf]"
    rf"|(?<=[ÐÑ]){_HIGH}\s*(?:[ÐÑ]{_HIGH}\s*)+|(?<=[Ø-Û]){_HIGH}\s*(?:[Ø-Û]{_HIGH}\s*)+"
    rf"|(?<=[ã-ï]){_HIGH}{{2}}\s*(?:[ã-ï]{_HIGH}{{2}}\s*)+|(?<=â)€{_HIGH}?|(?<=ï)¿½|(?<=\ufffd))"
    r"|(?<![^\s\"“„«(])\?{2,}\s+(?:\?{2,}\s+)*\?{2,}(?![^\s\"”»).,])"  # letters that became ?
)
_SEVENTH = 6
"""The level of the innermost quotation of those that >>>>>>> begins."""
_MERGED = "two versions of the text are not merged yet; keep one, and remove the marks"
_WORD = pattern(
    r"[\uf020-\uf0ff]|^[·•]\s[ \t\u00a0]*|\bmso-[a-z]+-|\[if !?[a-z]+[^\]\n]*\]|\[endif\]"
    r"|Error! (?:Reference source|Bookmark|Hyperlink)[^.\n]*|\{\s*(?:HYPERLINK|PAGEREF|REF|TOC)\s"
    r"|Normal\s+0\s+(?:false|true)|_x000[dD]_|\[cid:[^\[\]\s]+\]|\[(?i:image): [^\[\]\n]+\]"
    r"|<Media omitted>|^<{7} [^\n]*",
    re.MULTILINE,
)


def comments(block: Block) -> Iterator[Leftover]:
    """Yield what was meant for editors alone; it must never be published."""
    view = block.view
    for match in _COMMENT.finditer(view.text):
        message = (
            "this comment has no end and would be published: --> is missing, or stands in another "
            "paragraph while words are before or behind the comment; put it on lines of its own"
        )
        yield Leftover(match.start(), match.end(), "open-comment", message)
    for match in _BROKEN.finditer(view.text) if _MAY_BE_BROKEN.search(view.text) else ():
        if match["words"] is None and ESCAPED in view.text[: match.start()]:
            continue  # the end of what is no comment
        words = (match["words"] or "…").strip()
        message = (
            f"'{shortened(view.written(*match.span()))}' would be published, as a comment begins "
            f"with <!-- and ends with -->; write <!-- {shortened(words)} -->, or remove it"
        )
        yield Leftover(*match.span(), "open-comment", message, warning=match["words"] is None)
    for match in _HIDDEN.finditer(view.text) if "%%" in view.text else ():
        written = shortened(view.written(match.start(), match.end()))
        message = (
            f"'{written}' would be published, as %% begins no comment here; remove it, or write "
            "<!-- … --> for what only editors may see"
        )
        yield Leftover(match.start(), match.end(), "open-comment", message)
    for match in _OF_PROGRAMS.finditer(view.text):
        written = shortened(view.written(*match.span()))
        bare = written.strip("{#}/* ")
        message = (
            f"'{written}' would be published, as it is a comment for other programs alone; remove "
            f"it, or write <!-- {bare} -->"
        )
        is_line = match[0].startswith("//")
        yield Leftover(*match.span(), "open-comment", message, warning=is_line)


def entities(block: Block) -> Iterator[Leftover]:
    """Yield names of characters that readers would see: `&nbsp` without its end, `&amp;nbsp;`."""
    view = block.view
    for match in _ENTITY.finditer(view.text):
        written = view.written(*match.span())
        if not match["end"] or written.startswith("&amp;"):
            name = match["name"]
            why = f"the name of a character is &{name};, so write that, or the character itself"
            yield Leftover(*match.span(), "html", stays(written, why), warning=True)


def tags(block: Block) -> Iterator[Leftover]:
    """Yield HTML, once for each line that has some."""
    view = block.view
    for _, group in groupby(
        _TAG.finditer(view.text), lambda match: view.text.count("\n", 0, match.start())
    ):
        found = list(group)
        yield _tags(view, found)
        # The others of the line are no problems of their own.
        yield from (Leftover(*match.span(), "html", "") for match in found[1:])
    for match in _REFUSED.finditer(view.text):
        written = view.written(match.start(), match.end())
        if match["scheme"] is None:
            why = (
                "the angle brackets are not needed around an address, or https:// is missing in it"
            )
            yield Leftover(match.start(), match.end(), "failed-link", stays(written, why), True)
            continue
        why = (
            "links lead to addresses with https:, http: or mailto: and to pages of this site, "
            f"never to '{match['scheme']}:'"
        )
        if match["scheme"].lower() in ("http", "https", "mailto"):
            why = "this is not an address"
        yield Leftover(match.start(), match.end(), "failed-link", stays(written, why), True)


def _tags(view: View, found: list[re.Match[str]]) -> Leftover:
    """Return the leftover that the tags of one line are."""
    written = [shortened(view.written(*match.span()), 40) for match in found]
    names = [match[1].lower() if (match := _TAG_NAME.match(tag)) else "" for tag in written]
    all_of_them = list(dict.fromkeys(written))
    listed = ", ".join(f"'{tag}'" for tag in all_of_them[:3])
    listed += " and more" if len(all_of_them) > 3 else ""  # noqa: PLR2004 - enough to know them by
    verb = "stays" if len(all_of_them) == 1 else "stay"
    instead = next((_INSTEAD[name] for name in names if name in _INSTEAD), "")
    remedy = f"remove it; {instead}" if instead else "remove it, or put it between backticks"
    if len(all_of_them) > 1:
        remedy = remedy.replace("remove it", "remove them").replace("put it", "put them")
    message = f"{listed} {verb} on the page as text: HTML is not read; {remedy}"
    return Leftover(*found[0].span(), "html", message, warning=True)


def merged(quotation: Token, places: Places) -> Iterator[Remark]:
    """Yield a remark if the innermost of many quotations is the end of two versions of a text."""
    line = quotation.map[0] if quotation.map else 0
    written = places.source(line)
    if quotation.level == _SEVENTH and written.startswith(">>>>>>> "):
        yield places.remark(
            line, written, "word-processor", f"'{written}' is shown as a quotation: {_MERGED}"
        )


def artefacts(block: Block) -> Iterator[Leftover]:
    """Yield what a word processor, or a wrong encoding, left in the text."""
    view = block.view
    listed = False
    for match in _GARBLED.finditer(view.text):
        written = shortened(view.written(*match.span()).strip())
        message = (
            f"'{written}' is a character that got lost on its way here; write the one that is meant"
        )
        if len(match[0]) > len("â€™"):
            message = (
                f"'{written}' are characters that got lost on their way here; write those that are "
                "meant"
            )
        yield Leftover(*match.span(), "word-processor", message, warning=True)
        break  # there are many where there is one
    for match in _WORD.finditer(view.text):
        written = view.written(*match.span())
        if len(match[0].strip()) <= 1:
            if listed:  # one list, one problem
                continue
            listed = True
            message = (
                f"'{written.strip()}' is the mark of a list in a word processor, and the list is "
                "shown as one paragraph; begin each item with - and a space"
            )
        elif match[0].startswith("<<<"):
            message = stays(written, _MERGED)
        else:
            is_chat = match[0].startswith(("[c", "[i", "[I", "<")) and match[0][:3] != "[if"
            program = "another program" if is_chat else "a word processor"
            message = stays(written, f"{program} left it behind; remove it")
        yield Leftover(*match.span(), "word-processor", message, warning=True)
