"""A small site with something of everything, and a random walk over it.

A step is what happens between two builds: an editor changes something, time passes, a file comes
back from a backup. Every file has its front matter as one line of JSON per key, which is YAML, so
that a step can read it, change it and write it again.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath
from random import Random
from typing import Any, NamedTuple, TypeVar

from generator.request import Request
from tests.clean import WRITTEN_BY_PEOPLE
from tests.images import grey_png

T = TypeVar("T")
Front = dict[str, Any]

ARTICLES = "content/articles"
PAGES = "content/pages"
MEDIA = "content/media"
SITE_FILE = "content/site.yaml"
SOURCES_FILE = "content/sources.yaml"
ACTORS_FILE = "content/actors.yaml"

INSTANTS = tuple(
    datetime.fromisoformat(written)
    for written in (
        *("2025-04-01T00:00+00:00", "2025-05-01T12:00+00:00", "2025-05-19T20:59+00:00"),
        *("2025-05-19T21:00+00:00", "2025-05-25T23:30+00:00", "2025-07-01T00:00+00:00"),
    )
)
"""To jump to; between the third and the fourth, it becomes the 20th of May in Kyiv."""


def document(front: Front, body: str = "") -> str:
    """Return the text of a Markdown file."""
    return f"---\n{register(front)}---\n{body}"


def register(entries: Front) -> str:
    """Return the text of a YAML file, one line a key."""
    return "".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in entries.items()
    )


def picture(width: int, height: int) -> bytes:
    """Return a grey PNG; all of them have the same number of bytes."""
    return grey_png(width, height).ljust(400, b"\0")


def _article(
    title: str, source: str, published: str, themes: list[str], body: str, **more: Any
) -> str:
    front = {"title": title, "source": source, "published": published, "themes": themes, **more}
    return document(front, body)


def _said(text: str, kind: str, by: str, point: str, on: str, value: str, **more: Any) -> Front:
    return {
        "text": text,
        "kind": kind,
        "by": [by],
        "point": point,
        "on": on,
        "value": value,
        **more,
    }


def _told(text: str, kind: str, point: str, on: str, value: str, **more: Any) -> Front:
    return {"text": text, "kind": kind, "point": point, "on": on, "value": value, **more}


SITE: dict[str, str | bytes] = {
    SITE_FILE: register(
        {
            "id": "walk",
            "title": "The Walk",
            "base_url": "https://example.org/",
            "tagline": "Two sides, three themes",
            "timezone": "Europe/Kyiv",
            "cname": "walk.example.org",
            "editor": {"name": "The Desk", "email": "desk@example.org"},
        }
    ),
    SOURCES_FILE: register(
        {
            "herald": {"name": "The Herald", "kind": "newspaper", "ownership": "Its readers."},
            "gazette": {"name": "The Gazette", "url": "https://gazette.example/"},
            "wire": {"name": "The Wire", "kind": "agency", "ownership": "A trust."},
            "orda": {"name": "Orda", "country": "Kazakhstan", "note": "Reads both sides."},
        }
    ),
    ACTORS_FILE: register(
        {
            "north": {"name": "North", "kind": "state"},
            "south": {"name": "South", "kind": "state"},
            "president": {"name": "The President", "kind": "person", "of": "north"},
            "envoy": {"name": "The Envoy", "of": "president", "aliases": ["Envoi"]},
            "union": {"name": "The Union", "kind": "organisation", "role": "Mediator"},
        }
    ),
    "themes/truce.md": document(
        {
            "title": "Truce",
            "question": "Is there a truce?",
            "order": 1,
            "status": {"text": "No truce yet.", "state": "open"},
            "as_of": "2025-05-20",
            "review_by": "2025-06-20",
            "points": [
                {"id": "length", "title": "Length", "unit": "at least"},
                {"id": "order", "title": "Order of steps", "note": "As [@r05] has it."},
            ],
            "unknowns": ["Who would watch it[@r02]."],
            "watch": ["The next round.", {"text": "The summit.", "date": "2025-06-01"}],
        },
        "The sides differ on the length[@r01#c1; @r05#sixty]. More in [[r02]].\n",
    ),
    "themes/venues.md": document(
        {
            "title": "Venues",
            "question": "Where do they meet?",
            "order": 2,
            "status": {"text": "A host is found.", "state": "partial"},
            "as_of": "2025-05-20",
            "points": [
                {"id": "host", "title": "Host", "place": {"lat": 41.01, "lon": 28.98}},
                {"id": "level", "title": "Level", "question": "Who sits at the table?"},
                {"id": "spare", "title": "Spare host", "place": {"lat": 46.2, "lon": 6.15}},
            ],
        },
        "Istanbul it is[@r06#c1], says [[source:gazette]] of [[actor:union]].\n",
    ),
    "themes/exchange.md": document(
        {
            "title": "Exchange",
            "question": "Who comes home?",
            "status": {"text": "A thousand each.", "state": "settled"},
            "as_of": "2025-05-20",
            "points": [{"id": "number", "title": "Number"}],
            "corrections": [{"date": "2025-05-02", "text": "The number was wrong[@r04]."}],
        },
        "One thousand prisoners each[@r03; @r04#number].\n",
    ),
    f"{ARTICLES}/2025-03/r01.md": _article(
        *("North wants thirty days", "herald", "2025-03-03", ["truce"]),
        "North asked for “thirty days of silence” on Wednesday. Stamp 0001.\n",
        claims=[
            _said(
                *("North wants thirty days.", "proposal", "envoy", "length", "2025-03-02"),
                *("30 days",),
                quote="thirty days of silence",
                superseded_by="r05#thirty",
            ),
        ],
    ),
    f"{ARTICLES}/2025-03/r02.md": _article(
        *("Round one", "gazette", "2025-03-20T23:30", ["truce", "venues"]),
        "They met, reports [[source:wire|the agency]]. See [[theme:venues]]. Stamp 0002.\n",
        via="wire",
        summary="They met[@r01].",
        claims=[
            _said(
                *("The President insists.", "statement", "president", "order", "2025-03-19"),
                *("Talks first",),
                theme="truce",
            ),
            _told("They met in Geneva.", "event", "host", "2025-03-19", "Geneva", theme="venues"),
        ],
    ),
    f"{ARTICLES}/2025-03/r03.md": _article(
        *("A thousand names", "wire", "2025-03-31T22:00-07:00", ["exchange"]),
        "Lists of a thousand names were handed over. Stamp 0003.\n",
        claims=[_told("A thousand each.", "figure", "number", "2025-03-31", "1,000")],
    ),
    f"{ARTICLES}/2025-04/r04.md": _article(
        *("The first buses", "orda", "2025-04-02", ["exchange"]),
        "Buses crossed at dawn[@r03#c1].\n\n## What they carried\n\nStamp 0004.\n",
        slug="first-buses",
        aliases=["/old/buses/", "/buses.html"],
        claims=[
            _told(
                *("A thousand came home.", "figure", "number", "2025-04-02", "1000"),
                id="number",
                via="wire",
                status="confirmed",
            ),
        ],
    ),
    f"{ARTICLES}/2025-04/r05.md": _article(
        *("South wants sixty", "herald", "2025-04-10", ["truce"]),
        "South wants sixty, North repeats thirty[@r01]. Stamp 0005.\n",
        corrections=[{"date": "2025-04-12", "text": "It was not forty[@r02#c1]."}],
        claims=[
            _said(
                *("South wants sixty days.", "demand", "south", "length", "2025-04-09"),
                *("60 days",),
                id="sixty",
            ),
            _said(
                *("North repeats thirty.", "demand", "north", "length", "2025-04-09", "30 days"),
                id="thirty",
            ),
        ],
    ),
    f"{ARTICLES}/2025-04/r06.md": _article(
        *("Istanbul hosts", "gazette", "2025-04-11", ["venues"]),
        "![The hall](map.png)\n\nThe Union invites. Stamp 0006.\n",
        claims=[
            _told("Istanbul hosts.", "agreement", "host", "2025-04-11", "Istanbul", by=["union"])
        ],
    ),
    f"{ARTICLES}/2025-05/r07.md": _article(
        *("An excerpt", "herald", "2025-05-01", ["venues"]),
        "“We will send ministers,” one of them said. The rest is not ours. Stamp 0007.\n",
        publish="excerpt",
        summary="Ministers would come[@r06#c1].",
        claims=[
            _said(
                *("Ministers come.", "offer", "south", "level", "2025-05-01", "Ministers"),
                quote="We will send ministers",
            )
        ],
    ),
    f"{ARTICLES}/2025-05/r08.md": _article(
        *("A link", "gazette", "2025-05-02", ["exchange", "truce"]),
        "Nothing of this may be shown. Stamp 0008.\n",
        publish="link",
        url="https://gazette.example/8",
        claims=[
            _told("900 came.", "figure", "number", "2025-05-01", "900", theme="exchange"),
            {"text": "Shells fell.", "kind": "event", "theme": "truce", "status": "disputed"},
        ],
    ),
    f"{ARTICLES}/2025-05/r09.md": _article(
        *("A draft", "wire", "2025-05-03", ["truce"]),
        "Not for readers yet[@r08]. Stamp 0009.\n",
        draft=True,
        aliases=["/drafts/nine/"],
        claims=[_said("Ten days.", "offer", "president", "length", "2025-05-03", "10 days")],
    ),
    f"{ARTICLES}/2025-05/r10.md": _article(
        *("Embargoed", "wire", "2025-05-20", ["truce", "exchange"]),
        "To be seen from the 20th. Stamp 0010.\n",
        publish_at="2025-05-20",
        claims=[
            _said(
                *("Forty-five days.", "proposal", "envoy", "length", "2025-05-19", "45 days"),
                theme="truce",
            ),
        ],
    ),
    f"{ARTICLES}/2025-05/r11.md": _article(
        *("For some days", "orda", "2025-05-10T08:00", ["venues"]),
        "Gone by the 25th. Stamp 0011.\n",
        expires_at="2025-05-25T12:00+03:00",
        claims=[_told("Rome hosts.", "event", "host", "2025-05-09", "Rome", by="union")],
    ),
    f"{ARTICLES}/closing.md": _article(
        *("Clôture", "herald", "2025-05-16", ["truce"]),
        "A digest[@r10; @r04#number] with a note.[^1] Stamp 0012.\n\n[^1]: Of [[r11]].\n",
        id="r12",
        language="fr",
        authors=["A. Author"],
        retrieved="2025-05-17",
        date_note="Printed without one.",
    ),
    f"{PAGES}/about.md": document(
        {"title": "About", "aliases": ["/how/"], "updated": "2025-05-01"},
        "We follow [[theme:truce]] and cite[@r01; @r07].\n\n![A map](map.png)\n",
    ),
    f"{PAGES}/help/terms.md": document({"title": "Terms"}, "See [about](/about/).\n"),
    f"{MEDIA}/map.png": picture(12, 8),
    "templates/month.html": (
        '{% extends "default/month.html" %}\n'
        '{% block main %}{% include "box.html" %}{{ super() }}{% endblock %}\n'
    ),
    "templates/box.html": "<p>{{ site.title }}, edition 0</p>\n",
    "themes/venues.html": (
        '{% extends "theme.html" %}\n'
        "{% block places %}<p>A map, edition 0</p>{{ super() }}{% endblock %}\n"
    ),
    "static/note.txt": "edition 0\n",
}


class Version(NamedTuple):
    """A file as it once was."""

    data: bytes
    mtime_ns: int


class Read(NamedTuple):
    """A Markdown file, read."""

    path: str
    front: Front
    body: str


@dataclass
class Walk:
    """A site in the folder `root` and whoever works on it."""

    root: Path
    random: Random
    harsh: bool = True
    """Files of the generator's state may also be cut short."""
    now: datetime = INSTANTS[3]
    drafts: bool = False
    base_url: str | None = None
    clean: bool = False
    sound: bool = False
    """The last build found no error, so what stands in the output is right."""
    good: dict[str, Version] = field(default_factory=dict)
    """All that people wrote when the site was last sound."""
    older: dict[str, list[Version]] = field(default_factory=dict)
    deck: list[Act] = field(default_factory=list)
    """Steps to come, shuffled, so that every kind of them comes up often enough."""
    count: int = 0

    def __post_init__(self) -> None:
        for path, data in SITE.items():
            self.put(path, data)

    # What a build is asked for, and what it says

    def request(self, jobs: int = 1) -> Request:
        """Ask for a build of the site as things stand."""
        return Request(
            root=self.root,
            now=self.now,
            base_url=self.base_url,
            drafts=self.drafts,
            clean=self.clean,
            jobs=jobs,
        )

    def written(self) -> dict[str, Version]:
        """Return all files that people wrote."""
        return {
            path: Version((self.root / path).read_bytes(), (self.root / path).stat().st_mtime_ns)
            for folder in WRITTEN_BY_PEOPLE
            for path in self.files(folder)
        }

    def built(self, *, well: bool) -> None:
        """Hear how the build went."""
        self.sound = well
        self.clean = False
        if well:
            self.good = self.written()

    # Going on

    def step(self) -> str:
        """Do something to the site, the clock or what builds leave behind, and say what."""
        if not self.sound and self.good and self.random.random() < 0.6:
            return self.put_right()
        if self.random.random() < 0.08:
            return "; ".join(self.edit() for _ in range(self.random.randint(2, 4)))
        while True:
            if not self.deck:
                self.deck = self.random.sample([*EDITS, *OTHERS], len(EDITS) + len(OTHERS))
            if did := self.deck.pop()(self):
                return did

    def edit(self) -> str:
        """Change something that people wrote, and say what."""
        while True:
            if did := self.random.choice(EDITS)(self):
                return did

    def put_right(self) -> str:
        """Make everything what it was when the site was last sound."""
        dated = self.random.random() < 0.5
        for path, version in self.written().items():
            if path not in self.good or version.data != self.good[path].data:
                self.drop(path)
        for path, version in self.good.items():
            if not (self.root / path).exists():
                self.put(path, version.data, version.mtime_ns if dated else None)
        return f"put everything right{', with the old time stamps' if dated else ''}"

    # Files

    def files(self, folder: str, suffix: str = "") -> list[str]:
        """List the files below a folder of the root."""
        return sorted(
            path.relative_to(self.root).as_posix()
            for path in (self.root / folder).rglob(f"*{suffix}")
            if path.is_file()
        )

    def put(self, path: str, data: str | bytes, mtime_ns: int | None = None) -> None:
        """Write a file, as some editors do by writing it beside and moving it into place."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f".{file.name}.new") if self.random.random() < 0.5 else file
        beside.write_bytes(data if isinstance(data, bytes) else data.encode())
        if mtime_ns is not None:
            os.utime(beside, ns=(mtime_ns, mtime_ns))
        beside.replace(file)
        self._remember(path)

    def drop(self, path: str) -> None:
        """Delete a file, and the folders that it leaves empty."""
        file = self.root / path
        file.unlink()
        for folder in file.parents:
            if folder == self.root or any(folder.iterdir()):
                break
            folder.rmdir()

    def move(self, path: str, to: str) -> None:
        """Rename a file; it keeps its time stamp."""
        (self.root / to).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).rename(self.root / to)
        self._remember(to)

    def _remember(self, path: str) -> None:
        file = self.root / path
        version = Version(file.read_bytes(), file.stat().st_mtime_ns)
        self.older.setdefault(path, []).append(version)

    def read(self, folder: str) -> list[Read]:
        """Read the Markdown files below a folder, as far as they can be read."""
        found = []
        for path in self.files(folder, ".md"):
            try:
                front, _, body = (
                    (self.root / path).read_text("utf-8")[len("---\n") :].partition("---\n")
                )
                found.append(Read(path, entries(front), body))
            except ValueError:
                continue
        return found

    def register(self, path: str) -> Front:
        """Read a register or site.yaml; one that is missing has no entries."""
        file = self.root / path
        return entries(file.read_text("utf-8")) if file.exists() else {}

    def sub(self, pattern: str, new: str) -> None:
        """Replace words in all Markdown files."""
        for path in (*self.files("content", ".md"), *self.files("themes", ".md")):
            old = (self.root / path).read_bytes().decode("utf-8", "surrogateescape")
            if (text := re.sub(pattern, new, old)) != old:
                self.put(path, text.encode("utf-8", "surrogateescape"))

    def forget(self, id: str) -> None:
        """Take every mention of an article, or of a claim of it (`id#claim`), out of all files."""
        self.sub(rf", \"superseded_by\": \"{id}#[\w.-]*\"", "")
        self.sub(rf"(?<=; )@{id}(?:#[\w.-]+)?; |; @{id}(?:#[\w.-]+)?(?=[;\]])", "")
        self.sub(rf"\[@{id}(?:#[\w.-]+)?; ", "[")
        self.sub(rf"\[@{id}(?:#[\w.-]+)?\]|\[\[{id}(?:\|[^\]]*)?\]\]", "")

    # Choosing

    def any(self, things: Sequence[T]) -> T:
        """Return one of several things."""
        return self.random.choice(things)

    def happens(self, chance: float) -> bool:
        """Throw a dice."""
        return self.random.random() < chance

    def fresh(self) -> str:
        """Return a number that has not been given before."""
        self.count += 1
        return f"{self.count:04}"

    def article(self) -> Read | None:
        """Return one of the articles."""
        return self.any(found) if (found := self.read(ARTICLES)) else None

    def theme(self) -> Read | None:
        """Return one of the themes."""
        return self.any(found) if (found := self.read("themes")) else None

    def points(self, theme: str) -> list[str]:
        """Return the points of a theme."""
        return [
            point["id"]
            for read in self.read("themes")
            if name_of(read.path) == theme
            for point in read.front.get("points", [])
        ]

    def mention(self) -> str:
        """Return a citation of some article or claim, or a link by key."""
        articles = self.read(ARTICLES)
        article = self.any(articles)
        claims = claim_ids(article)
        cited = f"@{id_of(article)}"
        return self.any(
            [
                f"[{cited}]",
                f"[{cited}#{self.any(claims)}]" if claims else f"[{cited}]",
                f"[{cited}; @{id_of(self.any(articles))}]",
                f" [[{id_of(article)}]]",
                f" [[theme:{name_of(self.any(self.files('themes', '.md')))}]]",
                f" [[source:{self.any(list(self.register(SOURCES_FILE)) or ['herald'])}|a source]]",
            ]
        )

    def day(self) -> str:
        """Return some day or moment."""
        day = datetime(2025, 3, 1, tzinfo=UTC) + timedelta(days=self.random.randrange(85))
        return f"{day:%Y-%m-%d}" + self.any(["", "", "T09:30", "T23:45-05:00", "T00:15+09:00"])

    def claim(self, themes: Sequence[str]) -> Front:
        """Make up a claim about one of some themes."""
        theme = self.any(themes)
        claim: Front = {
            "text": f"Claim {self.fresh()} was made.",
            "kind": self.any(FACTS + POSITIONS),
            "theme": theme,
        }
        if points := self.points(theme):
            claim["point"] = self.any(points)
        if claim["kind"] in POSITIONS or self.happens(0.2):
            claim["by"] = [self.any(list(self.register(ACTORS_FILE)))]
        if self.happens(0.8):
            claim["on"] = self.day()
        if self.happens(0.8):
            claim["value"] = self.any(VALUES)
        if self.happens(0.3):
            claim["id"] = f"k{self.count}"
        if self.happens(0.2):
            claim["status"] = self.any(STATUSES)
        return claim


FACTS = ("event", "agreement", "figure")
POSITIONS = ("statement", "proposal", "demand", "offer", "threat", "denial", "assessment")
STATUSES = ("reported", "confirmed", "disputed", "denied", "superseded")
VALUES = ("30 days", "60 days", "45 Days", "45 days", "1,000", "1000", "Istanbul", "Rome")


def entries(text: str) -> Front:
    """Read lines of JSON, one a key. Raises ValueError where they are something else."""
    return {
        key: json.loads(value) for key, _, value in (line.partition(": ") for line in _lines(text))
    }


def _lines(text: str) -> Iterator[str]:
    return (line for line in text.split("\n") if line)


def name_of(path: str) -> str:
    """Return the name that a file stands for."""
    return PurePosixPath(path).stem


def id_of(article: Read) -> str:
    """Return the id of an article."""
    return str(article.front.get("id", name_of(article.path)))


def claim_ids(article: Read) -> list[str]:
    """Return the ids of an article's claims."""
    claims = article.front.get("claims", [])
    return [claim.get("id", f"c{number}") for number, claim in enumerate(claims, 1)]


