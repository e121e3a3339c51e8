"""What editors write to each other into a text: proposed changes, notes of what is to be done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.patterns import pattern
from generator.prose.leftovers.found import Block, Leftover, shortened

_NEAR = 300
TO_DO = ("TODO", "FIXME", "XXX", "TK")

# CriticMarkup. Words struck out by ~~ are no text any more when this is looked at.
_CHANGE = pattern(
    r"\{\+\+(?P<added>[^{}]+)\+\+\}|\{--(?P<removed>[^{}]+)--\}|\{>>(?P<remark>[^{}]*)<<\}"
    r"|\{==(?P<marked>[^{}]+)==\}(?:\{>>[^{}]*<<\})?|\{~{0,2}(?P<old>[^{}]*?)~>(?P<new>[^{}]*?)~{0,2}\}"
    r"|\{(?:(?:\+\+|--)(?=[^\s{}])|>>)[^{}\n]*$",
    re.MULTILINE,
)
_TO_DO = pattern(
    r"(?P<open>[\[(（［【「{]\s*|\[[^\[\]\n]{1,40}\s(?=\w+\]))?(?<![\w-])(?P<word>TODO|FIXME|XXX|TK|TKTK)"
    r"(?![\w-])(?P<colon>\s*[:：])?(?P<rest>[^.!?。！？\n\]）)］】」}]*)(?P<close>[\]）)］】」}])?"
)
_NOT_WITHIN = pattern(r"[.!?…。！？]['\"”’»)]?\s+|[。！？]\s*")
_TASK = pattern(
    r"\s+(?:add|ask|check|cite|clarify|confirm|date|details|expand|figure|fill|find|fix|get|insert|"
    r"link|look|name|number|photo|quote|recheck|remove|replace|rewrite|see|source|update|verify|who|"
    r"what|when|where|write)\b"
)
_SPANISH = pattern(
    r"\b(?:el|los|las|que|del|y|una|con|por|para|lo|fue|está|es|o|os|as|do|da|não|em|é|foi)\b"
)
# Placeholders, and what is to be checked, by the languages of the interface and Chinese.
_ORDER = (
    r"(?:please )?(?:check|confirm|verify|insert|add|fix|update) (?:this|that|the|with|quote|date|"
    r"name|number|figure|source|spelling|link|title|photo|map)"
    r"|quote here|citation needed|source\?"
    r"|(?:треба |слід )?(?:перевірити|уточнити|вставити)|перевір(?:те)?|уточни(?:ти|те)?"
    r"|(?:à|a) (?:vérifier|confirmer|compléter)|vérifier|insérer"
    r"|(?:bitte |noch )?(?:über)?prüfen|zu (?:prüfen|klären|ergänzen)|einfügen"
    r"|待(?:核|查|补|補|确认|定)"
)
_SHOUTED = "TBC|TBD|CHECK|VERIFY|QUOTE|ПЕРЕВІРИТИ|УТОЧНИТИ|(?:À )?VÉRIFIER|PRÜFEN|KLÄREN"
_ASKED = (
    pattern(
        rf"[\[［【〔]\s*(?:(?i:{_ORDER})(?![^\W\u2e80-\uffff])[^\[\]［］【】〔〕\n]{{0,60}}|\?{{2,}})"
        r"[\]］】〕](?!\()"
    ),
    pattern(rf"[\[(（［]\s*(?:{_SHOUTED})(?!\w)[^\[\]()（）［］\n]{{0,60}}[\])）］](?!\()"),
    pattern(rf"^(?:(?:{_SHOUTED})\s?[:：][^\n]*|\?{{3,}}$)", re.MULTILINE),
    pattern(r"[Ll]orem ipsum\b"),
)
_OPENING, _CLOSING = "“„«「『", "”»」』"


def editors(block: Block) -> Iterator[Leftover]:
    """Yield proposed changes, and words that tell editors what is to be done."""
    yield from _changes(block)
    if any(word in block.view.text for word in TO_DO):
        yield from _to_do(block)
    for match in (match for asked in _ASKED for match in asked.finditer(block.view.text)):
        if not _is_quoted(block.view.text, match.start()):
            yield _note(block, *match.span())


def _changes(block: Block) -> Iterator[Leftover]:
    view = block.view
    for match in _CHANGE.finditer(view.text):
        written = view.written(*match.span())
        if match["new"] is not None and not written.startswith("{~~"):
            continue
        words = {
            name: shortened(view.written(*match.span(name)).strip("~ "), 40)
            for name in match.groupdict()
            if match[name]
        }
        what, remedy = "an unfinished change", "remove its mark"
        if match["added"]:
            what, remedy = "an addition", f"write {words['added']} to accept it, or remove it"
        elif match["removed"]:
            what, remedy = "a deletion", f"remove it, or write {words['removed']} to keep the words"
        elif match["remark"] is not None:
            what, remedy = "a comment", "remove it"
            if block.kind != "plain":
                hidden = words.get("remark", "…")
                remedy += f", or write <!-- {hidden} --> for what only editors may see"
        elif match["marked"]:
            what, remedy = "a highlight", f"write {words['marked']}"
        elif match["new"] is not None:
            right = " or ".join(words[name] for name in ("new", "old") if name in words)
            what, remedy = "a replacement", f"write {right}"
        message = (
            f"'{shortened(written)}' would be published as it stands: it is {what} of another "
            f"program (CriticMarkup); {remedy}"
        )
        yield Leftover(*match.span(), "editors-mark", message)


def _to_do(block: Block) -> Iterator[Leftover]:
    text = block.view.text
    for match in _TO_DO.finditer(text):
        if not _is_to_do(match, text, is_heading=block.kind == "heading"):
            continue
        start = match.start() if match["close"] and match["open"] else match.start("word")
        if start < match.start("word"):
            yield _note(block, start, match.end())
        else:
            yield _note(block, start, match.end("rest"), match.end("word"))


def _note(block: Block, start: int, end: int, word_end: int = 0) -> Leftover:
    """Return the leftover that a note is; what may be more than the note begins at `word_end`."""
    written = shortened(block.view.written(start, end).rstrip())
    bare = written.replace("**", "").strip("[](){}（）［］〔〕【】「」 ")
    message = (
        f"'{written}' would be published, and looks like an editor's note of what is to be done; "
        "remove it"
    )
    if block.kind != "plain":
        message += f", or write <!-- {bare} --> for what only editors may see"
    return Leftover(start, word_end or end, "editors-mark", message, warning=True)


def _is_quoted(text: str, at: int) -> bool:
    """Return whether a place is in a quotation, where brackets hold other words: “[They] do”."""
    opened = max(text.rfind(mark, 0, at) for mark in _OPENING)
    closed = max(text.rfind(mark, 0, at) for mark in _CLOSING)
    return opened > closed or text.count('"', 0, at) % 2 == 1


def _is_to_do(match: re.Match[str], text: str, *, is_heading: bool) -> bool:
    """Return whether a word in capitals is a note of what is to be done.

    XXX is a Roman number, too, TK stands for a company or an airline, and TODO is Spanish.
    """
    word, rest, start = match["word"], match["rest"], match.start("word")
    opening = (match["open"] or "").strip()[:1]
    line_start = text.rfind("\n", 0, start) + 1
    around = text[:start] + text[match.end("word") :]
    alone = not around.strip(" .…*_\n()[]（）［］【】") and not (is_heading and word == "XXX")
    begins = start == 0 or any(
        found.end() == start for found in _NOT_WITHIN.finditer(text, max(0, start - 5), start)
    )
    if not (opening or begins or alone or (start == line_start and match["colon"])):
        return word == "TKTK" or text.startswith("TK TK", start)
    if word == "TKTK" or text.startswith("TK TK", start) or alone or word == "FIXME":
        return True
    if word == "TODO":
        words = rest.split()
        is_loud = " ".join(words[:2]).isupper() and len(words) > bool(match["colon"])
        done = not words and bool(match["close"])
        return done or not (
            is_loud
            or (not match["colon"] and _SPANISH.search(text, max(0, start - _NEAR), start + _NEAR))
        )
    if match["colon"] or _TASK.match(rest):
        return True
    if opening in ("[", "［", "【", "{"):
        return not rest.strip()[:1].isdigit()
    before = text[: match.start()].rstrip()[-20:].split() if opening else []
    return (
        word == "TK"
        and bool(before)
        and not before[-1][:1].isupper()
        and before[-1].isascii()
        and match["close"] is not None
    )
