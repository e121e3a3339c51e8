"""A crawler for finished sites: every link, image and script of every page, followed."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

ADDRESSES = {"a": "href", "link": "href", "img": "src", "script": "src", "source": "src"}


@dataclass(frozen=True)
class Crawl:
    """What a crawler came upon, as page and link."""

    pages: int
    links: int
    broken: list[tuple[str, str]]
    escaping: list[tuple[str, str]]
    """Links within the host that leave the base path."""
    foreign: list[tuple[str, str]]
    """What a browser would load from other hosts by itself."""


def crawl(folder: Path, base_url: str) -> Crawl:
    """Follow every link of every HTML file below `folder`, as served under `base_url`."""
    base = urlsplit(base_url)
    trees = {path: html.document_fromstring(path.read_bytes()) for path in folder.rglob("*.html")}
    anchors = {path: set(tree.xpath("//@id")) for path, tree in trees.items()}
    crawl = Crawl(len(trees), 0, [], [], [])
    links = 0
    for path, tree in trees.items():
        address = path.relative_to(folder).as_posix()
        here = urljoin(base_url, address.removesuffix("index.html"))
        for element in tree.iter(*ADDRESSES):
            link = element.get(ADDRESSES[element.tag])
            if link is None:
                continue
            links += 1
            target = urlsplit(urljoin(here, link))
            if target.scheme not in ("http", "https"):
                continue
            if target.netloc != base.netloc:
                if element.tag != "a" and element.get("rel") != "canonical":
                    crawl.foreign.append((address, link))
            elif not target.path.startswith(base.path):
                crawl.escaping.append((address, link))
            else:
                file = folder / unquote(target.path.removeprefix(base.path))
                if target.path.endswith("/"):
                    file = file / "index.html"
                anchor = unquote(target.fragment)
                if not file.is_file() or (anchor and anchor not in anchors.get(file, {anchor})):
                    crawl.broken.append((address, link))
    return Crawl(len(trees), links, crawl.broken, crawl.escaping, crawl.foreign)
