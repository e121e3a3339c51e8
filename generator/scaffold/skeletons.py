"""Skeletons: new files and entries with what is known filled in, and the rest in comments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from msgspec import Struct

from generator.read.misread import quoted, word
from generator.scaffold.answers import one_line
from generator.scaffold.choices import Choices, ThemeChoice
from generator.scaffold.explained import (
    ACTOR,
    ARTICLE,
    CLAIM,
    POINT,
    SOME_DAY,
    SOURCE,
    THEME,
    Explained,
)
from generator.validate.placeholders import BOTTOM_LINE, DIGEST, TO_WRITE

_MOST_CHOICES = 24
_WIDEST = 34
"""Columns that a comment keeps clear for what stands before it."""
_WEEKS_TO_REVIEW = 2
_MORE = "# More keys. To use one, delete the # before it.\n"
_UNUSED = "To begin, delete the # before these lines."


class NewArticle(Struct, frozen=True):
    """What is known of a new article."""

    title: str
    source: str
    themes: tuple[ThemeChoice, ...]
    url: str
    today: date
    doubt: str
    """Why the source is a guess; "" if it is none."""


def article_skeleton(new: NewArticle, site: Choices) -> str:
    """Return the text of a new article, a draft."""
    outlets = {key: source.name for key, source in site.sources.items()}
    themes = {theme.name: theme.question for theme in site.themes}
    day = new.today.isoformat()
    zone = f"{ARTICLE['published'].told}: {day}T12:30, in {site.timezone}."
    filled = [
        _filled("title", quoted(new.title), ARTICLE["title"].told),
        _filled("source", word(new.source), f"{ARTICLE['source'].told}:", outlets, new.doubt),
        _filled("published", day, zone),
        _filled(
            "themes",
            f"[{', '.join(word(theme.name) for theme in new.themes)}]",
            f"{ARTICLE['themes'].told}:",
            themes,
        ),
    ]
    if new.url:
        filled.append(_filled("url", quoted(new.url), f"{ARTICLE['url'].told}."))
        filled.append(_filled("retrieved", day, f"{ARTICLE['retrieved'].told}."))
    filled.append(_filled("draft", "true", ARTICLE["draft"].told))
    head = "".join(filled)
    there = {line.partition(":")[0] for line in head.splitlines()}
    more = {key: explained for key, explained in ARTICLE.items() if key not in there}
    claims = "".join(_claims(new, site))
    return f"---\n{head}{claims}#\n{_MORE}{''.join(_optional(_on(day, more)))}---\n\n{DIGEST}\n"


def _claims(new: NewArticle, site: Choices) -> Iterator[str]:
    """Yield the comments that show a claim."""
    actors = {key: actor.name for key, actor in site.actors.items()}
    yield f"# What the report says, one statement each. {_UNUSED}\n"
    points = {point: title for theme in new.themes for point, title in theme.points.items()}
    for theme in new.themes:
        if theme.points:
            yield f"# Points of {theme.name}:\n"
            yield from _choices(theme.points)
    if actors:
        yield "# Actors:\n"
        yield from _choices(actors)
    samples = {
        "by": f"[{next(iter(actors), 'KEY')}]",
        "theme": word(new.themes[0].name),
        "point": next(iter(points), "ID"),
    }
    yield "#claims:\n"
    yield from _optional(_on(new.today.isoformat(), CLAIM), "  ", samples, item=True)


def theme_skeleton(title: str, question: str, order: int | None, today: date) -> str:
    """Return the text of a new theme; `order` is None where themes have none."""
    status = f'\n  text: "{TO_WRITE}"\n  state: open'
    review = today + timedelta(weeks=_WEEKS_TO_REVIEW)
    values = {
        "title": quoted(title),
        "question": quoted(question),
        "order": None if order is None else str(order),
        "status": status,
        "as_of": today.isoformat(),
        "review_by": review.isoformat(),
    }
    filled = [_filled(key, value, THEME[key].told) for key, value in values.items() if value]
    more = {k: v for k, v in THEME.items() if k not in values and k != "points"}
    if order is None:
        more = {"order": Explained("a number; smaller ones come first", "1"), **more}
    points = f"# {THEME['points'].told}\n# {_UNUSED}\n#points:\n"
    return (
        f"---\n{''.join(filled)}{points}{''.join(_optional(POINT, '  ', item=True))}#\n{_MORE}"
        f"{''.join(_optional(more))}---\n\n{BOTTOM_LINE}\n"
    )


def source_skeleton(key: str, name: str, url: str, kind: str) -> str:
    """Return the entry of a new outlet."""
    return _entry(key, SOURCE, {"name": name, "url": url, "kind": kind})


def actor_skeleton(key: str, name: str, kind: str) -> str:
    """Return the entry of a new actor."""
    return _entry(key, ACTOR, {"name": name, "kind": kind})


def _entry(key: str, keys: Mapping[str, Explained], values: Mapping[str, str]) -> str:
    """Return an entry of a register; values that are "" are not known."""
    known = {name: quoted(value) for name, value in values.items() if value}
    filled = "".join(f"  {name}: {value}\n" for name, value in known.items())
    more = {name: explained for name, explained in keys.items() if name not in known}
    return f"{word(key)}:\n{filled}{''.join(_optional(more, '  '))}"


def _on(day: str, keys: Mapping[str, Explained]) -> Mapping[str, Explained]:
    """Return keys with a day in the place of the one in their samples."""
    return {
        key: Explained(explained.told, explained.sample.replace(SOME_DAY, day))
        for key, explained in keys.items()
    }


def _filled(
    key: str, value: str, told: str, choices: Mapping[str, str] | None = None, doubt: str = ""
) -> str:
    """Return a key with its value, below comments that explain it and say what is doubtful."""
    space = "" if value.startswith("\n") else " "
    caution = f"# {doubt}\n" if doubt else ""
    return f"# {told}\n{''.join(_choices(choices or {}))}{caution}{key}:{space}{value}\n"


def _choices(named: Mapping[str, str]) -> Iterator[str]:
    """Yield a comment for each of the first choices, with what it is called."""
    shown = list(named.items())[:_MOST_CHOICES]
    width = max((len(key) for key, _ in shown), default=0)
    for key, name in shown:
        yield f"#   {key:<{width}}   {one_line(name)}".rstrip() + "\n"
    if len(named) > len(shown):
        yield f"#   … and {len(named) - len(shown)} more\n"


def _optional(
    keys: Mapping[str, Explained],
    indent: str = "",
    samples: Mapping[str, str] | None = None,
    *,
    item: bool = False,
) -> Iterator[str]:
    """Yield a line for each key, out of use: the key with a sample, and what it is for.

    Such a line has no space behind its #, so that it is right when that is deleted.

    With `item`, they are those of the first item of a list.
    """
    for position, (key, explained) in enumerate(keys.items()):
        dash = ("- " if position == 0 else "  ") if item else ""
        sample = (samples or {}).get(key, explained.sample)
        yield f"#{f'{indent}{dash}{key}: {sample}':<{_WIDEST}}  # {explained.told}\n"
