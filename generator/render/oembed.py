"""Write what describes an embedded page, by which other sites embed it (oembed.com, 2.3.4)."""

from __future__ import annotations

from html import escape

from msgspec import json

from generator import addresses as at
from generator.language.language import Language
from generator.plan.views.files import OembedView
from generator.render.html import Addresses

_DAY = 24 * 60 * 60


def oembed(view: OembedView, addresses: Addresses, _: Language) -> bytes:
    """Return the description as JSON: of the type `rich`, with the HTML of a frame."""
    described = {
        "version": "1.0",
        "type": "rich",
        "title": view.title,
        "provider_name": view.site,
        "provider_url": addresses.absolute(at.HOME),
        "cache_age": _DAY,
        "width": view.width,
        "height": view.height,
        "html": frame(view, addresses),
    }
    return json.encode(described) + b"\n"


def frame(view: OembedView, addresses: Addresses) -> str:
    """Return the one line of HTML that embeds a page."""
    return (
        f'<iframe src="{escape(addresses.absolute(view.page))}" title="{escape(view.title)}" '
        f'width="{view.width}" height="{view.height}" loading="lazy" '
        'style="border:0;max-width:100%"></iframe>'
    )
