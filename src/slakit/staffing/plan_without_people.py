"""A plan that is for nobody.

No row of the roster is selected by its `people` on any day of the agreement: the plan pays no one, and those it is
meant for are looked for under another role, party or spelling.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.staffing.staffed import Staffed
from slakit.usage import pay_plans

CODE = declare("SLA535", "A plan that is for nobody", Severity.WARNING)


def check(staffed: Staffed) -> Iterator[Diagnostic]:
    for plan in pay_plans(staffed.agreement):
        if (found := staffed.absence(plan.people)) is not None:
            why, instead = found
            message = f"nobody on the roster is in '{plan.id}' on a day of this agreement: {why}"
            yield diagnostic(CODE, plan.people.span, message, instead)
