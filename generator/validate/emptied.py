"""Keys without a value, which YAML gives in silence: what is wrong with them, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.problems import AtKey, Finding, KeyPath
from generator.read.characters import CURLY_QUOTES
from generator.read.written import Empty, Value
from generator.validate.keys import (
    Fields,
    example,
    fields_of,
    is_list,
    is_number,
    is_required,
    may_mean,
    near_key,
    words_of,
)


def empty_finding(
    file: str, empty: Empty, model: type, siblings: dict[str, Value]
) -> Iterator[Finding]:
    """Yield a finding for a key without a value, unless one may leave it empty.

    That one may do where nothing can be lost: with a key that there is, on a line of its own. One
    that is required is found to be missing.
    """
    key = str(empty.keys[-1])
    fields = fields_of(model)
    spot = AtKey(empty.keys, name=True)
    if key not in fields:
        if empty.in_braces:
            message = _cut_off(key, empty.after or "", fields, siblings)
            yield Finding(file, spot, "comma-in-braces", message)
        else:
            message = f"unknown key '{key}'{near_key(key, fields)}"
            yield Finding(file, spot, "unknown-key", message)
        return
    if is_required(fields[key]) and key not in siblings:
        return  # required, so it is reported as missing, unless a default gives it
    if empty.in_braces:
        message = f"'{key}' has no value; write {key}: … or remove it"
        yield Finding(file, spot, "no-value", message)
    elif empty.word not in ("", "~"):
        message = (
            f"'{empty.word}' means no value here; put it in quotes if you mean the word, "
            f"or write nothing after '{key}:'"
        )
        yield Finding(file, spot, "no-value", message)


def _cut_off(key: str, after: str, fields: Fields, siblings: dict[str, Value]) -> str:
    """Return the message about a key in braces that there is not and that has no value.

    It may be the rest of the text before it, after a comma, or a key or its value alone.
    """
    before = siblings.get(after)
    lacking = {name: field for name, field in fields.items() if name not in siblings}
    word, _, rest = key.partition(" ")
    if not siblings:
        return f"'{key}' has no key; write {example(fields)}"
    for name, field in lacking.items():
        if key in words_of(field):
            return f"'{key}' has no key; write {name}: {key}"
        if rest and is_required(field) and may_mean(key, name, field):
            return f"a colon is missing after '{word}'; write {name}: {rest}"
    if isinstance(before, str) and is_number(fields.get(after)) and _is_number(before, key):
        return f"inside {{ }} a comma ends a number; write {after}: {before}.{key}"
    if isinstance(before, str) and before and before[0] in CURLY_QUOTES:
        return (
            f"'{key}' has no value: inside {{ }} a comma ends a text, and {before[0]} is no "
            f'quotation mark for YAML; write {after}: "…" with straight ones'
        )
    message = f"'{key}' has no value: inside {{ }} a comma ends a text; "
    if after in fields and is_list(fields[after]):
        return f"{message}put a list in brackets ({after}: […])"
    message += "put a text with a comma in quotes"
    message += f' ({after}: "…")' if isinstance(before, str) else ""
    return message + (f", or a colon after '{word}'" if word in lacking else "")


def _is_number(before: str, key: str) -> bool:
    return f"{before.removeprefix('-')}{key}".isdigit()


def outdented(file: str, keys: KeyPath, below: Iterable[str] = ()) -> Finding:
    """Return the finding that what belongs below a key is not indented, by its names if known."""
    names = " and ".join(f"'{name}'" for name in below)
    what = f"{names}, which belong below it," if names else "the keys that belong below it"
    message = f"'{keys[-1]}' has no value; indent {what} by two spaces"
    return Finding(file, AtKey(keys, name=True), "outdented", message)
