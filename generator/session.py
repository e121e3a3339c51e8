"""What a site's builds share: the cache, and what stays in memory from one to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.assemble.context import context_digests
from generator.kinds import KINDS
from generator.plan.kind import Kind
from generator.problems import Rejected
from generator.prose.markdown import Markdown
from generator.read.files import NEVER, UNREADABLE, DisturbedError, Source, SourceFile
from generator.read.scan import Snapshot, StatSignature
from generator.read.site import SiteFiles, find
from generator.render.renderer import Renderer
from generator.store.cache import Cache
from generator.store.tables import FileRow, ImageRow
from generator.store.version import code_version
from generator.validate.articles import stem
from generator.validate.content import ArticleReading, Context, Medium
from generator.validate.media import read_medium
from generator.validate.site import ContextReading, broken_article, validate_article


class Session:
    """One site that is built again and again."""

    def __init__(self, cache: Cache, kinds: Sequence[Kind] | None = None) -> None:
        """Take a cache that is open, and the kinds of pages that the site has, if not ours."""
        self.cache = cache
        self.kinds = KINDS if kinds is None else kinds
        self.markdown = Markdown()
        self.context: ContextReading | None = None
        self.templates: Mapping[str, Source] | None = None
        """The site's own, by their paths."""
        self.renderer: Renderer | None = None
        self._digests: tuple[object, dict[str, str]] | None = None
        self._files: tuple[Snapshot, SiteFiles] | None = None

    def digests_of(self, context: Context) -> dict[str, str]:
        """Return what `context_digests` does, worked out once for each reading of the context."""
        if self._digests is None or self._digests[0] is not self.context:
            self._digests = self.context, context_digests(context)
        return self._digests[1]

    def sort(self, snapshot: Snapshot) -> SiteFiles:
        """Sort the files by what they are for, anew only if some came or went. Raise Rejected."""
        if self._files is not None and snapshot.has_the_files_of(self._files[0]):
            files = self._files[1]
        else:
            files = find(snapshot)
        self._files = snapshot, files
        return files

    def renderer_for(self, base_url: str, language: str) -> Renderer:
        """Return the renderer of the site, made anew only if it is to render otherwise.

        Raise Rejected where a template of the site is no text.
        """
        templates = self.templates or {}
        made = Renderer(self.kinds, base_url, language, code_version(), templates)
        if self.renderer is None or self.renderer.closure != made.closure:
            self.renderer = made
        return self.renderer

    def load(self, file: SourceFile) -> Source:
        """Read a file, and note what was read. Raise Rejected."""
        try:
            source = file.read()
        except Rejected:
            self.cache.files.note([file_row(file.path, UNREADABLE)])
            raise
        self.cache.files.note([file_row(file.path, source.digest, source.signature)])
        return source

    def measure(self, file: SourceFile) -> Medium:
        """Return an image with its size, read only if that is not known. Raise Rejected."""
        known = self.cache.images.get(file.path)
        if known is not None:
            return Medium(known.path, known.width, known.height)
        medium = read_medium(self.load(file))
        self.cache.images.put(ImageRow(medium.path, medium.width, medium.height))
        return medium

    def read_again(self, file: SourceFile) -> ArticleReading:
        """Read an article again, where the exact place of something is asked for.

        Raise DisturbedError where it is no longer what was read.
        """
        known = self.cache.files.digest(file.path)
        try:
            source = file.read()
        except Rejected as rejected:
            if known == UNREADABLE:
                return broken_article(file.path, stem(file.path), rejected)
            raise DisturbedError from None
        if source.digest != known:
            raise DisturbedError
        return validate_article(source, self.markdown)


def file_row(path: str, digest: str, signature: StatSignature = NEVER) -> FileRow:
    """Return what is noted of a file that was read."""
    return FileRow(path, *signature, digest)
