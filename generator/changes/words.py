"""What changed, in words that can go into a newsletter, in the language of the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.assemble.data import percent_encoded
from generator.changes.model import (
    ChangedClaim,
    ChangedReport,
    Changes,
    Correction,
    Field,
    NewReport,
    PointChange,
    TextChange,
    ThemeChanges,
)
from generator.changes.paper import Entry, Group, Paper, Section, Span
from generator.language.borrowed import plain, with_first
from generator.language.language import Language, language_of
from generator.plan.components import ArticleCard, ClaimCard, LinkTo

CLAIMS_PER_REPORT = 5
"""Claims that a new report is told with; its page has the others."""
CHANGED_CLAIMS = 8
"""Claims of a theme that are told as changed, or as new in earlier reports; the others are counted.
All of them are in the data."""

_LABELS = {
    "value": "answer",
    "status": "claim-status",
    "by": "who",
    "on": "when",
    "kind": "choose-kind",
    "point": "question",
    "quote": "quotation",
    "origin": "relayed-outlet",
    "title": "headline",
    "source": "source",
    "published": "published",
    "themes": "themes",
    "as_of": "checked",
    "review_by": "next-review",
    "since": "status-since",
}
"""What readers call a key."""
_OURS = ("summary", "body")
"""What is in our own words, and of which readers are not told what it was."""


def put_into_words(changes: Changes) -> Paper:
    """Return what changed as a text in the language of the site."""
    return _Writer(changes).paper()


class _Writer:
    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self._language: Language = language_of(changes.language)

    def paper(self) -> Paper:
        changes = self._changes
        since, until = self._language.day(changes.since), self._language.day(changes.until)
        if since == until:
            since, until = f"{since}, {changes.since:%H:%M}", f"{until}, {changes.until:%H:%M}"
        span = {"since": since, "until": until}
        return Paper(
            title=self._say("changes-title", site=changes.site, **span),
            language=changes.language,
            direction=self._language.direction,
            sections=tuple(map(self._section, changes.themes)),
            nothing=self._say("nothing-changed", **span),
        )

    def _section(self, theme: ThemeChanges) -> Section:
        state = self._language.named(theme.status.state, "theme")
        standing = plain(f"{state} {theme.status.text}")
        if theme.kind == "withdrawn":
            standing = self._say("theme-withdrawn")
        elif theme.kind == "changed" and theme.status_before is None:
            standing += f" ({self._say('unchanged')})"
        groups = {
            "where-things-stand": self._standing(theme),
            "new": self._new(theme),
            "changed": self._changed(theme),
            "corrected": map(self._correction, theme.corrections),
            "withdrawn": self._withdrawn(theme),
        }
        found = ((key, tuple(entries)) for key, entries in groups.items())
        return Section(
            self._link(theme.theme),
            standing,
            tuple(Group(self._say(key), entries) for key, entries in found if entries),
        )

    # ---- where things stand ----------------------------------------------------------------------

    def _standing(self, theme: ThemeChanges) -> Iterator[Entry]:
        if theme.kind == "new":
            yield _entry(Span(self._say("new-theme")))
        if theme.status_before is not None:
            was = self._language.named(theme.status_before.state, "theme")
            before = plain(f"{was} {theme.status_before.text}")
            yield _entry(Span(self._was(self._say("new-status"), before)))
        if theme.title_before is not None:
            title = self._was(theme.theme.text, theme.title_before)
            yield _entry(Span(self._labelled("theme", title)))
        if theme.bottom_line:
            yield _entry(Span(self._labelled("bottom-line", " ".join(theme.bottom_line))))
        elif theme.is_bottom_line_cut:
            yield _entry(Span(self._labelled("bottom-line", self._say("shortened"))))
        yield from map(self._point, (point for point in theme.points if point.is_telling))
        for field in theme.fields:
            yield _entry(Span(self._field(field)))

    def _point(self, change: PointChange) -> Entry:
        after = self._states(change.after) or self._lowered("no-report-yet")
        state = self._was(after, self._states(change.before)) if change.before else after
        link = self._link(change.point.link)
        return Entry(
            (link, Span(self._labelled_after(state))),
            tuple((Span(answer),) for answer in change.answers),
        )

    def _states(self, states: Iterable[str]) -> str:
        # After a colon, a state begins with a small letter.
        return "; ".join(self._lowered(f"state-{state}") for state in states)

    def _lowered(self, key: str) -> str:
        return with_first(self._say(key), str.lower)

    # ---- new -------------------------------------------------------------------------------------

    def _new(self, theme: ThemeChanges) -> Iterator[Entry]:
        for point in theme.new_points:
            yield _entry(Span(self._labelled("new-question", "")), self._link(point.link))
        for report in theme.new_reports:
            yield from self._new_report(report)
        for one in theme.new_claims[:CHANGED_CLAIMS]:
            yield self._claim(one.claim, one.report)
        yield from self._more(len(theme.new_claims) - CHANGED_CLAIMS, theme.theme.path)
        for text in theme.texts:
            if text.after is not None and text.before is None:
                yield _entry(Span(self._text(text, _line(text.after))))

    def _new_report(self, new: NewReport) -> Iterator[Entry]:
        """Yield a report with its claims or, where it was told before, these alone."""
        card = new.report
        chosen = sorted(new.claims, key=lambda claim: claim.id not in new.answering)
        shown = [claim for claim in new.claims if claim in chosen[:CLAIMS_PER_REPORT]]
        more = len(new.claims) - len(shown)
        rest = self._count("n-more-claims", more) if more else ""
        if not new.is_first:
            yield from (self._claim(claim, card) for claim in shown)
            if rest:
                yield _entry(Span(rest, self._url(card.path)), Span(self._of(card, None)))
            return
        lines = [(Span(self._sentence(claim), self._url(claim.path)),) for claim in shown]
        if rest:
            lines.append((Span(rest, self._url(card.path)),))
        yield Entry((self._title(card), Span(self._of(card, None))), tuple(lines))

    def _more(self, number: int, path: str) -> Iterator[Entry]:
        """Yield how many claims are not told, if there are any; all of them are at `path`."""
        if number > 0:
            yield _entry(Span(self._count("n-more-claims", number), self._url(path)))

    # ---- changed, corrected, withdrawn -----------------------------------------------------------

    def _changed(self, theme: ThemeChanges) -> Iterator[Entry]:
        for point in theme.renamed_points:
            link = point.point.link
            renamed, url = self._was(link.text, point.before), self._url(link.path)
            yield _entry(Span(self._labelled("question", "")), Span(renamed, url))
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
            before = _line(one.before)
            if one.after is None and one.key != "note":
                listed = self._say(one.key)
                yield _entry(Span(self._say("no-longer-listed", list=listed, text=before)))
            elif one.after is not None:
                after = _line(one.after)
                is_note = one.key == "note"  # long, and about what the claims say
                said = after if is_note else self._was(after, before)
                yield _entry(Span(self._text(one, said)))

    def _changed_claim(self, change: ChangedClaim) -> Entry:
        names = [one.name for one in change.fields]
        claim = change.claim
        said = _line(claim.text) if "status" in names else self._sentence(claim)
        spans = Span(said, self._url(claim.path)), Span(self._of(change.report, claim))
        fields = [one for one in change.fields if one.name != "quote" or one.after.words]
        return Entry(spans, tuple((Span(self._field(one)),) for one in fields))

    def _changed_reports(self, reports: Iterable[ChangedReport]) -> Iterator[Entry]:
        """Yield reports that are told differently; last those of which only our text changed."""
        revised: list[tuple[Span, ...]] = []
        for one in reports:
            spans = self._title(one.report), Span(self._of(one.report, None))
            lines = [self._field(field) for field in one.fields if field.name not in _OURS]
            if not lines:
                revised.append(spans)
                continue
            if any(field.name in _OURS for field in one.fields):
                lines.append(self._say("text-revised"))
            yield Entry(spans, tuple((Span(line),) for line in lines))
        if revised:
            yield Entry((Span(self._labelled("text-revised", "").rstrip()),), tuple(revised))

    def _correction(self, correction: Correction) -> Entry:
        words = [correction.outlet, correction.on.long if correction.on else None]
        end = f" ({', '.join(filter(None, words))})" if any(words) else ""
        text = Span(self._labelled_after(_line(correction.text)))
        return _entry(self._link(correction.of, "#corrections"), text, Span(end))

    def _withdrawn(self, theme: ThemeChanges) -> Iterator[Entry]:
        for reports in theme.withdrawn_reports:
            said = self._count("reports-withdrawn", reports.number)
            name = reports.outlet
            yield _entry(Span(self._say("labelled", label=name, text=said) if name else said))
        for one in theme.withdrawn_claims:
            text = Span(_line(one.claim.text))
            yield _entry(text, Span(self._of(one.report, one.claim)))
        for point in theme.withdrawn_points:
            yield _entry(Span(self._labelled("question", point.link.text)))

    # ---- the pieces ------------------------------------------------------------------------------

    def _claim(self, claim: ClaimCard, report: ArticleCard) -> Entry:
        sentence = Span(self._sentence(claim), self._url(claim.path))
        return _entry(sentence, Span(self._of(report, claim)))

    def _sentence(self, claim: ClaimCard) -> str:
        text = _line(claim.text)
        if claim.status == "reported":
            return text
        return f"{text} [{plain(self._language.named(claim.status, 'status'))}]"

    def _of(self, report: ArticleCard, claim: ClaimCard | None) -> str:
        """Return outlet and date, in brackets: whom a report or a claim of it comes from."""
        outlet, via = report.source.text, (claim or report).via
        if via is not None:
            outlet = f"{outlet}, {self._say('relaying', outlet=via.text)}"
        return f" ({outlet}, {report.published.long})"

    def _title(self, report: ArticleCard) -> Span:
        title = self._say("quoted", text=_line(report.title))
        return Span(title, self._url(report.path), report.language)

    def _text(self, change: TextChange, text: str) -> str:
        label = change.key
        named = self._say("note-on", point=change.point) if change.point else self._say(label)
        return self._say("labelled", label=named, text=text)

    def _field(self, field: Field) -> str:
        after, before = (plain(_line(one.words)) or "–" for one in (field.after, field.before))
        if field.name == "text":  # it stands right above
            return plain(with_first(self._say("was", before=before), str.title))
        return self._labelled(_LABELS[field.name], self._was(after, before))

    def _was(self, after: str, before: str) -> str:
        return f"{after} ({self._say('was', before=before)})"

    def _labelled(self, key: str, text: str) -> str:
        label = self._say(key)
        return self._say("labelled", label=label, text=text)

    def _labelled_after(self, text: str) -> str:
        """Return a text with the colon of a label that stands before it by itself."""
        return self._say("labelled", label="", text=text)

    def _link(self, link: LinkTo, more: str = "") -> Span:
        url = self._url(f"{link.path}{more}") if link.path else None
        return Span(_line(link.text), url, link.language)

    def _url(self, path: str) -> str:
        return f"{self._changes.base_url}{percent_encoded(path)}"

    def _say(self, key: str, **values: object) -> str:
        # Nothing here can say which language a part of a text is in.
        return plain(self._language.say(key, **values))

    def _count(self, key: str, number: int) -> str:
        return plain(self._language.count(key, number))


def _entry(*spans: Span) -> Entry:
    return Entry(tuple(span for span in spans if span.text))


def _line(text: str) -> str:
    return " ".join(text.split())
