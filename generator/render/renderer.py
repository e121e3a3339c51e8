"""What was planned to bytes: pages through templates, files for machines through their writers."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path

from generator.language.language import language_of
from generator.plan.pages import PlannedFile, PlannedPage
from generator.render.html import Addresses
from generator.render.linked import LinkedData
from generator.render.templates import Templates
from generator.render.text_filters import TextFilters
from generator.render.writers import WRITERS


class Renderer:
    """Renders everything that is planned of one site under one base URL."""

    def __init__(
        self, root: Path, base_url: str, language: str, version: str, theirs: Mapping[str, str]
    ) -> None:
        """Find the templates.

        `version` stands for the generator's code, its templates and its libraries, `theirs` are the
        digests of the site's own templates by their paths.
        """
        self._addresses = Addresses(base_url)
        self._language = language_of(language)
        linked = LinkedData(self._addresses, self._language)
        words = TextFilters(self._language)
        self._templates = Templates(root, self._addresses, words, linked, version)
        # All templates count for all pages: coarse, and never wrong.
        self.closure = _digest(version, base_url, language, sorted(theirs.items()))
        """Stands for all that bytes depend on, besides their view."""
        self._of_files = _digest(version, base_url, language)
        self._of_cards = _digest(version)

    def key(self, planned: PlannedPage | PlannedFile) -> str:
        """Stand for all that the bytes depend on: the view and what renders it."""
        closure, by = self._made_by(planned)
        digest = blake2b(planned.view.digest, key=closure, digest_size=16)
        digest.update("\0".join(by).encode())
        return digest.hexdigest()

    def _made_by(self, planned: PlannedPage | PlannedFile) -> tuple[bytes, tuple[str, ...]]:
        if isinstance(planned, PlannedPage):
            return self.closure, planned.templates
        # No template is in a file, and on a card not even an address: it is drawn for its words.
        drawn = planned.writer == "card.png"
        return self._of_cards if drawn else self._of_files, (planned.writer,)

    def render(self, planned: PlannedPage | PlannedFile) -> bytes:
        """Return the bytes. Raise Rejected where a template is at fault."""
        if isinstance(planned, PlannedPage):
            return self._templates.render(planned)
        return WRITERS[planned.writer](planned.view, self._addresses, self._language)


def _digest(*parts: object) -> bytes:
    return blake2b(repr(parts).encode(), digest_size=32).digest()
