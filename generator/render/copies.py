"""Files that are copied to the site: static files, images, and what hosts ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from unicodedata import normalize

from msgspec import Struct

from generator import addresses
from generator.digests import digest_of
from generator.read.files import SourceFile
from generator.read.layout import SITE_FILE, SiteFiles
from generator.validate.content import Context

_PACKAGE = Path(__file__).parent.parent
_SCHEMA = _PACKAGE / "schemas" / "data.json"


class Copy(Struct, frozen=True):
    """A file that is copied to the site."""

    file: str
    """Its path relative to the output folder."""
    origin: str
    """What messages to editors call it: the path of a file."""
    digest: str
    """The digest of its bytes when they were last read."""
    source: SourceFile | bytes

    def read(self) -> bytes:
        """Return the bytes as they are now. Raise Rejected if they cannot be read."""
        return self.source if isinstance(self.source, bytes) else self.source.read().data


def copies(files: SiteFiles, context: Context, digest: Callable[[str], str]) -> Iterator[Copy]:
    """Yield all files that are copied to a site; `digest` returns that of a file of the site.

    A static file of the site replaces the generator's of the same name.
    """
    own = package_statics()
    # Links are written in NFC, whatever form of accents the disk has.
    statics = {normalize("NFC", path): path for path in files.statics}
    for path in sorted({*own, *statics}):
        if found := statics.get(path):
            yield Copy(path, found, digest(found), files.statics[found])
        else:
            yield _copy_of_bytes(path, path, own[path].read_bytes())
    for name, medium in context.media.items():
        source = files.media[medium.path]
        yield Copy(addresses.medium(name), medium.path, digest(medium.path), source)
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
    return Copy(file, origin, digest_of(data), data)
