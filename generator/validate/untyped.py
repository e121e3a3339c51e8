"""What front matter says before it is typed: text, lists and mappings, right or wrong."""

from __future__ import annotations

from generator.read.written import Value

RawClaims = list[tuple[int, dict[str, Value]]]
"""The claims that are mappings, each with its index in the list, before they are checked."""


def raw_claims(front: dict[str, Value]) -> RawClaims:
    """Return the claims of an article that are mappings."""
    claims = front.get("claims")
    if not isinstance(claims, list):
        return []
    return [(position, claim) for position, claim in enumerate(claims) if isinstance(claim, dict)]


def text(value: Value) -> str | None:
    """Return a text without the spaces around it; None for all that is no text."""
    return value.strip() if isinstance(value, str) else None


def texts(value: Value) -> list[tuple[int, str]]:
    """Return the texts in a list, each with its index; none for all that is no list."""
    if isinstance(value, list):
        return [(position, item) for position, item in enumerate(value) if isinstance(item, str)]
    return []


def themes_of(front: dict[str, Value]) -> list[str]:
    """Return the themes of an article, each once, in its order."""
    return list(dict.fromkeys(name.strip() for _, name in texts(front.get("themes"))))
