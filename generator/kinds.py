"""All kinds of pages and of files for machines, in the order in which the sitemap lists pages.

A new kind takes files of its own (a planner, a view, a template or a writer) and a record here. Its
words are in `generator/language`, its look in the style sheet.
"""

from __future__ import annotations

from functools import partial

from generator import addresses
from generator.plan import last_modified
from generator.plan.files.data import claims_table_view, data_entries, data_page_view, data_view
from generator.plan.files.feeds import atom_entries, feed_view, json_feed_entries
from generator.plan.files.sitemaps import (
    robots_view,
    sitemap_entries,
    sitemap_index_view,
    sitemap_view,
    web_manifest_view,
)
from generator.plan.files.social_cards import card_entries, card_view
from generator.plan.kind import FileKind, Kind, PageKind, single, undated
from generator.plan.pages.actors import actor_entries, actor_view, actors_entries, actors_view
from generator.plan.pages.articles import article_entries, article_view
from generator.plan.pages.corrections import (
    corrections_month_entries,
    corrections_month_view,
    corrections_view,
)
from generator.plan.pages.embeds import embed_entries, embed_view, oembed_entries, oembed_view
from generator.plan.pages.glossary import glossary_entries, glossary_view
from generator.plan.pages.home import home_view
from generator.plan.pages.own_pages import (
    not_found_view,
    own_page_entries,
    own_page_modified,
    own_page_view,
)
from generator.plan.pages.redirects import redirect_entries, redirect_view
from generator.plan.pages.search_page import search_view
from generator.plan.pages.sources import source_entries, source_view, sources_entries, sources_view
from generator.plan.pages.themes import month_entries, month_view, theme_entries, theme_view
from generator.plan.pages.timeline import (
    theme_timeline_entries,
    theme_timeline_view,
    timeline_month_entries,
    timeline_month_view,
    timeline_view,
)
from generator.plan.views.briefing import EmbedView, ThemeView
from generator.plan.views.pages import (
    ArticleView,
    CorrectionsMonthView,
    CorrectionsView,
    DataPageView,
    HomeView,
    MonthView,
    NotFoundView,
    PageView,
    RedirectView,
    SearchView,
    TimelineMonthView,
    TimelineView,
)
from generator.plan.views.registers import (
    ActorsView,
    ActorView,
    GlossaryView,
    SourcesView,
    SourceView,
)
from generator.render.data import briefing_json, claims_csv
from generator.render.feeds import atom, json_feed
from generator.render.linked import LinkedData
from generator.render.oembed import oembed
from generator.render.sitemaps import robots, sitemap, sitemap_index, web_manifest
from generator.render.social import social_card

