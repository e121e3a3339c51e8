"""The layout of a site: which files are articles, themes, templates and so on, by their paths."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from msgspec import Struct
from msgspec.structs import replace

from generator.addresses import fold
from generator.problems import AtLine, Finding, Rejected, Severity
from generator.read.files import SourceFile
from generator.read.images import IMAGE_TYPES
from generator.read.scan import Snapshot
from generator.read.unread import register_meant, unread

SITE_FILE = "content/site.yaml"
SOURCES_FILE = "content/sources.yaml"
ACTORS_FILE = "content/actors.yaml"
GLOSSARY_FILE = "content/glossary.yaml"
_REGISTERS = (SOURCES_FILE, ACTORS_FILE, GLOSSARY_FILE)
ARTICLES = "content/articles"
MEDIA = "content/media"


class SiteFiles(Struct, frozen=True):
    """The files of a site by what they are for, none of them read; each group sorted by path."""

    root: Path
    site: SourceFile
    sources: SourceFile | None
    actors: SourceFile | None
    glossary: SourceFile | None
    articles: Mapping[str, SourceFile]
    pages: Mapping[str, SourceFile]
    themes: Mapping[str, SourceFile]
    media: Mapping[str, SourceFile]
    templates: Mapping[str, SourceFile]
    """The templates of the whole site, and those of single themes."""
    statics: Mapping[str, SourceFile]
    """Files that are copied to the site as they are."""
    lacking: frozenset[str] = frozenset()
    """The registers that the site needs and does not have: nothing can be said of their keys."""
    findings: tuple[Finding, ...] = ()
    """Files that are not read or have the name of another, and registers that are lacking."""

    def exchanged(
        self, paths: Iterable[str], other: Callable[[SourceFile], SourceFile]
    ) -> SiteFiles:
        """Return these files, for some of them, by path, `other(file)` in their place."""
        paths = frozenset(paths)

        def one(file: SourceFile | None) -> SourceFile | None:
            return other(file) if file and file.path in paths else file

        def group(files: Mapping[str, SourceFile]) -> Mapping[str, SourceFile]:
            changed = {path: other(files[path]) for path in paths & files.keys()}
            return {**files, **changed} if changed else files

        return replace(
            self,
            site=other(self.site) if self.site.path in paths else self.site,
            sources=one(self.sources),
            actors=one(self.actors),
            glossary=one(self.glossary),
            articles=group(self.articles),
            pages=group(self.pages),
            themes=group(self.themes),
            templates=group(self.templates),
            statics=group(self.statics),
        )


def group_files(snapshot: Snapshot) -> SiteFiles:
    """Group the files of a site by what they are for.

    Every README.md is left out, as documentation lies in the folder that it is about.
    Raise Rejected if a part of the site could not be scanned, or if this is no site.
    """
    # A build without the files of a folder would remove their pages, so there is none.
    if snapshot.findings:
        raise Rejected(snapshot.findings)
    if SITE_FILE not in snapshot.files:
        raise Rejected([_no_site(snapshot)])
    groups: dict[str, dict[str, SourceFile]] = {group: {} for group in _GROUPS}
    others: list[str] = []
    for path in snapshot.files:
        if (group := _group_of(path)) is not None:
            groups[group][path] = _source_file(snapshot, path)
        elif not is_used(path):
            others.append(path)
    used = snapshot.files.keys() - others
    left_out = tuple(unread([*others, *snapshot.strays], used))
    lacking = frozenset(_lacking(used, left_out, has_articles=bool(groups["articles"])))
    return SiteFiles(
        root=snapshot.root,
        site=_source_file(snapshot, SITE_FILE),
        sources=_register(snapshot, SOURCES_FILE),
        actors=_register(snapshot, ACTORS_FILE),
        glossary=_register(snapshot, GLOSSARY_FILE),
        lacking=lacking,
        findings=(*_findings(left_out, lacking), *_same_names(used)),
        **groups,
    )


def _no_site(snapshot: Snapshot) -> Finding:
    """Return the finding that the settings of a site are missing, perhaps by their name alone."""
    meant = [path for path in snapshot.files if register_meant(path) == SITE_FILE]
    remedy = (
        f"there is {meant[0]}: its name has to be {SITE_FILE}; rename it"
        if meant
        else "every site needs this file, with id, title and base_url; if your site is in another "
        "folder, name that with --root"
    )
    message = f"not found in {snapshot.root}; {remedy}"
    return Finding(SITE_FILE, AtLine(), "missing-file", message)


def _lacking(used: Set[str], left_out: Iterable[Finding], *, has_articles: bool) -> Iterator[str]:
    """Yield the registers that are missing, though articles need them or a file is meant for it."""
    meant = {register_meant(finding.file) for finding in left_out}
    for register in _REGISTERS:
        is_needed = has_articles and register == SOURCES_FILE
        if register not in used and (is_needed or register in meant):
            yield register


def _findings(left_out: Iterable[Finding], lacking: Set[str]) -> Iterator[Finding]:
    """Yield the findings about files that are not read; those without which no site is, as errors.

    Without its outlets, each article would name an unknown one: that is one mistake, not a hundred.
    """
    lost = set(lacking)
    for finding in left_out:
        if (register := register_meant(finding.file)) in lacking:
            lost.discard(register or "")
            yield replace(finding, severity=Severity.ERROR)
        else:
            yield finding
    for register in sorted(lost):
        message = (
            "not found; articles name their outlets by the keys of this file, so add it, with a "
            "key and a 'name' for each outlet"
        )
        yield Finding(register, AtLine(), "missing-file", message)


def _same_names(used: Set[str]) -> Iterator[Finding]:
    """Yield an error for each file whose name some disks do not tell apart from another's."""
    # All at once, which takes a fraction of the time; where two are alike, one by one.
    parts = fold("\n".join(used)).split("\n")
    if len(set(parts)) == len(parts):
        return
    folded = Counter(map(fold, used))
    first: dict[str, str] = {}
    for path in sorted(path for path in used if folded[fold(path)] > 1):
        other = first.setdefault(fold(path), path)
        if other != path:
            only = (
                "in how its accents are stored (composed or decomposed, which look alike)"
                if normalize("NFC", path) == normalize("NFC", other)
                else "in capital letters"
            )
            message = (
                f"the name differs from {other} only {only}, and many disks keep only one of the "
                "two; rename or delete one"
            )
            yield Finding(path, AtLine(), "same-name", message)


