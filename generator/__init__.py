"""Generator for briefing sites: one page per theme, every statement leads to its report."""

__version__ = "0.1.0"