_PAGES: tuple[PageKind, ...] = (
    PageKind(
        name="home",
        entries=single(addresses.HOME, "the home page"),
        plan=home_view,
        view=HomeView,
        linked=LinkedData.home,
        modified=last_modified.of_all_themes,
    ),
    PageKind(
        name="theme",
        entries=theme_entries,
        plan=theme_view,
        view=ThemeView,
        linked=LinkedData.theme,
        modified=last_modified.of_theme,
        searched=True,
        own_template="themes/{}.html",
    ),
    PageKind(
        name="embed",  # nothing to find by itself: it leads to the point on its briefing page
        entries=embed_entries,
        plan=embed_view,
        view=EmbedView,
    ),
    PageKind(
        name="month",
        entries=month_entries,
        plan=month_view,
        view=MonthView,
        linked=LinkedData.month,
        modified=undated,
    ),
    PageKind(
        name="theme-timeline",
        entries=theme_timeline_entries,
        plan=theme_timeline_view,
        view=TimelineView,
        linked=LinkedData.theme_timeline,
        modified=undated,
    ),
    PageKind(
        name="timeline",
        entries=single(addresses.TIMELINE, "the timeline"),
        plan=timeline_view,
        view=TimelineView,
        linked=LinkedData.collection,
        modified=last_modified.of_all_themes,
    ),
    PageKind(
        name="timeline-month",
        entries=timeline_month_entries,
        plan=timeline_month_view,
        view=TimelineMonthView,
        linked=LinkedData.timeline_month,
        modified=undated,
    ),
    PageKind(
        name="actors",
        entries=actors_entries,
        plan=actors_view,
        view=ActorsView,
        linked=LinkedData.collection,
        modified=undated,
    ),
    PageKind(
        name="actor",
        entries=actor_entries,
        plan=actor_view,
        view=ActorView,
        linked=LinkedData.actor,
        modified=undated,
        searched=True,
    ),
    PageKind(
        name="sources",
        entries=sources_entries,
        plan=sources_view,
        view=SourcesView,
        linked=LinkedData.collection,
        modified=undated,
    ),
    PageKind(
        name="source",
        entries=source_entries,
        plan=source_view,
        view=SourceView,
        linked=LinkedData.source,
        modified=undated,
        searched=True,
    ),
    PageKind(
        name="glossary",
        entries=glossary_entries,
        plan=glossary_view,
        view=GlossaryView,
        linked=LinkedData.glossary,
        modified=undated,
        searched=True,
    ),
    PageKind(
        name="corrections",
        entries=single(addresses.CORRECTIONS, "the ledger of corrections"),
        plan=corrections_view,
        view=CorrectionsView,
        linked=LinkedData.collection,
        modified=last_modified.of_all_themes,
    ),
    PageKind(
        name="corrections-month",
        entries=corrections_month_entries,
        plan=corrections_month_view,
        view=CorrectionsMonthView,
        linked=LinkedData.corrections_month,
        modified=undated,
    ),
    PageKind(
        name="data",
        entries=single(addresses.DATA, "the page about the data"),
        plan=data_page_view,
        view=DataPageView,
        linked=LinkedData.data,
        modified=undated,
    ),
    PageKind(
        name="page",
        entries=own_page_entries,
        plan=own_page_view,
        view=PageView,
        linked=LinkedData.own_page,
        modified=own_page_modified,
        searched=True,
    ),
    PageKind(
        name="article",  # not `modified`, because articles are in the sitemap of their month
        entries=article_entries,
        plan=article_view,
        view=ArticleView,
        linked=LinkedData.article,
        searched=True,
    ),
    PageKind(
        name="search",
        entries=single(addresses.SEARCH, "the search page"),
        plan=search_view,
        view=SearchView,
        linked=LinkedData.plain,
    ),
    PageKind(
        name="404",
        entries=single(addresses.NOT_FOUND, "the page for missing pages"),
        plan=not_found_view,
        view=NotFoundView,
    ),
)

_FILES: tuple[FileKind, ...] = (
    FileKind(
        name="card.png",
        entries=card_entries,
        plan=card_view,
        write=social_card,
        of_view_alone=True,  # so no card is drawn again for a new domain or template
        text=False,
        last=True,
    ),
    FileKind(name="feed.xml", entries=atom_entries, plan=feed_view, write=atom),
    FileKind(name="feed.json", entries=json_feed_entries, plan=feed_view, write=json_feed),
    FileKind(name="oembed.json", entries=oembed_entries, plan=oembed_view, write=oembed),
    FileKind(
        name="briefing.json",
        entries=partial(data_entries, addresses.data_json),
        plan=data_view,
        write=briefing_json,
    ),
    FileKind(
        name="claims.csv",
        entries=partial(data_entries, addresses.data_csv),
        plan=claims_table_view,
        write=claims_csv,
    ),
    FileKind(
        name="sitemap-index.xml",
        entries=single(addresses.SITEMAP, "the sitemap"),
        plan=sitemap_index_view,
        write=sitemap_index,
    ),
    FileKind(name="sitemap.xml", entries=sitemap_entries, plan=sitemap_view, write=sitemap),
    FileKind(
        name="robots.txt",
        entries=single(addresses.ROBOTS, "the file for crawlers"),
        plan=robots_view,
        write=robots,
    ),
    FileKind(
        name="site.webmanifest",
        entries=single(addresses.WEB_MANIFEST, "the web manifest"),
        plan=web_manifest_view,
        write=web_manifest,
    ),
)

_REDIRECT = PageKind(
    name="redirect", entries=redirect_entries, plan=redirect_view, view=RedirectView
)

# Redirects come last: of two pages with one address, the finding is then about the old address.
KINDS: tuple[Kind, ...] = (*_PAGES, *_FILES, _REDIRECT)
