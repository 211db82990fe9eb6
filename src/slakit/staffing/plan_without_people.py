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
        if staffed.selected(plan.people):
            continue
        message = f"nobody on the roster is in '{plan.id}' on a day of this agreement"
        if not staffed.rows() or staffed.roster.select(plan.people.where):
            why = "its people are there at another time" if staffed.rows() else "nobody is on it at all then"
            yield diagnostic(CODE, plan.people.span, f"{message}: {why}", _THEN)
            continue
        for column, values in plan.people.where:
            known = dict.fromkeys(value for row in staffed.rows() if (value := row.value(column)) is not None)
            if column not in staffed.roster.columns:
                yield diagnostic(CODE, plan.people.span, f"{message}: the people file has no column '{column}'", _HELP)
                break
            if not known.keys() & set(values):
                spelled = ", ".join(f"'{value}'" for value in list(known)[:8])
                which = " or ".join(f"'{value}'" for value in values)
                more = f"{message}: no {column} there is {which}"
                instead = f"write one of its values of '{column}': {spelled}" if known else _HELP
                yield diagnostic(CODE, plan.people.span, more, instead)
                break
        else:
            yield diagnostic(CODE, plan.people.span, message, _HELP)


_HELP = "select people who are on the roster, or add them to it"
_THEN = "add those who are there in its time to the people file, or correct their 'from' and 'through'"
