"""Marks of Markdown in texts of the front matter that are plain: readers would see them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from generator.patterns import pattern
from generator.problems import AtKey, Finding, KeyPath, Severity
from generator.prose.leftovers.found import shortened
from generator.prose.references import CITATION, KEY_LINK
from generator.read.written import Value
from generator.validate import models, register_models

if TYPE_CHECKING:
    from generator.prose.leftovers.visible import View

_PLAIN: Mapping[type, frozenset[str]] = {
    models.ArticleFront: frozenset({"title", "date_note"}),
    models.ClaimFront: frozenset({"text", "value"}),
    models.ThemeFront: frozenset({"title", "question"}),
    models.Status: frozenset({"text"}),
    models.FormerStatus: frozenset({"text"}),
    models.PlaceFront: frozenset({"name"}),
    models.Point: frozenset({"title", "question", "unit"}),
    models.PageFront: frozenset({"title", "summary"}),
    register_models.SiteFront: frozenset({"title", "tagline"}),
    register_models.SourceFront: frozenset({"name", "ownership", "note"}),
    register_models.ActorFront: frozenset({"name", "role"}),
}
"""The keys of each model whose text is shown as it is. Quotations are as they were said."""

_SIEVE = pattern(
    r"\*|_|`|\[|<|‹|{|~|〔|%%|TODO|FIXME|XXX|TK|TBC|TBD|CHECK|VERIFY|QUOTE|PRÜFEN|KLÄREN"
    r"|VÉRIFIER|ПЕРЕВІРИТИ|УТОЧНИТИ|\?\?\?|orem ipsum|->|—>|&[#\w]+;|\ufffd"
    r"|&(?:nbsp|amp|lt|gt|quot|apos)\b|"
    + "|".join(rf"{letter}(?![\sa-zA-Z])" for letter in "ÂÃÐÑØÙÚÛâãäåæçèéêëìíîï")
)
"""What a mark cannot be without. Every alternative begins with one character, not a set, as then
`re` looks for all of them at once."""
_SIEVE_OF_BEGINNING = pattern(r"[#＃]{2}|::|!!! |// ")


@cache
def _marks() -> re.Pattern[str]:
    """Return the pattern of a mark; it takes long to compile, and most sites never need it."""
    # A word in the code of a program may begin and end with underscores, and notes have stars.
    return re.compile(
        r"(?P<stars>(?<![\w*])(?P<mark>\*{1,3}|~~)(?=[^\s*~])(?P<words>[^*~\n]+)(?<=\S)(?P=mark)(?![\w*~]))"
        r"|(?<!\w)(?P<line>__?)(?![a-z]+_)(?=[^\W_])(?P<lined>[^_\n]+)(?<=[^\s_])(?P=line)(?![\w.])"
        r"|(?<!\w)`(?=\S)(?P<code>[^`\n]+)(?<=\S)`(?!\w)"
        rf"|(?P<cited>{CITATION.pattern}|{KEY_LINK.pattern}|\[\^[^\[\]\s]+\])"
        r"|!?\[(?P<linked>[^\[\]\n]*)\]\((?:https?:|mailto:|www\.|[/#]|[^\s()]+\.\w+\))[^()\n]*\)?"
        r"|(?P<tag></?(?:a|b|br|em|i|p|s|span|strong|su[bp]|u)(?:\s[^<>]*)?/?>)"
        r"|(?P<secret><!--.*?(?:-->|$)|(?<![\d%])(?<!\d\s)%%(?!%)[^%\n]+%%|(?!<!--)[<‹]\s?!\s?[-–—][^<>‹›]*[>›]?)"
        r"|(?P<entity>&(?:#\d+|#[xX][\da-fA-F]+|amp|lt|gt|quot|apos|nbsp|[mn]dash|hellip|[lr][ds]quo);)",
        re.DOTALL,
    )


def marks(
    file: str, data: Value, at: KeyPath, model: type, nested: Mapping[str, type]
) -> Iterator[Finding]:
    """Yield a warning for each plain text with marks; `nested` has the models of inner mappings."""
    if not isinstance(data, dict):
        return
    plain = _PLAIN.get(model, ())
    for key, value in data.items():
        if isinstance(value, str):
            if key in plain and (_SIEVE.search(value) or _SIEVE_OF_BEGINNING.match(value)):
                yield from _in_text(file, value, (*at, key))
        elif inner := nested.get(key):
            entries = enumerate(value) if isinstance(value, list) else [(None, value)]
            for number, entry in entries:
                path = (*at, key) if number is None else (*at, key, number)
                yield from marks(file, entry, path, inner, nested)


def _in_text(file: str, text: str, keys: KeyPath) -> Iterator[Finding]:
    """Yield a warning about the first mark of a text: one mistake, however many marks."""
    # Imported here, because most texts have no marks.
    from generator.prose.leftovers.editors import editors  # noqa: PLC0415
    from generator.prose.leftovers.found import Block  # noqa: PLC0415
    from generator.prose.leftovers.tags import artefacts  # noqa: PLC0415
    from generator.prose.leftovers.visible import View  # noqa: PLC0415

    view = View(text, text, (0,), (0,))
    match = _marks().search(text)
    is_secret = match is not None and match["secret"]
    block = Block(view, "plain")
    for leftover in () if is_secret else (*editors(block), *artefacts(block)):
        words = view.written(leftover.start, leftover.end)
        severity = Severity.WARNING if leftover.warning else Severity.ERROR
        yield Finding(file, AtKey(keys, words=words), leftover.code, leftover.message, severity)
        return
    if match is None:
        yield from _failed(file, view, keys)
    else:
        message = (
            f"'{shortened(match[0])}' is shown as it is, as '{_name(keys)}' is plain text, and no "
            f"Markdown; {_remedy(match)}"
        )
        code, severity = "plain-text", Severity.WARNING
        if match["secret"]:
            code, severity = "open-comment", Severity.ERROR
            if match["secret"].startswith("<!--") and not match["secret"].endswith("-->"):
                severity = Severity.WARNING  # a comment has an end, so this may be meant
        yield Finding(file, AtKey(keys, words=match[0]), code, message, severity)


def _failed(file: str, view: View, keys: KeyPath) -> Iterator[Finding]:
    """Yield a finding about the first mark that would have failed in Markdown, too."""
    from generator.prose.leftovers import lines, tags, words  # noqa: PLC0415 - as above
    from generator.prose.leftovers.brackets import brackets  # noqa: PLC0415
    from generator.prose.leftovers.found import Block  # noqa: PLC0415

    block = Block(view, "paragraph", "quote")
    scanners = (
        *(tags.comments, words.templates, lines.structures, lines.headings, lines.attributes),
        *(tags.tags, tags.entities, brackets, words.between, words.emphasis),
    )
    for scanner in scanners:
        # Whether there is an article of the name after @ is not known here.
        for leftover in (found for found in scanner(block) if found.message and not found.handle):
            written = view.written(leftover.start, leftover.end)
            message = (
                f"'{shortened(written)}' is shown as it is, as '{_name(keys)}' is plain text, and "
                "no Markdown; remove it"
            )
            is_secret = leftover.code == "open-comment" and not leftover.warning
            code = "open-comment" if is_secret else "plain-text"
            severity = Severity.ERROR if is_secret else Severity.WARNING
            yield Finding(file, AtKey(keys, words=written), code, message, severity)
            return


def _remedy(match: re.Match[str]) -> str:
    if match["cited"]:
        return "remove it, as citations and links are for texts in Markdown"
    if match["entity"]:
        return "write the character itself"
    groups = ("words", "lined", "code", "linked")
    bare = next((match[name] for name in groups if match[name]), "")
    return f"write {shortened(bare, 40)}" if bare else "remove it"


def _name(keys: KeyPath) -> str:
    return next(str(key) for key in reversed(keys) if isinstance(key, str))
