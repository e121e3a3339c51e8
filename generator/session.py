"""What the builds of a site share: the cache, and values that stay in memory in between."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator.assemble.codec import decode, encode
from generator.assemble.context import context_digests
from generator.kinds import KINDS
from generator.plan.kind import Kind
from generator.problems import Rejected
from generator.prose.markdown import Markdown
from generator.read import layout
from generator.read.documents import parse_document
from generator.read.files import UNREADABLE, UNTRUSTED, DisturbedError, Source, SourceFile
from generator.read.layout import SiteFiles, stem
from generator.read.scan import Snapshot, StatSignature
from generator.render.renderer import Renderer
from generator.store.cache import Cache
from generator.store.tables import FileRow, ImageRow
from generator.store.version import code_version
from generator.validate.articles import read_references
from generator.validate.content import (
    ArticleReading,
    Context,
    Definition,
    FrontReferences,
    Medium,
    Reference,
)
from generator.validate.media import read_medium
from generator.validate.site import (
    ContextReading,
    broken_article,
    read_context,
    validate_article,
)


class Session:
    """One site that is built any number of times."""

    def __init__(self, cache: Cache, kinds: Sequence[Kind] | None = None) -> None:
        """Take an open cache, and the kinds of pages that the site has; None for the usual."""
        self.cache = cache
        self.kinds = KINDS if kinds is None else kinds
        self.markdown = Markdown()
        self.context: ContextReading | None = None
        self.templates: Mapping[str, Source] | None = None
        """Those of the site itself, by their paths; None if they have to be read."""
        self.renderer: Renderer | None = None
        self._digests: tuple[object, dict[str, str]] | None = None
        self._files: tuple[Snapshot, SiteFiles] | None = None

    def digests_of(self, context: Context) -> dict[str, str]:
        """Return `context_digests` of a context, memoized until the context is read again."""
        # A context that is read again is another object, even if it is equal.
        if self._digests is None or self._digests[0] is not self.context:
            self._digests = self.context, context_digests(context)
        return self._digests[1]

    def group_files(self, snapshot: Snapshot) -> SiteFiles:
        """Return the files of a site by what they are for, memoized until one comes or goes.

        Raise Rejected as `layout.group_files` does.
        """
        if self._files is not None and snapshot.has_same_files_as(self._files[0]):
            files = self._files[1]
        else:
            files = layout.group_files(snapshot)
        self._files = snapshot, files
        return files

    def renderer_for(self, base_url: str, language: str) -> Renderer:
        """Return the renderer of the site.

        Raise Rejected if a template of the site is no valid text.
        """
        templates = self.templates or {}
        new = Renderer(self.kinds, base_url, language, code_version(), templates)
        # The old one, if it renders the same, has its templates compiled already.
        if self.renderer is None or self.renderer.closure != new.closure:
            self.renderer = new
        return self.renderer

    def load(self, file: SourceFile) -> Source:
        """Read a file, and record what was read in the cache. Raise Rejected or DisturbedError."""
        try:
            source = file.read_scanned()
        except Rejected:
            self.cache.files.record([file_row(file.path, UNREADABLE)])
            raise
        self.cache.files.record([file_row(file.path, source.digest, source.signature)])
        return source

    def read_context(self, files: SiteFiles) -> ContextReading:
        """Read the context of the articles, and keep it for this build and the next ones."""
        self.context = None
        self.context = read_context(files, self.load, self.measure, self.markdown)
        self.cache.facts.put("context-as-read", encode(self.context))
        return self.context

    def last_context(self) -> ContextReading | None:
        """Return the context as it was last read; None if it has to be read."""
        if self.context is None and (kept := self.cache.facts.get("context-as-read")):
            self.context = decode(ContextReading, kept)
        return self.context

    def measure(self, file: SourceFile) -> Medium:
        """Return an image with its size, from the cache or else from its file. Raise Rejected."""
        # The cache has only images that are no suspects: `stages.read` removes the others.
        known = self.cache.images.get(file.path)
        if known is not None:
            return Medium(known.path, known.width, known.height)
        medium = read_medium(self.load(file))
        self.cache.images.put(ImageRow(medium.path, medium.width, medium.height))
        return medium

    def read_again(self, file: SourceFile) -> ArticleReading:
        """Read and validate an article again, to say exactly where in it something is wrong.

        The cache has only whether an article is flawed, not its findings: few articles have any.
        Raise DisturbedError if the file is no longer what this build read, as its findings would
        not be those that the build counted.
        """
        try:
            source = self._as_it_was(file)
        except Rejected as rejected:
            return broken_article(file.path, stem(file.path), rejected)
        return validate_article(source, self.markdown)

    def references(
        self, file: SourceFile, definitions: Iterable[Definition]
    ) -> tuple[Reference, ...]:
        """Return references of an article without flaws: all to these definitions, maybe others.

        Raise DisturbedError as `read_again` does.
        """
        front = self.front_references(file)
        if front.are_all_to(definitions):
            return front.references
        return self.read_again(file).references

    def front_references(self, file: SourceFile) -> FrontReferences:
        """Return what the front matter of an article without flaws refers to.

        Raise DisturbedError as `read_again` does.
        """
        source = self._as_it_was(file)
        return read_references(parse_document(source.path, source.text()))

    def _as_it_was(self, file: SourceFile) -> Source:
        """Return a file as this build read it. Raise DisturbedError, Rejected if it could not."""
        known = self.cache.files.digest(file.path)
        try:
            source = file.read()
        except Rejected:
            if known == UNREADABLE:
                raise
            raise DisturbedError from None
        if source.digest != known:
            raise DisturbedError
        return source


def file_row(path: str, digest: str, signature: StatSignature = UNTRUSTED) -> FileRow:
    """Return the row that records a file that was read; by default, to be read again next time."""
    return FileRow(path, *signature, digest)
