"""One module per page family: what the page may see, sorted and labelled."""
