"""One module per page family: what the page may see, sorted and labelled. ``PAGES`` in ``pages.py`` lists them."""
