"""Attainment: what the outcomes say about each promise, as one frozen value that every format shows.

It is computed from the outcomes relation alone, by SQL over it, with exact arithmetic.
"""

from slakit.attainment.compute import scorecard
from slakit.attainment.scorecard import Scorecard, Status

__all__ = ["Scorecard", "Status", "scorecard"]
