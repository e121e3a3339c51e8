"""Preview the site on this machine while writing: serve it, rebuild it, reload open pages."""
