"""Views to bytes: pages by templates, files for machines by writers.

A page is a pure function of its view and its closure, all else that its bytes depend on. So the
digest of both is the key of a page: as long as it is the same, the file that was written is right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.digests import digest_of
from generator.language.borrowed import as_markup, plain
from generator.language.language import language_of
from generator.plan.kind import FileKind, Kind, Page
from generator.plan.views.digested import Digested
from generator.read.files import Source
from generator.render.html import Addresses
from generator.render.linked import LinkedData
from generator.render.reference import References
from generator.render.templates import Templates
from generator.render.text_filters import TextFilters


class Renderer:
    """Renders the pages and files of one site for one base URL."""

    def __init__(
        self,
        kinds: Sequence[Kind],
        base_url: str,
        language: str,
        version: str,
        site_templates: Mapping[str, Source],
    ) -> None:
        """Take the base URL, the language and the templates of the site, these by their paths.

        `version` identifies the code of the generator, its templates and its libraries. Raise
        Rejected if a template of the site is not text.
        """
        self._kinds = {kind.name: kind for kind in kinds}
        self._language = language_of(language)
        self._addresses = Addresses(base_url, self._language.direction)
        self._templates = Templates(
            site_templates,
            self._addresses,
            TextFilters(self._language),
            LinkedData(self._addresses, self._language, kinds),
            References(self._addresses, self._language),
            version,
        )
        digests = sorted((path, source.digest) for path, source in site_templates.items())
        # A page depends on all templates, whichever it extends or includes: coarse, but never
        # wrong, since which these are may itself depend on the view.
        self.closure = _closure(version, base_url, language, digests)
        """The digest of all that a page depends on besides its view."""
        self._file_closure = _closure(version, base_url, language)
        self._view_only_closure = _closure(version)

    def key(self, page: Page, view: Digested) -> str:
        """Return the digest of all that the bytes of a page or file depend on."""
        kind = self._kinds[page.kind]
        if isinstance(kind, FileKind):
            closure = self._view_only_closure if kind.of_view_alone else self._file_closure
            return digest_of(f"{view.digest}{kind.name}".encode(), closure)
        templates = "\0".join(kind.templates(page))
        return digest_of(f"{view.digest}{templates}".encode(), self.closure)

    def render(self, page: Page, view: Digested) -> bytes:
        """Return the bytes of a page or file. Raise Rejected if its template fails."""
        kind = self._kinds[page.kind]
        if isinstance(kind, FileKind):
            data = kind.write(view, self._addresses, self._language)
            return plain(data.decode()).encode() if kind.text and self._language.borrowed else data
        html = self._templates.render(kind.templates(page), view, page.origin)
        if self._language.borrowed:
            html = as_markup(html, self._language.tag, self._language.direction)
        return html.encode()


def _closure(*values: object) -> str:
    return digest_of(repr(values).encode())
