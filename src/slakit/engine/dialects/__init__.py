"""One module per SQL dialect."""
