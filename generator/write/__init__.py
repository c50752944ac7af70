"""Shell: files and diagnostics."""
