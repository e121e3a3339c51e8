"""Bytes to text, whatever encoding they are in and whatever they claim to be in.

A text that is valid UTF-8 is UTF-8: another encoding hardly ever gives that by accident. Only then
what the bytes declare is believed, if it fits; else charset-normalizer guesses.
"""

from __future__ import annotations

import codecs
import re
from unicodedata import normalize

from msgspec import Struct

from generator.importing.model import CannotImportError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE)
_CYRILLIC_CODES = ("cp1251", "koi8_u", "cp866")
_GUESSED = [
    *_CYRILLIC_CODES,
    *("cp1252", "cp1250", "cp1253", "cp1254", "cp1256", "mac_roman"),
    *("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"),
]
_AS_BROWSERS = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030"}
"""What browsers take these names for (the Encoding Standard)."""
_UNSHOWABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff\u200e\u200f\u061c"
    "\u202a-\u202e\u2066-\u2069\ufeff\u00ad]"
)
"""What no page may contain, what turns text round, and what only tells where words may be cut."""
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_CYRILLIC_ODD = re.compile("(?<=[а-яіїєґ])[А-ЯІЇЄҐ]|[\u2550-\u256c\u0402-\u0403\u0452-\u0453]")
_ACCENTED = re.compile("[àâäçéèêëîïôöùûüßñáíóúÀÂÄÇÉÈÊÖÜÑ¿¡“”‘’«»–—…€]")
_HEAD = 4096


class Decoded(Struct, frozen=True):
    """A text, and what the editor should know of how it was read."""

    text: str
    note: str = ""


def decode(data: bytes, content_type: str = "") -> Decoded:
    """Return the text of bytes in NFC, with `\\n` as its only line end.

    Characters that no page can show are left out. Raise CannotImportError.
    """
    encoding, note = _encoding_of(data, content_type)
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        text = data.decode(encoding, "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\x85", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    text = text.replace("\x0c", "\n\n").replace("\x0b", "\n")
    return Decoded(shown(text), note)


def shown(text: str) -> str:
    """Return a text in NFC, without the characters that no page can show."""
    return _UNSHOWABLE.sub("", normalize("NFC", text))


def _encoding_of(data: bytes, content_type: str) -> tuple[str, str]:
    """Return an encoding, and what to tell of it."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, "" if encoding == "utf-8" else f"read as {encoding[:-3]}"
    if data.count(0) * 10 > len(data):
        is_little = data[1::2].count(0) > data[::2].count(0)
        return ("utf-16-le" if is_little else "utf-16-be"), "read as utf-16, which it does not say"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8", ""
    declared = _declared(data, content_type)
    if declared and _fits(data, declared):
        return declared, f"read as {declared}, as it says"
    guessed = _guessed(data)
    lie = f", although it says {declared}" if declared else ""
    return guessed, f"read as {guessed}{lie}: look whether all letters are right"


def _declared(data: bytes, content_type: str) -> str:
    for where in (content_type.encode("ascii", "replace"), data[:_HEAD]):
        if found := _DECLARED.search(where):
            try:
                name = codecs.lookup(found[1].decode("ascii")).name
            except LookupError:
                continue
            return _AS_BROWSERS.get(name, name)
    return ""


def _fits(data: bytes, encoding: str) -> bool:
    """Return whether bytes can be in an encoding, and look like it."""
    if encoding == "utf-8":
        return False
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, ValueError):
        # Browsers forgive a few bytes that Windows-1252 leaves open.
        return False
    wrong = len(_UNSHOWABLE.findall(text)) + len(_CYRILLIC_ODD.findall(text))
    # Cyrillic in a Western encoding is a row of accented letters, four and more at a time.
    wrong += len(re.findall("[À-ÿ]{5,}", text))
    return wrong * 200 <= len(text)


def _guessed(data: bytes) -> str:
    """Return the encoding that bytes are likeliest in. Raise CannotImportError."""
    # Imported here, as most texts are UTF-8.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    if cyrillic := [fit for code in _CYRILLIC_CODES if (fit := _cyrillic_fit(data, code))]:
        return min(cyrillic)[1]
    if _is_western(data):
        return "cp1252"
    best = from_bytes(data, cp_isolation=_GUESSED).best()
    if best is None:
        raise CannotImportError(
            "unknown-encoding",
            "its letters are in no known encoding; open it in the program that made it and save "
            "it as UTF-8",
        )
    return best.encoding


def _cyrillic_fit(data: bytes, encoding: str) -> tuple[int, str] | None:
    """Return how many letters look wrong in an encoding, if most are Cyrillic in it."""
    text = data.decode(encoding, "replace")
    letters = len(_CYRILLIC.findall(text))
    if letters * 10 < _high_bytes(data) * 8 or letters < len(text) // 5:
        return None
    # Read wrongly, most letters become capitals, or others within words.
    odd = len(_CYRILLIC_ODD.findall(text)) + text.count("\ufffd") * 2
    return odd + sum(map(str.isupper, text)), encoding


def _is_western(data: bytes) -> bool:
    """Return whether bytes look like French, German or Spanish: a few letters among ASCII ones."""
    accented = len(_ACCENTED.findall(data.decode("cp1252", "replace")))
    high = _high_bytes(data)
    return accented * 10 >= high * 8 and high * 4 < len(data)


def _high_bytes(data: bytes) -> int:
    """Return how many bytes are not ASCII."""
    return len(data) - len(data.translate(None, bytes(range(0x80, 0x100))))
