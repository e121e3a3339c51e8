"""The schema of the cache: the row type of every table, and the statements that create it.

Instants are text that sorts by time (`2025-05-15T10:30:00`, UTC); months are `2025-05`. A column
`sort` orders articles, or claims, from old to new, and no two have the same.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from generator.store.table import Table


class FactRow(NamedTuple):
    """A single value that the next build compares with its own."""

    name: str
    value: str


class FileRow(NamedTuple):
    """A file of the site: its stat signature and its digest when it was last read."""

    path: str
    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int
    digest: str

    @property
    def signature(self) -> tuple[int, int, int, int]:
        """The stat signature."""
        return self[1:5]


class ImageRow(NamedTuple):
    """The size of an image in pixels."""

    path: str
    width: int
    height: int


class ReadingRow(NamedTuple):
    """What one article's file says, valid or not; only text and numbers, cheap to pickle."""

    path: str
    id: str
    claims: str | None
    """The ids of its claims, as JSON; None where the file is too broken to tell."""
    flawed: bool
    """It has errors or warnings of its own, whatever other files say."""
    superseding: bool
    """One of its claims is superseded by another."""
    gated: bool
    """It is not public at all times: it is a draft, or has `publish_at` or `expires_at`."""
    url: str
    """What tells its report from others by its address; "" if it has none."""
    dated: str
    """The latest of its dates that should be past; "" where the file is too broken."""
    unseen: int
    """How many of its quotations its text does not have, so that they rest on its evidence."""
    needs: str
    """What it refers to, as JSON: a list of kind, key, and the theme of a point or the claim of an
    article, else ""."""
    body_digest: str
    record: str | None
    """The article as JSON; None where the file is too broken."""
    body: str
    """Its text, as JSON."""


class CitingRow(NamedTuple):
    """The article in the file `path` refers to the article `id`, or has the image `image:PATH`."""

    id: str
    path: str


class DirtyRow(NamedTuple):
    """A file that changed, or that may be wrong now, since what came of it was last worked out."""

    path: str


class GateRow(NamedTuple):
    """What the index was last updated for; at most one row."""

    now: str
    drafts: bool


class BoundaryRow(NamedTuple):
    """An instant at which the article in a file becomes public or ceases to be."""

    path: str
    at: str


class ArticleRow(NamedTuple):
    """A public article."""

    id: str
    path: str
    sort: str
    month: str
    source: str
    origin: str
    claims: int
    """How many of its claims count."""
    address: str
    """The last part of the address of its page."""
    aliases: str
    """Its old addresses, as JSON."""
    modified: str
    """The day of its last change."""
    body_digest: str
    record: str
    embargoed: bool
    """Whether only a preview with drafts has it, as its `publish_at` is still to come."""
    data: str | None
    """This and the next two are its part of the data files; None if that depends on other
    articles."""
    claims_data: str | None
    claims_table: str | None


class AboutRow(NamedTuple):
    """That a public article is about a theme."""

    theme: str
    month: str
    sort: str
    id: str
    source: str
    origin: str


class RelayedRow(NamedTuple):
    """That a public article relays an outlet other than its source."""

    origin: str
    sort: str
    id: str


class ClaimRow(NamedTuple):
    """A claim that counts: of a public article, and not superseded."""

    theme: str
    point: str
    """Empty if it is on none."""
    sort: str
    article: str
    id: str
    article_sort: str
    kind: str
    parties: str
    """Keys of actors, separated by spaces."""
    value: str | None
    answer: str | None
    """The value, normalized for comparing."""
    source: str
    origin: str
    status: str
    day: str
    """The day on which it happened or was said, or only the month or year; if that is unknown, the
    day on which its article was published."""
    clock: str | None
    instant: str
    month: str
    """The month that it is about, or the year if no more is known; empty for an undated claim."""


class AttributedRow(NamedTuple):
    """That a claim says what an actor said or did, or one who speaks for it."""

    actor: str
    fact: bool
    """Whether it is a fact, and so what the actor did."""
    theme: str
    point: str
    """Empty if it is on none."""
    sort: str
    article: str
    id: str
    month: str
    """As in the row of the claim."""


class NamedRow(NamedTuple):
    """That a public article names an actor, a source or an image, on its page or in its claims."""

    kind: str
    key: str
    id: str
    """That of the article."""


