"""What the steps of a walk choose from.

Most of it depends on the site as it is at that moment: Hypothesis hands out the machine that draws.
Texts differ by small numbers, so that what was there before comes back now and then.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from itertools import permutations
from pathlib import PurePosixPath
from typing import Any, NamedTuple, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from tests.incremental.site_model import ARTICLES, LISTS, MEDIA, REGISTERS, Place, SiteModel

T = TypeVar("T")

INSTANTS = tuple(
    datetime.fromisoformat(written)
    for written in (
        *("2025-04-01T00:00+00:00", "2025-05-01T12:00+00:00", "2025-05-19T20:59+00:00"),
        *("2025-05-19T21:00+00:00", "2025-05-25T23:30+00:00", "2025-07-01T00:00+00:00"),
    )
)
"""To jump to; between the third and the fourth, it becomes the 20th of May in Kyiv."""


def one_of(values: Sequence[T]) -> SearchStrategy[T]:
    """Choose one of some values, if there is any."""
    return st.sampled_from(values) if values else st.nothing()


def of(pick: Callable[[SiteModel], Sequence[T]]) -> SearchStrategy[T]:
    """Choose one of what the site has at that moment."""
    return st.runner().flatmap(lambda machine: one_of(pick(machine.site)))


NAMES = tuple(f"new{number}" for number in range(40))

numbers = st.integers(0, 99)

# Files and what is in them

articles = of(lambda site: site.documents("article"))
themes = of(lambda site: site.documents("theme"))
two_articles = of(lambda site: [*permutations(site.documents("article"), 2)])


def free_names(site: SiteModel) -> list[str]:
    """List names that nothing has: few, so that names come again when they are free again."""
    taken = set(re.findall(r"new\d+", str(site.files)))
    return [name for name in NAMES if name not in taken][:3]


new_names = of(free_names)


def to_copy(site: SiteModel) -> list[str]:
    """List the Markdown files of the kinds of which there are not too many."""
    most = {"article": 16, "theme": 4, "page": 6}
    found = [site.documents(kind) for kind in most if len(site.documents(kind)) <= most[kind]]
    return [path for paths in found for path in paths]


def to_delete(site: SiteModel) -> list[str]:
    """List the Markdown files of the kinds of which there are not too few."""
    least = {"article": 7, "theme": 3, "page": 1}
    found = [site.documents(kind) for kind in least if len(site.documents(kind)) >= least[kind]]
    return [path for paths in found for path in paths]


def folders(site: SiteModel) -> list[str]:
    """List the folders of articles, while there are enough articles to lose one of them."""
    paths = site.documents("article")
    found = {PurePosixPath(path).parent.as_posix() for path in paths}
    return sorted(found - {ARTICLES}) if len(paths) > 9 else []


def removable(site: SiteModel) -> list[str]:
    """List the templates and other files that a site can do without."""
    found = (*site.paths("", ".html"), *site.paths("static/"), *site.paths("content/media/sub/"))
    found += (*site.paths("", ".docx"), *site.paths("", ".avif"))
    return [path for path in found if path != "templates/box.html"]


def stamped(site: SiteModel) -> list[str]:
    """List the articles that have something that can be replaced by as many letters."""
    return [path for path in site.documents("article") if "Stamp " in site.front(path)["body"]]


def entries(site: SiteModel) -> list[Place]:
    """List the entries of registers."""
    return [*site.things("source"), *site.things("actor")]


def items(site: SiteModel) -> list[Place]:
    """List claims, points, and the entries of registers that came in the course of a walk."""
    new = [place for place in entries(site) if place.inside[0] in NAMES]
    return [*site.things("claim"), *site.things("point"), *new]


def lists(site: SiteModel) -> list[Place]:
    """List the lists that have several items."""
    found = [place for kind in LISTS for place in site.things(kind) if place.inside[1] == 1]
    return [Place(path, inside[:1]) for path, inside in found]


# Values of keys


def all_mentions(site: SiteModel) -> list[str]:
    """List citations of claims and articles, and links by key."""
    ids = [site.name_of(path) for path in site.documents("article")]
    cited = [*site.claim_names(), *ids]
    return [
        *(f"[@{name}]" for name in cited),
        *(f"[@{one}; @{other}]" for one, other in zip(cited, reversed(cited), strict=True)),
        *(f" [[{name}]]" for name in ids),
        *(f" [[theme:{name}]]" for name in site.themes()),
        *(f" [[source:{key}|a source]]" for key in site.front(REGISTERS["source"])),
        *(f" [[actor:{key}]]" for key in site.front(REGISTERS["actor"])),
        *(f" [[term:{key}]]" for key in site.front(REGISTERS["term"])),
    ]


mentions = of(all_mentions)
images = of(lambda site: [path.removeprefix(f"{MEDIA}/") for path in site.paths(f"{MEDIA}/")])
words = numbers.map("Words {}".format)
sentences = st.builds("Sentence {}{}.".format, numbers, mentions)
bodies = st.one_of(
    sentences,
    numbers.map("Stamp {:02}.".format),
    numbers.map("## Heading {0}\n\n| a | b |\n|:--|--:|\n| 1 | {0} |".format),
    st.builds("A note {}.[^n]\n\n[^n]: Of it{}.".format, numbers, mentions),
    images.map("![Again]({})".format),
    images.map("[Large](/media/{})".format),
).map("A report.\n\n{}\n".format)
days = st.builds(
    lambda day, time: f"{date(2025, 3, 1) + timedelta(days=day)}{time}",
    st.integers(0, 84),
    st.sampled_from(["", "T09:30", "T23:45-05:00", "T00:15+09:00"]),
)
notices = st.builds(lambda day, text: [{"date": day, "text": text}], days, sentences)
sources = of(lambda site: [*site.front(REGISTERS["source"])])
actors = of(lambda site: [*site.front(REGISTERS["actor"])])

VALUES: dict[str, SearchStrategy[Any]] = {
    **dict.fromkeys(("title", "text", "question", "name", "role", "ownership", "country"), words),
    **dict.fromkeys(("tagline", "date_note"), words),
    "unit": st.sampled_from(["days", "at least", "km"]),
    "value": st.sampled_from(
        ["45 Days", "45 days", "45", "about 45 days", "1,000", "1000", "1.000", "1k"]
    ),
    "alike": st.sampled_from(
        [[["45 days", "about 45 days"]], [["45 days"], ["about 45 days"]], [["1,000", "1"]]]
    ),
    "claim.text": words | numbers.map("North said {}.".format),
    "superseded_by": of(SiteModel.claim_names),
    **dict.fromkeys(("summary", "note", "meaning"), sentences),
    # In the texts of the site: a title of a term that is a word of sentences marks them.
    "term.term": st.sampled_from(["Sentence", "report", "silence of the guns", "Stamp"]),
    **dict.fromkeys(("published", "updated", "retrieved", "as_of", "review_by"), days),
    "on": days | st.sampled_from(["2025-04", "2025-05", "2025"]),
    **dict.fromkeys(("publish_at", "expires_at"), st.just("2025-05-20T00:00-07:00")),
    **dict.fromkeys(("authors", "actor.aliases", "term.aliases"), words.map(lambda name: [name])),
    **dict.fromkeys(("url", "archived", "repository"), numbers.map("https://a.example/{}".format)),
    **dict.fromkeys(("source", "via"), sources),
    "body": bodies,
    "unknowns": sentences.map(lambda text: [text]),
    **dict.fromkeys(("watch", "corrections"), notices),
    "slug": numbers.map("s{}".format),
    # A file and a folder, in turn, of one name; and old addresses that no other file has.
    "aliases": numbers.map(lambda n: [["/x.html"], ["/x.html/y/"], [f"/was/{n}/"]][n % 3]),
    "defaults": st.builds(
        lambda **keys: keys,
        kind=st.sampled_from(["event", "figure", "statement"]),
        by=actors,
        on=days,
        via=sources,
    ),
    "publish": st.sampled_from(["full", "excerpt", "link"]),
    "article.language": st.sampled_from(["ar", "de"]),
    "theme.language": st.just("ar"),
    # Names that no other theme had, one that is taken, and addresses.
    "theme.aliases": numbers.map(lambda n: [[f"old{n}"], ["venues"], ["/x.html/y/", "/z"]][n % 3]),
    "order": st.integers(0, 3),
    "theme.status": st.builds(lambda text: {"text": text, "state": "stalled"}, words),
    "place": st.builds(
        lambda lat, role: {"lat": lat, "lon": 30.5, "role": role},
        st.integers(-80, 80),
        st.sampled_from(["held", "offered"]),
    ),
    "by": actors.map(lambda key: [key]),
    "of": actors,
    "claim.kind": st.sampled_from(["figure", "statement", "threat", "denial", "assessment"]),
    "claim.status": st.sampled_from(["reported", "denied", "superseded"]),
    "source.kind": st.sampled_from(["broadcaster", "website"]),
    "base_url": st.sampled_from(["https://example.org/", "https://example.org/repo/"]),
    "site.language": st.sampled_from(["ar", "pt-BR"]),
    "timezone": st.sampled_from(["UTC", "America/Los_Angeles"]),
    "cname": st.just("other.example"),
    "editor": st.builds(lambda name: {"name": name}, words),
}
"""What keys may be set to, of any kind of thing or of one, beside what they are in the site."""

OWN = {"slug", "aliases", "quote", "point"}
"""Keys that are not set to what they are elsewhere in the site."""
NEEDED = {
    *("title", "source", "published", "text", "question", "as_of", "name", "base_url", "body"),
    *("term", "meaning"),
}
"""Keys that are not taken away."""
BY_OTHER_STEPS = {"id", "theme", "themes", "claims", "points"}
"""Keys that are not set by themselves."""


class Change(NamedTuple):
    """A key of something, and what to set it to; None takes it away."""

    place: Place
    key: str
    value: Any


@st.composite
def changes(draw: DrawFn, *kinds: str) -> Change:
    """Choose a key of something in the site, and another value for it."""
    site: SiteModel = draw(st.runner()).site
    kind = draw(one_of([kind for kind in kinds if site.things(kind)]))
    things = site.things(kind)
    place = draw(one_of([*things]))
    keys = {key for thing in things.values() for key in thing}
    key = draw(one_of(sorted(keys - BY_OTHER_STEPS)))
    found = [thing[key] for thing in things.values() if key in thing and key not in OWN]
    if key == "point":
        theme = site.meant(place)["theme"] if kind == "claim" else ""
        points = site.things("point")
        found = [point["id"] for at, point in points.items() if at.path == f"themes/{theme}.md"]
        found += [f"{theme}/{id}" for id in found]
    elif key == "quote":
        found = re.findall(r"[A-Za-z]+(?: [A-Za-z]+)+", site.front(place.path)["body"])
    value = VALUES.get(f"{kind}.{key}", VALUES.get(key, st.nothing())) | one_of(found)
    if key not in NEEDED and (key, kind) not in {("kind", "claim"), ("status", "theme")}:
        value |= st.none()
    return Change(place, key, draw(value))


taggings = of(
    lambda site: [
        themes
        for number in range(1, len(site.themes()) + 1)
        for themes in permutations(site.themes(), number)
    ]
)
