"""Templates of a site that nothing uses: most likely their names are misspelled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.problems import AtLine, Finding, Severity, nearest
from generator.read.files import Source
from generator.render.templates import PACKAGE_TEMPLATES, template_name


def unused_templates(
    templates: Mapping[str, Source], themes: Iterable[str], kinds: Iterable[str]
) -> Iterator[Finding]:
    """Yield a warning for each template that no page is rendered by and no other one names.

    `templates` are those of the site by their paths, `themes` the names of its themes, and `kinds`
    those of its kinds of pages.
    """
    if not templates:
        return
    known = {path.name for path in PACKAGE_TEMPLATES.iterdir()}
    known |= {f"{kind}.html" for kind in kinds}
    # The template of one theme is in the folder of themes, and has the name of its file.
    known |= {template_name(str(Path("themes", f"{theme}.html"))) for theme in themes}
    for path in templates:
        name = template_name(path)
        others = (source.data for other, source in templates.items() if other != path)
        if name not in known and not any(_names(data, name) for data in others):
            message = (
                "not read: no page uses a template of this name, and no other template names it"
                f"{nearest(name, known) or '; files to be served as they are belong in static/'}"
            )
            yield Finding(path, AtLine(), "not-read", message, Severity.WARNING)


def _names(template: bytes, name: str) -> bool:
    """Return whether a template has a name in quotation marks."""
    return any(f"{mark}{name}{mark}".encode() in template for mark in "\"'")
