"""The register of an office of its own: what it begins with, and what of it comes with the engine."""
