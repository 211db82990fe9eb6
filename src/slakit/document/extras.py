"""Formats that need more than slakit's own dependencies."""


class MissingExtraError(Exception):
    """A format needs packages that are not installed; the message says which, and how they come to be."""
