"""One module per file form: each opens a file as raw cells that SQL can read, and knows how to look at it again."""