Act = Callable[[Walk], str | None]
"""Something that may be done; it says what it did, or gives None where it cannot be done."""

EDITS: list[Act] = []
OTHERS: list[Act] = []


def _edit(times: int = 1) -> Callable[[Act], Act]:
    """Mark a step that changes what people write, and leaves it sound more often than not."""

    def marked(act: Act) -> Act:
        EDITS.extend([act] * times)
        return act

    return marked


def _event(times: int = 1) -> Callable[[Act], Act]:
    """Mark any other step."""

    def marked(act: Act) -> Act:
        OTHERS.extend([act] * times)
        return act

    return marked


# Articles


@_edit(3)
def _add_an_article(walk: Walk) -> str | None:
    if len(walk.files(ARTICLES)) > 16:
        return None
    themes = [name_of(path) for path in walk.files("themes", ".md")]
    sources = list(walk.register(SOURCES_FILE))
    if not themes or not sources:
        return None
    id = f"a{walk.fresh()}"
    about = walk.random.sample(themes, walk.random.randint(1, min(2, len(themes))))
    front: Front = {
        "title": walk.any([f"Report {id}", "The same title"]),
        "source": walk.any(sources),
        "published": walk.day(),
        "themes": about,
        "claims": [walk.claim(about) for _ in range(walk.random.randint(0, 3))],
    }
    more: list[Front] = [
        *({}, {}, {}, {"draft": True}, {"publish": "link"}, {"publish": "excerpt"}),
        *({"publish_at": "2025-05-20"}, {"expires_at": "2025-05-20"}, {"via": front["source"]}),
        *({"slug": f"s-{id}"}, {"aliases": [f"/was/{id}/"]}, {"summary": f"In short, {id}."}),
    ]
    front |= walk.any(more)
    folder = walk.any(["", "2025-03/", "2025-04/", "2025-05/", "more/"])
    mention = walk.mention() if walk.read(ARTICLES) else ""
    body = f"The report {id} goes on{mention}. Stamp {walk.fresh()}.\n"
    walk.put(f"{ARTICLES}/{folder}{id}.md", document(front, body))
    return f"add the article {folder}{id}.md"


