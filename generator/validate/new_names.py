"""Names for what is new, files and entries: made of titles, and not taken yet."""

from __future__ import annotations

from collections.abc import Collection
from itertools import chain, count

from generator.addresses import fold
from generator.prose.words import slug
from generator.validate.fields import is_key

_MOST_BYTES = 80
"""Of a name that is made of a title: enough to know it by, in any script."""


def key_for(name: str) -> str:
    """Return the words of a name as a key, `lake-radio` for `Lake Radio`; "" if they are none."""
    key = slug(name)
    return key if is_key(key) else ""


def name_for(title: str, instead: str = "") -> str:
    """Return the words of a title as a short key, `talks-resume`; `instead` if it has none.

    A long one is cut between words, if there are several.
    """
    words = slug(title).split("-")
    name = ""
    for word in words:
        longer = f"{name}-{word}" if name else word
        if len(longer.encode()) > _MOST_BYTES:
            break
        name = longer
    if not name:  # one long word, perhaps a sentence of a script without spaces
        name = words[0].encode()[:_MOST_BYTES].decode(errors="ignore")
    return name if is_key(name) else instead


def free_name(wanted: str, taken: Collection[str]) -> str:
    """Return a name that is not taken: the one that is wanted, else with -2, -3 … at its end.

    Names that differ only in case are one, as they are on many disks.
    """
    folded = set(map(fold, taken))
    names = chain([wanted], (f"{wanted}-{number}" for number in count(2)))
    return next(name for name in names if fold(name) not in folded)


def title_for(name: str) -> str:
    """Return the title that a name suggests: `Prisoner exchange` for `prisoner-exchange`.

    A name that is no bare key is a title already.
    """
    if slug(name) != name:
        return name
    words = name.replace("-", " ")
    return words[:1].upper() + words[1:]
