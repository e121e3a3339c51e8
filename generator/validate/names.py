"""Every name that files may refer to, and the check of references against these names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from generator.patterns import pattern
from generator.problems import AtKey, AtLine, Finding, Severity, nearest
from generator.read.characters import as_seen, mixed_scripts, named, trouble_in_key
from generator.read.images import not_supported, other_format
from generator.read.layout import ACTORS_FILE, GLOSSARY_FILE, SOURCES_FILE, stem
from generator.validate.content import NameKind, Reference
from generator.validate.fields import is_key
from generator.validate.new_names import key_for


class Names(Struct, frozen=True):
    """Which names there are.

    None means that a file is too broken to tell. References to its names are then not reported:
    they would be hundreds of consequences of one mistake.
    """

    sources: frozenset[str] | None
    actors: frozenset[str] | None
    terms: frozenset[str] | None
    called: Callable[[], Mapping[tuple[str, str], str]]
    """Return what people call sources, actors, terms, themes and points, case-folded, with their
    keys. Names and titles come with their kind, those of a point with `point of THEME`.

    Only messages need it."""
    themes: Mapping[str, tuple[str, ...] | None]
    """The ids of the points of every theme, by the theme's name."""
    old_themes: Mapping[str, str]
    """Names that themes had earlier, with the one that each has now."""
    articles: Mapping[str, frozenset[str] | None]
    """The ids of the claims of every article, by the article's id."""
    pages: frozenset[str]
    """Addresses of pages, without slashes at their ends."""
    images: frozenset[str]
    """Paths below content/media/."""

    def check(self, file: str, references: Iterable[Reference]) -> Iterator[Finding]:
        """Yield a finding for every reference in `file` to something that does not exist.

        Yield a warning for what is no reference, but names an article that exists.
        """
        for reference in references:
            if reference.kind == "handle":
                if reference.key in self.articles:
                    spot, message = reference.spot, reference.message
                    yield Finding(file, spot, "bad-mark", message, Severity.WARNING)
            elif found := self._wrong(reference):
                code, message = found
                yield Finding(file, reference.spot, code, message)

    def has(self, need: tuple[NameKind, str, str]) -> bool:
        """Return whether something exists, given its kind, its key and what it is within or ""."""
        kind, key, within = need
        return self._wrong(Reference(kind, key, AtLine(), within or None)) is None

    def _wrong(self, reference: Reference) -> tuple[str, str] | None:
        """Return code and message of what is wrong with a reference; None if it is right."""
        key = reference.key
        match reference.kind:
            case "source" | "actor" | "term":
                return self._wrong_entry(reference)
            case "theme":
                return self._wrong_theme(reference)
            case "point":
                return self._wrong_point(key, reference.within or "")
            case "article":
                return self._wrong_article(key, reference.within)
            case "page":
                return _unknown("page", key, self.pages, f"add content/pages/{key}.md")
            case "image":
                return self._wrong_image(key)
            case "handle":  # nothing has to exist because of it
                return None

    def _wrong_entry(self, reference: Reference) -> tuple[str, str] | None:
        """Return what is wrong with the key of an entry of a register."""
        kind, key = reference.kind, reference.key
        names, register = {
            "source": (self.sources, SOURCES_FILE),
            "actor": (self.actors, ACTORS_FILE),
            "term": (self.terms, GLOSSARY_FILE),
        }[kind]
        if names is not None and not names:
            # One message for all names: that is one mistake.
            message = f"{register} is missing or empty; add an entry for each {kind} that is named"
            return _UNKNOWN[kind], message
        if several := self._several(reference, names or ()):
            return _UNKNOWN[kind], several
        remedy = f"add it to {register}"
        if not is_key(key) and (new := key_for(key)):
            remedy += f" with a key such as {new}, and write that here"
        return _unknown(kind, key, names, remedy, self._known_as(kind, key))

    def _known_as(self, kind: str, name: str) -> str:
        """Return the key of what people call by a name that was written for its key, or ""."""
        return self.called().get((kind, name.casefold()), "")

    def _several(self, reference: Reference, names: Container[str]) -> str:
        """Return the message about several names in the place of one, or ""."""
        written, kind = reference.key, reference.kind
        if written in names or trouble_in_key(written):
            return ""
        for between in (_BETWEEN, _SPACES):
            parts = [part for part in between.split(written) if part]
            meant = [part if part in names else self._known_as(kind, part) for part in parts]
            if len(meant) > 1 and all(meant):
                break
        else:
            return ""
        keys = reference.spot.keys if isinstance(reference.spot, AtKey) else ("",)
        if keys[-1] == "by":
            remedy = f"write [{', '.join(meant)}]"
        elif isinstance(keys[-1], int):
            remedy = f"write {', '.join(meant)}, with a comma and no quotes around all of them"
        else:
            remedy = f"only one is allowed here: write {' or '.join(meant)}"
        return f"'{written}' is not one {kind}, but {len(meant)}; {remedy}"

    def _wrong_theme(self, reference: Reference) -> tuple[str, str] | None:
        key, among = reference.key, reference.among
        # A theme that does not exist is reported as that, not as one the article lacks.
        if among and key in self.themes:
            # Themes of the article that are none are reported where they stand, and one of them may
            # be this one.
            return _not_among(key, among) if all(one in self.themes for one in among) else None
        if key not in self.themes and (new := self.old_themes.get(key)):
            return "unknown-theme", f"the theme '{key}' was renamed to '{new}'; write '{new}'"
        if several := self._several(reference, self.themes):
            return "unknown-theme", several
        if key.partition("/")[2] in (self.themes.get(key.partition("/")[0]) or ()):
            return "unknown-theme", f"'{key}' is a point with its theme; write point: {key}"
        remedy = f"add themes/{key if is_key(key) else key_for(key) or 'NAME'}.md"
        if not is_key(key):
            remedy += ", and write its name here"
        return _unknown("theme", key, frozenset(self.themes), remedy, self._known_as("theme", key))

    def _wrong_image(self, key: str) -> tuple[str, str] | None:
        if key in self.images:
            return None
        if other := other_format(key):
            return "unknown-image", f"the image '{key}' is not shown: {not_supported(other)}"
        # Browsers save files under such names. In an address, the %20 is read as a space.
        encoded = next((name for name in self.images if "%" in name and unquote(name) == key), None)
        if encoded is not None:
            message = (
                f"unknown image '{key}'; the name of the file itself is '{encoded}', with its % "
                f"signs: rename it to '{key}'"
            )
            return "unknown-image", message
        plain, odd = as_seen(key)
        for name in self.images:
            shown, other = as_seen(name)
            if shown == plain and (odd or other):
                message = (
                    f"unknown image '{key}'; there is a file whose name only looks the same, as "
                    f"{named(other or odd)} is in {'its name' if other else 'what is written here'}"
                    f"; write '{plain}' in both places"
                )
                return "unknown-image", message
        stem = _ENDING.sub("", key)
        if same := next(
            (name for name in sorted(self.images) if _ENDING.sub("", name) == stem), ""
        ):
            return "unknown-image", f"unknown image '{key}'; did you mean '{same}'?"
        return _unknown("image", key, self.images, f"put it into content/media/{key}")

    def _wrong_point(self, key: str, theme: str) -> tuple[str, str] | None:
        points = self.themes.get(theme, None)
        # That a theme is unknown is reported where it is named.
        if points is None or key in points:
            return None
        # Often the point is right and the theme is wrong: name the theme that has it.
        owners = [name for name, ids in self.themes.items() if ids and key in ids]
        if owners:
            message = f"the point '{key}' belongs to the theme '{owners[0]}', not to '{theme}'"
        else:
            if meant := self._known_as(f"point of {theme}", key):
                hint = f"; that is the title of '{meant}', so write '{meant}'"
            else:
                hint = (
                    nearest(key, points)
                    or self._point_elsewhere(key)
                    or (f"; it has {_some(points)}" if points else _NO_POINTS)
                )
            message = f"the theme '{theme}' has no point '{key}'{hint}"
        return "unknown-point", message

    def _point_elsewhere(self, key: str) -> str:
        """Return the end of a message that suggests a point of another theme, or ""."""
        owners = {id: name for name, ids in sorted(self.themes.items()) for id in ids or ()}
        meant = next((id for id in sorted(owners) if nearest(key, [id])), None)
        return f"; did you mean '{owners[meant]}/{meant}'?" if meant else ""

    def _wrong_article(self, key: str, claim: str | None) -> tuple[str, str] | None:
        try:
            claims = self.articles[key]
        except KeyError:
            if (bare := key.removesuffix(".md")) in self.articles:
                message = f"unknown article '{key}'; a key is without .md, so write '{bare}'"
                return "unknown-article", message
            return _unknown("article", key, frozenset(self.articles), self._another_kind(key))
        if claim is None or claims is None or claim in claims:
            return None
        some = f"; it has {_some(tuple(sorted(claims)))}" if claims else _NO_CLAIMS
        hint = nearest(claim, claims) or some
        return "unknown-claim", f"the article '{key}' has no claim '{claim}'{hint}"

    def _another_kind(self, key: str) -> str:
        """Return a remedy for what is cited as an article if something else has its name."""
        kinds: tuple[tuple[str, Container[str]], ...] = (
            ("source", self.sources or ()),
            ("actor", self.actors or ()),
            ("theme", self.themes),
            ("page", self.pages),
            ("term", self.terms or ()),
        )
        kind = next((kind for kind, names in kinds if key in names), None)
        if kind is None:
            new = self.old_themes.get(key)
            return f"a theme had this name: write [[theme:{new}]] to link to it" if new else ""
        article = "an" if kind == "actor" else "a"
        return (
            f"this is {article} {kind}, and only articles are cited; name one of them, "
            f"or link to the {kind} with [[{kind}:{key}]]"
        )


