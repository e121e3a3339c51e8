"""What the tokens of Markdown name, and what is wrong with how they name it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Any
from urllib.parse import unquote

from markdown_it.token import Token
from msgspec import Struct, field

from generator.patterns import pattern
from generator.prose.model import Citation, Image, Link, Mention, Part, Remark
from generator.prose.references import IMAGE

_NOT_RELATIVE = pattern(r"https?://|mailto:|/|#", re.IGNORECASE)
"""Addresses that do not depend on which folder the page is in."""
_OTHER_SITE = pattern(r"(?:[\w-]+\.)+([a-z]{2,})(?=[/:?#]|$)", re.IGNORECASE)
_FILES = pattern(r"css|csv|docx?|gif|html?|jpe?g|json|md|odt|pdf|php|png|svg|txt|webp")
"""Endings of files, which are no other sites."""
_LOCAL = pattern(r"https?://(?:localhost|127\.0\.0\.1|0\.0\.0\.0)(?=[:/?#]|$)", re.IGNORECASE)
_SAYS_NOTHING = pattern(
    r"(?:alt|alt[ -]?text|image|img|photo|picture|screenshot|foto|bild|зображення|фото|图片|صورة)"
    r"[ _-]?\d*|(?:img|dsc)_?\d+|(?:image|picture|photo) description|.*\.(?:png|jpe?g|webp|gif)",
    re.IGNORECASE,
)
_COLLECTED = frozenset({"citation", "key_link", "image", "link_open"})


class Context(Struct):
    """What is gathered while one piece of Markdown is read."""

    parts: list[Part] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def env(self) -> dict[str, Any]:
        """Return the environment in which markdown-it hands `parts` to the rules that render."""
        return {"parts": self.parts}


def collect(inline: Token, context: Context) -> None:
    """Add to the context what the children of an inline token name, and what is wrong in them."""
    line = inline.map[0] if inline.map else 0
    seen: Counter[str] = Counter()
    before = ""
    children = inline.children or []
    for at, child in enumerate(children):
        last, before = before, child.content
        if child.type not in _COLLECTED:
            continue
        words = child.meta.get("words", "")
        part = child.meta.get("part")
        if isinstance(part, Citation):
            context.mentions += [Mention(ref, words, line, seen[words]) for ref in part.refs]
        elif isinstance(part, Link):
            context.mentions.append(Mention(part.ref, words, line, seen[words]))
        elif child.type == "image":
            _collect_image(child, inline.content, line, context)
        elif child.type == "link_open":
            is_empty = children[at + 1].type == "link_close"
            _collect_link(child, line, context, before=last, is_empty=is_empty)
        seen[words] += 1


def _collect_link(
    token: Token, line: int, context: Context, *, before: str, is_empty: bool
) -> None:
    """Add a remark if a link is relative: a text is shown on more than one page.

    `before` is the text before it, and `is_empty` tells that it has no words of its own.
    """
    href = str(token.attrs["href"])
    shown = unquote(href)
    if is_empty:
        message = (
            f"the link to '{shown}' has no words, so readers do not see it; write [words]({shown})"
        )
        context.remarks.append(Remark("failed-link", message, f"]({shown}", line))
    elif _LOCAL.match(href):
        message = (
            f"the link to '{shown}' leads to the reader's own computer, where nothing is; write "
            "the address that others have"
        )
        context.remarks.append(Remark("failed-link", message, shown, line, warning=True))
        return
    if before.endswith("！") and IMAGE.search(shown) and "//" not in shown:
        message = (
            f"the image '{shown}' is shown as a link, as the ！ before its brackets is full-width; "
            f"write ![…]({shown})"
        )
        context.remarks.append(Remark("failed-image", message, "！[", line))
        return
    # What a definition of links says is looked at where it stands.
    if _NOT_RELATIVE.match(href) or token.meta.get("label"):
        return
    if IMAGE.search(shown) and "//" not in shown:
        message = (
            f"the link '{shown}' leads to an image; to show it, write ![What it shows]({shown})"
        )
        context.remarks.append(Remark("relative-link", message, f"]({shown}", line, skip=2))
        return
    remedy = (
        "write the whole address, a path from the top of the site such as /about/, or a link by "
        "key such as [[theme:…]]"
    )
    if match := _OTHER_SITE.match(shown):
        is_file = _FILES.fullmatch(match[1].lower())
        remedy = remedy if is_file else f"write https://{shown}"
    message = f"the link '{shown}' starts nowhere; {remedy}"
    context.remarks.append(Remark("relative-link", message, f"]({shown}", line, skip=2))


def _collect_image(token: Token, written: str, line: int, context: Context) -> None:
    """Set the image of a token as its `part`; add to the context what it names, or is wrong.

    `written` is the text that the token is in.
    """
    encoded = str(token.attrs["src"])
    source = unicodedata.normalize("NFC", unquote(encoded))
    words = source if source in written else encoded
    name = re.sub(r"^(?:\.\./|/)*(?:content/)?(?:media/)?", "", source)
    description = "".join(child.content for child in token.children or ()).strip()
    image = Image(name, description, str(token.attrs.get("title", "")))
    token.meta["part"] = image
    if "//" in source or source.startswith("mailto:") or ".." in name.split("/"):
        message = f"the image '{source}' is not of this site; put it into content/media/"
        context.remarks.append(Remark("foreign-image", message, words, line))
        return
    if any(child.type in ("citation", "key_link") for child in token.children or ()):
        message = (
            f"the description of the image '{name}' holds a citation or a link, which is not "
            "shown; put it behind the image"
        )
        context.remarks.append(Remark("image-description", message, words, line))
    elif not description:
        message = f"the image '{name}' needs a description: ![what it shows]({name})"
        context.remarks.append(Remark("image-description", message, words, line))
    elif _SAYS_NOTHING.fullmatch(description) or description == name:
        message = (
            f"the description '{description}' does not say what the image '{name}' shows; readers "
            "who cannot see it need that: write what one sees there"
        )
        context.remarks.append(Remark("image-description", message, words, line, warning=True))
    context.mentions.append(Mention(image, words, line, 0))
