"""The digest of an agreement."""
