"""The links that lead to other sites: whether they still lead to something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from generator import __version__
from generator.check.answers import Answer, Memory, Outcome
from generator.check.asking import CannotAskError, ask_all, is_public
from generator.check.errand import Errand, LookedUp
from generator.check.found import Flaw, Mention

MEMORY_FILE = "links.json"
_SAVED_EVERY = 50
"""Answers after which they are kept, should somebody pull the plug."""

_LATE = Answer(Outcome.LATE, "time was up")
_REMEDY = "if it is a report, name a copy of it with 'archived:', else correct it"


def look_up(
    outside: Mapping[str, Sequence[tuple[str, Mention]]], errand: Errand, state: Path, site: str
) -> LookedUp:
    """Ask for all addresses that no check has asked for lately, and remember the answers.

    Interrupted, it has kept what it found out, in the folder `state`. `site` is the address of the
    site, on whose behalf we ask.
    """
    memory = Memory(state / MEMORY_FILE, errand.now)
    public = [url for url in outside if is_public(url)]
    known = memory.recall(public)
    wanted = [url for url in public if url not in known]
    asked: dict[str, Answer] = {}

    def took(url: str, answer: Answer) -> None:
        asked[url] = answer
        errand.progress(len(asked), len(wanted))
        if len(asked) % _SAVED_EVERY == 0:
            memory.keep(asked)

    hindrance = ""
    if wanted:
        errand.progress(0, len(wanted))
        try:
            ask_all(wanted, f"briefing/{__version__} (link check of {site})", errand.manners, took)
        except CannotAskError as error:
            hindrance = str(error)
        finally:
            memory.keep(asked)
            errand.progress(len(wanted), len(wanted))
    hindrance = hindrance or _hindrance(asked)
    if hindrance:
        asked = dict.fromkeys(wanted, Answer(Outcome.LATE, f"no host can be reached: {hindrance}"))
    answers = {url: known.get(url) or asked.get(url) or _LATE for url in public}
    return LookedUp(
        tuple(_flaws(outside, answers)),
        sum(answer.outcome is not Outcome.LATE for answer in asked.values()),
        len(known),
        _unchecked(answers),
    )


def _hindrance(asked: Mapping[str, Answer]) -> str:
    """Say what keeps us from reaching anybody: not all hosts are likely to be gone at once."""
    hosts = {urlsplit(url).netloc for url in asked}
    alone = all(answer.outcome is Outcome.UNREACHABLE for answer in asked.values())
    return next(iter(asked.values())).detail if alone and len(hosts) > 1 else ""


def _unchecked(answers: Mapping[str, Answer]) -> Mapping[tuple[str, str], int]:
    """Count what is not known; what refuses is told by host, what was not reached altogether."""
    refused = Outcome.REFUSED
    return Counter(
        (urlsplit(url).netloc if answer.outcome is refused else "", answer.detail)
        for url, answer in answers.items()
        if answer.outcome in (refused, Outcome.LATE)
    )


def _flaws(
    outside: Mapping[str, Sequence[tuple[str, Mention]]], answers: Mapping[str, Answer]
) -> Iterator[Flaw]:
    for url, places in outside.items():
        if told := _told(answers.get(url)):
            yield from _flaw(*told, places)


def _told(answer: Answer | None) -> tuple[str, str] | None:
    """Return the code of what is wrong, and what to say about it."""
    match answer:
        case None:
            reason = "leads to this machine or into a private network; readers cannot follow it"
            return "link-private", reason
        case Answer(Outcome.MOVED, address):
            return "link-moved", f"has moved to {address}; write that in its place"
        case Answer(Outcome.GONE, detail):
            return "link-gone", f"leads to nothing any more, {detail}; {_REMEDY}"
        case Answer(Outcome.FAILED | Outcome.UNREACHABLE, detail):
            return "link-failed", f"could not be followed: {detail}; if that lasts: {_REMEDY}"
    return None


def _flaw(code: str, reason: str, places: Iterable[tuple[str, Mention]]) -> Iterator[Flaw]:
    """Tell it of the address in each of its spellings: with an anchor, and without."""
    mentions: dict[str, list[Mention]] = {}
    for address, mention in places:
        mentions.setdefault(address, []).append(mention)
    for address, where in mentions.items():
        lost = code in ("link-gone", "link-failed")
        yield Flaw(code, address, reason, tuple(where), only_warns=True, mended_by_copy=lost)
