"""The verbs, one module each: its docstring's first line is its summary, `command` its click command."""
