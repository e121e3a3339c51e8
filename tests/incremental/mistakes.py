"""Steps in which somebody makes a mistake, or mends it: builds find it and leave the site whole."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.images import private_jpeg
from tests.incremental import choices
from tests.incremental.documents import File, Front
from tests.incremental.machine import Machine, needs
from tests.incremental.site_model import MAP, SITE_FILE, SOURCES_FILE, Place

IN_ARTICLES: dict[str, Front] = {
    "unknown source": {"source": "herold"},
    "missing title": {"title": None},
    "address of another page": {"aliases": ["/timeline/"]},
    "citation of nothing": {"body": "As nobody wrote[@nobody#c1].\n"},
    "citation that failed": {"body": "As somebody wrote [see @nobody].\n"},
    "not UTF-8": {"body": "Latin \udce9\n"},
    "cut short": {"cut": True},
}
IN_CLAIMS: dict[str, Front] = {
    "quotation that is not there": {"quote": "words that nobody said"},
    "unknown point": {"point": "nowhere"},
}
IN_FILES: dict[str, tuple[str, File]] = {
    "template that is none": ("templates/actor.html", "{% if %}\n"),
    "template that asks for nothing": ("templates/corrections.html", "<p>\n{{ view.nothing }}\n"),
    "text for an image": (MAP, b"no image"),
    "static picture that is cut": ("static/turned.jpg", private_jpeg()[:400]),
    "misspelt key": (SOURCES_FILE, {"herald": {"nom": "The Herald"}}),
    "theme without its keys": ("themes/broken.md", {"title": "Broken", "body": ""}),
}


class Mistakes(Machine):
    """Makes mistakes, and mends them."""

    @rule(path=choices.articles, mistake=st.sampled_from([*IN_ARTICLES]))
    def make_mistake_in_article(self, path: str, mistake: str) -> None:
        self.site.change(Place(path), **IN_ARTICLES[mistake])

    @needs(lambda site: site.things("claim"))
    @rule(
        claim=choices.of(lambda site: [*site.things("claim")]),
        mistake=st.sampled_from([*IN_CLAIMS]),
    )
    def make_mistake_in_claim(self, claim: Place, mistake: str) -> None:
        self.site.change(claim, **IN_CLAIMS[mistake])

    @rule(mistake=st.sampled_from([*IN_FILES]))
    def make_mistake_in_file(self, mistake: str) -> None:
        self.site.put(*IN_FILES[mistake])

    @needs(lambda site: len(choices.entries(site)) > 7)
    @rule(entry=choices.of(choices.entries))
    def lose_entry(self, entry: Place) -> None:
        self.site.delete_item(entry, forget=False)

    @needs(lambda site: site.things("site"))
    @rule()
    def lose_site_yaml(self) -> None:
        self.site.drop(SITE_FILE)

    @needs(lambda site: site.paths(SOURCES_FILE))
    @rule()
    def misname_register(self) -> None:
        self.site.move(SOURCES_FILE, SOURCES_FILE.replace(".yaml", ".yml"))

    @precondition(lambda machine: machine.wrong)
    @rule(dated=st.booleans())
    def put_everything_right(self, dated: bool) -> None:
        self.site.put_right(dated=dated)
