"""What changed, in words that can go into a newsletter, in the language of the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.changes.model import (
    ChangedClaim,
    ChangedReport,
    Changes,
    Correction,
    NewReport,
    PointChange,
    TextChange,
    ThemeChanges,
)
from generator.changes.paper import Entry, Group, Paper, Section, Span
from generator.changes.phrases import Phrases, entry, line
from generator.language.borrowed import plain, with_first

CLAIMS_PER_REPORT = 5
"""Claims that a new report is told with; its page has the others."""
CHANGED_CLAIMS = 8
"""Claims of a theme that are told as changed, or as new in earlier reports; the others are counted.
All of them are in the data."""

_OURS = ("summary", "body")
"""What is in our own words, and of which readers are not told what it was."""


def put_into_words(changes: Changes) -> Paper:
    """Return what changed as a text in the language of the site."""
    return _Writer(changes).paper()


class _Writer(Phrases):
    def paper(self) -> Paper:
        changes = self.changes
        since, until = self.language.day(changes.since), self.language.day(changes.until)
        if since == until:
            since, until = f"{since}, {changes.since:%H:%M}", f"{until}, {changes.until:%H:%M}"
        span = {"since": since, "until": until}
        return Paper(
            title=self.say("changes-title", site=changes.site, **span),
            language=changes.language,
            direction=self.language.direction,
            sections=tuple(
                section
                for theme in changes.themes
                if (section := self._section(theme)).groups or theme.kind != "changed"
            ),
            nothing=self.say("nothing-changed", **span),
        )

    def _section(self, theme: ThemeChanges) -> Section:
        state = self.language.named(theme.status.state, "theme")
        standing = plain(f"{state} {theme.status.text}")
        if theme.kind == "withdrawn":
            standing = self.say("theme-withdrawn")
        elif theme.kind == "changed" and theme.status_before is None:
            standing += f" ({self.say('unchanged')})"
        groups = {
            "where-things-stand": self._standing(theme),
            "new": self._new(theme),
            "changed": self._changed(theme),
            "corrected": map(self._correction, theme.corrections),
            "withdrawn": self._withdrawn(theme),
        }
        found = ((key, tuple(entries)) for key, entries in groups.items())
        return Section(
            self.link(theme.theme),
            standing,
            tuple(Group(self.say(key), entries) for key, entries in found if entries),
        )

    # ---- where things stand ----------------------------------------------------------------------

    def _standing(self, theme: ThemeChanges) -> Iterator[Entry]:
        if theme.kind == "new":
            yield entry(Span(self.say("new-theme")))
        if theme.status_before is not None:
            was = self.language.named(theme.status_before.state, "theme")
            before = plain(f"{was} {theme.status_before.text}")
            yield entry(Span(self.was(self.say("new-status"), before)))
        if theme.title_before is not None:
            title = self.was(theme.theme.text, theme.title_before)
            yield entry(Span(self.labelled("theme", title)))
        if theme.bottom_line:
            yield entry(Span(self.labelled("bottom-line", " ".join(theme.bottom_line))))
        elif theme.is_bottom_line_cut:
            yield entry(Span(self.labelled("bottom-line", self.say("shortened"))))
        yield from map(self._point, (point for point in theme.points if point.is_telling))
        for field in theme.fields:
            yield entry(Span(self.field(field)))

    def _point(self, change: PointChange) -> Entry:
        after = self._states(change.after) or self._lowered("no-report-yet")
        state = self.was(after, self._states(change.before)) if change.before else after
        link = self.link(change.point.link)
        return Entry(
            (link, Span(self.labelled_after(state))),
            tuple((Span(answer),) for answer in change.answers),
        )

    def _states(self, states: Iterable[str]) -> str:
        # After a colon, a state begins with a small letter.
        return "; ".join(self._lowered(f"state-{state}") for state in states)

    def _lowered(self, key: str) -> str:
        return with_first(self.say(key), str.lower)

    # ---- new -------------------------------------------------------------------------------------

    def _new(self, theme: ThemeChanges) -> Iterator[Entry]:
        for point in theme.new_points:
            yield entry(Span(self.labelled("new-question", "")), self.link(point.link))
        for report in theme.new_reports:
            yield from self._new_report(report)
        for one in theme.new_claims[:CHANGED_CLAIMS]:
            yield self.claim(one.claim, one.report)
        yield from self._more(len(theme.new_claims) - CHANGED_CLAIMS, theme.theme.path)
        for text in theme.texts:
            if text.after is not None and text.before is None:
                yield entry(Span(self.text(text, line(text.after))))

    def _new_report(self, new: NewReport) -> Iterator[Entry]:
        """Yield a report with its claims or, where it was told before, these alone."""
        card = new.report
        chosen = sorted(new.claims, key=lambda claim: claim.id not in new.answering)
        shown = [claim for claim in new.claims if claim in chosen[:CLAIMS_PER_REPORT]]
        more = len(new.claims) - len(shown)
        rest = self.count("n-more-claims", more) if more else ""
        if not new.is_first:
            yield from (self.claim(claim, card) for claim in shown)
            if rest:
                yield entry(Span(rest, self.url(card.path)), Span(self.of(card, None)))
            return
        lines = [(Span(self.sentence(claim), self.url(claim.path)),) for claim in shown]
        if rest:
            lines.append((Span(rest, self.url(card.path)),))
        yield Entry((self.title(card), Span(self.of(card, None))), tuple(lines))

    def _more(self, number: int, path: str) -> Iterator[Entry]:
        """Yield how many claims are not told, if there are any; all of them are at `path`."""
        if number > 0:
            yield entry(Span(self.count("n-more-claims", number), self.url(path)))

    # ---- changed, corrected, withdrawn -----------------------------------------------------------

    def _changed(self, theme: ThemeChanges) -> Iterator[Entry]:
        for point in theme.renamed_points:
            link = point.point.link
            renamed, url = self.was(link.text, point.before), self.url(link.path)
            yield entry(Span(self.labelled("question", "")), Span(renamed, url))
        # What says something else comes before what says it in other words.
        claims = sorted(theme.changed_claims, key=lambda claim: -claim.weight)
        yield from map(self._changed_claim, claims[:CHANGED_CLAIMS])
        yield from self._more(len(claims) - CHANGED_CLAIMS, theme.theme.path)
        yield from self._changed_texts(theme.texts)
        yield from self._changed_reports(theme.changed_reports)

    def _changed_texts(self, texts: Iterable[TextChange]) -> Iterator[Entry]:
        """Yield what is in other words, or gone. A note that is gone is no news."""
        for one in texts:
            if one.before is None:
                continue
            before = line(one.before)
            if one.after is None and one.key != "note":
                listed = self.say(one.key)
                yield entry(Span(self.say("no-longer-listed", list=listed, text=before)))
            elif one.after is not None:
                after = line(one.after)
                is_note = one.key == "note"  # long, and about what the claims say
                said = after if is_note else self.was(after, before)
                yield entry(Span(self.text(one, said)))

    def _changed_claim(self, change: ChangedClaim) -> Entry:
        names = [one.name for one in change.fields]
        claim = change.claim
        said = line(claim.text) if "status" in names else self.sentence(claim)
        spans = Span(said, self.url(claim.path)), Span(self.of(change.report, claim))
        fields = [one for one in change.fields if one.name != "quote" or one.after.words]
        return Entry(spans, tuple((Span(self.field(one)),) for one in fields))

    def _changed_reports(self, reports: Iterable[ChangedReport]) -> Iterator[Entry]:
        """Yield reports that are told differently; last those of which only our text changed."""
        revised: list[tuple[Span, ...]] = []
        for one in reports:
            spans = self.title(one.report), Span(self.of(one.report, None))
            lines = [self.field(field) for field in one.fields if field.name not in _OURS]
            if not lines:
                revised.append(spans)
                continue
            if any(field.name in _OURS for field in one.fields):
                lines.append(self.say("text-revised"))
            yield Entry(spans, tuple((Span(line),) for line in lines))
        if revised:
            yield Entry((Span(self.labelled("text-revised", "").rstrip()),), tuple(revised))

    def _correction(self, correction: Correction) -> Entry:
        words = [correction.outlet, correction.on.long if correction.on else None]
        end = f" ({', '.join(filter(None, words))})" if any(words) else ""
        text = Span(self.labelled_after(line(correction.text)))
        return entry(self.link(correction.of, "#corrections"), text, Span(end))

    def _withdrawn(self, theme: ThemeChanges) -> Iterator[Entry]:
        for reports in theme.withdrawn_reports:
            said = self.count("reports-withdrawn", reports.number)
            name = reports.outlet
            yield entry(Span(self.say("labelled", label=name, text=said) if name else said))
        for one in theme.withdrawn_claims:
            text = Span(line(one.claim.text))
            yield entry(text, Span(self.of(one.report, one.claim)))
        for point in theme.withdrawn_points:
            yield entry(Span(self.labelled("question", point.link.text)))