def told_once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings, but what does not exist and is referred to in many places only once.

    That is one mistake, such as a key that was changed in its register alone, and is told at the
    first place, by the names of the files.
    """
    places: dict[str, list[Finding]] = defaultdict(list)
    found = list(findings)
    # An article whose id is another one's is not found under its own name, either.
    lost = {stem(one.file) for one in found if one.code == "duplicate-article-id"}
    for finding in found:
        if any(finding.message.startswith(f"unknown article '{name}'") for name in lost):
            continue
        if finding.code in _TOLD_ONCE:
            places[finding.message].append(finding)
        else:
            yield finding
    for message, found in places.items():
        found.sort(key=lambda finding: finding.file)
        if len(found) >= _MANY or len({finding.file for finding in found}) > 1:
            first, *others = found
            yield replace(first, message=message + _elsewhere(first, others))
        else:
            yield from found


def _elsewhere(first: Finding, others: list[Finding]) -> str:
    """Return the end of a message that holds in several places."""
    many = "another place" if len(others) == 1 else f"{len(others)} other places"
    files = tuple(dict.fromkeys(other.file for other in others if other.file != first.file))
    where = f": {_some(files, _SOME_FILES)}" if files else " of this file"
    if any(known in first.message for known in _MEANT):
        return f" (here and in {many}{where})"
    return (
        f" (here and in {many}{where}; if it has another name now, write that in all of them, or "
        "change it back)"
    )


_UNKNOWN = {
    "source": "unknown-source",
    "actor": "unknown-actor",
    "term": "unknown-term",
    "theme": "unknown-theme",
    "article": "unknown-article",
    "page": "unknown-page",
    "image": "unknown-image",
}
"""The code of the problem that something of a kind does not exist."""
_TOLD_ONCE = {*_UNKNOWN.values(), "unknown-point", "unknown-claim", "not-public"}
_BETWEEN = pattern(r"\s*[,;/+&]\s*|\s+(?:and|und|et|y|і|й|та|и)\s+", re.IGNORECASE)
"""What stands between names that were written as one text."""
_SPACES = pattern(r"\s+")
_NO_POINTS = "; it has no points at all, so add this one under points in its file"
_NO_CLAIMS = "; it has no claims at all"
_MEANT = ("did you mean", "write '", "missing or empty", "is not public", _NO_POINTS, _NO_CLAIMS)
"""What messages have after which no other remedy is to be named."""
_ENDING = pattern(r"\.\w{2,5}$")
_MANY = 3
"""Places in one file that hardly are as many mistakes."""
_SOME_FILES = 3
_SOME = 12
"""Names that a message lists, at most."""


def _some(names: tuple[str, ...], most: int = _SOME) -> str:
    listed = ", ".join(names[:most])
    return f"{listed} and {len(names) - most} more" if len(names) > most else listed


def _not_among(key: str, themes: tuple[str, ...]) -> tuple[str, str] | None:
    if key in themes:
        return None
    message = f"the theme '{key}' is not one of the article's themes; add it there"
    return "theme-of-claim", message


def _unknown(
    kind: str, key: str, names: frozenset[str] | None, remedy: str, known_as: str = ""
) -> tuple[str, str] | None:
    """Return code and message if `key` is not one of `names`; a similar name beats the remedy.

    `known_as` is the key of what people call by this name.
    """
    # Characters that are not what they seem are reported where the key is read.
    if names is None or key in names or trouble_in_key(key):
        return None
    if known_as:
        hint = f"; it is another name for '{known_as}', so write '{known_as}'"
    else:
        hint = nearest(key, filter(is_key, names)) or (remedy and f"; {remedy}")
    if letter := mixed_scripts(key):
        hint = f"{hint} ({letter})"
    return _UNKNOWN[kind], f"unknown {kind} '{key}'{hint}"
