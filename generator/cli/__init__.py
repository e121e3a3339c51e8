"""The command `briefing`."""

from generator.cli.commands import main

__all__ = ["main"]
