"""Pages by templates (Jinja); those of a site come before those of the generator."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from unicodedata import normalize

import jinja2

from generator import addresses
from generator.digests import policy_hash
from generator.language.direction import direction_of
from generator.problems import AtLine, Finding, Rejected
from generator.read.files import Source
from generator.render.environment import Environment, SandboxedEnvironment
from generator.render.html import Addresses, language_attributes
from generator.render.linked import LinkedData
from generator.render.reference import References
from generator.render.text_filters import TextFilters

PACKAGE_TEMPLATES = Path(__file__).parent.parent / "templates"

FILTERS = ("url", "absolute", "prose", "cite", "cites", "date", "link", "links", "card")
"""Filters for values of the view: methods of `Addresses`."""
ADDRESSES = ("claim_anchor", "quotation_anchor", "point_anchor", "embeds", "oembed")
"""Filters that turn ids into anchors, or addresses into others: functions of `generator.addresses`.
"""
WORDS = ("say", "named", "count", "forms", "capital", "ascii", "brief")
"""Filters for words of the interface and for text: methods of `TextFilters`."""
REFERENCES = ("cited_as", "bibtex", "csl")
"""Filters that say how a page is cited: methods of `References`."""


class Templates:
    """Renders the pages of one site.

    A template is looked up first among those of the site, in its folder `templates/`, or
    `themes/NAME.html` for one theme, then among those of the generator. `default/NAME.html` is
    always the generator's, so that a template can extend the one that it replaces.
    """

    def __init__(
        self,
        site_templates: Mapping[str, Source],
        urls: Addresses,
        words: TextFilters,
        linked: LinkedData,
        references: References,
        version: str,
    ) -> None:
        """Take the templates of the site by their paths, and what their filters need.

        `version` identifies the code of the generator and its templates. Raise Rejected if a
        template of the site is not text.
        """
        own = jinja2.FileSystemLoader(PACKAGE_TEMPLATES)
        texts = {
            template_name(path): (source.text(), path)
            for path, source in sorted(site_templates.items())
        }
        # Compiled from what was read, as its digest is in the closure: the file may have changed.
        site = jinja2.FunctionLoader(lambda name: (*texts[name], None) if name in texts else None)
        environment = SandboxedEnvironment if texts else Environment
        self._environment = environment(
            jinja2.ChoiceLoader([jinja2.PrefixLoader({"default": own}), site, own]),
            PACKAGE_TEMPLATES,
            version,
        )
        for name in FILTERS:
            self._environment.filters[name] = getattr(urls, name)
        self._environment.filters["in_language"] = language_attributes
        for name in ADDRESSES:
            self._environment.filters[name] = getattr(addresses, name)
        for name in WORDS:
            self._environment.filters[name] = getattr(words, name)
        for name in REFERENCES:
            self._environment.filters[name] = getattr(references, name)
        self._environment.filters["in_language"] = language_attributes
        self._environment.filters["direction"] = direction_of
        self._environment.filters["linked"] = linked.linked
        self._environment.filters["policy_hash"] = policy_hash

    def render(self, templates: Sequence[str], view: Any, origin: str) -> str:
        """Return the HTML of a page, rendered by the first of `templates` that exists.

        Raise Rejected if it fails. `origin` is the file that the page comes from, to be named if no
        template can be.
        """
        try:
            template = self._environment.select_template(list(templates))
            return template.render(view=view, site=view.site)
        except jinja2.TemplateSyntaxError as error:
            raise Rejected([_finding(error.filename, error.lineno, error.message)]) from None
        except jinja2.TemplateNotFound as error:
            message = f"there is no template '{error.name}'"
            raise Rejected([_finding(*_where(error), message, origin)]) from None
        except Exception as error:
            # A template can raise anything. If it came through a template, editors get a message;
            # if not, it is a bug of ours, and the traceback is needed.
            file, line = _where(error)
            if file is None:
                raise
            message = f"{view.path or '/'}: {error}"
            if isinstance(error, RecursionError):
                message = (
                    "a template extends or includes itself; to add to the generator's own, "
                    'write {% extends "default/NAME.html" %}'
                )
            raise Rejected([_finding(file, line, message)]) from None


def template_name(path: str) -> str:
    """Return the name by which a template of the site is looked up, given its path."""
    return normalize("NFC", path.removeprefix("templates/"))


# Templates of the generator are in the package, wherever that is installed, so messages name them
# by a path that is the same on every machine.
def _finding(file: str | None, line: int, message: str | None, origin: str = "") -> Finding:
    own = file is not None and Path(file).is_relative_to(PACKAGE_TEMPLATES)
    path = f"generator/templates/{Path(file or '').name}" if own else file or origin
    return Finding(path, AtLine(line), "template", message or "the template fails")


def _where(error: Exception) -> tuple[str | None, int]:
    """Return the file and line of the innermost template in the traceback; None and 1 for none."""
    found: tuple[str | None, int] = (None, 1)
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if re.search(r"\.html$", file):
            found = file, trace.tb_lineno
        trace = trace.tb_next
    return found
