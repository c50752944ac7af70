"""The site as files: written, finished after printing, and held to the one that is published."""
