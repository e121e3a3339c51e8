"""The file of a theme after a review: a new status, dates and bottom line, the old status kept."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from generator.edit.front_matter import insert, set_value
from generator.edit.text import TextEdit, apply
from generator.edit.yaml_text import YamlText
from generator.moments import Moment
from generator.problems import KeyPath
from generator.read.written import Value
from generator.validate.keys import fields_of
from generator.validate.models import Status, ThemeFront, ThemeState
from generator.validate.placeholders import is_placeholder

_THEME_KEYS = tuple(fields_of(ThemeFront))
_STATUS_KEYS = tuple(fields_of(Status))


class Review(Struct, frozen=True):
    """What a theme is to say after a review; dates as an editor writes them."""

    text: str
    state: ThemeState
    since: str
    """Empty for none."""
    as_of: str
    review_by: str
    """Empty for none."""
    bottom_line: str | None = None
    """None to leave it as it is."""
    keeps_history: bool = True
    """Whether a status that changes is kept among the former ones."""


def as_reviewed(path: str, text: str, front: ThemeFront, review: Review) -> str:
    """Return the text of a theme's file after a review, all else in it as it was.

    `front` is what the file says now; what a new theme says is no status to keep. Raise EditError
    if a value cannot be changed by itself.
    """
    status = front.status
    is_other = (review.text, review.state) != (status.text, status.state)
    if is_other and review.keeps_history and not is_placeholder(status.text):
        text = _with_former(path, text, front)
    if review.text != status.text:
        text = _set(path, text, ("status", "text"), review.text)
    if review.state != status.state:
        text = _set(path, text, ("status", "state"), review.state.value)
    dates: tuple[tuple[KeyPath, str, str], ...] = (
        (("status", "since"), written(status.since), review.since),
        (("as_of",), written(front.as_of), review.as_of),
        (("review_by",), written(front.review_by), review.review_by),
    )
    for keys, old, new in dates:
        if new and new != old:
            text = _set(path, text, keys, new)
    if review.bottom_line is not None:
        text = _with_body(path, text, review.bottom_line)
    return text


def bottom_line(path: str, text: str) -> str:
    """Return the body of a theme's file, with `\\n` as its line ends. Raise EditError."""
    return text[_body_start(path, text) :].replace("\r\n", "\n")


def next_review(front: ThemeFront, as_of: date) -> str:
    """Return when a theme is to be reviewed next, if nobody says otherwise, or "".

    A day that is still to come stays; else it is as long from now as it was from the last time.
    """
    if front.review_by is None:
        return ""
    if front.review_by.day > as_of:
        return written(front.review_by)
    days = max((front.review_by.day - front.as_of.day).days, 1)
    return (as_of + timedelta(days=days)).isoformat()


def written(moment: Moment | None) -> str:
    """Return a date as an editor writes it, "" for none."""
    if moment is None:
        return ""
    return (
        moment.written if moment.clock is None else f"{moment.written}T{moment.clock.isoformat()}"
    )


def _with_former(path: str, text: str, front: ThemeFront) -> str:
    """Return the text with the present status among the former ones."""
    status = front.status
    former: Value = {
        "date": written(status.since or front.as_of),
        "text": status.text,
        "state": status.state.value,
    }
    keys = ("status", "history")
    if not status.history:
        return apply(text, set_value(YamlText(path, text), keys, [former], _STATUS_KEYS))
    days = [entry.date.day for entry in status.history]
    position = 0 if days == sorted(days, reverse=True) else None
    return apply(text, insert(YamlText(path, text), keys, position, former))


def _set(path: str, text: str, keys: KeyPath, value: str) -> str:
    order = _STATUS_KEYS if keys[0] == "status" else _THEME_KEYS
    return apply(text, set_value(YamlText(path, text), keys, value, order))


def _with_body(path: str, text: str, body: str) -> str:
    yaml = YamlText(path, text)
    start = _body_start(path, text)
    unix = body.replace("\r\n", "\n")
    if text[start:].endswith("\n"):
        unix = unix.rstrip("\n") + "\n"
    return apply(text, [TextEdit(start, len(text), unix.replace("\n", yaml.newline))])


def _body_start(path: str, text: str) -> int:
    """Return where the body of a file begins: on the line below the second ---."""
    end = YamlText(path, text).end
    line_break = text.find("\n", end)
    return len(text) if line_break < 0 else line_break + 1
