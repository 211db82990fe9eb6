"""Pay statements for people and programs: one module per format, each with `render(sheet, setting) -> str`."""

FORMATS = ("text", "markdown", "html", "json", "csv")
"""Every format of statements; `EXPLAINED` are those that can explain a line."""

EXPLAINED = ("text", "markdown", "json")
