"""Builds of the same articles by us and by others, in one run."""
