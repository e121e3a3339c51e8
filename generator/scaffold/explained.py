"""What each key of a skeleton is for, in a few words, with a sample that could stand there.

A sample is such that a comment may follow it on its line: in quotes or brackets, or one word. Most
are placeholders, of which a check tells where they were put to use. What a key means, for who asks
while typing, is in the models (`schema/descriptions.py`); here is what to put there, and it has to
fit on the line.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from generator.validate.placeholders import (
    COPY_ADDRESS,
    FILE,
    NAME,
    OLD_ADDRESS,
    OUTLET_ADDRESS,
    REPORT_ADDRESS,
    STATEMENT,
    TO_WRITE,
)

SOME_DAY = "2025-05-15"
"""In samples; skeletons have that on which they are made."""


class Explained(Struct, frozen=True):
    """A key as skeletons tell of it."""

    told: str
    sample: str = f'"{TO_WRITE}"'


ARTICLE: Mapping[str, Explained] = {
    "title": Explained("The report's own headline."),
    "source": Explained("The outlet, a key of content/sources.yaml"),
    "published": Explained("When the report came out; what stands here is today. With a time"),
    "themes": Explained("One theme or more, names of files in themes/"),
    "url": Explained("The report on the web", REPORT_ADDRESS),
    "retrieved": Explained("When you read it", SOME_DAY),
    "draft": Explained("Delete this line when readers may see it."),
    "authors": Explained("as the report names them", f'["{TO_WRITE}"]'),
    "summary": Explained("one or two sentences, for lists and where the report is shared"),
    "language": Explained("of the report, if it is not the site's", "fr"),
    "via": Explained("the outlet that it relays, such as an agency: both count as one", "KEY"),
    "archived": Explained("a copy of it in a web archive", COPY_ADDRESS),
    "evidence": Explained("the file with its own full text, in your archive", FILE),
    "date_note": Explained("how you know the date, if the report does not give it"),
    "updated": Explained("when the report was changed", SOME_DAY),
    "publish": Explained("excerpt: summary and quotations alone; link: not even these", "excerpt"),
    "publish_at": Explained("from when on readers see it", f"{SOME_DAY}T12:30"),
    "expires_at": Explained("until when they do", f"{SOME_DAY}T12:30"),
    "id": Explained("permanent; by default the name of this file", NAME),
    "slug": Explained("another last part for the address", NAME),
    "aliases": Explained("old addresses that lead here", f"[{OLD_ADDRESS}]"),
    "defaults": Explained(
        "for claims that say nothing else: theme, point, kind, by, on, via", f"{{on: {SOME_DAY}}}"
    ),
    "corrections": Explained(
        "what you had wrong, and since when it is right",
        f'[{{date: {SOME_DAY}, text: "{TO_WRITE}"}}]',
    ),
}

CLAIM: Mapping[str, Explained] = {
    "text": Explained("your own sentence, in quotes", f'"{STATEMENT}"'),
    "kind": Explained(
        "event, agreement, figure; or statement, proposal, demand, offer, threat, denial, "
        "assessment",
        "statement",
    ),
    "by": Explained("who holds the position, or did what the fact says", "[KEY]"),
    "theme": Explained("which one, if the article has several", NAME),
    "point": Explained("the question of the theme that it answers; theme/point gives both", "ID"),
    "value": Explained("the short answer, in the same words wherever it is the same"),
    "on": Explained("the day that it happened or was said; a month or a year will do", SOME_DAY),
    "quote": Explained("words of the text below or of the evidence, letter by letter"),
    "id": Explained("to cite it: [@article#id]", NAME),
    "via": Explained("the outlet that this claim alone comes from", "KEY"),
    "status": Explained("else it is reported: confirmed, disputed, denied, superseded", "disputed"),
    "superseded_by": Explained("the claim that took its place", '"article#claim"'),
}

THEME: Mapping[str, Explained] = {
    "title": Explained("What readers know it by."),
    "question": Explained("The one question of the page."),
    "order": Explained("Where it stands among the themes: those with smaller numbers come first."),
    "status": Explained(
        "Where it stands: text, one sentence; state: open, partial, settled or stalled; since, a "
        "day.\n# Former ones go into history, a list of date, text and state."
    ),
    "as_of": Explained("Up to when you have read."),
    "review_by": Explained("When you will look again; after that day, readers are told."),
    "points": Explained("The questions that claims answer; five to seven should be enough."),
    "unknowns": Explained("what nobody knows yet", f'["{TO_WRITE}"]'),
    "watch": Explained("what to watch: texts, or date and text", f'["{TO_WRITE}"]'),
    "events": Explained("the three to seven claims that tell the story", '["article#claim"]'),
    "principals": Explained("whose answers lead on this page, if not the site's", "[KEY]"),
    "synonyms": Explained("other words for the title, for search", f'["{TO_WRITE}"]'),
    "aliases": Explained("names that it had", f"[{NAME}]"),
    "language": Explained("of this text, if it is not the site's", "fr"),
    "corrections": Explained("what you had wrong", f'[{{date: {SOME_DAY}, text: "{TO_WRITE}"}}]'),
}

POINT: Mapping[str, Explained] = {
    "id": Explained("claims name it", NAME),
    "title": Explained("a word or two, such as Length"),
    "question": Explained("in full, such as: How long would it last?"),
    "note": Explained("yours, marked as the editor's"),
    "unit": Explained("of its values, which then need none, such as days"),
    "alike": Explained("values that are one answer", f'[["{TO_WRITE}"]]'),
    "aside": Explained("folds it away below “More questions”", "true"),
    "place": Explained(
        "puts it on the map; name and role (held, proposed, offered) too",
        "{lat: 50.45, lon: 30.5}",
    ),
    "synonyms": Explained("other words for the title, for search", f'["{TO_WRITE}"]'),
}

SOURCE: Mapping[str, Explained] = {
    "name": Explained("As readers know it."),
    "url": Explained("its home page, by which its reports are known", OUTLET_ADDRESS),
    "kind": Explained(
        "agency, newspaper, broadcaster, website, government, organisation", "newspaper"
    ),
    "country": Explained("where it is"),
    "ownership": Explained("one sentence, printed wherever the source is introduced"),
    "note": Explained("what else readers should know"),
    "unidentified": Explained("if nobody knows who is behind it", "true"),
}

ACTOR: Mapping[str, Explained] = {
    "name": Explained("As readers know it."),
    "kind": Explained("person, state, organisation, group", "person"),
    "role": Explained("what a person is, by which pages introduce him or her"),
    "of": Explained("the actor that this one speaks for: both are one party", "KEY"),
    "aliases": Explained("other spellings and names, for search", f'["{TO_WRITE}"]'),
    "members": Explained("of a group: actors who may give one answer", "[KEY]"),
}
