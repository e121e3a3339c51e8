"""What is valid but hardly meant: dates in an order that cannot be, an outlet that relays itself.

All of it is warnings. Whether a date is still to come depends on when the site is built, so that is
asked of the gate, and never here.
"""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import name

from generator.language.direction import script_of
from generator.maps.projection import LatLon
from generator.moments import Moment
from generator.patterns import pattern
from generator.problems import AtKey, Finding, KeyPath, Severity
from generator.validate.models import ArticleFront, ThemeFront

YEARS = range(1600, 2100)
"""Years that a report or a text of the editors' may be of: newspapers began in 1605."""
_YEARS_OF_EVENTS = range(1000, 2100)
_MOST_EVENTS = 7
_NEEDLESS_ZEROS = pattern(r"0+(?P<number>[1-9]\d{3,})(?:\s|$)")
"""A number of four digits or more with zeros before it; shorter ones may be times and codes."""

_LETTERS = {
    "Latn": ("LATIN",),
    "Cyrl": ("CYRILLIC",),
    "Grek": ("GREEK",),
    "Armn": ("ARMENIAN",),
    "Arab": ("ARABIC",),
    "Hebr": ("HEBREW",),
    "Geor": ("GEORGIAN",),
    "Deva": ("DEVANAGARI",),
    "Beng": ("BENGALI",),
    "Thai": ("THAI",),
    "Hans": ("CJK",),
    "Hant": ("CJK",),
    "Kore": ("HANGUL", "CJK"),
    "Jpan": ("HIRAGANA", "KATAKANA", "CJK"),
}
"""How Unicode's names of the letters of a script begin; that of other scripts is not judged."""
_HEADLINE = 5
"""Letters that make a headline; fewer may be a name, such as NATO."""


def unlikely_in_article(path: str, front: ArticleFront) -> Iterator[Finding]:
    """Yield warnings about the dates and outlets of an article."""
    dates: dict[KeyPath, Moment | None] = {
        ("published",): front.published,
        ("updated",): front.updated,
        ("retrieved",): front.retrieved,
        ("publish_at",): front.publish_at,
        ("expires_at",): front.expires_at,
    }
    corrections: dict[KeyPath, Moment | None] = {
        ("corrections", position, "date"): entry.date
        for position, entry in enumerate(front.corrections)
    }
    strange = list(_strange_years(path, {**dates, **corrections}))
    yield from strange
    if not strange:  # else all that follows would be a consequence
        yield from _order_in_article(path, front)
    yield from _own_source(path, front)
    yield from _other_script(path, front)
    for position, claim in enumerate(front.claims):
        if zeros := _NEEDLESS_ZEROS.match(claim.value or ""):
            message = (
                f"'{claim.value}' begins with a needless 0, and is compared as the number "
                f"{zeros['number']}; correct it"
            )
            yield _warning(path, ("claims", position, "value"), "needless-zero", message)


def unlikely_in_theme(path: str, front: ThemeFront) -> Iterator[Finding]:
    """Yield warnings about the dates and places of a theme."""
    dates: dict[KeyPath, Moment | None] = {
        ("as_of",): front.as_of,
        ("review_by",): front.review_by,
        **{("watch", at, "date"): entry.date for at, entry in enumerate(front.watch)},
        **{("corrections", at, "date"): entry.date for at, entry in enumerate(front.corrections)},
    }
    strange = list(_strange_years(path, dates))
    yield from strange
    review_by, as_of = front.review_by, front.as_of
    if not strange and review_by and review_by.is_before(as_of):
        message = (
            f"the review is due on {review_by.day}, before the day up to which you have read, "
            f"{as_of.day} ('as_of'); correct one of the two"
        )
        yield _warning(path, ("review_by",), "dates-out-of-order", message)
    since = front.status.since
    if since and _is_later(since, as_of):
        message = (
            f"the status holds since {since.written}, after the day up to which you have read, "
            f"{as_of.day} ('as_of'); correct one of the two"
        )
        yield _warning(path, ("status", "since"), "dates-out-of-order", message)
    for at, former in enumerate(front.status.history):
        if since and _is_later(former.date, since):
            message = (
                f"a former status of {former.date.written} is later than the present one, which "
                f"holds since {since.written}; correct one of the two"
            )
            yield _warning(path, ("status", "history", at, "date"), "dates-out-of-order", message)
    if len(front.events) > _MOST_EVENTS:
        message = (
            f"{len(front.events)} events are too many to tell the story; keep from 3 to "
            f"{_MOST_EVENTS} of them, as the timeline has the others"
        )
        yield _warning(path, ("events",), "many-events", message)
    for at, point in enumerate(front.points):
        if point.place:
            place = LatLon(point.place.lat, point.place.lon)
            yield from _exchanged(path, ("points", at, "place", "lat"), place)


def _is_later(one: Moment, other: Moment) -> bool:
    """Return whether a date is later than another, as far as both are known."""
    known = min(len(one.written), len(other.written))
    return one.written[:known] > other.written[:known]


