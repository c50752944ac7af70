"""Shell: what is on disk becomes a Source."""