class NewsRow(NamedTuple):
    """A report on a theme, or a correction of one, at the instant at which it was published."""

    theme: str
    """Empty for news of the whole site."""
    at: str
    address: str
    position: int
    """The place of a correction among those of its article; -1 for the report itself."""
    id: str
    """The id of its article. Two articles may have one address here; planning refuses them."""
    month: str
    """The month of its day as the editor wrote it, in whatever time zone."""


class MemoRow(NamedTuple):
    """A value that was derived from the index, by its dependency key."""

    key: str
    value: str


class PageRow(NamedTuple):
    """A page, or a file for machines."""

    file: str
    address: str
    kind: str
    subject: str
    origin: str
    dirty: str | None
    """Why it is dirty; None if it is clean."""
    dependencies: str
    """The dependency keys that it read, one on a line."""


class LinkRow(NamedTuple):
    """What a check found in a file of the site."""

    file: str
    key: str
    """A digest of all that its bytes depended on; empty for a file that cannot have links."""
    found: bytes
    """Its links and anchors, as JSON, compressed; empty for such a file."""


class DependencyRow(NamedTuple):
    """That the page in `file` read a dependency key: `page.dependencies`, found by the key."""

    key: str
    file: str


# Tables of short rows are WITHOUT ROWID, which saves a separate index of the primary key. Those of
# long rows are not: as their tree would then consist of the rows, it would be deep.

