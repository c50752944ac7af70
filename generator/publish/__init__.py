"""Pure: a Corpus, a day and an audience become a Site (path -> bytes)."""
