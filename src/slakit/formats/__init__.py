"""Results as text and data: pure functions of findings, scorecards and runs of scenarios, one format per module.

What is shown, the findings of a `Report` here and the other things in packages of their own, has a module per format
with one function: `render(thing, setting) -> str`.
"""

FORMATS = ("text", "json", "markdown", "github", "sarif", "junit")
"""Every format; a thing to show has a module of each name."""
