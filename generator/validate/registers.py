"""Validate site.yaml and the registers: sources.yaml, actors.yaml and glossary.yaml."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar
from unicodedata import normalize
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from generator import limits
from generator.problems import AtKey, AtLine, Finding, Rejected, Severity
from generator.prose.markdown import Markdown
from generator.read.characters import trouble_in_key
from generator.read.documents import Document
from generator.read.files import Load, SourceFile
from generator.read.layout import ACTORS_FILE, GLOSSARY_FILE, SITE_FILE, SOURCES_FILE
from generator.read.written import Value, Written, by_entry
from generator.read.yaml import load
from generator.validate.content import Reference, Term
from generator.validate.emptied import outdented
from generator.validate.fields import as_key
from generator.validate.new_names import key_for
from generator.validate.placeholders import placeholders_in_entry
from generator.validate.prose import ProseReader
from generator.validate.register_models import ActorFront, SiteFront, SourceFront
from generator.validate.shape import ACTOR, SITE, SOURCE, TERM, Shape

T = TypeVar("T")

_TWICE = "duplicate-key"


class Register(Struct, Generic[T], frozen=True):
    """The valid entries of a register, and what is wrong with the others."""

    entries: Mapping[str, T]
    names: frozenset[str] | None
    """The keys of all entries, valid or not, and the keys that names in their place stand for.

    None if the file is too broken to tell.

    An invalid source is one problem, not one more for each article that refers to it.
    """
    references: tuple[Reference, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_site(file: SourceFile, load_file: Load) -> tuple[SiteFront | None, list[Finding]]:
    """Read site.yaml; return None in place of its values if they are not valid."""
    try:
        loaded = load(file.path, load_file(file).text())
    except Rejected as rejected:
        return None, list(rejected.findings)
    site, wrong = SITE.check(file.path, loaded.values, written=loaded.written)
    return site, [*loaded.findings, *wrong]


def actor_references(actors: Iterable[str], *keys: str) -> Iterator[Reference]:
    """Yield a reference to each actor of a list; `keys` lead to the list in the file."""
    for position, key in enumerate(actors):
        yield Reference("actor", key, AtKey((*keys, position)))


def domain_findings(site: SiteFront) -> Iterator[Finding]:
    """Yield a warning if `cname` is not the host in `base_url`, which absolute links have."""
    host = urlsplit(site.base_url).hostname or ""
    if site.cname and site.cname.casefold() != host.casefold():
        message = (
            f"cname is {site.cname}, but base_url has {host}, where links in feeds and search "
            "results will lead; use the same host in both"
        )
        yield Finding(SITE_FILE, AtKey(("cname",)), "cname-differs", message, Severity.WARNING)


def read_sources(
    file: SourceFile | None, load_file: Load, *, is_lacking: bool = False
) -> Register[SourceFront]:
    """Read sources.yaml; without the file, a site has no sources.

    If it `is_lacking`, which is a problem of its own, nothing is known of their keys.
    """
    register = _register(file, load_file, SOURCE, is_lacking)
    names = ((key, [source.name]) for key, source in register.entries.items())
    return replace(register, findings=(*register.findings, *_taken_names(SOURCES_FILE, names)))


def read_actors(
    file: SourceFile | None, load_file: Load, *, is_lacking: bool = False
) -> Register[ActorFront]:
    """Read actors.yaml, as `read_sources` does."""
    register = _register(file, load_file, ACTOR, is_lacking)
    actors = register.entries
    references = [
        Reference("actor", actor.of, AtKey((key, "of")))
        for key, actor in actors.items()
        if actor.of
    ]
    for key, actor in actors.items():
        references += actor_references(actor.members, key, "members")
    findings = (*_chains(actors), *_groups_of_themselves(actors))
    names = ((key, [actor.name, *actor.aliases]) for key, actor in actors.items())
    findings += tuple(_taken_names(ACTORS_FILE, names))
    return Register(actors, register.names, tuple(references), register.findings + findings)


def _taken_names(file: str, named: Iterable[tuple[str, Sequence[str]]]) -> Iterator[Finding]:
    """Yield a warning for each name of an entry, or its key, that another entry has already.

    Each key comes with the name of its entry and its other names.
    """
    keys: dict[str, str] = {}
    taken: dict[str, str] = {}
    for key, names in named:
        other = keys.setdefault(key.casefold(), key)
        if other != key:
            message = f"the key differs from '{other}' only in capital letters; give it another one"
            yield Finding(file, AtKey((key,), name=True), "name-taken", message, Severity.WARNING)
        for position, name in enumerate(names):
            spot = AtKey((key, "aliases", position - 1) if position else (key, "name"))
            other = taken.setdefault(" ".join(name.casefold().split()), key)
            if other != key:
                message = (
                    f"'{name}' is a name of '{other}', too, so readers cannot tell the two apart; "
                    "leave it out, or write more of it"
                )
                yield Finding(file, spot, "name-taken", message, Severity.WARNING)
            elif position and ";" in name:
                listed = ", ".join(part.strip() for part in name.split(";"))
                message = f"'{name}' is one name here; write a comma between names: [{listed}]"
                yield Finding(file, spot, "name-taken", message, Severity.WARNING)


def read_glossary(
    file: SourceFile | None, load_file: Load, markdown: Markdown, *, is_lacking: bool = False
) -> Register[Term]:
    """Read glossary.yaml, as `read_sources` does."""
    register = _register(file, load_file, TERM, is_lacking)
    if (count := len(register.names or ())) > limits.TERMS:
        message = (
            f"{count:,} terms are explained here, and {limits.TERMS:,} may be; choose those that "
            "readers need most"
        )
        finding = Finding(GLOSSARY_FILE, AtLine(), "too-many", message)
        return Register({}, register.names, findings=(finding,))
    reader = ProseReader(Document(GLOSSARY_FILE, {}, "", 1, ()), markdown)
    terms = {
        key: Term(key, front, reader.inline(front.meaning, key, "meaning"))
        for key, front in register.entries.items()
    }
    wrong = (*register.findings, *reader.findings, *_terms_told_twice(terms.values()))
    return Register(terms, register.names, tuple(reader.references), wrong)


def _terms_told_twice(terms: Iterable[Term]) -> Iterator[Finding]:
    """Yield an error for each word that an entry of the glossary explains, and another before."""
    taken: dict[str, str] = {}
    for term in terms:
        for position, name in enumerate(term.names):
            folded = " ".join(normalize("NFC", name).casefold().split())
            other = taken.setdefault(folded, term.key)
            if other != term.key:  # within an entry, it may be there with and without a capital
                spot = AtKey(
                    (term.key, "aliases", position - 1) if position else (term.key, "term")
                )
                message = (
                    f"'{name}' is explained by '{other}' already; leave it out of one of the two"
                )
                yield Finding(GLOSSARY_FILE, spot, "duplicate-term", message)


def _register(
    file: SourceFile | None, load_file: Load, shape: Shape[T], is_lacking: bool
) -> Register[T]:
    """Read a register whose entries have a shape."""
    if file is None:
        return Register({}, None if is_lacking else frozenset())
    try:
        # An entry without any field must not vanish: the fields that it lacks are reported.
        loaded = load(file.path, load_file(file).text(), keep_empty=True, entry_keys=shape.keys)
    except Rejected as rejected:
        return Register({}, None, findings=rejected.findings)
    entries: dict[str, T] = {}
    written = by_entry(loaded.written)
    values, strays = _apart(loaded.values, shape.keys)
    names = {*values, *strays}
    findings = [
        _not_indented(file.path, key, below, loaded.values[key]) for key, below in strays.items()
    ]
    # What is not indented may be there twice, once for each entry.
    findings += [found for found in loaded.findings if not (strays and found.code == _TWICE)]
    for key, value in values.items():
        entry, wrong = shape.check(file.path, value, (key,), written.get(key, Written()))
        findings += wrong
        findings += placeholders_in_entry(file.path, key, value)
        try:
            as_key(key)
        except ValueError as error:
            spot = AtKey((key,), name=True)
            message = str(error)
            if meant := key_for(key):
                names.add(meant)  # articles may have the key that this entry should have
                if not trouble_in_key(key):
                    message = (
                        f"'{key}' is a name, and an entry begins with a key, which articles use; "
                        f"write {meant}: and below it, indented, name: {key}"
                    )
            findings.append(Finding(file.path, spot, "bad-name", message))
        if entry is not None:
            entries[key] = entry
    # A key that is set twice may well begin an entry that is not seen.
    is_whole = all(found.code != _TWICE for found in findings)
    return Register(entries, frozenset(names) if is_whole else None, findings=tuple(findings))


def _apart(
    values: Mapping[str, Value], keys: Container[str]
) -> tuple[dict[str, Value], dict[str, list[str]]]:
    """Return the entries of a register, and those whose keys are not indented, with these.

    `keys` are those that an entry may have.
    """
    entries: dict[str, Value] = {}
    strays: dict[str, list[str]] = {}
    at: str | None = None
    for key, value in values.items():
        if at is not None and key in keys and (not isinstance(value, dict) or not value):
            strays.setdefault(at, []).append(key)
        else:
            entries[key] = value
            at = key
    if strays:  # then so are the keys of others, which are not seen as they are there twice
        strays |= {key: [] for key, value in entries.items() if value == {} and key not in strays}
    return {key: value for key, value in entries.items() if key not in strays}, strays


def _not_indented(file: str, key: str, below: list[str], value: Value) -> Finding:
    """Return the finding that keys of an entry are not indented, if it has others, as these are."""
    if not value:
        return outdented(file, (key,), below)
    names = " and ".join(f"'{name}'" for name in below)
    message = f"to belong to '{key}', begin {names} in the column of the keys above"
    return Finding(file, AtKey((below[0],), name=True), "outdented", message)


def _groups_of_themselves(actors: Mapping[str, ActorFront]) -> Iterator[Finding]:
    for key, actor in actors.items():
        for position, member in enumerate(actor.members):
            spot = AtKey((key, "members", position))
            if member == key:
                message = f"'{key}' cannot be a member of itself; leave it out"
                yield Finding(ACTORS_FILE, spot, "circle", message)
            elif member in actors and actors[member].members:
                message = f"'{member}' is a group itself; list its members here instead"
                yield Finding(ACTORS_FILE, spot, "group-in-group", message)


def _chains(actors: Mapping[str, ActorFront]) -> Iterator[Finding]:
    """Yield a finding for each circle of `of`, at its first actor, and for each row too long."""
    order = {key: position for position, key in enumerate(actors)}
    lengths: dict[str, int] = {}
    """How many others speak for one another from each actor on, which makes this linear."""
    for key in actors:
        way: dict[str, None] = {}
        at: str | None = key
        while at is not None and at in actors and at not in lengths and at not in way:
            way[at] = None
            at = actors[at].of
        steps = list(way)
        if at in way:
            # Whoever leads into a circle of others is not part of it, and not reported.
            begin = steps.index(at)
            first = min(steps[begin:], key=order.__getitem__)
            message = (
                f"following 'of' from '{first}' leads back to '{first}'; remove one 'of' on the way"
            )
            yield Finding(ACTORS_FILE, AtKey((first, "of")), "circle", message)
            lengths |= dict.fromkeys(steps[begin:], 0)
            steps = steps[:begin]
        length = lengths.get(at or "", -1)
        for one in reversed(steps):
            length += 1
            lengths[one] = length
            if length == limits.SPEAKERS + 1:
                message = (
                    f"'{one}' speaks for another, who speaks for another, and so on, "
                    f"{length} times; at most {limits.SPEAKERS} may follow one another, so name "
                    "one further on"
                )
                yield Finding(ACTORS_FILE, AtKey((one, "of")), "too-many", message)
