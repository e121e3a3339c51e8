"""What changed between two states of a site: from what is asked for to what is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from generator.build import to_problems
from generator.changes.compare import compare
from generator.changes.history import Commit, History, UnknownStateError, open_history
from generator.changes.model import Changes
from generator.changes.states import State, past_state, present_state
from generator.moments import Moment, parse_moment
from generator.problems import Finding, Problem, Rejected, nearest
from generator.read.files import SourceFile
from generator.read.layout import SITE_FILE
from generator.request import Request
from generator.store.cache import Cache
from generator.validate.registers import read_site
from generator.warm_cache import caches_of, with_warm_cache

WEEK = timedelta(days=7)
"""How far back the earlier state is, if none is asked for."""


class ChangesRequest(Struct, frozen=True):
    """Which site to look at, and between which states."""

    site: Request
    """Its time is that of the present state."""
    since: str | None = None
    """A date or a revision; None for a week before the later state."""
    until: str | None = None
    """A date or a revision; None for the files as they are."""
    themes: tuple[str, ...] = ()
    """The only themes to tell of, by their names or old ones; () for all."""


class Told(Struct, frozen=True):
    """What changed, and what an editor should know of how it was found."""

    changes: Changes | None
    """None if the states could not be compared."""
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    """Lines for editors, not for readers."""


class _Place(Struct, frozen=True):
    """Where a state is to be found."""

    at: datetime
    """The instant for which the gate decides what was public."""
    commit: Commit | None = None
    """None for the files as they are, or if there was no commit yet."""
    is_present: bool = False
    is_date: bool = False

    def told(self, zone: ZoneInfo) -> str:
        """Return which state it is, with times as the site has them."""
        if self.is_present:
            return "the files as they are"
        if self.commit is None:
            return f"{_minute(self.at, zone)}: before the first commit"
        return f"commit {self.commit.id[:10]} of {_minute(self.commit.at, zone)}"


def _minute(instant: datetime, zone: ZoneInfo) -> str:
    return instant.astimezone(zone).isoformat(" ", "minutes")


def changes(request: ChangesRequest, environment: Mapping[str, str]) -> Told:
    """Return what changed; `environment` are the environment variables of git.

    Raise UnknownStateError if a state or a theme that was asked for is not there.
    """
    root = request.site.root
    try:
        history = open_history(root, environment)
        zone = _zone(root)
        until = _Place(request.site.now, is_present=True)
        if request.until is not None:
            until = _find(history, request.until, zone, request.site.now)
        if request.since is not None:
            since = _find(history, request.since, zone, request.site.now)
        else:
            since = _at(history, until.at - WEEK)
        _require_order(since, until, zone)
        compared = partial(_compared, request, history, since, until)
        before, after, found = with_warm_cache(caches_of(root), compared)
        places = ((before, since.told(zone)), (after, until.told(zone)))
        return Told(found, notes=tuple(_notes(places, found)))
    except Rejected as rejected:
        return Told(None, to_problems(root, rejected.findings))


def _find(history: History, asked: str, zone: ZoneInfo, now: datetime) -> _Place:
    """Return where the state is that an editor asks for, at `now` at the latest.

    Raise UnknownStateError.
    """
    asked = asked.strip()
    moment: Moment | None = None
    with suppress(ValueError):
        moment = parse_moment(asked)
    # Newsletters may well have been tagged by their dates.
    if moment is None or history.is_reference(asked):
        commit = history.revision(asked)
        return _Place(min(commit.at, now), commit)  # some clocks are fast
    instant = moment.instant(zone)
    if instant > now:
        # What is held back until then is not public.
        raise UnknownStateError(f"'{asked}' is still to come; leave --until out for the present")
    return _at(history, instant)


def _at(history: History, instant: datetime) -> _Place:
    return _Place(instant, history.last_before(instant), is_date=True)


def _require_order(since: _Place, until: _Place, zone: ZoneInfo) -> None:
    """Raise UnknownStateError if a range of dates is the wrong way round."""
    if since.is_date and until.is_date and since.at > until.at:
        raise UnknownStateError(
            f"{_minute(since.at, zone)} is after {_minute(until.at, zone)}; "
            "--since takes the earlier of the two"
        )


def _compared(
    request: ChangesRequest, history: History, since: _Place, until: _Place, cache: Cache
) -> tuple[State, State, Changes]:
    """Return both states, and what changed between them.

    Raise Rejected, or UnknownStateError if a theme that was asked for is not there.
    """
    with TemporaryDirectory(prefix="briefing-changes-") as folder:
        before, after = _states(request.site, history, since, until, Path(folder), cache)
        themes = tuple(_known_themes(request.themes, before, after))
        return before, after, compare(before, after, request.site.base_url, themes)


def _states(
    site: Request, history: History, since: _Place, until: _Place, folder: Path, cache: Cache
) -> tuple[State, State]:
    """Return both states; earlier ones are written below `folder`. Raise Rejected.

    `cache` is that of the later state, and a copy of it that of the earlier one.
    """
    roots = folder / "since", site.root if until.is_present else folder / "until"
    left_out: list[tuple[Finding, ...]] = []
    for place, root in zip((since, until), roots, strict=True):
        if not place.is_present:
            root.mkdir()
        left_out.append(history.extract(place.commit, root) if place.commit else ())
    requests = [
        replace(site, root=root, now=place.at)
        for place, root in zip((since, until), roots, strict=True)
    ]
    after = (
        present_state(requests[1], cache)
        if until.is_present
        else past_state(requests[1], cache, roots[0], left_out[1])
    )
    copy = Cache(None, "", copied=cache)
    return past_state(requests[0], copy, roots[1], left_out[0]), after


def _known_themes(asked: Iterable[str], before: State, after: State) -> Iterator[str]:
    """Yield the themes that are asked for. Raise UnknownStateError if there never was one."""
    names = [
        theme.name for state in (after, before) for theme in state.presenter.corpus.names.themes
    ]
    for name in asked:
        if name not in names:
            known = ", ".join(dict.fromkeys(names)) or "none"
            hint = nearest(name, names) or f"; there are: {known}"
            raise UnknownStateError(f"no theme '{name}'{hint}")
        yield name


def _notes(places: Sequence[tuple[State, str]], found: Changes) -> Iterator[str]:
    (_, since), (_, until) = places
    yield f"since: {since}; until: {until}"
    for state, place in places:
        for finding in state.unread:
            yield f"not compared: {finding.file} at {place}: {finding.message}"
    for file in found.withdrawn_files:
        yield f"withdrawn, and only counted for readers: {file}"


def _zone(root: Path) -> ZoneInfo:
    """Return the time zone of a site; UTC if its settings cannot be read."""
    site, _ = read_site(SourceFile(root, SITE_FILE), SourceFile.read)
    return ZoneInfo(site.timezone if site else "UTC")
