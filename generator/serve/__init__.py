"""The preview: what readers will get, on this machine alone, kept up to date while one writes."""