def _register(snapshot: Snapshot, path: str) -> SourceFile | None:
    return _source_file(snapshot, path) if path in snapshot.files else None


def _source_file(snapshot: Snapshot, path: str) -> SourceFile:
    return SourceFile(snapshot.root, path, path in snapshot.links)


def stem(path: str) -> str:
    """Return a file's name without its ending, in NFC: its default id, its name in references.

    macOS may hand out names in NFD, which would be another id for the same letters.
    """
    return normalize("NFC", PurePosixPath(path).stem)


def is_used(path: str) -> bool:
    """Return whether a file is part of the site; one that is not is never read."""
    return path in (SITE_FILE, *_REGISTERS) or _group_of(path) is not None


_GROUPS = ("articles", "pages", "themes", "media", "templates", "statics")


def _group_of(path: str) -> str | None:
    """Return the group that a file belongs to by its path; None for a file of no use."""
    if path.endswith("/README.md"):
        return None
    if path.startswith(f"{ARTICLES}/"):  # first, as nearly all files are there
        return "articles" if path[-3:].lower() == ".md" else None
    folder, _, rest = path.partition("/")
    name = path.lower()
    if folder == "content":
        folder = rest.partition("/")[0]
        if folder == "pages":
            return "pages" if name.endswith(".md") else None
        return "media" if folder == "media" and name.endswith(IMAGE_TYPES) else None
    if folder == "themes":
        if name.endswith(".md"):
            return "themes" if "/" not in rest else None
        return "templates" if name.endswith(".html") else None
    return {"templates": "templates", "static": "statics"}.get(folder)
