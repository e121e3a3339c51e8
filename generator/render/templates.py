"""Views to pages through templates: a site's own before those of the generator."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2

from generator import addresses
from generator.problems import AtLine, Finding, Rejected
from generator.read.files import Source
from generator.render.environment import Environment
from generator.render.html import Addresses
from generator.render.linked import LinkedData
from generator.render.text_filters import TextFilters

_PACKAGE = Path(__file__).parent.parent / "templates"

FILTERS = ("url", "absolute", "prose", "cite", "cites", "date", "link", "links", "card")
"""What templates can do with the values of their view: methods of Addresses."""
ANCHORS = ("claim_anchor", "quotation_anchor", "point_anchor")
"""How templates spell anchors: functions of `generator.addresses`."""
WORDS = ("say", "named", "count", "forms", "capital", "brief")
"""How templates say what is not in their view: methods of TextFilters."""


class Templates:
    """Renders the pages of one site.

    Templates of a site are looked for in its folder `templates/`, and `themes/NAME.html` for one
    theme; `default/NAME.html` always names the generator's own, so that a template can extend the
    one that it replaces.
    """

    def __init__(
        self,
        theirs: Mapping[str, Source],
        urls: Addresses,
        words: TextFilters,
        linked: LinkedData,
        version: str,
    ) -> None:
        """Take the site's templates by their paths, read already: they are compiled from these.

        `version` stands for the generator's code and its own templates. Raise Rejected where a
        template of the site is no text.
        """
        own = jinja2.FileSystemLoader(_PACKAGE)
        texts = {_name(path): (source.text(), path) for path, source in sorted(theirs.items())}
        # What is loaded by name is what was read: the file may be another one by now.
        site = jinja2.FunctionLoader(lambda name: (*texts[name], None) if name in texts else None)
        self._environment = Environment(
            jinja2.ChoiceLoader([jinja2.PrefixLoader({"default": own}), site, own]),
            _PACKAGE,
            version,
        )
        for name in FILTERS:
            self._environment.filters[name] = getattr(urls, name)
        for name in ANCHORS:
            self._environment.filters[name] = getattr(addresses, name)
        for name in WORDS:
            self._environment.filters[name] = getattr(words, name)
        self._environment.filters["linked"] = linked.linked

    def render(self, templates: Sequence[str], view: Any, origin: str) -> bytes:
        """Return the bytes of a page, rendered by the first of `templates` that exists.

        Raise Rejected where a template is at fault; `origin` is what the page comes from.
        """
        try:
            template = self._environment.select_template(list(templates))
            return template.render(view=view, site=view.site).encode()
        except jinja2.TemplateSyntaxError as error:
            raise Rejected([_finding(error.filename, error.lineno, error.message)]) from None
        except jinja2.TemplateNotFound as error:
            message = f"there is no template '{error.name}'"
            raise Rejected([_finding(*_where(error), message, origin)]) from None
        except Exception as error:
            # Whatever a site's template does wrong, its editor reads a message and no traceback.
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


def _name(path: str) -> str:
    """Return the name of a template of the site: without `templates/`, or `themes/NAME.html`."""
    return path.removeprefix("templates/")


def _finding(file: str | None, line: int, message: str | None, origin: str = "") -> Finding:
    own = file is not None and Path(file).is_relative_to(_PACKAGE)
    path = f"generator/templates/{Path(file or '').name}" if own else file or origin
    return Finding(path, AtLine(line), "template", message or "the template fails")


def _where(error: Exception) -> tuple[str | None, int]:
    """Return the innermost template file and line that an error came through."""
    found: tuple[str | None, int] = (None, 1)
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if re.search(r"\.html$", file):
            found = file, trace.tb_lineno
        trace = trace.tb_next
    return found
