"""Measures as SQL: the rows that a measure sees in each period, and the exact rational they come to."""

from slakit.commitments.measures.observe import SCALE, Observation, observe, worth

__all__ = ["SCALE", "Observation", "observe", "worth"]
