"""Texts that tell what somebody said: `Putin said that …`.

What an actor said is a position, whoever reports it. So a fact whose text names a speaker and a
verb of saying has the wrong kind, or the wrong text. The list of verbs is short on purpose: those
that tell of an act as well, such as `announced` or `promised`, are left to the editor.
"""

from __future__ import annotations

import re

from generator.patterns import pattern

_ENGLISH_THAT = (
    "acknowledged|acknowledges|added|adds|alleged|alleges|argued|argues|asserted|asserts|claimed|"
    "conceded|concedes|denied|denies|insisted|insists|maintained|maintains|stated|"
    "stressed|warned|warns|writes|wrote|tells|told(?: \\w+){1,3}"
)
_GERMAN = (
    "behauptet|behaupten|behauptete|behaupteten|beteuerte|betonte|bestreitet|bestritt|erklärt|"
    "erklärte|erklärten|sagt|sagen|sagte|sagten|versichert|versicherte|warnte"
)
_FRENCH = (
    "affirmait|affirme|affirment|affirmé|assure|assurent|assuré|dit|disent|disait|déclare|"
    "déclarent|déclaré|estime|estiment|estimé|nie|nient|nié|prétend|prétendent|prétendu|soutient|"
    "soutiennent|soutenu"
)
_UKRAINIAN = (
    "сказав|сказала|сказали|каже|кажуть|заявив|заявила|заявили|заявляє|заявляють|стверджував|"
    "стверджувала|стверджує|стверджують|заперечив|заперечила|заперечили|заперечує|заперечують|"
    "запевнив|запевнила|запевнили|запевняє|написав|написала|додав|додала"
)
VERBS_OF_SAYING = frozenset(
    re.findall(
        r"[^\W\d_]{2,}",
        f"says said told claims {_ENGLISH_THAT} {_GERMAN} {_FRENCH} {_UKRAINIAN}".replace("|", " "),
    )
)
"""In English, German, French and Ukrainian; in small letters."""
_WORD = pattern(r"\w+")
_ATTRIBUTIONS = (
    # `It is said`, `who says` and `to be said to` name no speaker.
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbe )(?<!\bbeen )(?<!\bnot )(?<!\bthat )"
    r"(?<!\bwhich )(?<!\bwho )(?:\b(?:says|said)\b(?! to (?:be|have)\b)"
    # `Earlier claims that …` are none of anybody's who is named.
    r"|(?-i:\b(?:[A-Z]\w*|he|she|it) claims that\b)"
    rf"|\b(?:{_ENGLISH_THAT}) that\b|\btold (?:reporters|journalists)\b"
    r"|(?<=, )(?:\w+ ){1,3}(?:wrote|writes|added|claimed|claims|insisted|insists)(?=[.:]?$))"
    rf"|\b(?:{_GERMAN})(?: \w+){{0,3}}, dass\b"
    rf"|\b(?:{_FRENCH}) qu(?:e\b|['’])"
    rf"|\b(?:{_UKRAINIAN})(?: \w+){{0,3}}, що\b"
    rf"|(?<=, )(?:{_UKRAINIAN}) \w+(?: \w+)?(?=[.:]?$)"
)


def attribution(text: str) -> str | None:
    """Return the words of a text that tell that somebody said it, with the word before them.

    Return None if there are none.
    """
    # Most texts have no such verb, and are done sooner by their words than by the patterns.
    if VERBS_OF_SAYING.isdisjoint(_WORD.findall(text.casefold())):
        return None
    found = re.search(_ATTRIBUTIONS, text, re.IGNORECASE)
    if found is None:
        return None
    before = text[: found.start()]
    speaker = [] if before.endswith(", ") or found[0][0].isupper() else before.split()[-1:]
    return " ".join((*speaker, found[0]))
