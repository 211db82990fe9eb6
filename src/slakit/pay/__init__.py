"""Pay: what each person's attainment comes to in money, with every step.

`facts` are gathered from the relations of an evaluation; `payroll` makes statements of them, exactly.
"""

from slakit.pay.asked_period import AskedPeriod, asked_period, unsettled
from slakit.pay.payroll import assumable, payroll
from slakit.pay.settlements import Settlement, pool_times, settlements

__all__ = [
    "AskedPeriod",
    "Settlement",
    "asked_period",
    "assumable",
    "payroll",
    "pool_times",
    "settlements",
    "unsettled",
]
