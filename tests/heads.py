"""What stands in the head of a page, as machines read it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import html


@dataclass(frozen=True)
class Head:
    """The head of one page."""

    page: str

    @cached_property
    def _tree(self) -> Any:
        return html.document_fromstring(self.page.encode())

    @property
    def title(self) -> str:
        """What stands in the tab of a browser."""
        return str(self._tree.findtext(".//title"))

    @property
    def canonical(self) -> str | None:
        """The address that the page wants to be known by."""
        return next(iter(self._tree.xpath("//head/link[@rel='canonical']/@href")), None)

    @property
    def feeds(self) -> list[tuple[str, str, str]]:
        """The feeds that a reader's software is shown: type, address and title of each."""
        found = self._tree.xpath("//head/link[@rel='alternate']")
        return [(link.get("type"), link.get("href"), link.get("title")) for link in found]

    def meta(self, name: str) -> str | None:
        """Return the content of a meta element by its name or property, which is there once."""
        found = self._tree.xpath("//head/meta[@name=$name or @property=$name]/@content", name=name)
        assert len(found) <= 1, f"{name} is there {len(found)} times"
        return next(map(str, found), None)

    @property
    def linked(self) -> list[dict[str, Any]]:
        """All blocks of linked data."""
        scripts = self._tree.xpath("//script[@type='application/ld+json']")
        return [json.loads(script.text) for script in scripts]

    def thing(self, kind: str) -> dict[str, Any]:
        """Return the one thing of a type at the top of the page's linked data."""
        (block,) = self.linked
        (found,) = [thing for thing in block["@graph"] if thing["@type"] == kind]
        return dict(found)

    @property
    def trail(self) -> list[tuple[str, str]]:
        """The breadcrumbs, as names and addresses."""
        steps = self.thing("BreadcrumbList")["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        return [(step["name"], step["item"]["@id"]) for step in steps]
