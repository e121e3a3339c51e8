"""Files that are copied to the site: static files, images, and what hosts ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from pathlib import Path
from unicodedata import normalize

from msgspec import Struct

from generator import addresses
from generator.digests import digest_of
from generator.pictures.clean import clean_picture
from generator.pictures.model import MalformedError
from generator.problems import AtLine, Finding, Rejected
from generator.read.files import DisturbedError, SourceFile
from generator.read.layout import SITE_FILE, SiteFiles
from generator.render.lean import lean
from generator.validate.content import Context

_PACKAGE = Path(__file__).parent.parent
_OF_DRAFTS = "static/drafts.css"
_SCHEMA = _PACKAGE / "schemas" / "data.json"


class Copy(Struct, frozen=True):
    """A file that is copied to the site.

    A copy of a picture has the pixels of its original, and none of the notes on who took it.
    """

    file: str
    """Its path relative to the output folder."""
    origin: str
    """What messages to editors call it: the path of a file."""
    key: str
    """Stands for the bytes of the copy: those of the original, and what makes the one of the other.
    If the output has a file that was made under this key, that is the copy."""
    digest: str
    """The digest of the bytes of the original when they were last read."""
    source: SourceFile | bytes

    def original(self) -> bytes:
        """Return the bytes of the original as they are now. Raise Rejected."""
        return self.source if isinstance(self.source, bytes) else self.source.read().data

    def made_of(self, original: bytes) -> bytes:
        """Return the bytes of the copy. Raise Rejected if it is a picture that is not whole."""
        if isinstance(self.source, bytes):  # of the generator's own
            return original
        try:
            picture = clean_picture(original)
        except MalformedError as error:
            # Found in time by validation, unless the file changed since.
            message = f"not an image that can be read: {error}"
            raise Rejected([Finding(self.origin, AtLine(), "bad-image", message)]) from None
        return original if picture is None else picture.data

    def read(self) -> bytes:
        """Return the bytes of the copy.

        Raise Rejected, or DisturbedError if the original is no longer what was read.
        """
        # The one file that is read twice, as the bytes of all images do not fit into memory. Other
        # bytes than those recorded must not go out: once the file is again as it was recorded, no
        # build would notice that its copy is not.
        original = self.original()
        if digest_of(original) != self.digest:
            raise DisturbedError
        return self.made_of(original)


def copies(
    files: SiteFiles,
    context: Context,
    withheld: Set[str],
    digest: Callable[[str], str],
    code: str,
    *,
    drafts: bool,
) -> Iterator[Copy]:
    """Yield all files that are copied to a site, all images but those that are `withheld`.

    `digest` returns the digest of a file of the site. A preview with `drafts` has a style sheet
    more.

    A static file of the site replaces the generator's of the same name. `code` is the version of
    the generator, as another one may make other copies of the same originals.
    """

    def copy(file: str, source: SourceFile) -> Copy:
        digest_now = digest(source.path)
        key = digest_of(digest_now.encode(), code)
        return Copy(file, source.path, key, digest_now, source)

    own = package_statics()
    if not drafts:
        del own[_OF_DRAFTS]
    # Links are written in NFC, whatever form of accents the disk has.
    statics = {normalize("NFC", path): path for path in files.statics}
    for path in sorted({*own, *statics}):
        if found := statics.get(path):
            yield copy(path, files.statics[found])
        else:
            yield _copy_of_bytes(path, path, lean(path, own[path].read_bytes()))
    for name, medium in context.media.items():
        if name not in withheld:
            yield copy(addresses.medium(name), files.media[medium.path])
    # Without .nojekyll, GitHub Pages would not serve files whose names begin with an underscore.
    yield _copy_of_bytes(".nojekyll", SITE_FILE, b"")
    # It tells GitHub Pages the domain of the site.
    if context.site.cname:
        yield _copy_of_bytes("CNAME", SITE_FILE, f"{context.site.cname}\n".encode())


def package_statics() -> dict[str, Path]:
    """Return the static files that the generator gives to every site, by their paths there."""
    files = sorted((_PACKAGE / "static").iterdir())
    return {**{f"static/{path.name}": path for path in files}, addresses.DATA_SCHEMA: _SCHEMA}


def _copy_of_bytes(file: str, origin: str, data: bytes) -> Copy:
    digest = digest_of(data)
    return Copy(file, origin, digest, digest, data)
