"""Credit that rolls up to nobody.

With `rolls_up_to`, the credit of a row goes to the person whom a column of the people file names. Where the file has no
such column, or names somebody who is not on the roster, nobody is paid for the row.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.staffing.staffed import Staffed, names
from slakit.usage import credits_of

CODE = declare("SLA536", "Credit that rolls up to nobody", Severity.WARNING)


def check(staffed: Staffed) -> Iterator[Diagnostic]:
    known = {row.person for row in staffed.rows()}
    for credit in credits_of(staffed.agreement):
        column = credit.rolls_up_to
        if column is None:
            continue
        if column not in staffed.roster.columns:
            message = f"credit rolls up to '{column}', and the people file has no such column"
            instead = f"add a column '{column}' with the person who is credited for each row's person"
            yield diagnostic(CODE, credit.span, message, instead)
            continue
        named = {value: row.person for row in staffed.rows() if (value := row.value(column)) is not None}
        lost = sorted(named.keys() - known)
        if lost:
            message = f"'{column}' of the people file names {names(lost)}, who {_are(lost)} not on the roster"
            instead = f"correct the name beside {named[lost[0]]}, or add {lost[0]} to the people file"
            yield diagnostic(CODE, credit.span, message, instead)
        elif not named:
            message = f"credit rolls up to '{column}', and no row of the people file names anybody there"
            yield diagnostic(CODE, credit.span, message, f"fill '{column}' of the people file")


def _are(people: list[str]) -> str:
    return "are" if len(people) > 1 else "is"
