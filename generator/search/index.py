"""Keep the search index up to date: make the shards that are out of date, or remove it.

Whether a shard is up to date is not recorded anywhere: the file that describes it has a key, as
every file in a manifest, made from the keys of all pages that it indexes. So a shard that a killed
build left half in place is known to be out of date, as these files are moved last.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence, Set
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from generator import addresses
from generator.digests import digest_of
from generator.problems import AtLine, Finding, Rejected, Severity
from generator.search.joining import FILTERS, SHARDS, ShardSummary, joined
from generator.search.names import Group
from generator.search.pagefind import NoIndexError
from generator.search.shards import Shard, shards_of
from generator.store.version import indexer_version
from generator.workers import share_out
from generator.write.manifest import Manifest
from generator.write.output import Output, OutputFile, changed_files, keep_only

if TYPE_CHECKING:
    from generator.search.making import Maker

FOLDER = addresses.SEARCH_INDEX
PART = "shard.json"
"""The file that describes a shard, in its folder."""
MOST_AT_ONCE = 2
"""How many shards are made at once …"""
MOST_PAGES_AT_ONCE = 1_300
"""… if they do not have more pages than this together: each takes Pagefind about 0.3 MB."""


class Searched(Struct, frozen=True):
    """What of a site is searched, and in which words."""

    language: str
    """The site's, and so that of the words that readers look for."""
    files: Sequence[str]
    """The pages that are searched, relative to the output folder, sorted."""
    days: Mapping[str, str]
    """The day (`2025-05-15`) of those that are reports."""
    groups: tuple[Group, ...]
    """Words that stand for each other."""


class SearchTarget(Struct, frozen=True):
    """An output folder whose pages are searched."""

    output: Path
    manifest: Manifest
    """The files of the site, as they are in the output now."""
    search_manifest: Manifest
    """The files of the search index."""
    state: Path
    """A folder that is never published."""
    searched: Searched


class Effort(Struct, frozen=True):
    """How an index is made."""

    jobs: int
    """How many processes may work at once."""
    clean: bool = False
    """Make all of it again, and write all of its files."""


def update(target: SearchTarget, effort: Effort) -> tuple[int, tuple[Finding, ...]]:
    """Make what is out of date of the search index.

    Return the number of pages that were indexed, and what went wrong. As pages work without search,
    that is a single warning.
    """
    shards, keys = _wanted(target)
    old = set(keys) if effort.clean else _out_of_date(target, keys)
    if shards and not old:
        return 0, ()
    try:
        if shards:
            return _make(target, shards, keys, old, effort), ()
        remove(target.output, target.search_manifest)
    except (NoIndexError, Rejected, OSError) as error:
        # An old index must not stay: it leads to pages that are gone, or names what is not public.
        with suppress(Rejected):
            remove(target.output, target.search_manifest)
        return 0, (_no_search(target, error),)
    return 0, ()


def remove(output: Path, search_manifest: Manifest) -> None:
    """Remove the index. Raise Rejected if that fails."""
    keep_only(output, search_manifest, frozenset())


def shut(output: Path, search_manifest: Manifest) -> None:
    """Remove the file that names the shards: an index without it is used by nobody.

    The shards stay; what is out of date of them may name what is not public. Raise Rejected.
    """
    keep_only(output, search_manifest, search_manifest.files.keys() - {FOLDER + SHARDS})


def is_shut(search_manifest: Manifest) -> bool:
    """Return whether the index was shut, and no build has made it again."""
    return FOLDER + SHARDS not in search_manifest.files


def is_up_to_date(target: SearchTarget) -> bool:
    """Return whether a build would leave the whole index as it is."""
    shards, keys = _wanted(target)
    return bool(shards) and not _out_of_date(target, keys)


def outdated_files(target: SearchTarget, files: Iterable[str]) -> list[str]:
    """Return those of some files of the output that belong to an index of other pages, sorted.

    They may name what is not public any more, so they must not be published.
    """
    _, keys = _wanted(target)
    old = _older(target.search_manifest, keys)
    inside = (file for file in files if file.startswith(FOLDER))
    return sorted(file for file in inside if _shard_of(file) not in (keys.keys() | {SHARDS}) - old)


def made_at(output: Path) -> float | None:
    """Return when the newest part of the index was made, in seconds; None if there is none."""
    if not (output / FOLDER / SHARDS).is_file():
        return None
    with suppress(OSError):  # a build removes it meanwhile
        times = [path.stat().st_mtime for path in (output / FOLDER).glob(f"*/{PART}")]
        return max(times, default=None)
    return None


def _wanted(target: SearchTarget) -> tuple[tuple[Shard, ...], dict[str, str]]:
    """Return the shards that the index should have, and the key of each by its name."""
    shards = shards_of(target.searched.files, target.searched.days)
    return shards, {shard.name: _key(target, shard) for shard in shards}


