"""What a committed file says, whoever wrote it: its text as lines, read in a process of its own."""

from slakit.document.reading.parent import UnreadError, read_both

__all__ = ["UnreadError", "read_both"]