@_edit(4)
def _edit_a_body(walk: Walk) -> str | None:
    if (article := walk.article()) is None:
        return None
    more = walk.any(
        [
            f"Sentence {walk.fresh()}{walk.mention()}.\n",
            f"## Heading {walk.fresh()}\n\n| a | b |\n|:--|--:|\n| 1 | {walk.count} |\n",
            f"A note {walk.count}.[^n]\n\n[^n]: Of it{walk.mention()}.\n",
            "![Again](map.png)\n",
        ]
    )
    head = article.body.partition("\n\n")[0].rstrip("\n")
    walk.put(article.path, document(article.front, f"{head}\n\n{more}"))
    return f"edit the body of {article.path}"


@_edit(4)
def _edit_a_body_and_keep_the_size(walk: Walk) -> str | None:
    if (article := walk.article()) is None or "Stamp " not in article.body:
        return None
    body = re.sub(r"Stamp \d{4}", f"Stamp {walk.fresh()}", article.body)
    kept = walk.happens(0.3)
    mtime = (walk.root / article.path).stat().st_mtime_ns if kept else None
    walk.put(article.path, document(article.front, body), mtime)
    return f"edit the body of {article.path}, size{' and time stamp' if kept else ''} kept"


@_edit(6)
def _edit_a_claim(walk: Walk) -> str | None:
    article = walk.article()
    if article is None or not (claims := article.front.get("claims")):
        return None
    number = walk.random.randrange(len(claims))
    key, value = _of_a_claim(walk, article, claims[number])
    if value is None:
        claims[number].pop(key, None)
    else:
        claims[number][key] = value
    if claims[number]["kind"] in POSITIONS:
        claims[number].setdefault("by", [walk.any(list(walk.register(ACTORS_FILE)))])
    walk.put(article.path, document(article.front, article.body))
    return f"set {key} of claim {number + 1} of {article.path} to {value!r}"