def _no_search(target: SearchTarget, error: NoIndexError | Rejected | OSError) -> Finding:
    at, why = str(target.output), str(error)
    if isinstance(error, Rejected):
        at, why = error.findings[0].file, error.findings[0].message
    message = f"the site was written, but without search: {why}"
    return Finding(at, AtLine(), "no-search", message, Severity.WARNING)


def _out_of_date(target: SearchTarget, keys: Mapping[str, str]) -> set[str]:
    """Return the names of the shards that the output does not have as its pages are now.

    `SHARDS` is among them if it is not as it should be, or if there are shards too many.
    """
    changed = changed_files(target.output, target.search_manifest)
    return _older(target.search_manifest, keys) | set(map(_shard_of, changed))


def _older(search_manifest: Manifest, keys: Mapping[str, str]) -> set[str]:
    """Return the names of the shards that are not in the index under these keys, as above."""
    wanted = {f"{FOLDER}{name}/{PART}": key for name, key in keys.items()}
    wanted[FOLDER + SHARDS] = _key_of_all(keys)
    known = search_manifest.files
    return {
        _shard_of(file)
        for file, key in wanted.items()
        if (entry := known.get(file)) is None or entry.key != key
    }


def _shard_of(file: str) -> str:
    """Return the name of the shard that a file of the index belongs to, `SHARDS` if to all."""
    name, slash, _ = file.removeprefix(FOLDER).partition("/")
    return name if slash and f"{name}/" != FILTERS else SHARDS


def _key(target: SearchTarget, shard: Shard) -> str:
    """Return a digest of everything that a shard depends on.

    The keys of the pages depend on this generator, its templates and the base URL in turn.
    """
    entries, searched = target.manifest.files, target.searched
    # A page that is not known to be in the output, as its manifest was lost, has no key.
    pages = [(file, entries[file].key if file in entries else "") for file in shard.files]
    words = [(group.names, group.is_proper) for group in searched.groups]
    return digest_of(json.dumps([indexer_version(), searched.language, words, pages]).encode())


def _key_of_all(keys: Mapping[str, str]) -> str:
    return digest_of(json.dumps(list(keys.items())).encode())


def _make(
    target: SearchTarget,
    shards: Sequence[Shard],
    keys: Mapping[str, str],
    old: Set[str],
    effort: Effort,
) -> int:
    """Make the shards with the names `old`, and move them into place; return how many pages.

    With `effort.clean`, all files are written anew. Raise NoIndexError, Rejected.
    """
    # Its regular expressions are large, and a build that keeps its index needs none of them.
    from generator.search.making import TABLES, Maker, tables  # noqa: PLC0415

    language = target.searched.language
    maker = Maker(target.output, target.state, language, target.searched.groups)
    making = [shard for shard in shards if shard.name in old]
    ours = target.search_manifest
    with Output(target.output, ours, clean=effort.clean) as out:
        out.make_staging_folder()
        stage = partial(_stage, out, maker, keys)
        made = share_out(stage, making, min(effort.jobs, _at_once(making)), heavy=True)
        parts = {shard.name: part for shard, (part, _) in zip(making, made, strict=True)}
        for name in keys.keys() - old:
            parts[name] = _part_in(target.output / FOLDER / name / PART)
        top = {TABLES: tables(language), **joined({name: parts[name] for name in keys})}
        staged = [file for _, files in made for file in files]
        staged += (out.stage(FOLDER + name, _key_of_all(keys), data) for name, data in top.items())
        kept = (file for file in ours.files if _shard_of(file) in keys.keys() - old)
        # What has the keys of whole shards is moved last.
        staged.sort(key=lambda file: (file.path.endswith((PART, SHARDS)), file.path))
        out.move_into_place(staged, {*kept, *(file.path for file in staged)})
    return sum(len(shard.files) for shard in making)


def _at_once(shards: Sequence[Shard]) -> int:
    """Return how many of some shards may be made at once, so that memory is bounded."""
    largest = sorted((len(shard.files) for shard in shards), reverse=True)[:MOST_AT_ONCE]
    return MOST_AT_ONCE if sum(largest) <= MOST_PAGES_AT_ONCE else 1


def _stage(
    out: Output, maker: Maker, keys: Mapping[str, str], shard: Shard
) -> tuple[ShardSummary, list[OutputFile]]:
    """Make a shard, and stage its files."""
    part, files = maker.make(shard)
    top = f"{FOLDER}{shard.name}/"
    staged = [out.stage(top + name, digest_of(data), data) for name, data in files.items()]
    staged.append(out.stage(top + PART, keys[shard.name], msgspec.json.encode(part)))
    return part, staged


def _part_in(file: Path) -> ShardSummary:
    return msgspec.json.decode(file.read_bytes(), type=ShardSummary)
