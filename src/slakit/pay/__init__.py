"""Pay: what each person's attainment comes to in money, with every step.

`facts` are gathered from the relations of an evaluation; `statement` is what is made of them, exactly.
"""

from slakit.pay.asked_period import AskedPeriod, asked_period
from slakit.pay.settlements import Settlement, pool_times, settlements

__all__ = ["AskedPeriod", "Settlement", "asked_period", "pool_times", "settlements"]