def _of_a_claim(walk: Walk, article: Read, claim: Front) -> tuple[str, object]:
    """Return a key of a claim and what to set it to."""
    theme = claim.get("theme", article.front["themes"][0])
    words = re.findall(r"[A-Za-z]+(?: [A-Za-z]+)+", article.body)
    newer = walk.any(walk.read(ARTICLES))
    return walk.any(
        [
            ("text", f"Claim {walk.fresh()} was made."),
            ("text", f"Claim {walk.fresh()} was made."),
            ("value", walk.any([*VALUES, None])),
            ("value", walk.any([*VALUES, f"{walk.count} days"])),
            ("point", walk.any([*walk.points(theme), None])),
            ("by", walk.random.sample(actors, min(2, len(actors))))
            if (actors := list(walk.register(ACTORS_FILE)))
            else ("by", None),
            ("kind", walk.any(FACTS + POSITIONS)),
            ("on", walk.any([walk.day(), None])),
            ("status", walk.any(STATUSES)),
            ("via", walk.any([*walk.register(SOURCES_FILE), None])),
            ("quote", walk.any(words) if words else None),
            ("superseded_by", None)
            if "superseded_by" in claim or not claim_ids(newer)
            else ("superseded_by", f"{id_of(newer)}#{walk.any(claim_ids(newer))}"),
        ]
    )


