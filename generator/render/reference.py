"""References to a page for those who cite it: in words, for BibTeX, and as CSL JSON.

Each is whole as it is. The day on which a reader saw the page is known to browsers alone: a script
adds it (`static/copy.js`).
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape
from msgspec import json

from generator.digests import short_digest
from generator.language.language import Language
from generator.plan.views.briefing import ThemeView
from generator.plan.views.pages import ArticleView
from generator.render.html import Addresses, language_attributes

_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",  # BibTeX counts braces, also those after a backslash
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{char: f"\\{char}" for char in "$&#_%"},
    }
)
_ENDS = tuple(".?!…。．？！؟।")


class References:
    """Makes references; each method is a filter of its name, for the view of a page."""

    def __init__(self, addresses: Addresses, language: Language) -> None:
        self._addresses = addresses
        self._language = language

    def cited_as(self, view: ThemeView | ArticleView) -> Markup:
        """Return a reference in words, as HTML: title, site, editor, state, address."""
        say, site = self._language.say, view.site
        parts = [site.title]
        if site.editor:
            parts.append(say("edited-by", editor=site.editor))
        as_of = say("as-of", date=view.reference.as_of.long)
        parts.append(as_of[:1].title() + as_of[1:])
        said = escape(" ".join([*map(_sentence, parts), self._addresses.absolute(view.path)]))
        language = view.reference.language
        other = language_attributes(None if language == site.language else language)
        title = escape(_sentence(view.reference.title))
        return Markup(f"<span{other}>{title}</span> {said}" if other else f"{title} {said}")  # noqa: S704 - escaped

    def bibtex(self, view: ThemeView | ArticleView) -> str:
        """Return an entry for BibTeX, as biblatex knows it for pages (`@online`).

        Names and titles have braces of their own, so that no style takes them apart or changes
        their capitals. An address is taken as it is written.
        """
        site = view.site
        fields = {
            "title": _tex(view.reference.title),
            "editor": _tex(site.editor) if site.editor else "",
            "organization": _tex(site.title),
            "date": _day(view),
            "url": self._addresses.absolute(view.path),
        }
        lines = (f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
        return f"@online{{{_key(view)},\n{''.join(lines)}}}"

    def csl(self, view: ThemeView | ArticleView) -> str:
        """Return an entry in CSL JSON (https://citeproc-js.readthedocs.io/en/latest/csl-json/)."""
        site = view.site
        entry = {
            "id": _key(view),
            "type": "webpage",
            "title": view.reference.title,
            "container-title": site.title,
            **({"editor": [{"literal": site.editor}]} if site.editor else {}),
            "issued": {"date-parts": [[int(part) for part in _day(view).split("-")]]},
            "URL": self._addresses.absolute(view.path),
            "language": view.reference.language,
        }
        return json.encode([entry]).decode()


def _sentence(text: str) -> str:
    return text if text.endswith(_ENDS) else f"{text}."


def _tex(text: str) -> str:
    return f"{{{' '.join(text.split()).translate(_TEX)}}}"


def _day(view: ThemeView | ArticleView) -> str:
    return view.reference.as_of.iso[:10]


def _key(view: ThemeView | ArticleView) -> str:
    """Return the key of an entry: of Latin letters, as not every program takes others."""
    name = view.path.split("/")[1]
    plain = name if re.fullmatch(r"[A-Za-z0-9-]+", name) else short_digest(name.encode())
    return f"{plain}-{_day(view)}"
