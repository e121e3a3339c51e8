"""Entries of lists by their dashes: one that is missing, or one too many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pydantic_core import ErrorDetails

from generator.patterns import pattern
from generator.problems import AtKey, Finding, KeyPath
from generator.read.written import Value
from generator.validate.keys import NESTED, fields_of, is_required

_DATE = pattern(r"\d{4}-\d\d(?:-\d\d)?")


@dataclass(frozen=True)
class _Nothing:
    """A class without fields."""


def fallen_out(
    file: str, data: Value, details: Sequence[ErrorDetails], at: KeyPath
) -> tuple[list[ErrorDetails], list[Finding]]:
    """Return the errors without those of keys that belong to an entry of the list before them.

    These stand in the column of the list's own key, so they are not seen as what they are, and are
    one finding. `at` leads to `data`.
    """
    unknown = {detail["loc"][0] for detail in details if _is_unknown_at_top(detail)}
    keys = [*data] if isinstance(data, dict) else []
    names = [key for key in keys if key in unknown]
    before = keys[keys.index(names[0]) - 1] if names and names[0] != keys[0] else ""
    nested = NESTED.get(before)
    if nested is None or not isinstance(data, dict) or not isinstance(data[before], list):
        return [*details], []
    fields = fields_of(nested)
    if not fields.keys() >= {*names}:
        return [*details], []
    if any(is_required(fields[name]) for name in names):
        message = (
            f"a new entry of '{before}' begins here; put '- ' before '{names[0]}', and begin the "
            f"keys below it in its column"
        )
    else:
        message = (
            f"'{names[0]}' belongs to an entry of '{before}'; begin it in the column of its keys"
        )
    finding = Finding(file, AtKey((*at, names[0]), name=True), "unknown-key", message)
    return [detail for detail in details if not _is_unknown_at_top(detail)], [finding]


def parted(
    file: str, details: Sequence[ErrorDetails], at: KeyPath
) -> tuple[list[ErrorDetails], list[Finding]]:
    """Return the errors without those of two entries that a dash makes of one, and a finding.

    Each has the keys that the other lacks.
    """
    lacking = defaultdict[KeyPath, set[str]](set)
    has: dict[KeyPath, list[str]] = {}
    for detail in details:
        if detail["type"] == "missing" and isinstance(detail["input"], dict):
            path = detail["loc"][:-1]
            lacking[path].add(str(detail["loc"][-1]))
            has[path] = [*detail["input"]]
    told: set[KeyPath] = set()
    findings: list[Finding] = []
    for path, keys in has.items():
        number = path[-1] if path else ""
        after = (*path[:-1], number + 1) if isinstance(number, int) else ()
        others = has.get(after, [])
        if path not in told and _complete(lacking[path], others, lacking[after], keys):
            told |= {path, after}
            message = (
                f"the dash before '{others[0]}' begins another entry, which lacks "
                f"{_listed(lacking[after])}, as the one above lacks {_listed(lacking[path])}; if "
                "the two are one, put spaces in the place of the dash"
            )
            spot = AtKey((*at, *after, others[0]), name=True)
            findings.append(Finding(file, spot, "missing-key", message))
    kept = [one for one in details if one["type"] != "missing" or one["loc"][:-1] not in told]
    return kept, findings


def dates_as_keys(
    file: str, details: Sequence[ErrorDetails], at: KeyPath
) -> tuple[list[ErrorDetails], list[Finding]]:
    """Return the errors without those of entries such as `2025-05-16: We said 30.`, and findings.

    They are of lists whose entries have a date and a text.
    """
    found = {
        (*detail["loc"][:-1],): str(detail["loc"][-1])
        for detail in details
        if detail["type"] == "unexpected_keyword_argument"
        and _DATE.fullmatch(str(detail["loc"][-1]))
        and {"date", "text"} <= fields_of(model_of(detail["loc"])).keys()
    }
    findings = [
        Finding(
            file,
            AtKey((*at, *path, date), name=True),
            "unknown-key",
            f"a date is no key here; write {{date: {date}, text: …}}, with the text in quotes if "
            "it has a comma",
        )
        for path, date in found.items()
    ]
    return [one for one in details if (*one["loc"][:-1],) not in found], findings


def _complete(
    lacking: set[str], others: Sequence[str], others_lack: set[str], keys: Sequence[str]
) -> bool:
    """Return whether two entries are complete together, and share no key."""
    return lacking <= {*others} and others_lack <= {*keys} and {*others}.isdisjoint(keys)


def model_of(path: KeyPath) -> type:
    """Return the class of the mapping of a list that has the last key of `path`; else `object`."""
    return NESTED.get(next((step for step in path if isinstance(step, str)), ""), _Nothing)


def _listed(names: Iterable[str]) -> str:
    return " and ".join(f"'{name}'" for name in sorted(names))


def _is_unknown_at_top(detail: ErrorDetails) -> bool:
    return detail["type"] == "unexpected_keyword_argument" and len(detail["loc"]) == 1
