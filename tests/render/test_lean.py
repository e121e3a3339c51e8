"""Style sheets and scripts as readers get them: without what only their authors read."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.render.lean import lean
from tests.conftest import Site

STATIC = Path(__file__).parents[2] / "generator" / "static"
SCRIPTS = sorted(STATIC.glob("*.js"))


@pytest.mark.parametrize(
    ("name", "written", "sent"),
    [
        ("a.css", "/* Why\n so. */\na {\n  b: c; /* d */\n}\n", "a{b:c;}"),
        (
            "a.js",
            "// Why.\nconst a = 1; // one\n  // It's so.\n\n  b();\n",
            "const a = 1;\nb();\n",
        ),
        (
            "a.js",
            'const url = "https://a.example"; // here\n',
            'const url = "https://a.example";\n',
        ),
        ("a.js", 'say("a // b");\n', 'say("a // b");\n'),
        ("a.css", 'a :is(b, c)::after { content: " / " }', 'a :is(b,c)::after{content:" / "}'),
        ("a.svg", "<svg>\n  <!-- / -->\n</svg>\n", "<svg>\n  <!-- / -->\n</svg>\n"),
    ],
)
def test_comments_and_indentation_are_left_out(name: str, written: str, sent: str) -> None:
    assert lean(name, written.encode()).decode() == sent


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_text_of_a_script_of_ours_runs_over_lines(script: Path) -> None:
    others = r"""^\s*//.*$|"(?:\\.|[^"\\\n])*"|\[(?:\\.|[^\]\\\n])*\]"""  # comments, texts, classes
    code = re.sub(others, "", script.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert [line for line in code.splitlines() if line.count("`") % 2] == []


def test_files_of_a_site_are_sent_as_they_are(site: Site) -> None:
    own = "/* Ours. */\nbody {\n  color: red;\n}\n"
    site.write("static/briefing.css", own)
    site.build()
    assert site.page("static/briefing.css") == own
    assert "/*" not in site.page("static/search.css")


@pytest.mark.skipif(shutil.which("node") is None, reason="no node on this machine")
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_what_is_sent_of_a_script_is_still_one(script: Path, tmp_path: Path) -> None:
    file = tmp_path / f"{script.stem}.mjs"
    file.write_bytes(lean(script.name, script.read_bytes()))
    subprocess.run(["node", "--check", file], check=True)
