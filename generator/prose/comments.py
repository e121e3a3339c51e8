"""Comments, `<!-- … -->`: an editor's notes to other editors, which readers never get.

A comment may stand within a line, over several, or be paragraphs long. One whose end is not found
stays visible to the parser, so that the look for leftovers stops the build.
"""

from __future__ import annotations

from bisect import bisect_right

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

_OPEN, _CLOSE = "<!--", "-->"


def comments_plugin(md: MarkdownIt) -> None:
    """Let a parser read comments; they become tokens `comment`, and no words.

    The block rule is named `comment`, too.
    """
    interrupts = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("paragraph", "comment", _comment_block, {"alt": interrupts})
    md.inline.ruler.before("autolink", "comment", _comment)
    md.add_render_rule("comment", lambda *_: "")


def _comment(state: StateInline, silent: bool) -> bool:
    """Read a comment among words."""
    if not state.src.startswith(_OPEN, state.pos, state.posMax):
        return False
    # So that many comments without an end do not each search all that follows.
    if state.html_terminator_last(_CLOSE) < state.pos + len(_OPEN):
        return False
    end = state.src.find(_CLOSE, state.pos + len(_OPEN), state.posMax)
    if end < 0:
        return False
    end += len(_CLOSE)
    if not silent:
        before = state.src[state.pos - 1] if state.pos else " "
        state.push("comment", "", 0)
        if before.isspace():  # of the two spaces around it, one is enough
            while end < state.posMax and state.src[end] in " \t":
                end += 1
    state.pos = end
    return True


def _comment_block(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:
    """Read a comment that stands on lines of its own.

    It ends the paragraph before it only if it has an empty line, which would end that anyway.
    """
    start = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith(_OPEN, start) or state.is_code_block(line):
        return False
    close = state.src.find(_CLOSE, start + len(_OPEN))
    last = bisect_right(state.bMarks, close) - 1
    if close < 0 or last >= end_line:
        return False
    last_empty = _last_empty_line(state, line, last)
    if last_empty is None or state.src[close + len(_CLOSE) : state.eMarks[last]].strip():
        return False
    if silent:
        # Whoever asks within a quotation does not know where that ends.
        is_quoted = state.bMarks[line] and state.src[state.bMarks[line] - 1] != "\n"
        return last_empty > line and not is_quoted
    token = state.push("comment", "", 0)
    token.map = [line, last + 1]
    state.line = last + 1
    return True


def _last_empty_line(state: StateBlock, line: int, last: int) -> int | None:
    """Return the last empty line from `line` to `last`, -1 if there is none.

    Return None if one of them is no longer in the block that is read. Many comments may have one
    end in common, so what was found out about it is kept.
    """
    known: dict[tuple[int, int], int | None] = state.env.setdefault("comment_ends", {})
    key = state.blkIndent, last
    if key not in known:
        lines = range(line, last + 1)
        empty = max(filter(state.isEmpty, lines), default=-1)
        inside = all(state.isEmpty(at) or state.sCount[at] >= state.blkIndent for at in lines)
        known[key] = empty if inside else None
    return known[key]
