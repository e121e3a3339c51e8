"""The page of what is due, which a preview makes at the moment that it is asked for.

It is no page of the site: no build writes it, so none can publish it, and it may depend on the time
and on the lines of files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from msgspec import Struct
from msgspec.structs import replace

from generator.problems import Rejected
from generator.read.files import SourceFile
from generator.request import Request
from generator.status import text
from generator.status.debt import Debt, Group
from generator.status.find import SOON_DAYS, find_debts, with_lines
from generator.status.survey import Survey, survey

_TEMPLATE = "status.html"


class Row(Struct, frozen=True):
    """A debt on the page."""

    text: str
    place: str
    href: str
    """The URL of the page concerned; "" if this preview does not have it."""


class RowsOfKind(Struct, frozen=True):
    """The debts of one kind: the first ones, and the others, which fold away."""

    first: tuple[Row, ...]
    rest: tuple[Row, ...]
    more: str


class RowsOfTheme(Struct, frozen=True):
    """The debts of one theme."""

    title: str
    rows: tuple[RowsOfKind, ...]


class RowsOfGroup(Struct, frozen=True):
    """The debts with one next step."""

    id: str
    title: str
    number: int
    themes: tuple[RowsOfTheme, ...]


def status_page(request: Request, caches: Iterable[Path], base: str, style: str) -> bytes:
    """Return the page for a site as it is now, and for the time of the request.

    `base` is the path that the site is served under, `style` the URL of the page's own style sheet;
    `caches` are as in `survey`.
    """
    root = request.root
    try:
        # In one process: this one has threads, and must not be forked.
        found = survey(replace(request, jobs=1), caches)
    except Rejected as rejected:
        return _rendered(base, style, "", [], str(len(rejected.findings)), "nothing can be read")
    debts = find_debts(found, request.published_gate)
    listed = with_lines(debts, lambda path: SourceFile(root, path).read().lenient_text())
    errors = len(found.errors)
    return _rendered(
        base,
        style,
        found.site.title if found.site else "",
        list(_groups(listed, found, base, drafts=request.drafts)),
        f"{errors} error{'' if errors == 1 else 's'}" if errors else "",
        text.numbers(debts),
    )


def _rendered(
    base: str, style: str, title: str, groups: Sequence[RowsOfGroup], errors: str, numbers: str
) -> bytes:
    loader = FileSystemLoader(Path(__file__).parent)
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    template = environment.get_template(_TEMPLATE)
    return template.render(
        base=base,
        style=style,
        title=title or "this site",
        groups=groups,
        errors=errors,
        numbers=numbers,
        days=SOON_DAYS,
    ).encode()


def _groups(
    debts: Sequence[Debt], found: Survey, base: str, *, drafts: bool
) -> Iterator[RowsOfGroup]:
    titles = {theme.name: theme.front.title for theme in found.themes}
    for group, of_group in groupby(debts, key=lambda debt: debt.group):
        listed = list(of_group)
        themes = tuple(_themes(listed, titles, base, drafts=drafts))
        yield RowsOfGroup(group.value, text.TITLES[Group(group)], len(listed), themes)


def _themes(
    debts: Sequence[Debt], titles: Mapping[str, str], base: str, *, drafts: bool
) -> Iterator[RowsOfTheme]:
    for theme, of_theme in groupby(debts, key=lambda debt: debt.theme):
        kinds = []
        for kind, of_kind in groupby(of_theme, key=lambda debt: debt.kind):
            rows = tuple(_row(debt, base, drafts=drafts) for debt in of_kind)
            cut = text.MOST_OF_KIND if len(rows) > text.MOST_OF_KIND + 1 else len(rows)
            more = text.more_of(kind, len(rows) - cut)
            kinds.append(RowsOfKind(rows[:cut], rows[cut:], more))
        yield RowsOfTheme(titles.get(theme, theme) or "The whole site", tuple(kinds))


def _row(debt: Debt, base: str, *, drafts: bool) -> Row:
    path, hash_mark, anchor = debt.address.partition("#")
    has_page = bool(debt.address) and (debt.is_public or drafts)
    href = f"{base}{quote(path)}{hash_mark}{quote(anchor)}" if has_page else ""
    return Row(debt.text, text.place(debt), href)
