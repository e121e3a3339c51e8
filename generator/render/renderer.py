"""Views to bytes: pages through templates, files for machines through their writers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.digests import digest_of
from generator.language.language import language_of
from generator.plan.digested import Digested
from generator.plan.kind import FileKind, Kind, Page
from generator.read.files import Source
from generator.render.html import Addresses
from generator.render.linked import LinkedData
from generator.render.templates import Templates
from generator.render.text_filters import TextFilters


class Renderer:
    """Renders everything that is planned of one site under one base URL."""

    def __init__(
        self,
        kinds: Sequence[Kind],
        base_url: str,
        language: str,
        version: str,
        theirs: Mapping[str, Source],
    ) -> None:
        """Take the templates of the site, `theirs`, by their paths.

        `version` stands for the generator's code, its templates and its libraries. Raise Rejected
        where a template of the site is no text.
        """
        self._kinds = {kind.name: kind for kind in kinds}
        self._addresses = Addresses(base_url)
        self._language = language_of(language)
        self._templates = Templates(
            theirs,
            self._addresses,
            TextFilters(self._language),
            LinkedData(self._addresses, self._language, kinds),
            version,
        )
        digests = sorted((path, source.digest) for path, source in theirs.items())
        # All templates count for all pages: coarse, and never wrong.
        self.closure = _closure(version, base_url, language, digests)
        """Stands for all that bytes depend on, besides their view."""
        self._of_files = _closure(version, base_url, language)
        self._of_views = _closure(version)

    def key(self, page: Page, view: Digested) -> str:
        """Return what stands for all that the bytes depend on: the view and what renders it."""
        kind = self._kinds[page.kind]
        if isinstance(kind, FileKind):
            closure = self._of_views if kind.of_view_alone else self._of_files
            return digest_of(f"{view.digest}{kind.name}".encode(), closure)
        templates = "\0".join(kind.templates(page))
        return digest_of(f"{view.digest}{templates}".encode(), self.closure)

    def render(self, page: Page, view: Digested) -> bytes:
        """Return the bytes of a page or file. Raise Rejected where a template is at fault."""
        kind = self._kinds[page.kind]
        if isinstance(kind, FileKind):
            return kind.write(view, self._addresses, self._language)
        return self._templates.render(kind.templates(page), view, page.origin)


def _closure(*values: object) -> str:
    return digest_of(repr(values).encode())
