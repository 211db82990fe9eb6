"""Measures as SQL: the rows that a measure sees in each period, and the exact rational they come to."""

from slakit.commitments.measures.observe import Observation, observe

__all__ = ["Observation", "observe"]
