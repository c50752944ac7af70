"""Derived values: never written in a record, always explained."""
