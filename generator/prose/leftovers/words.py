"""Marks among words that failed: emphasis, and what other programs put between letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from generator.patterns import pattern
from generator.prose.leftovers.found import Block, Leftover, shortened, stays
from generator.prose.leftovers.visible import ESCAPED

_RUN = pattern(r"\*+|_+|~~+")
_LONGEST = 400
_FIRST_SCRIPT_WITHOUT_SPACES = "\u0e00"
_TEMPLATE = pattern(
    r"\{\{[^{}\n]*(?:\}\}|$)|\{%[^{}\n]*(?:%\}|$)|<%[^<>\n]*%>|\{\{[<%][^\n]{0,400}?[>%]\}\}"
    r"|\[(?:caption|gallery|embed|video|audio|youtube)\s[^\[\]\n=]*=[^\[\]\n]*\]|\[/(?:caption|gallery|video|audio)\]",
    re.MULTILINE,
)
_LATEX = pattern(
    r"(?<![\w:\\/])\\(?:(?:newpage|pagebreak|clearpage|newline|noindent|hline|hfill|maketitle)\b"
    r"|(?:begin|end|section|subsection|textbf|textit|emph|cite\w*|footnote|ref|label|vspace|hspace)"
    r"\*?\{[^{}\n]*\})"
)
_BETWEEN = (
    (
        pattern(r"(?<![A-Za-z0-9=])==(?=[^\s=])([^=\n]{1,200})(?<=[^\s=])==(?![A-Za-z0-9=])"),
        "words are not highlighted here; write **{}**",
    ),
    (
        pattern(r"(?<=[A-Za-z0-9)])\^([A-Za-z0-9+−-]{1,12})\^"),
        "raised characters are not made here; write them as they are, such as ² or ³",
    ),
    (
        pattern(r"(?<=[A-Za-z])~([0-9n]{1,3})~"),
        "lowered characters are not made here; write them as they are, such as ₂ or ₃",
    ),
    (
        pattern(r"(?<![\w~])~(?=[^\s~\d])([^~\n]{1,80})(?<=[^\s~])~(?![\w~])"),
        "words are struck out by two tildes on each side; write ~~{}~~",
    ),
    (
        pattern(r"\$\$(?=\S)([^$\n]{1,200})\$\$"),
        "formulas are not set here; write {}",
    ),
    (
        pattern(r"^\*\[([^\[\]\n]+)\]:[^\n]*", re.MULTILINE),
        "abbreviations are not explained this way; write what {} means where it first comes",
    ),
    (
        pattern(r"\\(?<![:\\]\\)()\Z"),
        "a backslash breaks a line only if another line follows; remove it",
    ),
    (
        pattern(r"\^\[([^\[\]\n]+)\]"),
        "notes among the words are not supported; write [^1] here and, in a paragraph of its own, "
        "[^1]: {}",
    ),
)


def templates(block: Block) -> Iterator[Leftover]:
    """Yield instructions to programs, which readers would see."""
    view = block.view
    for match in _TEMPLATE.finditer(view.text):
        why = "it is an instruction to another program; remove it, or put it between backticks"
        written = view.written(match.start(), match.end())
        yield Leftover(match.start(), match.end(), "template", stays(written, why), True)
    for match in _LATEX.finditer(view.text):
        why = "it is an instruction of LaTeX, which is not read here; remove it"
        written = view.written(match.start(), match.end())
        yield Leftover(match.start(), match.end(), "not-supported", stays(written, why), True)


def between(block: Block) -> Iterator[Leftover]:
    """Yield words between marks that only other programs know."""
    view = block.view
    for mark, why in _BETWEEN:
        for match in mark.finditer(view.text):
            written = view.written(match.start(), match.end())
            words = shortened(view.written(match.start(1), match.end(1)))
            message = stays(written, why.replace("{}", words))
            yield Leftover(match.start(), match.end(), "not-supported", message, True)


def emphasis(block: Block) -> Iterator[Leftover]:
    """Yield stars, underscores and tildes around words that emphasize nothing.

    CommonMark asks what is on both sides of a mark. Next to punctuation it wants white space or
    more punctuation outside, which scripts without spaces do not have.
    """
    view, text = block.view, block.view.text
    done = 0
    for opening, closing in pairwise(_RUN.finditer(text)):
        inner = text[opening.end() : closing.start()]
        if (
            opening.start() < done
            or opening[0] != closing[0]
            or len(opening[0]) > 3  # noqa: PLR2004 - more than bold italics is a rule, or a gap
            or len(inner) > _LONGEST
            or not _is_meant(text, opening, closing, inner)
        ):
            continue
        done = closing.end()
        written = view.written(opening.start(), closing.end())
        if inner != inner.strip():
            why = f"no space may be between {opening[0]} and the words; move it outside"
        else:
            why = (
                f"{opening[0]} has a letter on one side and punctuation on the other; put the "
                "punctuation outside of the marks, or a space around them"
            )
        yield Leftover(opening.start(), closing.end(), "failed-emphasis", stays(written, why), True)


def _is_meant(text: str, opening: re.Match[str], closing: re.Match[str], inner: str) -> bool:
    """Return whether two runs of marks look as if they were to emphasize what is between them.

    Marks of notes are no such thing: a price*, and costs**.
    """
    before, after = text[opening.start() - 1 : opening.start()], text[closing.end() :][:1]
    bare = inner.strip()
    if ESCAPED in (before, inner[-1:]):  # one star of two is escaped
        return False
    if not bare or bare.strip("*_~.,;:!?…-–—") == "" or not _may_be_before(before, inner[0]):
        return False
    if inner != bare:
        # "**bold **" and "a ** bold ** word", but neither "5 * 3 * 2" nor "10 ** and 20 ** had
        # notes" nor "x ** y ** z".
        is_apart = inner[0].isspace()
        is_word = (
            len(bare) > 1
            and bare[:2].isalpha()
            and not text[: opening.start()].rstrip()[-1:].isdigit()
        )
        return len(opening[0]) > 1 and (not is_apart or (is_word and opening[0] == "**"))
    return (
        _is_punctuation(bare[0])
        or _is_punctuation(bare[-1])
        or (opening[0][0] == "_" and (_is_spaceless(before) or _is_spaceless(after)))
    )


def _may_be_before(before: str, first: str) -> bool:
    """Return whether an opening mark may stand between two characters."""
    if not before or before.isspace() or _is_punctuation(before) or _is_spaceless(before):
        return True
    return first in "\"'" or unicodedata.category(first) in ("Ps", "Pi")


def _is_spaceless(character: str) -> bool:
    """Return whether a character is a letter of a script that sets no spaces between words."""
    return character.isalnum() and character >= _FIRST_SCRIPT_WITHOUT_SPACES


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
