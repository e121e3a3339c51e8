"""The interface's words as templates ask for them."""

from __future__ import annotations

from markupsafe import Markup, escape

from generator.language.language import Language

_BRIEF = 250
"""Characters of a description that search engines and sharing services have room for."""


class Words:
    """Says what templates say in one language; what is put into it may be markup."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self.named = language.named
        """Returns the word for a name that content uses: `{{ of.kind|named("kind") }}`."""

    def say(self, key: str, **values: object) -> str:
        """Return the words of a key: `{{ "edited-by"|say(editor=link) }}`."""
        if not values:
            return self._language.say(key)
        return Markup(self._language.say(key, **{k: escape(v) for k, v in values.items()}))  # noqa: S704 - escaped, and words are ours

    def forms(self, key: str) -> list[tuple[str, str]]:
        """Return the plural forms of a counted key, for a script that counts by itself."""
        return list(self._language.forms(key).items())

    def capital(self, words: str) -> str:
        """Return words with a capital at their beginning."""
        return words[:1].upper() + words[1:]

    def brief(self, text: str) -> str:
        """Return a text as a description of a page: `{{ view.description|brief }}`."""
        return brief(text)

    def count(self, number: int, key: str) -> str:
        """Return a number with its noun: `{{ view.reports|count("reports") }}`."""
        return self._language.count(key, number)


def brief(text: str) -> str:
    """Return a text on one line, cut between words where it is long."""
    line = " ".join(text.split())
    if len(line) <= _BRIEF:
        return line
    words, _, rest = line[:_BRIEF].rpartition(" ")
    # Where there are hardly any spaces, as in Chinese, any place is as good.
    cut = words if len(rest) < _BRIEF // 2 else line[: _BRIEF - 1]
    return cut.rstrip(" ,;:–—-(“«") + "…"
