"""The scorecard as text, Markdown and JSON: pure functions of it, the same bytes for the same scorecard."""
