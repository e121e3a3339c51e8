"""The pieces that what changed is told in: sentences with outlet, date and link, labels, states."""

from __future__ import annotations

from generator.assemble.data import percent_encoded
from generator.changes.model import Changes, Field, TextChange
from generator.changes.paper import Entry, Span
from generator.language.borrowed import plain, with_first
from generator.language.language import language_of
from generator.plan.views.components import ArticleCard, ClaimCard, LinkTo

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


class Phrases:
    """Says single things in the language of the site."""

    def __init__(self, changes: Changes) -> None:
        self.changes = changes
        self.language = language_of(changes.language)

    def claim(self, claim: ClaimCard, report: ArticleCard) -> Entry:
        """Return a claim with its outlet and date, and a link to it."""
        sentence = Span(self.sentence(claim), self.url(claim.path))
        return entry(sentence, Span(self.of(report, claim)))

    def sentence(self, claim: ClaimCard) -> str:
        """Return what a claim says, and its status if that is not the usual one."""
        text = line(claim.text)
        if claim.status == "reported":
            return text
        return f"{text} [{plain(self.language.named(claim.status, 'status'))}]"

    def of(self, report: ArticleCard, claim: ClaimCard | None) -> str:
        """Return outlet and date, in brackets: whom a report or a claim of it comes from."""
        outlet, via = report.source.text, (claim or report).via
        if via is not None:
            outlet = f"{outlet}, {self.say('relaying', outlet=via.text)}"
        return f" ({outlet}, {report.published.long})"

    def title(self, report: ArticleCard) -> Span:
        """Return the title of a report in quotation marks, with a link to it."""
        title = self.say("quoted", text=line(report.title))
        return Span(title, self.url(report.path), report.language)

    def text(self, change: TextChange, text: str) -> str:
        """Return what is said of a text of a theme, with the name of the list that it is from."""
        label = change.key
        named = self.say("note-on", point=change.point) if change.point else self.say(label)
        return self.say("labelled", label=named, text=text)

    def field(self, field: Field) -> str:
        """Return what a key is now, and what it was."""
        after, before = (plain(line(one.words)) or "–" for one in (field.after, field.before))
        if field.name == "text":  # it stands right above
            return plain(with_first(self.say("was", before=before), str.title))
        return self.labelled(_LABELS[field.name], self.was(after, before))

    def was(self, after: str, before: str) -> str:
        """Return what is now, and in brackets what was."""
        return f"{after} ({self.say('was', before=before)})"

    def labelled(self, key: str, text: str) -> str:
        """Return a text behind a label of the interface."""
        label = self.say(key)
        return self.say("labelled", label=label, text=text)

    def labelled_after(self, text: str) -> str:
        """Return a text with the colon of a label that stands before it by itself."""
        return self.say("labelled", label="", text=text)

    def link(self, link: LinkTo, more: str = "") -> Span:
        """Return a link, with `more` behind its address."""
        url = self.url(f"{link.path}{more}") if link.path else None
        return Span(line(link.text), url, link.language)

    def url(self, path: str) -> str:
        """Return the whole address of a path of the site."""
        return f"{self.changes.base_url}{percent_encoded(path)}"

    def say(self, key: str, **values: object) -> str:
        """Return a phrase of the interface, without marks of what is borrowed from English."""
        # Nothing here can say which language a part of a text is in.
        return plain(self.language.say(key, **values))

    def count(self, key: str, number: int) -> str:
        """Return a number with its noun."""
        return plain(self.language.count(key, number))


def entry(*spans: Span) -> Entry:
    """Return an entry of what there is of some words."""
    return Entry(tuple(span for span in spans if span.text))


def line(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())
