"""Documents in the folder of another kind, as their keys show.

Judged as what they are not, they would be a problem for each key, and whoever followed these would
make a theme of an article.
"""

from __future__ import annotations

from generator.problems import AtKey, Finding, Rejected
from generator.read.documents import Document
from generator.read.layout import ARTICLES

_SIGNS = (
    ("an article", ARTICLES, ("source", "published")),
    ("a theme", "themes", ("question", "as_of")),
)
"""Keys that every document in a folder must have, and no other has."""


def placed(document: Document) -> Document:
    """Return a document. Raise Rejected if it belongs into another folder, by its keys."""
    fits = [sign for sign in _SIGNS if not document.front.keys().isdisjoint(sign[2])]
    if len(fits) != 1:  # it is a page, or nobody knows
        return document
    ((kind, folder, keys),) = fits
    if document.path.startswith(f"{folder}/") or not all(key in document.front for key in keys):
        return document
    message = f"a file with '{keys[0]}' and '{keys[1]}' is {kind}; move it to {folder}/"
    raise Rejected([Finding(document.path, AtKey(keys[:1], name=True), "wrong-folder", message)])
