"""Check links to other sites: probe what no cached result covers, and turn results into issues."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from generator import __version__
from generator.check.external_types import LinkCheckOptions, LinkCheckSummary
from generator.check.http_probe import ProbeSetupError, is_public, probe_all
from generator.check.link_types import LinkIssue, Occurrence
from generator.check.probe_cache import Outcome, ProbeCache, ProbeResult

CACHE_FILE = "links.json"
_SAVE_EVERY = 50
"""Results after which the cache is written, so that a killed check loses few of them."""

_TIME_LIMIT = ProbeResult(
    Outcome.SKIPPED, "the time limit was reached; check again to go on from here"
)
_REMEDY = "correct or remove the link, or name an archived copy with 'archived:' if it is a report"


def check_external_links(
    links: Mapping[str, Sequence[tuple[str, Occurrence]]],
    options: LinkCheckOptions,
    state: Path,
    site_url: str,
) -> LinkCheckSummary:
    """Check links to other sites, and cache what was found in the folder `state`.

    `links` has for each URL without its anchor the addresses as they are written, and where. The
    site's own URL goes into the User-Agent header, so that hosts can see on whose behalf they are
    asked. When interrupted, the results so far are in the cache.
    """
    cache = ProbeCache(state / CACHE_FILE, options.now)
    public = [url for url in links if is_public(url)]
    cached = cache.get(public)
    wanted = [url for url in public if url not in cached]
    found: dict[str, ProbeResult] = {}

    def on_result(url: str, result: ProbeResult) -> None:
        found[url] = result
        options.progress(len(found), len(wanted))
        if len(found) % _SAVE_EVERY == 0:
            cache.put(found)

    offline = ""
    if wanted:
        user_agent = f"briefing/{__version__} (link check of {site_url})"
        options.progress(0, len(wanted))
        try:
            probe_all(wanted, user_agent, options.limits, on_result)
        except ProbeSetupError as error:
            offline = str(error)
        finally:
            cache.put(found)
            options.progress(len(wanted), len(wanted))
    offline = offline or _why_offline(found)
    if offline:
        detail = f"no site can be reached from here, check your connection: {offline}"
        found = dict.fromkeys(wanted, ProbeResult(Outcome.SKIPPED, detail))
    results = {url: cached.get(url) or found.get(url) or _TIME_LIMIT for url in public}
    return LinkCheckSummary(
        tuple(_issues(links, results)),
        sum(result.outcome is not Outcome.SKIPPED for result in found.values()),
        len(cached),
        _unverified(results),
    )


def _why_offline(found: Mapping[str, ProbeResult]) -> str:
    """Return why this machine seems to be offline, or nothing.

    If several hosts were probed and none could be reached, the trouble is most likely on this side;
    a single host may well be down.
    """
    hosts = {urlsplit(url).netloc for url in found}
    none = all(result.outcome is Outcome.UNREACHABLE for result in found.values())
    return next(iter(found.values())).detail if none and len(hosts) > 1 else ""


def _unverified(results: Mapping[str, ProbeResult]) -> Mapping[tuple[str, str], int]:
    """Count results that say nothing about the link, by host and reason.

    The host is empty where the reason has nothing to do with it.
    """
    refused = Outcome.REFUSED
    return Counter(
        (urlsplit(url).netloc if result.outcome is refused else "", result.detail)
        for url, result in results.items()
        if result.outcome in (refused, Outcome.SKIPPED)
    )


def _issues(
    links: Mapping[str, Sequence[tuple[str, Occurrence]]], results: Mapping[str, ProbeResult]
) -> Iterator[LinkIssue]:
    for url, places in links.items():
        if issue := _code_and_reason(results.get(url)):
            yield from _by_spelling(*issue, places)


def _code_and_reason(result: ProbeResult | None) -> tuple[str, str] | None:
    """Return the code of an issue and its reason, None where there is none.

    Only URLs that are not public have no result.
    """
    match result:
        case None:
            reason = (
                "points to this machine or a private network, which readers cannot reach; "
                "link to a public address instead"
            )
            return "link-private", reason
        case ProbeResult(Outcome.MOVED, address):
            return "link-moved", f"has moved permanently to {address}; use the new address"
        case ProbeResult(Outcome.GONE, detail):
            return "link-gone", f"no longer works: {detail}; {_REMEDY}"
        case ProbeResult(Outcome.FAILED | Outcome.UNREACHABLE, detail):
            reason = f"could not be checked: {detail}; if it still fails later, {_REMEDY}"
            return "link-failed", reason
    return None


def _by_spelling(
    code: str, reason: str, places: Iterable[tuple[str, Occurrence]]
) -> Iterator[LinkIssue]:
    """Yield an issue for each spelling of a URL, with and without an anchor, as it is written."""
    occurrences: dict[str, list[Occurrence]] = {}
    for address, occurrence in places:
        occurrences.setdefault(address, []).append(occurrence)
    lost = code in ("link-gone", "link-failed")
    for address, where in occurrences.items():
        yield LinkIssue(code, address, reason, tuple(where), is_warning=True, fixed_by_archive=lost)
