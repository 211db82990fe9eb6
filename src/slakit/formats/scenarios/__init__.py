"""A run of scenarios as text and data, one format per module."""
