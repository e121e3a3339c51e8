"""What changed, as values: for each theme, what readers would find to be another than before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from generator.plan.views.components import ArticleCard, ClaimCard, DateView, LinkTo


class Shown(Struct, frozen=True):
    """A value as programs know it, and in words."""

    value: str
    words: str


NOTHING = Shown("", "")
"""Where there is no value."""


class Field(Struct, frozen=True):
    """A key whose value changed."""

    name: str
    """`text`, `value`, `status`, `kind`, `by`, `on`, `quote`, `point`, `origin` of a claim;
    `title`, `source`, `origin`, `published`, `summary`, `body`, `themes` of a report;
    `since`, `as_of`, `review_by` of a theme."""
    before: Shown
    after: Shown


class NewReport(Struct, frozen=True):
    """Claims of a report that became public."""

    report: ArticleCard
    is_first: bool
    """Whether no theme before has told of this report."""
    claims: tuple[ClaimCard, ...]
    """Those on the theme, in the order of the article, without superseded ones."""
    answering: frozenset[str] = frozenset()
    """The ids of those that answer a point which is not aside: what to tell first."""


class ChangedReport(Struct, frozen=True):
    """A report of which more than claims changed."""

    report: ArticleCard
    fields: tuple[Field, ...]


class ReportedClaim(Struct, frozen=True):
    """A claim with its report, which is public: one that is new there, or was taken out of it."""

    claim: ClaimCard
    report: ArticleCard


class ChangedClaim(Struct, frozen=True):
    """A claim that says something else than before."""

    claim: ClaimCard
    """As it is now."""
    report: ArticleCard
    fields: tuple[Field, ...]

    @property
    def weight(self) -> int:
        """How much it matters to readers: 2 if its answer or status changed, 0 for mere words."""
        names = {field.name for field in self.fields}
        if names & {"value", "status"}:
            return 2
        return int(bool(names - {"text", "quote"}))


class Correction(Struct, frozen=True):
    """A correction that is new."""

    on: DateView | None
    text: str
    of: LinkTo
    """The page that was corrected."""
    outlet: str | None
    """The outlet, if that is the page of a report."""


class NamedPoint(Struct, frozen=True):
    """A point of a theme."""

    id: str
    link: LinkTo
    """Of one that is gone, the title alone."""


class PointChange(Struct, frozen=True):
    """A point whose state changed."""

    point: NamedPoint
    aside: bool
    before: tuple[str, ...]
    """Its states, as in the data; none if nothing answered it."""
    after: tuple[str, ...]
    answers: tuple[str, ...]
    """The answers now, each with those who give it."""

    @property
    def is_telling(self) -> bool:
        """Whether the state says more than that something came, which the new claims show."""
        came = not self.before and set(self.after) <= {"single", "one-party", "not-compared"}
        return not came


class RenamedPoint(Struct, frozen=True):
    """A point that has another title."""

    point: NamedPoint
    before: str


class TextChange(Struct, frozen=True):
    """A text of a theme's own that came, went, or was put in other words."""

    key: str
    """`unknowns`, `watch`, or `note` on a point."""
    point: str | None
    """The title of the point; None for the others."""
    before: str | None
    """None if it is new."""
    after: str | None
    """None if it is not listed any more."""


class Status(Struct, frozen=True):
    """Where a theme stands."""

    state: str
    text: str


class Withdrawn(Struct, frozen=True):
    """Reports of one outlet that are no longer public. Nothing else is said of them."""

    outlet: str | None
    """None if nothing public names it any more."""
    number: int


class ThemeChanges(Struct, frozen=True, kw_only=True):
    """What changed on one theme."""

    name: str
    theme: LinkTo
    kind: str
    """`new`, `changed` or `withdrawn`."""
    title_before: str | None = None
    """None if it is the same."""
    status: Status
    """As it is now; of a theme that was withdrawn, as it was."""
    status_before: Status | None = None
    """None if it is the same."""
    bottom_line: tuple[str, ...] = ()
    """The paragraphs that are new or changed."""
    is_bottom_line_cut: bool = False
    """Whether paragraphs were taken out of it and none is new."""
    fields: tuple[Field, ...] = ()
    points: tuple[PointChange, ...] = ()
    renamed_points: tuple[RenamedPoint, ...] = ()
    new_points: tuple[NamedPoint, ...] = ()
    withdrawn_points: tuple[NamedPoint, ...] = ()
    texts: tuple[TextChange, ...] = ()
    new_reports: tuple[NewReport, ...] = ()
    new_claims: tuple[ReportedClaim, ...] = ()
    """In reports that were public before."""
    changed_reports: tuple[ChangedReport, ...] = ()
    changed_claims: tuple[ChangedClaim, ...] = ()
    withdrawn_reports: tuple[Withdrawn, ...] = ()
    withdrawn_claims: tuple[ReportedClaim, ...] = ()
    corrections: tuple[Correction, ...] = ()

    def __bool__(self) -> bool:
        return self.kind != "changed" or any(self._parts())

    def _parts(self) -> Iterator[object]:
        told = ("name", "theme", "kind", "status")
        return (getattr(self, name) for name in self.__struct_fields__ if name not in told)


class Changes(Struct, frozen=True):
    """What changed on a site between two instants."""

    site: str
    """Its title."""
    language: str
    base_url: str
    since: datetime
    """In the time zone of the site, as `until`."""
    until: datetime
    themes: tuple[ThemeChanges, ...]
    """Those on which anything changed, in the order of the site."""
    withdrawn_files: tuple[str, ...] = ()
    """The files, before, of reports that are no longer public: for editors, not for readers."""
