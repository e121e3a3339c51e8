"""Words as they are compared: without endings, in a way that suits their language.

Nothing here is exact, and nothing has to be: what is found is a suggestion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.prose.forms import inflects, stem
from generator.scripts import APOSTROPHES, is_unspaced
from generator.search.endings import LANGUAGES, endings_in

WORD = re.compile(rf"[^\W_]+(?:[{APOSTROPHES}][^\W_]+)*")
_POSSESSIVE = re.compile(rf"[{APOSTROPHES}]s?$")
_ENGLISH = re.compile(r"(?<=\w{3})(?:ies|ing|ed|es|e|s|y)$")
_ROMANCE = re.compile(r"(?<=\w{3})(?:iones|ions|ción|ées|és|es|os|as|aux|e|s|x|a|o)$")
_ROMANCE_LANGUAGES = frozenset(("fr", "es", "it", "pt", "ca"))
_GERMAN = re.compile(r"(?<=\w{4})(?:ern|em|en|er|es|e|n|s)$")


def stem_of(word: str, language: str) -> str:
    """Return what the forms of a word have in common, in small letters."""
    word = _POSSESSIVE.sub("", word.casefold())
    language = language.partition("-")[0]
    if language in LANGUAGES:
        for start, _ in endings_in(word, 0, len(word)):
            return word[:start]
    if language == "en":
        return _ENGLISH.sub("", word)
    if language in _ROMANCE_LANGUAGES:
        return _ROMANCE.sub("", word)
    if language in ("de", "nl"):
        return _GERMAN.sub("", word)
    return stem(word) if inflects(language) else word


def stems_of(text: str, language: str) -> Iterator[str]:
    """Yield the stem of each word of a text; pairs of letters where words have no spaces."""
    for match in WORD.finditer(text):
        word = match[0]
        if is_unspaced(word[0]):
            yield from (word[at : at + 2] for at in range(max(len(word) - 1, 1)))
        else:
            yield stem_of(word, language)