FACTS = Table(
    "fact",
    FactRow,
    "CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;",
)
FILES = Table(
    "file",
    FileRow,
    """CREATE TABLE file (
        path TEXT PRIMARY KEY, size INT, mtime_ns INT, ctime_ns INT, inode INT,
        digest TEXT NOT NULL) WITHOUT ROWID;""",
)
IMAGES = Table(
    "image",
    ImageRow,
    "CREATE TABLE image (path TEXT PRIMARY KEY, width INT, height INT) WITHOUT ROWID;",
)
# Of all readings, every build asks for those that are flawed, superseding or gated. These are few,
# and partial indexes list them alone.
READINGS = Table(
    "reading",
    ReadingRow,
    """CREATE TABLE reading (
        path TEXT PRIMARY KEY, id TEXT NOT NULL, claims TEXT, flawed INT NOT NULL,
        superseding INT NOT NULL, gated INT NOT NULL, url TEXT NOT NULL, dated TEXT NOT NULL,
        unseen INT NOT NULL, needs TEXT NOT NULL,
        body_digest TEXT NOT NULL, record TEXT, body TEXT NOT NULL);
    CREATE INDEX reading_id ON reading (id);
    CREATE INDEX reading_flawed ON reading (path) WHERE flawed;
    CREATE INDEX reading_superseding ON reading (path) WHERE superseding;
    CREATE INDEX reading_gated ON reading (path, id) WHERE gated;
    CREATE INDEX reading_url ON reading (url);
    CREATE INDEX reading_dated ON reading (dated);
    CREATE INDEX reading_unseen ON reading (unseen) WHERE unseen;""",
)
CITING = Table(
    "citing",
    CitingRow,
    """CREATE TABLE citing (id TEXT, path TEXT, PRIMARY KEY (id, path)) WITHOUT ROWID;
    CREATE INDEX citing_path ON citing (path);""",
)
DIRTY = Table("dirty", DirtyRow, "CREATE TABLE dirty (path TEXT PRIMARY KEY) WITHOUT ROWID;")
GATE = Table("gate", GateRow, "CREATE TABLE gate (now TEXT NOT NULL, drafts INT NOT NULL);")
BOUNDARIES = Table(
    "boundary",
    BoundaryRow,
    """CREATE TABLE boundary (path TEXT, at TEXT, PRIMARY KEY (path, at)) WITHOUT ROWID;
    CREATE INDEX boundary_at ON boundary (at);""",
)
ARTICLES = Table(
    "article",
    ArticleRow,
    """CREATE TABLE article (
        id TEXT PRIMARY KEY, path TEXT NOT NULL UNIQUE, sort TEXT NOT NULL, month TEXT NOT NULL,
        source TEXT NOT NULL, origin TEXT NOT NULL, claims INT NOT NULL, address TEXT NOT NULL,
        aliases TEXT NOT NULL, modified TEXT NOT NULL, body_digest TEXT NOT NULL,
        record TEXT NOT NULL, embargoed INT NOT NULL, data TEXT, claims_data TEXT,
        claims_table TEXT);
    CREATE INDEX article_sort ON article (sort);
    CREATE INDEX article_month ON article (month);
    CREATE INDEX article_source ON article (source, sort);""",
)
ABOUT = Table(
    "about",
    AboutRow,
    """CREATE TABLE about (
        theme TEXT, month TEXT, sort TEXT, id TEXT, source TEXT, origin TEXT,
        PRIMARY KEY (theme, month, sort)) WITHOUT ROWID;""",
)
RELAYED = Table(
    "relayed",
    RelayedRow,
    """CREATE TABLE relayed (
        origin TEXT, sort TEXT, id TEXT, PRIMARY KEY (origin, sort)) WITHOUT ROWID;""",
)
CLAIMS = Table(
    "claim",
    ClaimRow,
    """CREATE TABLE claim (
        theme TEXT, point TEXT, sort TEXT, article TEXT, id TEXT, article_sort TEXT, kind TEXT,
        parties TEXT, value TEXT, answer TEXT, source TEXT, origin TEXT, status TEXT, day TEXT,
        clock TEXT, instant TEXT, month TEXT);
    CREATE INDEX claim_point ON claim (theme, point);
    CREATE INDEX claim_month ON claim (theme, month);
    CREATE INDEX claim_article ON claim (article);""",
)
ATTRIBUTED = Table(
    "attributed",
    AttributedRow,
    """CREATE TABLE attributed (
        actor TEXT, fact INT, theme TEXT, point TEXT, sort TEXT, article TEXT, id TEXT, month TEXT,
        PRIMARY KEY (actor, fact, theme, point, sort)) WITHOUT ROWID;""",
)
NAMED = Table(
    "named",
    NamedRow,
    """CREATE TABLE named (
        kind TEXT, key TEXT, id TEXT, PRIMARY KEY (kind, key, id)) WITHOUT ROWID;""",
)
NEWS = Table(
    "news",
    NewsRow,
    """CREATE TABLE news (
        theme TEXT, at TEXT, address TEXT, position INT, id TEXT, month TEXT,
        PRIMARY KEY (theme, at, address, position, id)) WITHOUT ROWID;
    CREATE INDEX news_id ON news (id);""",
)
MEMOS = Table(
    "memo",
    MemoRow,
    "CREATE TABLE memo (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;",
)
PAGES = Table(
    "page",
    PageRow,
    """CREATE TABLE page (
        file TEXT PRIMARY KEY, address TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,
        origin TEXT NOT NULL, dirty TEXT, dependencies TEXT NOT NULL) WITHOUT ROWID;
    CREATE INDEX page_dirty ON page (file) WHERE dirty IS NOT NULL;""",
)
DEPENDENCIES = Table(
    "dependency",
    DependencyRow,
    "CREATE TABLE dependency (key TEXT, file TEXT, PRIMARY KEY (key, file)) WITHOUT ROWID;",
)
LINKS = Table(
    "link",
    LinkRow,
    "CREATE TABLE link (file TEXT PRIMARY KEY, key TEXT NOT NULL, found BLOB NOT NULL);",
)
UNFOLLOWED = Table(
    "unfollowed", DirtyRow, "CREATE TABLE unfollowed (path TEXT PRIMARY KEY) WITHOUT ROWID;"
)

READ: tuple[Table[Any], ...] = (FACTS, FILES, IMAGES, READINGS, CITING, DIRTY)
"""What was read, whether it is public or not."""
PUBLIC: tuple[Table[Any], ...] = (ARTICLES, ABOUT, RELAYED, CLAIMS, ATTRIBUTED, NAMED, NEWS)
"""What is public: the rows of articles."""
INDEX: tuple[Table[Any], ...] = (GATE, BOUNDARIES, *PUBLIC, MEMOS)
"""Everything that is derived from what was read."""
ALL: tuple[Table[Any], ...] = (*READ, *INDEX, PAGES, DEPENDENCIES, LINKS, UNFOLLOWED)
