"""Planning: from a goal to leads and hours, every step exact, and beside it what quotas promise and the log shows."""

from slakit.planning.planned import Planned
from slakit.planning.putting_together import planned

__all__ = ["Planned", "planned"]
