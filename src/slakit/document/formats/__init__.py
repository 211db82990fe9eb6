"""The formats of a document, one module each, named after the suffix of its files: to add a format, add a file.

A module has

- `write(document: Document) -> bytes`: the file's bytes, the same on every day, in every zone and locale. What it
  needs beyond slakit's own dependencies it imports there and then; where that is missing it raises
  `slakit.document.extras.MissingExtraError`, which says what to install;
- `TEXT: bool`: whether the bytes are lines of UTF-8, which can be compared line by line;
- `lines(content: bytes) -> list[str]`, where they are not: the text that a reader of such a file sees, whoever wrote
  it. It runs in a process with bounds, and may raise anything for what is no such file;
- `TEMPLATES: slakit.document.templating.Templates`, if it is written from Jinja templates: then a team may have its
  own.
"""
