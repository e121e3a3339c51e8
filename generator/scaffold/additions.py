"""Add a file or an entry to a site: name it, fill its skeleton, read it back, write it.

Whatever is written was read before as a check would read it, so that no skeleton has a problem.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from msgspec import Struct

from generator.addresses import fold
from generator.problems import AtKey, Finding, Rejected, nearest
from generator.prose.markdown import Markdown
from generator.read.documents import parse_document
from generator.read.files import UNTRUSTED, Source, SourceFile, decode
from generator.read.layout import ACTORS_FILE, ARTICLES, SOURCES_FILE, stem
from generator.saving import appended, replace_file, write_new
from generator.scaffold.answers import one_line
from generator.scaffold.choices import Choices, ThemeChoice
from generator.scaffold.skeletons import (
    NewArticle,
    actor_skeleton,
    article_skeleton,
    source_skeleton,
    theme_skeleton,
)
from generator.validate.articles import read_article
from generator.validate.fields import as_key, is_key
from generator.validate.new_names import free_name, name_for, title_for
from generator.validate.placeholders import HEADLINE, TO_WRITE
from generator.validate.registers import Register, read_actors, read_sources
from generator.validate.themes import read_theme
from generator.validate.web_addresses import web_address

_PUBLIC_THEME = (
    "a theme is no draft: the next build shows it to readers, so write its status and bottom line; "
    "`briefing review` asks for them"
)
_ENDINGS = (".html", ".htm", ".php", ".aspx")
_ReadRegister = Callable[[SourceFile | None, Callable[[SourceFile], Source]], Register[Any]]


class RefusedError(Exception):
    """Something cannot be added; the message says why, and what to do."""


class UnknownNameError(RefusedError):
    """There is nothing of the name that somebody gave."""


class Added(Struct, frozen=True):
    """What was added."""

    path: str
    """Relative to the root."""
    key: str
    """By which other files name it."""
    notes: tuple[str, ...] = ()
    """What an editor has to know about it."""


def add_article(
    root: Path,
    site: Choices,
    now: datetime,
    url: str,
    title: str,
    source: str,
    themes: Iterable[str],
) -> Added:
    """Write the skeleton of an article, a draft. Raise RefusedError or OSError."""
    if url:
        _check(web_address, url)
        if there := site.article_at(url):
            raise RefusedError(
                f"{there} has this address already; where two reports are on one page, end the "
                "address of each with # and a word of its own"
            )
    outlet, doubt = _outlet(site, source, url)
    chosen, unsure = _themes(site, themes)
    today = now.astimezone(ZoneInfo(site.timezone)).date()
    title = one_line(title)
    new = NewArticle(title or HEADLINE, outlet, chosen, url, today, doubt)
    wanted = f"{today.isoformat()}-{name_for(title or _last_part(url), 'report')}"
    text = article_skeleton(new, site)
    taken = site.names_of_articles
    while True:
        path = f"{ARTICLES}/{free_name(wanted, taken)}.md"
        _verify(path, text)
        try:
            write_new(root / path, text.encode())
        except FileExistsError:  # somebody else was faster
            taken.add(PurePosixPath(path).stem)
            continue
        return Added(path, stem(path), tuple(filter(None, (doubt, unsure))))


def add_theme(
    root: Path, site: Choices, now: datetime, name: str, title: str, question: str
) -> Added:
    """Write the skeleton of a theme. Raise RefusedError or OSError."""
    key = _key_for(name)
    path = f"themes/{key}.md"
    title = one_line(title) or title_for(name)
    for theme in site.themes:
        if fold(theme.name) == fold(key):
            raise RefusedError(f"the theme '{theme.name}' is there already")
        if fold(key) in map(fold, theme.old_names):
            raise RefusedError(
                f"the theme '{theme.name}' had this name once, and readers who follow old links "
                "come from there; take another one"
            )
    orders = [theme.order for theme in site.themes]
    order = max(orders) + 1 if any(orders) else None
    today = now.astimezone(ZoneInfo(site.timezone)).date()
    text = theme_skeleton(title, one_line(question) or TO_WRITE, order, today)
    _verify(path, text)
    try:
        write_new(root / path, text.encode())
    except FileExistsError:
        raise RefusedError(f"{path} is there already") from None
    return Added(path, key, (_PUBLIC_THEME,))


def add_source(root: Path, key: str, name: str, url: str, kind: str) -> Added:
    """Append an outlet to sources.yaml. Raise RefusedError or OSError."""
    made, name = _key_for(key), one_line(name) or title_for(key)
    if url:
        _check(web_address, url)
    return _append(root, SOURCES_FILE, read_sources, made, source_skeleton(made, name, url, kind))


def add_actor(root: Path, key: str, name: str, kind: str) -> Added:
    """Append an actor to actors.yaml. Raise RefusedError or OSError."""
    made, name = _key_for(key), one_line(name) or title_for(key)
    return _append(root, ACTORS_FILE, read_actors, made, actor_skeleton(made, name, kind))


# ---- what is known


def _outlet(site: Choices, named: str, url: str) -> tuple[str, str]:
    """Return the key of the outlet of an article, and a note if it is a guess."""
    if not site.sources:
        raise RefusedError(
            f"an article needs an outlet, and {SOURCES_FILE} has none that is right; begin with "
            "`briefing new source KEY`"
        )
    if named:
        return _known(named, site.sources, "source", SOURCES_FILE), ""
    if found := site.source_at(url):
        return found, ""
    first = next(iter(site.sources))
    if len(site.sources) == 1 and not url:
        return first, ""
    host = urlsplit(url).hostname
    reason = f"no outlet has the host {host}" if host else "no option --source named it"
    return first, f"source: {first} is a guess, as {reason}; choose one, or add it"


def _themes(site: Choices, named: Iterable[str]) -> tuple[tuple[ThemeChoice, ...], str]:
    """Return the themes of an article, and a note if they are a guess."""
    if not site.themes:
        raise RefusedError(
            "an article needs a theme, and there is none yet; begin with `briefing new theme NAME`"
        )
    by_name = {theme.name: theme for theme in site.themes}
    keys = dict.fromkeys(_known(name, by_name, "theme", "themes/") for name in named)
    if keys:
        return tuple(by_name[key] for key in keys), ""
    first = min(site.themes, key=lambda theme: (theme.order, theme.name))
    note = f"themes: [{first.name}] is a guess; choose from those above it"
    return (first,), "" if len(by_name) == 1 else note


def _known(name: str, names: Mapping[str, object], kind: str, place: str) -> str:
    if name not in names:
        meant = nearest(name, names) or f"; there are {', '.join(sorted(names))}"
        raise UnknownNameError(f"there is no {kind} '{name}' in {place}{meant}")
    return name


def _last_part(url: str) -> str:
    """Return the words of the last part of an address that has any; "" if there is none."""
    parts = [unquote(part) for part in urlsplit(url).path.split("/")]
    names = (
        next((part.removesuffix(end) for end in _ENDINGS if part.endswith(end)), part)
        for part in reversed(parts)
    )
    return next((name for name in names if any(map(str.isalpha, name))), "")


def _key_for(name: str) -> str:
    """Return a name as a key, made of its words if it is none. Raise RefusedError."""
    if name == name.lower() and is_key(name):
        return as_key(name)
    if key := name_for(name):
        return key
    raise RefusedError(f"'{name}' has no letters or digits to make a name of; add some")


# ---- reading back


def _check(validate: Callable[[str], str], written: str) -> None:
    try:
        validate(written)
    except ValueError as error:
        raise RefusedError(str(error)) from None


def _verify(path: str, text: str) -> None:
    """Raise RefusedError if a file with this text would have a problem but its placeholders."""
    markdown = Markdown()
    try:
        document = parse_document(path, decode(path, text.encode(errors="surrogatepass")))
    except Rejected as rejected:
        _refuse(rejected.findings)
    else:
        is_article = path.startswith(ARTICLES)
        reading = read_article(document, markdown) if is_article else read_theme(document, markdown)
        _refuse(finding for finding in reading.findings if finding.code != "placeholder")


def _refuse(findings: Iterable[Finding]) -> None:
    """Raise RefusedError for the first of some findings."""
    for finding in findings:
        keys = finding.spot.keys if isinstance(finding.spot, AtKey) else ()
        names = [key for key in keys if isinstance(key, str)]
        raise RefusedError(": ".join((*names[-1:], finding.message)))


def _append(root: Path, path: str, read: _ReadRegister, key: str, entry: str) -> Added:
    """Append an entry to a register, and leave every other byte of it as it is."""
    file = root / path
    is_there = file.exists()
    before = file.read_bytes() if is_there else b""
    old = _register(root, path, read, before)
    if old.names is None:
        raise RefusedError(f"{path} cannot be read, so nothing was added; see `briefing check`")
    if same := next((name for name in old.names if fold(name) == fold(key)), None):
        raise RefusedError(f"{path} has '{same}' already")
    after = appended(before, entry)
    new = _register(root, path, read, after)
    if new.names is None or new.names != old.names | {key}:
        raise RefusedError(
            f"{path} is written so that nothing can be added at its end; add this:\n\n{entry}"
        )
    _refuse(finding for finding in new.findings if finding not in old.findings)
    if not is_there:
        write_new(file, after)
    elif not replace_file(file, before, after):
        raise RefusedError(f"{path} was saved meanwhile, so nothing was added; try again")
    return Added(path, key)


def _register(root: Path, path: str, read: _ReadRegister, data: bytes) -> Register[Any]:
    """Read a register from its bytes; one that cannot be read has no names."""
    source = Source(path, data, "", UNTRUSTED)
    return read(SourceFile(root, path), lambda _: source)
