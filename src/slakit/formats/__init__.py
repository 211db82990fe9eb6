"""Results as text and data: pure functions of findings, one format per module."""
