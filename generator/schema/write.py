"""Write the JSON Schemas of a site to a folder."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

from generator.build import undisturbed
from generator.catalogue import Catalogue, article_entries, context_entries
from generator.problems import AtLine, Finding, Rejected
from generator.read.scan import scan
from generator.saving import written_beside
from generator.schema.schemas import schemas
from generator.session import Session
from generator.stages import read, validate
from generator.store.cache import Cache

_OURS = "Written by `briefing schema`; it writes this file again."


def write_schemas(root: Path, output: Path, jobs: int) -> tuple[Path, ...]:
    """Write the schemas of the site at `root`, and return their files.

    Raise Rejected if there is no site, or a file of another has one of their names; OSError if they
    cannot be written. Content may have errors: names in files that are too broken to tell are not
    in the schemas.
    """
    made = schemas(undisturbed(root, partial(_catalogue, root, jobs), "run this again"))
    files = {output / f"{name}.schema.json": schema for name, schema in made.items()}
    strangers = [file for file in files if file.exists() and not _is_ours(file)]
    if strangers:
        message = "is there already and was not written by `briefing schema`; move it away"
        raise Rejected(
            [Finding(str(file), AtLine(), "foreign-file", message) for file in strangers]
        )
    output.mkdir(parents=True, exist_ok=True)
    for file, schema in files.items():
        text = json.dumps({"$comment": _OURS, **schema}, ensure_ascii=False, indent=1)
        with written_beside(file, f"{text}\n".encode()) as written:
            written.replace(file)
    return tuple(files)


def _is_ours(file: Path) -> bool:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and found.get("$comment") == _OURS


def _catalogue(root: Path, jobs: int) -> Catalogue:
    """Return what there is to refer to in a site.

    Raise Rejected if there is none, and DisturbedError if its files change meanwhile.
    """
    session, snapshot = Session(Cache(None, "")), scan(root)
    suspects = session.cache.files.suspects(snapshot)
    validate(session, read(session, snapshot, suspects), suspects, jobs)
    if session.context is None:
        return Catalogue()
    kinds = context_entries(session.context, Catalogue())
    table = session.cache.readings
    kinds["article"] = article_entries(table, table.paths(), (), {})
    return Catalogue(kinds, session.context.images)