@_edit(2)
def _add_remove_or_turn_round_claims(walk: Walk) -> str | None:
    if (article := walk.article()) is None:
        return None
    claims = article.front.setdefault("claims", [])
    if len(claims) < 3 and walk.happens(0.6):
        what = "add a claim to"
        claims.append(walk.claim(article.front["themes"]))
    elif len(claims) > 1 and walk.happens(0.5):
        what = "turn round the claims of"
        claims.reverse()
    elif claims:
        what = "take the last claim from"
        walk.forget(f"{id_of(article)}")
        (article,) = (read for read in walk.read(ARTICLES) if read.path == article.path)
        article.front["claims"].pop()
    else:
        return None
    walk.put(article.path, document(article.front, article.body))
    return f"{what} {article.path}"


@_edit(3)
def _retag(walk: Walk) -> str | None:
    if (article := walk.article()) is None:
        return None
    themes = [name_of(path) for path in walk.files("themes", ".md")]
    chosen = walk.random.sample(themes, walk.random.randint(1, len(themes)))
    _set_themes(article.front, chosen)
    walk.put(article.path, document(article.front, article.body))
    return f"retag {article.path} to {', '.join(chosen)}"


def _set_themes(front: Front, themes: list[str]) -> None:
    """Return an article other themes; its claims follow, and lose their points where they must."""
    old = front["themes"]
    front["themes"] = themes
    for claim in front.get("claims", []):
        theme = claim.setdefault("theme", old[0])
        if theme not in themes:
            claim["theme"] = themes[0]
            claim.pop("point", None)


@_edit(3)
def _rename_an_article(walk: Walk) -> str | None:
    if (article := walk.article()) is None:
        return None
    old, new = id_of(article), f"a{walk.fresh()}"
    to = (PurePosixPath(article.path).parent / f"{new}.md").as_posix()
    if walk.happens(0.5):
        walk.put(article.path, document({**article.front, "id": old}, article.body))
        walk.move(article.path, to)
        return f"rename {article.path} to {new}.md, its id kept"
    if walk.happens(0.3) and "id" not in article.front:
        walk.move(article.path, to)
        return f"rename {article.path} to {new}.md and leave mentions of it as they are"
    front = {key: value for key, value in article.front.items() if key != "id"}
    if walk.happens(0.5):
        front["aliases"] = [f"/articles/{old}/"] if "slug" not in front else []
    walk.put(article.path, document(front, article.body))
    walk.move(article.path, to)
    walk.sub(rf"(?<=[@\[\"]){old}(?=[#;|\]])", new)
    return f"rename {article.path} to {new}.md, its id with it"


@_edit()
def _swap_two_files(walk: Walk) -> str | None:
    paths = walk.files(ARTICLES, ".md")
    if len(paths) < 2:
        return None
    one, other = walk.random.sample(paths, 2)
    walk.move(one, f"{ARTICLES}/between.tmp")
    walk.move(other, one)
    walk.move(f"{ARTICLES}/between.tmp", other)
    return f"swap {one} and {other}"


@_edit(2)
def _publish_in_another_month(walk: Walk) -> str | None:
    if (article := walk.article()) is None:
        return None
    front = {**article.front, "published": walk.day()}
    walk.put(article.path, document(front, article.body))
    return f"publish {article.path} on {front['published']}"


@_edit(2)
def _change_a_slug(walk: Walk) -> str | None:
    articles = walk.read(ARTICLES)
    if len(articles) < 2:
        return None
    one, other = walk.random.sample(articles, 2)
    if "slug" in one.front and walk.happens(0.7):
        slug = one.front.pop("slug")
        walk.put(one.path, document(one.front, one.body))
        if walk.happens(0.5):
            walk.put(other.path, document({**other.front, "slug": slug}, other.body))
            return f"give the slug {slug} of {one.path} to {other.path}"
        return f"take the slug from {one.path}"
    front = {**one.front, "slug": f"s{walk.fresh()}"}
    walk.put(one.path, document(front, one.body))
    return f"give {one.path} the slug {front['slug']}"


