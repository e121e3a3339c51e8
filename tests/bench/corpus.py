"""A deterministic briefing site of any size: the same number and seed give the same bytes.

About 400 articles a month, the newest at the end of May 2025, so that a larger site is a longer
story, not a denser one.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from tests.bench import words
from tests.bench.prose import Prose
from tests.bench.yamlout import Value, front_matter, to_yaml

PER_MONTH = 400
LAST_YEAR, LAST_MONTH = 2025, 5
AS_OF = date(2025, 5, 31)
BODY_SIZE = 6_000
SITE_TITLE = "Bench Brief"
SITE_TAGLINE = "A made-up story, told by made-up outlets."
BASE_URL = "https://bench.example/"
ABOUT_DATA: dict[str, Value] = {"title": "How we work"}
ABOUT = """\
Every statement leads to the report that it comes from. Sources that relay one wire count once.

Quotations are compared with the text of the report, word by word. Corrections are never silent.
"""


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet."""

    key: str
    name: str
    url: str
    country: str
    kind: str
    ownership: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, or a person who speaks for one."""

    key: str
    name: str
    kind: str
    role: str
    of: str
    """Key of the state; empty for a state."""
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One question inside a theme."""

    id: str
    title: str
    question: str
    note: str
    values: tuple[str, ...]
    """The answers that claims choose from."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A subject with its briefing page."""

    key: str
    order: int
    title: str
    question: str
    status: str
    state: str
    points: tuple[Point, ...]
    unknowns: tuple[str, ...]
    watch: tuple[str, ...]
    bottom_line: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of an article; its id is its place, c1 to c4."""

    text: str
    theme: str
    point: str
    kind: str
    by: tuple[str, ...]
    on: date
    value: str
    quote: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A line of the ledger."""

    date: date
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """One report."""

    id: str
    title: str
    source: str
    published: date
    themes: tuple[str, ...]
    summary: str
    via: str
    claims: tuple[Claim, ...]
    corrections: tuple[Correction, ...]
    body: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything that was written, oldest article first."""

    root: Path
    sources: tuple[Source, ...]
    actors: tuple[Actor, ...]
    themes: tuple[Theme, ...]
    articles: tuple[Article, ...]


def write_corpus(root: Path, articles: int, seed: int = 1) -> Corpus:
    """Make a site of so many articles and write it below `root`."""
    corpus = make_corpus(root, articles, seed)
    for folder in ("content/articles", "content/pages", "themes"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    content = root / "content"
    _write(content / "site.yaml", to_yaml(_site()))
    _write(content / "sources.yaml", to_yaml({s.key: source_data(s) for s in corpus.sources}))
    _write(content / "actors.yaml", to_yaml({a.key: actor_data(a) for a in corpus.actors}))
    _write(content / "pages" / "about.md", front_matter(ABOUT_DATA, ABOUT))
    for theme in corpus.themes:
        text = front_matter(theme_data(theme), theme.bottom_line)
        _write(root / "themes" / f"{theme.key}.md", text)
    for article in corpus.articles:
        _write(content / "articles" / f"{article.id}.md", article_text(article))
    return corpus


def make_corpus(root: Path, articles: int, seed: int = 1) -> Corpus:
    """The same site as a value, nothing written."""
    rng = Random(seed)
    prose = Prose(rng)
    sources = tuple(_sources())
    actors = tuple(_actors(rng))
    days = list(_days(articles))
    titles = [prose.title() for _ in days]
    ids = [
        _article_id(day, title, i) for i, (day, title) in enumerate(zip(days, titles, strict=True))
    ]
    themes = tuple(_themes(rng, prose, ids))
    maker = _ArticleMaker(rng, prose, sources, actors, themes, ids, days)
    made = tuple(maker.make(i, title) for i, title in enumerate(titles))
    return Corpus(root, sources, actors, themes, made)


# ---- the registries ------------------------------------------------------------------------------


def _sources() -> Iterator[Source]:
    for outlet in words.OUTLETS:
        key = _slug(outlet.name)
        ownership = f"Owned by {outlet.owner}."
        url = f"https://{key}.example/"
        yield Source(key, outlet.name, url, outlet.country, outlet.kind, ownership)


def _actors(rng: Random) -> Iterator[Actor]:
    for name in words.STATES:
        yield Actor(_slug(name), name, "state", "", "", ())
    for i, (first, last) in enumerate(zip(words.FIRST_NAMES, words.LAST_NAMES, strict=True)):
        role = words.ROLES[i % len(words.ROLES)]
        of = _slug(rng.choice(words.STATES))
        yield Actor(_slug(last), f"{first} {last}", "person", role, of, (f"{first[0]}. {last}",))


def _themes(rng: Random, prose: Prose, ids: list[str]) -> Iterator[Theme]:
    recent = ids[-200:]
    for order, (key, subject) in enumerate(words.SUBJECTS.items(), 1):
        points = tuple(
            Point(
                _slug(title),
                title,
                f"{title}: what do the reports say?",
                prose.sentence() if i % 4 == 0 else "",
                words.VALUES[(i + order) % len(words.VALUES)],
            )
            for i, title in enumerate(subject.points)
        )
        bottom_line = "\n\n".join(
            f"{prose.sentence()[:-1]} [@{rng.choice(recent)}#c{rng.randint(1, 4)}]."
            f" {prose.sentence()} {prose.sentence()}"
            for _ in range(4)
        )
        yield Theme(
            key,
            order,
            subject.title,
            subject.question,
            prose.sentence(),
            ("open", "partial", "settled", "stalled")[order % 4],
            points,
            tuple(prose.sentence() for _ in range(3)),
            tuple(prose.sentence() for _ in range(3)),
            bottom_line + "\n",
        )


# ---- the articles --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _ArticleMaker:
    """Writes article after article from one random stream."""

    rng: Random
    prose: Prose
    sources: tuple[Source, ...]
    actors: tuple[Actor, ...]
    themes: tuple[Theme, ...]
    ids: list[str]
    days: list[date]

    def make(self, i: int, title: str) -> Article:
        rng, prose = self.rng, self.prose
        themes = rng.sample(self.themes, rng.choice((1, 1, 2)))
        source, relayed = rng.sample(self.sources, 2)
        quoted = rng.randrange(4)
        claims = tuple(self._claim(i, themes[n % len(themes)], n == quoted) for n in range(4))
        speaker = next(a.name for a in self.actors if a.key == claims[quoted].by[0])
        day = self.days[i]
        correction = Correction(day + timedelta(days=rng.randint(1, 3)), prose.sentence())
        return Article(
            self.ids[i],
            title,
            source.key,
            day,
            tuple(theme.key for theme in themes),
            prose.sentence(),
            relayed.key if rng.random() < 0.2 else "",
            claims,
            (correction,) if rng.random() < 0.02 else (),
            self._body(i, f"“{claims[quoted].quote}”, said {speaker}."),
        )

    def _claim(self, i: int, theme: Theme, quoted: bool) -> Claim:
        rng = self.rng
        point = rng.choice(theme.points)
        fact = not quoted and rng.random() < 0.5
        kind = "statement" if quoted else rng.choice(words.FACTS if fact else words.POSITIONS)
        actors = rng.sample(self.actors, 2 if rng.random() < 0.1 else 1)
        return Claim(
            self.prose.sentence(),
            theme.key,
            point.id,
            kind,
            () if fact else tuple(actor.key for actor in actors),
            max(self.days[i] - timedelta(days=rng.randint(0, 3)), self.days[0].replace(day=1)),
            rng.choice(point.values) if rng.random() < 0.8 else "",
            self.prose.sentence().rstrip(".") if quoted else "",
        )

    def _body(self, i: int, quotation: str) -> str:
        """Two sections of prose around what every report has, filled up to `BODY_SIZE`."""
        rng, prose = self.rng, self.prose
        other = self.ids[rng.randrange(max(0, i - PER_MONTH), i) if i else -1]
        link = f"https://{rng.choice(self.sources).key}.example/{rng.randrange(10_000)}"
        fixed = [
            f"*{prose.phrase().capitalize()}*. {quotation} {prose.sentence()}",
            f"## {prose.title()}",
            f"An [earlier report]({link}) had it otherwise. {prose.sentence()[:-1]} [@{other}].",
            "\n".join(f"- {prose.phrase()}" for _ in range(rng.randint(3, 5))),
            f"## {prose.title()}",
            f"**{prose.phrase().capitalize()}**, and *{prose.phrase()}*. {prose.sentence()}",
        ]
        if i % 4 == 1:
            fixed.append(f"> {prose.sentence()}")
        if i % 6 == 2:
            rows = (f"| {prose.phrase()} | {rng.randrange(1_000)} |" for _ in range(4))
            fixed.append("\n".join(("| What | Number |", "|---|---|", *rows)))
        plain = prose.paragraphs(BODY_SIZE - len("\n\n".join(fixed).encode()))
        half = len(plain) // 2
        parts = (fixed[0], *plain[:half], *fixed[1:4], *plain[half:], *fixed[4:])
        return "\n\n".join(parts) + "\n"


def _days(count: int) -> Iterator[date]:
    """The day of each article, oldest first, evenly through the months."""
    for newness in reversed(range(count)):
        back, place = divmod(newness, PER_MONTH)
        year, month = divmod(LAST_YEAR * 12 + LAST_MONTH - 1 - back, 12)
        length = calendar.monthrange(year, month + 1)[1]
        yield date(year, month + 1, length - place * length // PER_MONTH)


def _article_id(day: date, title: str, number: int) -> str:
    return f"{day}-{'-'.join(title.lower().split()[:3])}-{number:05}"


# ---- as data -------------------------------------------------------------------------------------


def _site() -> dict[str, Value]:
    return {
        "id": "bench-brief",
        "title": SITE_TITLE,
        "tagline": SITE_TAGLINE,
        "base_url": BASE_URL,
        "editor": {"name": "Ada Editor", "email": "ada@bench.example"},
        "repository": "https://git.example/bench/brief",
    }


def source_data(source: Source) -> dict[str, Value]:
    """A source as the registry has it, its key apart."""
    return {
        "name": source.name,
        "url": source.url,
        "country": source.country,
        "kind": source.kind,
        "ownership": source.ownership,
    }


def actor_data(actor: Actor) -> dict[str, Value]:
    """An actor as the registry has it, its key apart."""
    return {
        "name": actor.name,
        "kind": actor.kind,
        "role": actor.role,
        "of": actor.of,
        "aliases": actor.aliases,
    }


def theme_data(theme: Theme) -> dict[str, Value]:
    """The front matter of a theme."""
    points = [
        {"id": p.id, "title": p.title, "question": p.question, "note": p.note} for p in theme.points
    ]
    return {
        "title": theme.title,
        "question": theme.question,
        "order": theme.order,
        "status": {"text": theme.status, "state": theme.state},
        "as_of": AS_OF,
        "review_by": AS_OF + timedelta(days=7),
        "points": points,
        "unknowns": theme.unknowns,
        "watch": theme.watch,
    }


def article_text(article: Article) -> str:
    """An article's file."""
    return front_matter(_article_data(article), article.body)


def _article_data(article: Article) -> dict[str, Value]:
    several = len(article.themes) > 1
    claims: list[dict[str, Value]] = [
        {
            "text": claim.text,
            "theme": claim.theme if several else "",
            "point": claim.point,
            "kind": claim.kind,
            "by": claim.by,
            "on": claim.on,
            "value": claim.value,
            "quote": claim.quote,
        }
        for claim in article.claims
    ]
    return {
        "title": article.title,
        "source": article.source,
        "published": article.published,
        "themes": article.themes,
        "summary": article.summary,
        "via": article.via,
        "claims": claims,
        "corrections": [{"date": c.date, "text": c.text} for c in article.corrections],
    }


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
