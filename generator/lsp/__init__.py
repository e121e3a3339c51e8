"""The language server: what editors show while somebody writes."""