@_edit(3)
def _change_a_key(walk: Walk) -> str | None:
    if (article := walk.article()) is None:
        return None
    key, value = walk.any(
        [
            ("title", walk.any([f"Title {walk.fresh()}", "The same title", "Как это было"])),
            ("summary", walk.any([f"In short {walk.fresh()}{walk.mention()}.", None])),
            ("source", walk.any(list(walk.register(SOURCES_FILE)) or ["herald"])),
            ("via", walk.any([*walk.register(SOURCES_FILE), None])),
            ("authors", walk.any([[f"Author {walk.fresh()}"], None])),
            ("language", walk.any(["fr", "ar", None])),
            ("updated", walk.any([walk.day(), None])),
            ("date_note", walk.any([f"Guessed {walk.fresh()}.", None])),
            ("draft", walk.any([True, None])),
            ("publish", walk.any(["full", "excerpt", "link"])),
            ("publish_at", walk.any(["2025-05-20", "2025-05-20T00:00-07:00", None])),
            ("expires_at", walk.any(["2025-05-20", "2025-06-20", None])),
            ("aliases", [f"/was/{walk.fresh()}/"]),
            ("aliases", walk.any([[f"/was/{walk.count}.html", "/was/plain"], None])),
            ("corrections", walk.any([[{"date": walk.day(), "text": f"N {walk.count}."}], None])),
        ]
    )
    front = {**article.front, key: value}
    if value is None:
        del front[key]
    walk.put(article.path, document(front, article.body))
    return f"set {key} of {article.path} to {value!r}"


@_edit(3)
def _delete_an_article(walk: Walk) -> str | None:
    if (article := walk.article()) is None or len(walk.files(ARTICLES)) < 7:
        return None
    walk.drop(article.path)
    if walk.happens(0.3):
        return f"delete {article.path} and leave mentions of it as they are"
    walk.forget(id_of(article))
    return f"delete {article.path} and every mention of it"


@_edit(2)
def _rename_or_delete_a_folder(walk: Walk) -> str | None:
    folders = sorted(path for path in (walk.root / ARTICLES).iterdir() if path.is_dir())
    if not folders:
        return None
    folder = walk.any(folders)
    if walk.happens(0.6):
        to = folder.with_name(walk.any([f"f{walk.fresh()}", "2025-03", "2025-04", "2025-05"]))
        if to.exists():
            return None
        folder.rename(to)
        return f"rename the folder {folder.name} to {to.name}"
    inside = [read for read in walk.read(ARTICLES) if read.path.split("/")[2] == folder.name]
    if len(walk.files(ARTICLES)) - len(inside) < 5:
        return None
    shutil.rmtree(folder)
    if walk.happens(0.3):
        return f"delete the folder {folder.name} and leave mentions as they are"
    for read in inside:
        walk.forget(id_of(read))
    return f"delete the folder {folder.name} and every mention of its articles"


# Themes


@_edit(6)
def _edit_a_theme(walk: Walk) -> str | None:
    if (theme := walk.theme()) is None:
        return None
    front, body = theme.front, theme.body
    points: list[Front] = front.setdefault("points", [])
    what = walk.any(["bottom line", "keys", "keys", "add", "remove", "turn", "point"])
    match what:
        case "bottom line":
            body = f"Sentence {walk.fresh()}{walk.mention()}. And more{walk.mention()}.\n"
        case "keys":
            key, value = _of_a_theme(walk)
            front[key] = value
            what = f"{key}: {value!r}"
        case "add":
            points.insert(
                walk.random.randint(0, len(points)),
                {"id": f"p{walk.fresh()}", "title": f"Point {walk.count}"},
            )
        case "remove" if points:
            gone = points.pop(walk.random.randrange(len(points)))
            if walk.happens(0.8):
                walk.sub(rf", \"point\": \"{gone['id']}\"", "")
        case "turn":
            points.reverse()
        case "point" if points:
            point = walk.any(points)
            point |= walk.any(
                [
                    {"title": f"Point {walk.fresh()}"},
                    {"note": f"Note {walk.fresh()}{walk.mention()}."},
                    {"place": {"lat": walk.random.randint(-80, 80), "lon": 30.5}},
                    {"unit": f"unit {walk.fresh()}"},
                    {"question": f"Question {walk.fresh()}?"},
                ]
            )
        case _:
            return None
    walk.put(theme.path, document(front, body))
    return f"edit {theme.path}: {what}"


def _of_a_theme(walk: Walk) -> tuple[str, object]:
    """Return a key of a theme and what to set it to."""
    return walk.any(
        [
            ("title", f"Theme {walk.fresh()}"),
            ("question", f"Question {walk.fresh()}?"),
            ("order", walk.random.randint(0, 3)),
            ("as_of", walk.day()),
            ("review_by", walk.day()),
            ("status", {"text": f"Status {walk.fresh()}.", "state": walk.any(["open", "stalled"])}),
            ("unknowns", [f"Unknown {walk.fresh()}{walk.mention()}."]),
            ("watch", [{"text": f"Watch {walk.fresh()}{walk.mention()}.", "date": walk.day()}]),
            ("corrections", [{"date": walk.day(), "text": f"Wrong {walk.fresh()}."}]),
        ]
    )


@_edit(2)
def _add_a_theme(walk: Walk) -> str | None:
    article = walk.article()
    if len(walk.files("themes", ".md")) > 4 or article is None:
        return None
    name = f"t{walk.fresh()}"
    front = {
        "title": f"Theme {name}",
        "question": f"What of {name}?",
        "order": walk.random.randint(0, 3),
        "status": {"text": "It is new.", "state": "open"},
        "as_of": walk.day(),
        "points": [{"id": "first", "title": "First"}],
    }
    walk.put(f"themes/{name}.md", document(front, f"All is open[@{id_of(article)}].\n"))
    themes = [*article.front["themes"], name]
    for claim in article.front.get("claims", []):
        claim.setdefault("theme", themes[0])
    walk.put(article.path, document({**article.front, "themes": themes}, article.body))
    return f"add the theme {name}, with {article.path}"


@_edit(2)
def _delete_or_rename_a_theme(walk: Walk) -> str | None:
    names = [name_of(path) for path in walk.files("themes", ".md")]
    if len(names) < 3:
        return None
    name = walk.any(names)
    if walk.happens(0.3):
        new = f"t{walk.fresh()}"
        walk.move(f"themes/{name}.md", f"themes/{new}.md")
        walk.sub(rf'(?<="){name}(?=")|(?<=theme:){name}\b', new)
        return f"rename the theme {name} to {new}"
    walk.drop(f"themes/{name}.md")
    if walk.happens(0.2):
        return f"delete the theme {name} and leave mentions of it as they are"
    walk.sub(rf"\[\[theme:{name}(?:\|[^\]]*)?\]\]", "a theme")
    others = [other for other in names if other != name]
    for article in walk.read(ARTICLES):
        if name in article.front["themes"]:
            left = [theme for theme in article.front["themes"] if theme != name]
            _set_themes(article.front, left or [walk.any(others)])
            walk.put(article.path, document(article.front, article.body))
    return f"delete the theme {name} and every mention of it"


