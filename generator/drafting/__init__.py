"""From a document to records: its text is read by rules, what is sure is proposed, all else is asked for in a sheet."""
