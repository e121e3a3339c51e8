"""Characters that look like others, and the mistyped keys that they and missing spaces make.

Word processors and web pages put no-break spaces where a space was typed, and keyboards for Chinese
and Japanese a wide colon. To an editor both look right; to YAML they are letters like any other.
"""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct

from generator import limits
from generator.patterns import pattern

UNSEEN = (
    "\u00a0\u00ad\u061c\u1680\u180e\u2000-\u200f\u202a-\u202f\u205f-\u2064\u2066-\u2069\u3000\ufeff"
)
"""Spaces other than the plain one, and characters without width, for a class of a pattern."""
SEEMING_COLONS = "\uff1a\ufe55\ufe30\u2236\ua789\u02d0\u0589"
CURLY_QUOTES = "“”„‟«»‘’‚‛‹›「」『』〝〞＂＇"

NO_DELIMITER = "this does not close the front matter; write ---, three plain hyphens"
_SEEMING_DELIMITER = pattern("[-\u2010-\u2015\u2212_=*]{1,10}")

_UNSEEN = pattern(f"[{UNSEEN}]")
_UNSEEN_IN_LEAD = pattern(rf"[ -]*(?P<unseen>[{UNSEEN}])")
_OTHER_THAN_COLON = pattern(r" *(?:- +)*(?P<key>[a-z][a-z_]*) ?(?P<mark>[=;]|(?<= )[-–—]|->|=>) ")
_UNSEEN_AT_END = pattern(rf"(?P<key>[^\s:{UNSEEN}]+):(?P<unseen>[{UNSEEN}])[\s{UNSEEN}]*$")
_EDGE = pattern(f"^[{UNSEEN}]|[{UNSEEN}]$")
_NAME = pattern(r"\w[\w.-]*")
# Keys of ours are lower-case Latin; anything else before a colon may well be part of a sentence.
_PAIR = pattern(
    rf"(?P<key>[a-z_]+)[ \t]*"
    rf"(?:(?P<colon>[{SEEMING_COLONS}])|:(?P<space>[{UNSEEN}])|:(?=[^\s:/]))\s*",
)
_SEPARATOR = pattern(r"\s*[،，、;؛；]\s*")
"""What stands between names where a plain comma is meant."""
_WORDS = pattern(r"[^\W\d_]+")
_MAY_BE_MARKS = pattern(
    # Among others; but in these ranges are no letters of scripts in which words follow each other
    # without a space, and none of those that most texts are written in.
    "[\u0300-\u036f\u0483-\u0487\u0591-\u1fff\u20d0-\u20ff\u2cef-\u2dff\u302a-\u302f\u3099\u309a"
    f"\ua66f-\uabff\ufb1e\ufe20-\ufe2f\U00010000-\U0001ffff]{{{limits.MARKS + 1},}}"
)
_ASCII = bytes(range(128))
_BULLETS = "\u2212\u2010\u2011\u2012\u2013\u2014\u2015\u2022\u2023\u25cf\u25aa\u00b7*+\uff0d\ufe63"
_BULLET = pattern(
    rf"-(?P<space>[{UNSEEN}])|-(?=[^\s\d-])|(?P<dash>[{re.escape(_BULLETS)}])[ \t{UNSEEN}]|"
    r"(?P<number>\d{1,3}[.)]) +(?=[a-z_]+:(?: |$))"
)


class Slip(Struct, frozen=True):
    """A key with its value, mistyped so that YAML sees one text."""

    key: str
    value: str
    at: int
    """Where in the text the wrong character is, or the one that lacks a space before it."""
    message: str


def slip(written: str) -> Slip | None:
    """Return how a key with a value was mistyped at the start of a text, or None if it was not."""
    found = _PAIR.match(written)
    if found is None or found.end() == len(written):
        return None
    key = found["key"]
    if found["colon"]:
        at = found.start("colon")
        message = f"{named(found['colon'])} after '{key}'; write '{key}: ', with a plain colon"
    elif found["space"]:
        at = found.start("space")
        message = f"{named(found['space'])} after '{key}:'; put a plain space in its place"
    else:
        at = found.end("key")
        message = f"a space is missing after '{key}:'"
    return Slip(key, written[found.end() :], at, message)


def bullet(text: str, at: int = 0) -> str | None:
    """Return what is wrong with the mark of an entry of a list that is no hyphen with a space."""
    found = _BULLET.match(text, at)
    if found is None:
        return None
    if found["space"]:
        return f"{named(found['space'])} after '-'; put a plain space in its place"
    if found["dash"] or found["number"]:
        mark = named(found["dash"]) if found["dash"] else f"'{found['number']}'"
        return f"{mark} begins no entry of a list; write '- ', a hyphen and a space"
    return "a space is missing after '-'"


