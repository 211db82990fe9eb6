"""A plan for people and programs: a module per format, each of the same numbers."""