# The look

_PARTS = Path(__file__).parent.parent / "generator/templates/parts.html"
_PAGES = (
    *("home", "theme", "month", "article", "timeline", "timeline-month", "actors", "actor"),
    *("sources", "source", "corrections", "page", "404"),
)


@_edit(3)
def _change_a_template(walk: Walk) -> str:
    edition = f"edition {walk.fresh()}"
    name = walk.any([*_PAGES, "base", "parts", "redirect", "box", "box"])
    path = f"templates/{name}.html"
    if (walk.root / path).exists() and name != "box" and walk.happens(0.4):
        walk.drop(path)
        return f"remove {path}"
    if name == "box":
        text = f"<p>{{{{ site.title }}}}, {edition}</p>\n"
    elif name == "parts":
        text = _PARTS.read_text("utf-8").replace("relaying", f"relaying ({edition})")
    elif name == "redirect":
        text = f'<title>{edition}</title>\n<a href="{{{{ view.target|url }}}}">Moved</a>\n'
    else:
        block = "rail" if name == "base" else "main"
        box = walk.any(["", '{% include "box.html" %}'])
        text = (
            f'{{% extends "default/{name}.html" %}}\n'
            f"{{% block {block} %}}<p>{edition}</p>{box}{{{{ super() }}}}{{% endblock %}}\n"
        )
    walk.put(path, text)
    return f"write {path}: {edition}"


@_edit(2)
def _change_the_template_of_one_theme(walk: Walk) -> str | None:
    themes = walk.files("themes", ".md")
    path = walk.any([theme.replace(".md", ".html") for theme in themes] or ["themes/none.html"])
    if (walk.root / path).exists() and walk.happens(0.4):
        walk.drop(path)
        return f"remove {path}"
    block = walk.any(["bottom_line", "points", "places", "sources"])
    walk.put(
        path,
        '{% extends "theme.html" %}\n'
        f"{{% block {block} %}}<p>edition {walk.fresh()}</p>{{{{ super() }}}}{{% endblock %}}\n",
    )
    return f"write {path}: {block}"


@_edit(2)
def _change_a_static_file(walk: Walk) -> str:
    path = f"static/{walk.any(['note.txt', 'briefing.css', 'fonts/a.txt', 'new.js'])}"
    if (walk.root / path).exists() and walk.happens(0.4):
        walk.drop(path)
        return f"remove {path}"
    walk.put(path, f"/* edition {walk.fresh()} */\n")
    return f"write {path}"


# Registers, the site, pages, images


@_edit(4)
def _change_a_register(walk: Walk) -> str | None:
    path = walk.any([SOURCES_FILE, ACTORS_FILE])
    entries = walk.register(path)
    if not entries:
        return None
    key = walk.any(list(entries))
    what = walk.any(["add", "remove", "name", "more", "more"])
    if what == "add":
        key = f"e{walk.fresh()}"
        entries = {key: {"name": f"Entry {key}"}, **entries}
    elif what == "remove":
        written = "".join(read.body + register(read.front) for read in _all_read(walk))
        used = re.search(rf"\b{key}\b", written) or f'"of": "{key}"' in register(entries)
        if len(entries) < 3 or (used and walk.happens(0.8)):
            return None
        del entries[key]
    elif what == "name":
        entries[key]["name"] = f"Name {walk.fresh()}"
    elif path == SOURCES_FILE:
        entries[key] |= walk.any(
            [
                {"ownership": f"Owner {walk.fresh()}."},
                {"kind": walk.any(["agency", "broadcaster", "website"])},
                {"note": f"Note {walk.fresh()}."},
                {"url": f"https://outlet{walk.fresh()}.example/"},
            ]
        )
    else:
        others = [other for other in entries if other != key]
        entries[key] |= walk.any([{"role": f"Role {walk.fresh()}"}, {"of": walk.any(others)}])
        if walk.happens(0.2):
            entries[key].pop("of", None)
    walk.put(path, register(entries))
    return f"{path}: {what} {key}"


def _all_read(walk: Walk) -> list[Read]:
    return [*walk.read(ARTICLES), *walk.read(PAGES), *walk.read("themes")]


@_edit(2)
def _change_the_site(walk: Walk) -> str | None:
    front = walk.register(SITE_FILE)
    if not front:
        return None
    key, value = walk.any(
        [
            ("title", f"Walk {walk.fresh()}"),
            ("tagline", walk.any([f"Tagline {walk.fresh()}", None])),
            ("base_url", walk.any(["https://example.org/", "https://example.org/repo/"])),
            ("language", walk.any(["en", "ar", "pt-BR"])),
            ("timezone", walk.any(["UTC", "Europe/Kyiv", "America/Los_Angeles"])),
            ("cname", walk.any([f"walk{walk.fresh()}.example.org", None])),
            ("editor", walk.any([{"name": f"Desk {walk.fresh()}"}, None])),
            ("repository", walk.any([f"https://git.example/{walk.fresh()}", None])),
        ]
    )
    front[key] = value
    if value is None:
        del front[key]
    walk.put(SITE_FILE, register(front))
    return f"set {key} of the site to {value!r}"


@_edit(3)
def _change_a_page(walk: Walk) -> str:
    pages = walk.read(PAGES)
    what = walk.any(["add", "body", "body", "slug", "title", "alias", "delete", "rename"])
    if what == "add" or not pages:
        path = f"{PAGES}/{walk.any(['', 'help/', 'deep/er/'])}p{walk.fresh()}.md"
        walk.put(path, document({"title": f"Page {walk.count}"}, f"Text{walk.mention()}.\n"))
        return f"add {path}"
    page = walk.any(pages)
    front, body = page.front, page.body
    match what:
        case "delete":
            walk.drop(page.path)
            return f"delete {page.path}"
        case "rename":
            to = f"{PAGES}/p{walk.fresh()}.md"
            walk.move(page.path, to)
            return f"rename {page.path} to {to}"
        case "body":
            body = f"Text {walk.fresh()}{walk.mention()}.\n\n![A map](map.png)\n"
        case "slug":
            front["slug"] = f"s{walk.fresh()}"
        case "title":
            front["title"] = f"Page {walk.fresh()}"
        case _:
            # A file and a folder, in turn, of one name.
            front["aliases"] = [walk.any(["/x.html", "/x.html/y/", f"/was/{walk.fresh()}/"])]
    walk.put(page.path, document(front, body))
    return f"edit {page.path}: {what}"


