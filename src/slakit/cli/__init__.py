"""The command line: the only place that reads arguments, prints and exits.

A verb is a module of `slakit.cli.verbs` with a click command named `command`; it is found by its name and
imported when it is called.
"""

from slakit.cli.entry import main

__all__ = ["main"]
