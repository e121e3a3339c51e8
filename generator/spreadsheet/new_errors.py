"""What a build would say of articles that are not written yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from generator import stages
from generator.problems import Finding, Severity
from generator.read.layout import group_files
from generator.read.scan import scan
from generator.session import Session
from generator.store.cache import Cache


def new_errors(root: Path, articles: Mapping[str, bytes], jobs: int) -> list[Finding]:
    """Return the errors that a site would have and does not have, with other bytes of articles.

    All files are validated, as they may refer to each other. Raise Rejected if this is no site, and
    DisturbedError if files change meanwhile.
    """
    errors = _errors(root, articles, jobs)
    if not errors:
        return []
    before = Counter(map(_known_by, _errors(root, {}, jobs)))
    found = []
    for error in errors:
        if before[_known_by(error)] > 0:
            before[_known_by(error)] -= 1
        else:
            found.append(error)
    return found


def _known_by(error: Finding) -> tuple[str, str, str]:
    return error.file, error.code, error.message


def _errors(root: Path, articles: Mapping[str, bytes], jobs: int) -> list[Finding]:
    session = Session(Cache(None, ""))
    snapshot = scan(root)
    files = group_files(snapshot)
    files = files.exchanged(articles, lambda file: replace(file, instead=articles[file.path]))
    suspects = session.cache.files.suspects(snapshot)
    _, findings = stages.validate(session, files, suspects, jobs)
    return [finding for finding in findings if finding.severity is Severity.ERROR]
