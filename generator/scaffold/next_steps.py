"""What to type next, on the system that one has."""

from __future__ import annotations

import shlex
from collections.abc import Sequence


def next_steps(folder: str, *, windows: bool, make: bool) -> tuple[str, ...]:
    """Return the commands that show a new site; `make` says whether there is make.

    The Makefile is for systems where an environment has a folder `bin`.
    """
    into = () if folder == "." else (f"cd {_argument(folder, windows=windows)}",)
    if make and not windows:
        return (
            *into,
            *_aligned(
                ("make serve", "the site at http://127.0.0.1:8000/, kept up to date as you write"),
                ("make check", "every problem, with its line and what to do about it"),
            ),
        )
    python, scripts = ("py", ".venv\\Scripts\\") if windows else ("python3", ".venv/bin/")
    return (
        *into,
        f"{python} -m venv .venv",
        f"{scripts}python -m pip install -r requirements.txt",
        f"{scripts}briefing serve",
    )


def _argument(text: str, *, windows: bool) -> str:
    if not windows:
        return shlex.quote(text)
    return f'"{text}"' if " " in text else text


def _aligned(*commands: Sequence[str]) -> tuple[str, ...]:
    width = max(len(command) for command, _ in commands)
    return tuple(f"{command:<{width}}   # {comment}" for command, comment in commands)
