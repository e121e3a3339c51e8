"""Compare two states of the content, theme by theme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from generator.assemble.records import ArticleRecord
from generator.changes import fields
from generator.changes.former_presenter import FormerPresenter
from generator.changes.identity import same_articles, same_claims, same_themes
from generator.changes.model import (
    ChangedClaim,
    ChangedReport,
    Changes,
    Correction,
    NewReport,
    ReportedClaim,
    Status,
    ThemeChanges,
    Withdrawn,
)
from generator.changes.states import State
from generator.changes.themes import own_changes
from generator.plan.presenter import Presenter
from generator.plan.views.components import ArticleCard, LinkTo
from generator.validate.content import Claim
from generator.validate.models import ClaimStatus


def compare(since: State, until: State, base_url: str | None, themes: Sequence[str]) -> Changes:
    """Return what changed between two states; `themes` are the only ones told of, () for all."""
    names = until.presenter.corpus.names
    comparison = _Comparison(since, until)
    found = [
        change
        for change in comparison.themes()
        if not themes or change.name in themes or comparison.former.get(change.name) in themes
    ]
    return Changes(
        site=names.site.title,
        language=names.site.language,
        base_url=base_url or names.site.base_url,
        since=since.at.astimezone(names.zone),
        until=until.at.astimezone(names.zone),
        themes=tuple(found),
        withdrawn_files=tuple(sorted(article.path for article in comparison.withdrawn())),
    )


class _Comparison:
    """Both states, and what in them is the same."""

    def __init__(self, since: State, until: State) -> None:
        self._new = until.presenter
        self._unread = since.unread_files | until.unread_files
        self._before, self._after = _articles(since.presenter), _articles(self._new)
        self._articles = same_articles(self._before, self._after)
        now = {old: new for new, old in self._articles.items()}
        self._old = FormerPresenter(since.presenter.corpus, self._new, now)
        names = self._old.corpus.names, self._new.corpus.names
        self.former: Mapping[str, str] = same_themes(names[0].themes, names[1].themes)
        """The former name of each theme that there was."""

    def themes(self) -> Iterator[ThemeChanges]:
        """Yield what changed on each theme, in the order of the site, then those withdrawn."""
        for theme in self._new.corpus.names.themes:
            old = self.former.get(theme.name)
            if old is None and f"themes/{theme.name}.md" in self._unread:
                continue
            kept = self._of_theme(theme.name)
            change = own_changes(self._old, self._new, old, theme.name, **kept)
            if change:
                yield change
        for theme in sorted(self._old.corpus.names.themes, key=lambda theme: theme.name):
            is_kept = theme.name in self.former.values()
            if not is_kept and f"themes/{theme.name}.md" not in self._unread:
                front = self._old.corpus.theme(theme.name).front
                yield ThemeChanges(
                    name=theme.name,
                    theme=LinkTo("", theme.title),
                    kind="withdrawn",
                    status=Status(front.status.state.value, front.status.text),
                    withdrawn_reports=self._withdrawn_of(theme.name),
                )

    def withdrawn(self) -> list[ArticleRecord]:
        """Return the articles that were public and are no longer."""
        kept = set(self._articles.values())
        return [
            article
            for id, article in self._before.items()
            if id not in kept and article.path not in self._unread
        ]

    def _of_theme(self, theme: str) -> dict[str, tuple[object, ...]]:
        """Return what changed in the articles on a theme, by the fields of `ThemeChanges`."""
        return {
            "new_reports": tuple(one for of, one in self._new_reports if of == theme),
            "new_claims": tuple(one for of, one in self._new_claims if of == theme),
            "changed_reports": tuple(one for of, one in self._changed_reports if of == theme),
            "changed_claims": tuple(one for of, one in self._changed_claims if of == theme),
            "withdrawn_claims": tuple(one for of, one in self._withdrawn_claims if of == theme),
            "withdrawn_reports": self._withdrawn_of(self.former.get(theme, "")),
            "corrections": tuple(one for of, one in self._corrections if of == theme),
        }

    # ---- reports ---------------------------------------------------------------------------------

    @cached_property
    def _new_reports(self) -> list[tuple[str, NewReport]]:
        found: list[tuple[str, NewReport]] = []
        for article in _latest_first(self._after, self._new):
            if article.id in self._articles or article.path in self._unread:
                continue
            card = self._new.article(article)
            claims = {
                theme: tuple(
                    self._new.claim((article.id, claim.id))
                    for claim in article.claims
                    if claim.theme == theme and claim.status is not ClaimStatus.SUPERSEDED
                )
                for theme in self._themes_of(article)
            }
            told = [theme for theme in claims if claims[theme]] or list(claims)[:1]
            answering = frozenset(self._answering(article))
            found += (
                (theme, NewReport(card, theme == told[0], claims[theme], answering))
                for theme in told
            )
        return found

    def _answering(self, article: ArticleRecord) -> Iterator[str]:
        """Yield the ids of the claims that answer a point which is not aside."""
        for claim in article.claims:
            if claim.point and claim.value is not None:
                theme = self._new.corpus.theme(claim.theme)
                if not theme.point(claim.point).aside:
                    yield claim.id

    @cached_property
    def _changed_reports(self) -> list[tuple[str, ChangedReport]]:
        found: list[tuple[str, ChangedReport]] = []
        for old, article in self._pairs():
            changed = fields.of_report(old, article, self._old, self._new, self.former)
            if changed:
                theme = self._themes_of(article)[0]
                found.append((theme, ChangedReport(self._new.article(article), changed)))
        return found

    def _withdrawn_of(self, theme: str) -> tuple[Withdrawn, ...]:
        """Count the reports withdrawn from a theme, by its former name, for each outlet.

        One that was on several themes is counted on the first of them.
        """
        public = self._new.corpus.public_sources()
        order = [one.name for one in self._old.corpus.names.themes]
        counts = Counter(
            public[article.source].name if article.source in public else None
            for article in self.withdrawn()
            if min(article.themes, key=order.index) == theme
        )
        return tuple(
            Withdrawn(outlet, counts[outlet])
            for outlet in sorted(counts, key=lambda outlet: (outlet is None, outlet or ""))
        )

    # ---- claims ----------------------------------------------------------------------------------

    @cached_property
    def _matched(self) -> list[tuple[ArticleRecord, Claim | None, ArticleRecord, Claim | None]]:
        """The claims of all articles that were public and still are, before and after."""
        return [
            (old, before, article, after)
            for old, article in self._pairs()
            for before, after in same_claims(old.claims, article.claims)
        ]

    @cached_property
    def _new_claims(self) -> list[tuple[str, ReportedClaim]]:
        return [
            (claim.theme, self._reported(self._new, article.id, claim, article))
            for _, before, article, claim in self._matched
            if claim is not None and before is None and claim.status is not ClaimStatus.SUPERSEDED
        ]

    @cached_property
    def _withdrawn_claims(self) -> list[tuple[str, ReportedClaim]]:
        now = {old: new for new, old in self.former.items()}
        return [
            (now[claim.theme], self._reported(self._old, old.id, claim, article))
            for old, claim, article, after in self._matched
            if claim is not None and after is None and claim.theme in now
        ]

    @cached_property
    def _changed_claims(self) -> list[tuple[str, ChangedClaim]]:
        found: list[tuple[str, ChangedClaim]] = []
        for old, before, article, claim in self._matched:
            if before is None or claim is None:
                continue
            views = (self._old, old, before), (self._new, article, claim)
            changed = fields.of_claim(*views, self.former)
            if changed:
                told = self._reported(self._new, article.id, claim, article)
                found.append((claim.theme, ChangedClaim(told.claim, told.report, changed)))
        return found

    def _reported(
        self, presenter: Presenter, id: str, claim: Claim, article: ArticleRecord
    ) -> ReportedClaim:
        return ReportedClaim(presenter.claim((id, claim.id)), self._new.article(article))

    # ---- corrections -----------------------------------------------------------------------------

    @cached_property
    def _corrections(self) -> list[tuple[str, Correction]]:
        found: list[tuple[str, Correction]] = []
        for old, article in self._pairs():
            card = self._new.article(article)
            told = fields.new_corrections(
                old.corrections, article.corrections, self._old, self._new
            )
            found += (
                (self._themes_of(article)[0], Correction(on, text, _link(card), card.source.text))
                for on, text in told
            )
        for theme, name in self.former.items():
            before, after = self._old.corpus.theme(name), self._new.corpus.theme(theme)
            corrections = before.corrections, after.corrections
            found += (
                (theme, Correction(on, text, self._new.theme(theme), None))
                for on, text in fields.new_corrections(*corrections, self._old, self._new)
            )
        return found

    # ---- what is the same ------------------------------------------------------------------------

    def _pairs(self) -> Iterator[tuple[ArticleRecord, ArticleRecord]]:
        """Yield the articles that were public and still are, before and after."""
        for article in _latest_first(self._after, self._new):
            if article.id in self._articles:
                yield self._before[self._articles[article.id]], article

    def _themes_of(self, article: ArticleRecord) -> list[str]:
        """Return the themes of an article in the order of the site."""
        return [
            theme.name for theme in self._new.corpus.names.themes if theme.name in article.themes
        ]


def _articles(presenter: Presenter) -> dict[str, ArticleRecord]:
    """Return all public articles by id."""
    corpus = presenter.corpus
    return {id: corpus.article(id) for id, *_ in corpus.addresses()}


def _latest_first(
    articles: Mapping[str, ArticleRecord], presenter: Presenter
) -> list[ArticleRecord]:
    zone = presenter.corpus.names.zone
    return sorted(articles.values(), key=lambda article: article.sort_key(zone), reverse=True)


def _link(card: ArticleCard) -> LinkTo:
    return LinkTo(card.path, card.title, card.language)
