"""What a web page says of itself: JSON-LD first, then Open Graph, then other elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

import lxml.html

from generator.importing.dates import written_date
from generator.importing.model import Found, Metadata
from generator.validate.web_addresses import host_of, web_address

_LD = "JSON-LD of the page"
_ARTICLES = re.compile(r"(?:Article|Report|BlogPosting|PressRelease|WebPage)$")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_PUBLISHED = (
    *("article:published_time", "og:published_time", "datepublished", "date", "pubdate"),
    *("dc.date", "dc.date.issued", "dcterms.created", "parsely-pub-date", "sailthru.date"),
)
_UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified")
_BEHIND = re.compile(r"\s+[|–—·•-]\s+|\s*\|\s*")
_DEEPEST = 12


def metadata_of(tree: lxml.html.HtmlElement, url: str) -> Metadata:
    """Return what a page says of itself; `url` is where it was fetched, or "" if it was not."""
    linked = _linked_data(tree)
    meta = _meta(tree)
    address = _address(tree, meta, linked, url)
    outlet = _outlet(tree, meta, linked)
    site = outlet.value if outlet else ""
    published = _date(_text(linked.get("datePublished")), _LD) or _first_date(meta, _PUBLISHED)
    return Metadata(
        title=_title(tree, meta, linked, site),
        authors=tuple(dict.fromkeys(_authors(linked, meta))),
        published=published or _time_element(tree),
        updated=_date(_text(linked.get("dateModified")), _LD) or _first_date(meta, _UPDATED),
        outlet=outlet,
        host=host_of(address.value if address else url),
        url=address,
        language=_language(tree, meta, linked),
    )


def _linked_data(tree: lxml.html.HtmlElement) -> Mapping[str, Any]:
    """Return the JSON-LD of the report; empty if there is none that can be read."""
    best: Mapping[str, Any] = {}
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            loaded = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(loaded, 0):
            kinds = thing.get("@type", "")
            names = kinds if isinstance(kinds, list) else [kinds]
            is_article = any(isinstance(name, str) and _ARTICLES.search(name) for name in names)
            # A page is described by what it is about, where both are there.
            if is_article and (not best or "WebPage" not in names) and "headline" in thing:
                best = thing if not best or "headline" not in best else best
            elif is_article and not best:
                best = thing
    return best


def _things(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _things(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _things(value.get(key), depth + 1)


def _meta(tree: lxml.html.HtmlElement) -> dict[str, str]:
    """Return the contents of the meta elements by their names in small letters."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if name and (content := " ".join((element.get("content") or "").split())):
            found.setdefault(name.strip().lower(), content)
    return found


def _title(
    tree: lxml.html.HtmlElement, meta: Mapping[str, str], linked: Mapping[str, Any], site: str
) -> Found | None:
    headings = [" ".join(element.text_content().split()) for element in tree.iter("h1")]
    element = tree.find(".//title")
    titled = " ".join((element.text_content() if element is not None else "").split())
    for text, how in (
        (_text(linked.get("headline")), _LD),
        (meta.get("og:title", ""), "og:title of the page"),
        (headings[0] if len(headings) == 1 else "", "heading of the page"),
        (titled, "title of the page"),
    ):
        if text:
            return Found(_without_site(text, site), how)
    return None


def _outlet(
    tree: lxml.html.HtmlElement, meta: Mapping[str, str], linked: Mapping[str, Any]
) -> Found | None:
    if publisher := _text(_in(linked, "publisher", "name")):
        return Found(publisher, _LD)
    if site := meta.get("og:site_name", ""):
        return Found(site, "og:site_name of the page")
    headings = [" ".join(element.text_content().split()) for element in tree.iter("h1")]
    element = tree.find(".//title")
    titled = " ".join((element.text_content() if element is not None else "").split())
    for heading in headings:
        if (
            heading
            and titled.startswith(heading)
            and (parts := _BEHIND.split(titled[len(heading) :]))
        ):
            return Found(parts[-1], "title of the page, behind the headline") if parts[-1] else None
    return None


def _without_site(title: str, site: str) -> str:
    """Return a title without the name of the outlet behind it."""
    cut = re.fullmatch(rf"(.+?)\s+[|–—·•-]\s+{re.escape(site)}", title) if site else None
    return cut[1] if cut else title


def _authors(linked: Mapping[str, Any], meta: Mapping[str, str]) -> Iterator[str]:
    authors = linked.get("author")
    for author in authors if isinstance(authors, list) else [authors]:
        if name := _text(author.get("name") if isinstance(author, dict) else author):
            yield name
    # An address in its place is one of a page about the author.
    if not authors and (name := meta.get("author", "")) and "//" not in name:
        yield name


def _address(
    tree: lxml.html.HtmlElement, meta: Mapping[str, str], linked: Mapping[str, Any], url: str
) -> Found | None:
    canonical = next(
        (
            element.get("href")
            for element in tree.iter("link")
            if "canonical" in (element.get("rel") or "").lower().split()
        ),
        "",
    )
    page = linked.get("mainEntityOfPage")
    of_page = _text(page.get("@id") if isinstance(page, dict) else page)
    for written, how in (
        (canonical, "canonical address of the page"),
        (meta.get("og:url", ""), "og:url of the page"),
        (_text(linked.get("url")), _LD),
        (of_page, _LD),
        (url, "address that was fetched"),
    ):
        if written and (address := _whole(urljoin(url, written.strip()))):
            return Found(address, how)
    return None


def _whole(address: str) -> str:
    """Return an address if it is a web address, else ""."""
    try:
        return web_address(address)
    except ValueError:
        return ""


def _language(
    tree: lxml.html.HtmlElement, meta: Mapping[str, str], linked: Mapping[str, Any]
) -> str:
    for written in (
        _text(linked.get("inLanguage")),
        tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
        meta.get("og:locale", ""),
    ):
        if _LANGUAGE.fullmatch(written.strip()):
            return written.strip().replace("_", "-")
    return ""


def _first_date(meta: Mapping[str, str], names: tuple[str, ...]) -> Found | None:
    dates = (_date(meta.get(name, ""), f"{name} of the page") for name in names)
    return next(filter(None, dates), None)


def _time_element(tree: lxml.html.HtmlElement) -> Found | None:
    """Return the one date that time elements give; several may be those of other reports."""
    times = {written_date(element.get("datetime") or "") for element in tree.iter("time")}
    times.discard("")
    return Found(times.pop(), "time element of the page") if len(times) == 1 else None


def _date(written: str, how: str) -> Found | None:
    date = written_date(written)
    return Found(date, how) if date else None


def _in(thing: Mapping[str, Any], *keys: str) -> Any:
    value: Any = thing
    for key in keys:
        value = value[0] if isinstance(value, list) and value else value
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
