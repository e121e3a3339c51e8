"""What tests of pages about talks share."""

import pytest

from tests.conftest import Site
from tests.plan.talks import actors


@pytest.fixture
def talks(site: Site) -> Site:
    """The small site without its articles: tests bring the claims that they are about."""
    actors(site)
    for name in ("first", "second"):
        site.remove(f"content/articles/{name}.md")
    site.replace("themes/truce.md", "[@first#c1]", "")
    return site
