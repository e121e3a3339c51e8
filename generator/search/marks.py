"""The marks that make words in Pagefind's sense of what a page says, and undo it for readers.

Pagefind takes what stands between white space for a word, indexes it without punctuation and marks
above letters, and its parts between ASCII punctuation as well, all at one place. What it finds, it
shows as it was sent. So a page is sent with marks, and `static/search.js` undoes these:

- Other punctuation becomes a backslash and a character of ASCII, so that words end there.
- A letter that readers may not have on their keyboards becomes a common one and a variation
  selector, which counts as a mark above it: "ł" is found by "l", as "ń" is by "n".
- White space that is not on the page comes after `JOINED`. Before it, `OVERLAP` tells how many
  letters are only there for the index, as the next word begins with them.
- What stands between `HIDDEN` and `SHOWN` is only there for the index: other words for the same.
  How many words before or after it they stand for as well is told by as many `BEFORE` or `AFTER`.
- A traditional Chinese character is sent as the simplified one, and a mark tells which (`han.py`).
- `CUT` ends a word whose ending is not in the index, so that it is no beginning of other words. The
  ending follows as punctuation, and then `CUT_END` (`endings.py`).

Which characters these are is no matter of taste: where a paragraph ends with a letter, one of
`'")$*`, Pagefind sets a full stop, as it would without the mark.

The script gets these tables from a file of the index.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from itertools import chain

from msgspec import Struct

FILE = "marks.json"
"""The file of the index that holds the tables."""

JOINED = "\\+ "
OVERLAP = ";"
HIDDEN, SHOWN = "\\(", "\\)"
BEFORE, AFTER = ":", "!"
CUT, CUT_END = "ъ", "\\$"

PUNCTUATION = {
    "\\": "\\\\",
    "–": "\\-", "—": "\\=", "‑": "\\~", "‐": "\\_", "…": "\\.",
    "’": "\\^", "‘": "\\`", "ʼ": "\\,", "ʻ": "\\*", "′": "\\|",
    "“": "\\{", "”": "\\}", "„": "\\/", "«": "\\[", "»": "\\]",
    "״": "\\#", "׳": "\\@", "־": "\\%",
}  # fmt: skip

_ALIKE = {
    "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ø": "o", "ı": "i", "ɗ": "d", "ɓ": "b",
    "ƙ": "k", "ə": "a", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ŋ": "ng", "ﬀ": "ff", "ﬁ": "fi",
    "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "ґ": "г", "ғ": "г", "қ": "к",
    "ң": "н", "ө": "о", "ү": "у", "ұ": "у", "ә": "а", "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك",
    "ٱ": "ا", "ہ": "ه", "ھ": "ه",
}  # fmt: skip
"""Letters without a canonical decomposition, and what readers type in their place."""

_ZEROS = "٠۰०০੦૦๐໐០၀０"
"""The digits nought of scripts in which readers may also type those of ASCII."""

_FIRST_SELECTOR = 0xFE01
_IN_WORDS = {"\u0640": "\u180b", "\u200c": "\u180c", "\u200d": "\u180d"}
"""Stretched and joined letters of Arabic and Indic scripts, which few readers type."""


def _letters() -> dict[str, str]:
    """Return what each letter is sent as: a selector that no other has after the same letter."""
    alike = dict(_ALIKE)
    alike |= {
        letter.upper(): base.upper() for letter, base in _ALIKE.items() if len(letter.upper()) == 1
    }
    alike |= {chr(ord(zero) + digit): str(digit) for zero in _ZEROS for digit in range(10)}
    wide = chain(range(0xFF21, 0xFF3B), range(0xFF41, 0xFF5B))
    alike |= {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in wide}
    alike["ẞ"] = "SS"
    sent: dict[str, str] = dict(_IN_WORDS)
    taken: dict[str, int] = {}
    for letter, base in alike.items():
        if letter == base:
            continue
        number = taken[base[0]] = taken.get(base[0], -1) + 1
        sent[letter] = f"{base[0]}{chr(_FIRST_SELECTOR + number)}{base[1:]}"
    return sent


LETTERS = _letters()

SELECTORS = "\u180b-\u180d\ufe01-\ufe0d"
INVISIBLE = re.compile(
    f"[\u00ad\u200e\u200f\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff{SELECTORS}]+"
)
"""What readers do not see, and so is not sent: soft hyphens, marks of direction and the like."""
_MARKS = re.compile(
    f"[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed{SELECTORS}]+"
)
_SENT_LETTERS = str.maketrans(LETTERS)


class Script(Struct, frozen=True):
    """Scripts that are written without spaces, and how their words are cut."""

    bases: str
    """Their letters, as in a set of a regular expression."""
    signs: str
    """What belongs to the letter before it."""
    size: int
    """How many letters make a word of the index; one begins at each letter."""


# Nobody can tell words of these without a dictionary, and then not for sure. Two letters in a row
# are as good as a word in Chinese and Japanese; in scripts with fewer letters, it takes three.
SCRIPTS = (
    Script(
        "々-〇〡-〩ぁ-ゖゝ-ゟァ-ヺー-ヿㄅ-ㄯㇰ-ㇿ㐀-䶿一-鿿豈-\ufaffｦ-ﾝ\U00020000-\U000323af",
        "\u3099\u309aﾞﾟ\U000e0100-\U000e01ef",
        2,
    ),
    Script(
        "ก-ะาำเ-ๆກ-ະາຳຽ-ໆໜ-ໟក-ឳៗៜက-ဪဿၐ-ၕ",
        "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u17b4-\u17d3\u17dd"
        "\u102b-\u103e\u1056-\u1059",
        3,
    ),
)
HAN = "㐀-䶿一-鿿豈-\ufaff\U00020000-\U000323af"
SPACELESS = "".join(script.bases for script in SCRIPTS)
SPACELESS_SIGNS = "".join(script.signs for script in SCRIPTS)
_UNITS = tuple(
    (re.compile(f"[{script.bases}]"), re.compile(f"[{script.bases}][{script.signs}]*"), script.size)
    for script in SCRIPTS
)


def units(run: str) -> tuple[list[str], int]:
    """Return the letters of a run of one script without spaces, and how many make a word."""
    for first, unit, size in _UNITS:
        if first.match(run):
            return unit.findall(run), size
    return [run], 1


def words_in(run: str) -> list[str]:
    """Return the words of a run that is looked for: those that are in the index wherever it is."""
    letters, size = units(run)
    if len(letters) <= size:
        return ["".join(letters)]
    return ["".join(letters[at : at + size]) for at in range(len(letters) - size + 1)]


def sent(word: str) -> str:
    """Return a word with the letters that are sent for its own."""
    return word if word.isascii() else word.translate(_SENT_LETTERS)


def folded(word: str) -> str:
    """Return a word as it is compared: neither case nor marks above letters count."""
    if word.isascii():
        return word.lower()
    return _MARKS.sub("", unicodedata.normalize("NFD", sent(word.lower())))


def tables(
    endings: tuple[str, Mapping[str, str]] | None = None, variants: Mapping[str, str] | None = None
) -> bytes:
    """Return the file with all that the script needs to know.

    `endings` are the pattern of words that have an ending, and the codes of its letters;
    `variants` the traditional characters of simplified ones.
    """
    scripts = [[script.bases, script.signs, script.size] for script in SCRIPTS]
    data = {
        "punctuation": PUNCTUATION,
        "letters": LETTERS,
        "scripts": scripts,
        "endings": endings,
        "variants": variants,
    }
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