def piled_marks(text: str) -> int | None:
    """Return where more marks begin than one letter can have, or None."""
    # No mark is ASCII, and in most scripts that leaves little to search.
    others = text.encode().translate(None, _ASCII).decode()
    if _MAY_BE_MARKS.search(others) is None:
        return None
    # In the scripts that are left words are short, and to cut a text into these is a fast sieve.
    longest = max(map(len, text.split()), default=0)
    if longest <= limits.MARKS:
        return None
    for found in _MAY_BE_MARKS.finditer(text):
        count = 0
        for at in range(found.start(), found.end()):
            count = count + 1 if unicodedata.combining(text[at]) else 0
            if count > limits.MARKS:
                return at - limits.MARKS
    return None


def named(character: str) -> str:
    """Return a character's name for editors: `a no-break space (U+00A0)`."""
    name = unicodedata.name(character, "character").lower()
    article = "an" if name[0] in "aeio" else "a"
    return f"{article} {name} (U+{ord(character):04X})"


def seems_delimiter(line: str) -> bool:
    """Return whether a line looks like three hyphens: word processors make dashes of them."""
    written = line.strip()
    return _SEEMING_DELIMITER.fullmatch(written) is not None and written.strip("-") != ""


def unseen_in_lead(line: str) -> tuple[int, str] | None:
    """Return where in the indentation of a line, or behind its dashes, a wrong space is, and why.

    Return None if there is none.
    """
    found = _UNSEEN_IN_LEAD.match(line)
    if found is None:
        return None
    at = found.start("unseen")
    where = f"after '{line[at - 1]}'" if line[:at].endswith("-") else "in the indentation"
    return at, f"{named(line[at])} {where}; put a plain space in its place"


def as_seen(name: str) -> tuple[str, str]:
    """Return a name with plain spaces and nothing invisible, and the first that was not so."""
    odd = _UNSEEN.search(name)
    if odd is None:
        return name, ""
    return _UNSEEN.sub(lambda one: " " if one[0].isspace() else "", name), odd[0]


def other_than_colon(line: str) -> tuple[int, str] | None:
    """Return where a key has another mark behind it than its colon, and what to write."""
    found = _OTHER_THAN_COLON.match(line)
    if found is None:
        return None
    key, mark = found["key"], found["mark"]
    return found.start("mark"), f"'{mark}' after '{key}' is no colon; write '{key}: '"


def unseen_at_end(line: str) -> tuple[int, str] | None:
    """Return where behind a key without a value a wrong space is, and why; None if none is."""
    found = _UNSEEN_AT_END.search(line)
    if found is None:
        return None
    return found.start("unseen"), f"{named(found['unseen'])} after '{found['key']}:'; delete it"


def unseen_in_key(key: str) -> tuple[str, str] | None:
    """Return a key without what nobody sees in it, and the first such character; else None."""
    found = _EDGE.search(key) or _UNSEEN.search(key)
    if found is None:
        return None
    clean = _UNSEEN.sub("", key).strip()
    # Within a sentence, or a word in a script that needs joiners, they may be right.
    is_name = _NAME.fullmatch(clean) and (clean.isascii() or _EDGE.search(key))
    return (clean, found[0]) if is_name else None


def trouble_in_key(key: str) -> str | None:
    """Return what is wrong with a key that looks right to editors, or None."""
    if unseen := unseen_in_key(key):
        return f"{named(unseen[1])} in '{unseen[0]}'; delete it"
    if plain := without_curly(key):
        return f"the curly quotes are read as part of {key}; write {plain}"
    if separator := _SEPARATOR.search(key):
        names = _SEPARATOR.sub(", ", key)
        return (
            f"'{separator[0].strip()}' does not separate names; write one name, or in a list a "
            f"plain comma: [{names}]"
        )
    return None


def mixed_scripts(key: str) -> str | None:
    """Return a letter of a word that is of another script than it seems, named; None for none.

    Latin and Cyrillic letters look the same: а, е, о, р, с, х.
    """
    for word in _WORDS.findall(key):
        latin, cyrillic = re.findall("[a-zA-Z]", word), re.findall("[\u0400-\u04ff]", word)
        if latin and cyrillic:
            letter, script = (
                (cyrillic[0], "Cyrillic") if len(cyrillic) <= len(latin) else (latin[0], "Latin")
            )
            return f"the {letter} in '{word}' is a {script} letter"
    return None


def without_curly(key: str) -> str | None:
    """Return a key without the curly quotes around it, or None if there are none."""
    plain = key.strip(CURLY_QUOTES)
    return plain if plain != key and key[0] in CURLY_QUOTES and _NAME.fullmatch(plain) else None