@_edit(3)
def _change_an_image(walk: Walk) -> str:
    size = walk.random.randint(1, 60), walk.random.randint(1, 60)
    path = f"{MEDIA}/{walk.any(['map.png', 'map.png', 'sub/new.png'])}"
    if path != f"{MEDIA}/map.png" and (walk.root / path).exists() and walk.happens(0.5):
        walk.drop(path)
        return f"remove {path}"
    walk.put(path, picture(*size))
    return f"make {path} {size[0]} by {size[1]}"


# Time stamps


@_edit(5)
def _bring_back_an_older_version(walk: Walk) -> str:
    path = walk.any(sorted(walk.older))
    file = walk.root / path
    versions = walk.older[path]
    if file.is_file():
        now = Version(file.read_bytes(), file.stat().st_mtime_ns)
        others = [version for version in versions if version.data != now.data]
        versions = [v for v in others if len(v.data) == len(now.data)] or others or versions
    version = walk.any(versions)
    same = file.is_file() and file.stat().st_size == len(version.data)
    walk.put(path, version.data, version.mtime_ns)
    return f"bring back an older {path} with its time stamp{', of the same size' if same else ''}"


@_event(2)
def _touch(walk: Walk) -> str:
    path = walk.any([path for folder in WRITTEN_BY_PEOPLE for path in walk.files(folder)])
    (walk.root / path).touch()
    return f"touch {path}"


@_event()
def _touch_all(walk: Walk) -> str:
    back = walk.any([0, 10**9, 86400 * 10**9])
    for folder in WRITTEN_BY_PEOPLE:
        for path in walk.files(folder):
            mtime = (walk.root / path).stat().st_mtime_ns - back
            os.utime(walk.root / path, ns=(mtime, mtime))
    return f"set all time stamps back by {back} ns"


# What a build is asked for


@_event(3)
def _jump_in_time(walk: Walk) -> str:
    walk.now = walk.any([instant for instant in INSTANTS if instant != walk.now])
    return f"it is {walk.now.isoformat()}"


@_event(2)
def _drafts(walk: Walk) -> str:
    walk.drafts = not walk.drafts
    return f"drafts are {'on' if walk.drafts else 'off'}"


@_event()
def _serve_elsewhere(walk: Walk) -> str:
    walk.base_url = walk.any([None, "https://other.example/", "https://other.example/sub/"])
    return f"build for {walk.base_url or 'where site.yaml says'}"


@_event()
def _clean(walk: Walk) -> str:
    walk.clean = True
    return "make every page again"


@_event()
def _nothing(_: Walk) -> str:
    return "nothing"


# What builds left behind


@_event()
def _harm_the_output(walk: Walk) -> str | None:
    files = walk.files("site")
    if not walk.sound or not files:
        return None
    path = walk.any(files)
    if walk.happens(0.5):
        (walk.root / path).unlink()
        return f"delete {path}"
    (walk.root / path).write_bytes(b"defaced")
    return f"deface {path}"


@_event()
def _lose_the_state(walk: Walk) -> str | None:
    files = walk.files(".briefing")
    if not walk.sound or not files:
        return None
    if not walk.harsh or walk.happens(0.5):
        shutil.rmtree(walk.root / ".briefing")
        return "delete the state"
    path = walk.any(files)
    data = (walk.root / path).read_bytes()
    (walk.root / path).write_bytes(data[: len(data) // 2])
    return f"cut {path} short"


@_event()
def _make_clean(walk: Walk) -> str:
    shutil.rmtree(walk.root / "site", ignore_errors=True)
    shutil.rmtree(walk.root / ".briefing", ignore_errors=True)
    return "delete the output and the state"


# What is wrong


@_event(4)
def _make_a_mistake(walk: Walk) -> str | None:
    articles = [article for article in walk.read(ARTICLES) if article.front.get("claims")]
    if not articles:
        return None
    article = walk.any(articles)
    front = dict(article.front)
    mistake = walk.any(["quote", "point", "source", "title", "alias", "mention", "cut", "latin"])
    text: str | bytes
    match mistake:
        case "quote" | "point":
            front["claims"][0][mistake] = "words-that-nobody-said"
        case "source":
            front["source"] = "herold"
        case "title":
            del front["title"]
        case "alias":
            front["aliases"] = ["/timeline/"]
    text = document(front, article.body)
    match mistake:
        case "mention":
            text += "As nobody wrote[@nobody#c1].\n"
        case "cut":
            text = text[: len(text) // 3]
        case "latin":
            text = text.encode() + "é\n".encode("latin-1")
    walk.put(article.path, text)
    return f"make a mistake in {article.path}: {mistake}"


@_event(2)
def _make_another_mistake(walk: Walk) -> str:
    match walk.any(["template", "template of one page", "image", "site", "register", "theme"]):
        case "template":
            walk.put("templates/actor.html", "{% if %}\n")
            return "write a template that is none"
        case "template of one page":
            walk.put("templates/corrections.html", "<p>\n{{ view.nothing }}\n")
            return "write a template that asks for what there is not"
        case "image":
            walk.put(f"{MEDIA}/map.png", b"no image")
            return "put text where an image was"
        case "site" if (walk.root / SITE_FILE).exists():
            walk.drop(SITE_FILE)
            return f"delete {SITE_FILE}"
        case "register":
            walk.put(SOURCES_FILE, register({"herald": {"nom": "The Herald"}}))
            return f"misspell a key of {SOURCES_FILE}"
        case _:
            walk.put("themes/broken.md", "---\ntitle: Broken\n---\n")
            return "add a theme that lacks what a theme needs"
