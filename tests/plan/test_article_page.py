"""The page of an article: where its original is, and what is ours."""

from lxml import html

from tests.conftest import Site
from tests.plan.talks import words

FIRST = "content/articles/first.md"
SECOND = "content/articles/second.md"


def lede(site: Site) -> html.HtmlElement:
    site.build()
    (found,) = html.fromstring(site.page("articles/first/").encode()).xpath("//main/header")
    return found


def test_the_way_to_the_original_is_at_the_top(site: Site) -> None:
    site.replace(FIRST, "source: herald", "source: herald\nurl: https://herald.example/truce")
    (link,) = lede(site).xpath(".//a[text()='Read the original']")
    assert link.get("href") == "https://herald.example/truce"


def test_an_original_without_an_address_says_what_is_held(site: Site) -> None:
    assert "Web address unknown." in words(lede(site))
    assert "full text" not in words(lede(site))
    site.replace(FIRST, "source: herald", "source: herald\nevidence: first.txt")
    assert words(lede(site)).endswith("Web address unknown. We hold the full text.")
    site.replace(FIRST, "source: herald", "source: herald\nretrieved: 2025-05-21")
    assert words(lede(site)).endswith("We hold the full text, received on 21 May 2025.")
    site.replace(
        "content/site.yaml", "title:", "editor: {name: We, email: we@small.example}\ntitle:"
    )
    (ask,) = lede(site).xpath(".//a[starts-with(@href, 'mailto:')]")
    assert (ask.get("href"), words(ask)) == ("mailto:we@small.example", "Ask the editors about it")
    assert "first.txt" not in site.page("articles/first/")


def test_how_a_report_was_dated_is_folded_away(site: Site) -> None:
    site.replace(FIRST, "source: herald", "source: herald\ndate_note: It speaks of a Thursday.")
    (fold,) = lede(site).xpath(".//details")
    assert words(fold) == "How we dated itIt speaks of a Thursday."
    assert fold.get("open") is None


def test_the_digest_is_called_ours(site: Site) -> None:
    site.build()
    page = html.fromstring(site.page("articles/first/").encode())
    assert words(page.get_element_by_id("digest")) == "Our summary"


def test_a_month_and_the_feed_of_a_theme_keep_the_day_of_its_review(site: Site) -> None:
    site.replace("themes/truce.md", "as_of: 2025-05-20", "as_of: 2025-05-20\nreview_by: 2025-05-27")
    site.build()
    month = html.fromstring(site.page("themes/truce/2025-05/").encode())
    assert month.xpath("//p/@data-overdue") == ["2025-05-27"]
    assert "as of 20 May 2025 · Review due 27 May 2025" in site.page("themes/truce/feed.xml")
    assert "Next review" not in site.page("feed.xml")


def test_a_summary_may_link_to_its_own_report_and_to_one_that_links_back(site: Site) -> None:
    for path, links in ((FIRST, "[[first]] and [[second]]"), (SECOND, "[[first]]")):
        site.replace(path, "themes:", f'summary: "See {links}."\nthemes:')
    site.build()
    assert "See First report and Second report." in site.page("articles/first/")
