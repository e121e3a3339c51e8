"""Two hundred random edits under watch: after each, the output is a clean build's (PITFALL 1)."""

from __future__ import annotations

import os
import random
from collections.abc import Callable

import pytest

from tests.conftest import SITE, Site
from tests.serve.running import Serving, article, clean_output, small_site

STEPS = 200
SEED = int(os.environ.get("BRIEFING_SEED", "1"))
Random = random.Random
Step = Callable[[Site, Random], None]
WORDS = ("truce", "talks", "Київ", "停火", "شروط", "a < b & c", "thirty days", "№ 5")


def words(chance: Random) -> str:
    return " ".join(chance.sample(WORDS, 3))


def extra(site: Site, chance: Random) -> str:
    """Return the path of one of the articles that steps add, which may not be there."""
    del site
    return f"content/articles/{chance.choice(('a', 'b/c', 'звіт', 'd'))}.md"


def add_or_edit_an_article(site: Site, chance: Random) -> None:
    more = chance.choice(
        (
            "",
            "draft: true\n",
            "summary: Words.\n",
            "claims:\n  - {text: They met., kind: event, on: 2025-05-14}\n",
            "claims:\n  - {text: It is so., kind: demand, by: [south], point: length, value: 5}\n",
        )
    )
    site.write(extra(site, chance), article(words(chance), f"{words(chance)}.\n", more))


def delete_an_article(site: Site, chance: Random) -> None:
    (site.root / extra(site, chance)).unlink(missing_ok=True)


def rename_an_article(site: Site, chance: Random) -> None:
    old, new = site.root / extra(site, chance), site.root / extra(site, chance)
    if old.is_file() and not new.exists():
        new.parent.mkdir(exist_ok=True)
        old.rename(new)


def retag_the_second_article(site: Site, chance: Random) -> None:
    themes = chance.choice(("[truce, venues]", "[truce]"))
    text = SITE["content/articles/second.md"].replace("[truce, venues]", themes)
    site.write("content/articles/second.md", text)


def edit_a_claim(site: Site, chance: Random) -> None:
    text = SITE["content/articles/first.md"].replace("30 days", f"{chance.randint(1, 60)} days")
    site.write("content/articles/first.md", text)


def edit_a_theme(site: Site, chance: Random) -> None:
    text = SITE["themes/truce.md"].replace("title: Truce", f'title: "{words(chance)}"')
    site.write("themes/truce.md", text + words(chance) + "\n")


def add_or_delete_a_theme(site: Site, chance: Random) -> None:
    file = site.root / "themes/third.md"
    if file.exists():
        file.unlink()
    else:
        question = f'question: "{words(chance)}?"'
        old = "question: Where do they meet?"
        site.write("themes/third.md", SITE["themes/venues.md"].replace(old, question))


def edit_a_register(site: Site, chance: Random) -> None:
    path, name = chance.choice(
        (("content/sources.yaml", "The Herald"), ("content/actors.yaml", "North"))
    )
    site.write(path, SITE[path].replace(f"name: {name}\n", f'name: "{words(chance)}"\n'))


def edit_the_configuration(site: Site, chance: Random) -> None:
    more = chance.choice(("", "language: de\n", "timezone: Asia/Tokyo\n", "principals: [south]\n"))
    title = f'title: "{words(chance)}"'
    site.write(
        "content/site.yaml", SITE["content/site.yaml"].replace("title: Small Site", title) + more
    )


def edit_a_template(site: Site, chance: Random) -> None:
    path = chance.choice(("templates/article.html", "templates/theme.html", "themes/venues.html"))
    base = path.rpartition("/")[2].replace("venues", "theme")
    if (site.root / path).exists() and chance.random() < 0.5:
        (site.root / path).unlink()
    else:
        rail = "{% block rail %}" + str(chance.randint(1, 99)) + "{% endblock %}"
        site.write(path, f'{{% extends "default/{base}" %}}{rail}')


def edit_a_page_or_a_static_file(site: Site, chance: Random) -> None:
    path = chance.choice(("content/pages/team.md", "static/note.txt"))
    if (site.root / path).exists() and chance.random() < 0.5:
        (site.root / path).unlink()
    else:
        site.write(path, f'---\ntitle: "{words(chance)}"\n---\n{words(chance)}\n')


EDITS: tuple[Step, ...] = (
    add_or_edit_an_article,
    add_or_edit_an_article,
    delete_an_article,
    rename_an_article,
    retag_the_second_article,
    edit_a_claim,
    edit_a_theme,
    add_or_delete_a_theme,
    edit_a_register,
    edit_the_configuration,
    edit_a_template,
    edit_a_page_or_a_static_file,
)


@pytest.mark.pitfall(1)
@pytest.mark.long
def test_after_any_of_two_hundred_random_edits_the_output_is_that_of_a_clean_build(
    mode: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory
) -> None:
    chance = Random(SEED)
    site = small_site(tmp_path_factory.mktemp("random") / "small")
    with Serving(site, *mode) as serving:
        for number in range(STEPS):
            # Several at once, now and then, as when somebody changes the branch of git.
            steps = chance.sample(EDITS, 3 if number % 10 == 9 else 1)
            for step in steps:
                step(site, chance)
            serving.becomes(clean_output(site))
