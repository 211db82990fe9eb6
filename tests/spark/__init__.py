"""The Spark engine on a real cluster. What takes minutes there runs where `SLAKIT_LARGE` is set."""

import os

LARGE = bool(os.environ.get("SLAKIT_LARGE"))
"""Whether to take the time for a million events, every chosen case and more random logs."""
