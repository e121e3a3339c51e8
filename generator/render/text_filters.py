"""Text filters of templates: the interface in the site's language, and descriptions cut short."""

from __future__ import annotations

from unicodedata import category

from markupsafe import Markup, escape

from generator.language.borrowed import plain, with_first
from generator.language.language import Language

_BRIEF = 250
"""The most characters of a description; search engines and sharing services show fewer still."""


class TextFilters:
    """The text filters of one language; each method is a filter of its name."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self.named = language.named
        """Return the word for a name used in content: `{{ of.kind|named("kind") }}`."""

    def say(self, key: str, **values: object) -> str:
        """Return the text of a key, with values filled in: `{{ "edited-by"|say(editor=link) }}`.

        Values that are markup stay markup, all others are escaped.
        """
        if not values:
            return self._language.say(key)
        return Markup(self._language.say(key, **{k: escape(v) for k, v in values.items()}))  # noqa: S704 - values are escaped, texts are our own

    def forms(self, key: str) -> list[tuple[str, str]]:
        """Return the plural forms of a key as (category, text) pairs, for scripts that count."""
        return list(self._language.forms(key).items())

    def capital(self, words: str) -> str:
        """Return words with the first letter capitalised."""
        # Not `upper`, which makes Ǆ of ǆ and leads Georgian into letters that begin no sentence.
        changed = with_first(words, str.title)
        return Markup(changed) if isinstance(words, Markup) else changed  # noqa: S704 - it was markup

    def ascii(self, text: str) -> str:
        """Return text of an attribute in ASCII, with references for the other characters.

        So it may stand in a page before that says which encoding it has.
        """
        shown = escape(plain(text)).encode("ascii", "xmlcharrefreplace")
        return Markup(shown.decode("ascii"))  # noqa: S704 - it is escaped

    def brief(self, text: str) -> str:
        """Return a text cut to the length of a description: `{{ view.description|brief }}`."""
        return brief(text)

    def count(self, number: int, key: str) -> str:
        """Return a number with its noun: `{{ view.reports|count("reports") }}`."""
        return self._language.count(key, number)


def brief(text: str) -> str:
    """Return a text on one line; if it is too long, cut between words, with an ellipsis."""
    line = " ".join(text.split())
    if len(line) <= _BRIEF:
        return line
    words, _, rest = line[:_BRIEF].rpartition(" ")
    if len(rest) >= _BRIEF // 2:
        # Scripts that hardly use spaces, such as Chinese, can be cut between any two letters, but
        # not before the marks of one.
        end = _BRIEF - 1
        while category(line[end])[0] == "M":
            end -= 1
        words = line[:end]
    return words.rstrip(" .,;:–—-(“«。、，") + "…"
