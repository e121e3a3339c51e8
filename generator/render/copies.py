"""Files that go to the site as they are: static files, images, and what hosts ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from generator import addresses
from generator.digests import digest_of
from generator.read.files import SourceFile
from generator.read.layout import SITE_FILE, SiteFiles
from generator.validate.content import Context

_PACKAGE = Path(__file__).parent.parent
_SCHEMA = _PACKAGE / "schemas" / "data.json"


class Copy(Struct, frozen=True):
    """A file that goes to the site as it is."""

    file: str
    """Relative to the output folder."""
    origin: str
    """What to call it in a message: a file, if it comes from one."""
    digest: str
    """Of its bytes when they were last read."""
    source: SourceFile | bytes

    def read(self) -> tuple[str, bytes]:
        """Return digest and bytes, as they are now. Raise Rejected where it cannot be read."""
        if isinstance(self.source, bytes):
            return self.digest, self.source
        # What goes out is told by its own digest, whatever the file was when it was looked at.
        read = self.source.read()
        return read.digest, read.data


def copies(files: SiteFiles, context: Context, digest: Callable[[str], str]) -> Iterator[Copy]:
    """Return all files of a site that are copied; `digest` gives that of a site's own file.

    A static file of the site comes in the place of the generator's of the same name.
    """
    ours = own_statics()
    for path in sorted({*ours, *files.statics}):
        if path in files.statics:
            yield Copy(path, path, digest(path), files.statics[path])
        else:
            yield _given(path, path, ours[path].read_bytes())
    for name, medium in context.media.items():
        source = files.media[medium.path]
        yield Copy(addresses.medium(name), medium.path, digest(medium.path), source)
    # Without .nojekyll, Pages would hide what begins with an underscore.
    yield _given(".nojekyll", SITE_FILE, b"")
    if context.site.cname:
        yield _given("CNAME", SITE_FILE, f"{context.site.cname}\n".encode())


def own_statics() -> dict[str, Path]:
    """Return the generator's own files for every site, by their paths there."""
    files = sorted((_PACKAGE / "static").iterdir())
    return {**{f"static/{path.name}": path for path in files}, addresses.DATA_SCHEMA: _SCHEMA}


def _given(file: str, origin: str, data: bytes) -> Copy:
    return Copy(file, origin, digest_of(data), data)