def _strange_years(path: str, dates: dict[KeyPath, Moment | None]) -> Iterator[Finding]:
    for keys, date in dates.items():
        if date is not None and date.day.year not in YEARS:
            yield _strange_year(path, keys, date)


def _strange_year(path: str, keys: KeyPath, date: Moment) -> Finding:
    message = f"the year of {date.day} is hardly meant; correct it"
    if keys == ("expires_at",):
        message += ", or leave 'expires_at' out for an article that never expires"
    return _warning(path, keys, "strange-year", message)


def _order_in_article(path: str, front: ArticleFront) -> Iterator[Finding]:
    """Yield warnings about dates that come before others that they must follow."""
    published, updated = front.published, front.updated
    if updated and updated.is_before(published):
        message = (
            f"the report was changed on {updated.day}, before it came out on {published.day} "
            "('published'); correct one of the two"
        )
        yield _warning(path, ("updated",), "dates-out-of-order", message)
    if front.retrieved and front.retrieved.is_before(published):
        message = (
            f"the report was read on {front.retrieved.day}, before it came out on "
            f"{published.day} ('published'); correct one of the two"
        )
        yield _warning(path, ("retrieved",), "dates-out-of-order", message)
    opens, expires = front.publish_at, front.expires_at
    if opens and expires and is_never_public(opens, expires):
        message = (
            f"the article expires on {expires.day}, but is not public before "
            f"{opens.day} ('publish_at'), so nobody would ever see it; correct one of the two"
        )
        yield _warning(path, ("expires_at",), "dates-out-of-order", message)
    elif expires and not opens and expires.is_before(published):
        message = (
            f"the article expires on {expires.day}, before the report came out on {published.day} "
            "('published'), so nobody would ever see it; correct one of the two"
        )
        yield _warning(path, ("expires_at",), "dates-out-of-order", message)
    for position, entry in enumerate(front.corrections):
        if entry.date.is_before(published):
            message = (
                f"the correction is of {entry.date.day}, before the report itself came out on "
                f"{published.day} ('published'); correct one of the two"
            )
            keys: KeyPath = ("corrections", position, "date")
            yield _warning(path, keys, "dates-out-of-order", message)
    known = updated if updated and published.is_before(updated) else published
    for position, claim in enumerate(front.claims):
        keys = ("claims", position, "on")
        if claim.on and claim.on.day.year not in _YEARS_OF_EVENTS:
            yield _strange_year(path, keys, claim.on)
        elif claim.on and known.is_before(claim.on):
            message = (
                f"{claim.on.day} is after the report itself, which is of {known.day}; correct one "
                "of the two, or write when the report came out with its time and offset if the "
                "day was another one there"
            )
            yield _warning(path, keys, "dates-out-of-order", message)


def is_never_public(opens: Moment | None, expires: Moment | None) -> bool:
    """Return whether an article expires before it becomes public, which is told as a mistake."""
    return bool(opens and expires and (expires == opens or expires.is_before(opens)))


def _own_source(path: str, front: ArticleFront) -> Iterator[Finding]:
    """Yield warnings about outlets that are said to relay themselves."""
    message = (
        "'{}' is the source of this article itself; 'via' names another outlet, whose report it "
        "relays, so leave it out"
    )
    if front.via == front.source:
        yield _warning(path, ("via",), "via-itself", message.format(front.via))
    for position, claim in enumerate(front.claims):
        # Where the article relays another outlet, a claim may well be the source's own.
        relayed = {front.via, front.defaults and front.defaults.via} - {None, front.source}
        if claim.via == front.source and not relayed:
            keys: KeyPath = ("claims", position, "via")
            yield _warning(path, keys, "via-itself", message.format(claim.via))


def _other_script(path: str, front: ArticleFront) -> Iterator[Finding]:
    """Yield a warning for a headline without a letter of the script of its article's language."""
    letters = [character for character in front.title if character.isalpha()]
    if front.language is None or len(letters) < _HEADLINE:
        return
    own = _LETTERS.get(script_of(front.language))
    if own and not any(name(letter, "").startswith(own) for letter in letters):
        message = (
            f"no letter of the headline is one in which '{front.language}' ('language') is "
            "written; write it as the report has it, or correct 'language'"
        )
        yield _warning(path, ("title",), "other-script", message)


def _exchanged(path: str, keys: KeyPath, place: LatLon) -> Iterator[Finding]:
    from generator.maps.exchanged import meant_instead  # noqa: PLC0415 - few themes have places

    if meant := meant_instead(place):
        here = "this is in the open sea, and the other way round on land"
        if meant != "land":
            here = f"the other way round, this would be {meant}"
        message = (
            f"'lat' and 'lon' seem to be exchanged: {here}; if so, write lat: {place.lon:g} "
            f"(degrees north) and lon: {place.lat:g} (degrees east)"
        )
        yield _warning(path, keys, "place-exchanged", message)


def _warning(path: str, keys: KeyPath, code: str, message: str) -> Finding:
    return Finding(path, AtKey(keys), code, message, Severity.WARNING)
