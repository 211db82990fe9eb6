"""Which names of columns plainly mean the last day of a stay, and which only look like it."""

import pytest

from slakit.log.people_columns import means_the_last_day


@pytest.mark.parametrize(
    "name",
    [
        *(
            "until",
            "Through Date",
            "date_to",
            "to_day",
            "leave_date",
            "leaving_date",
            "termination_date",
            "exit_date",
            "leaver",
            "departed",
            "termination",
        ),
        *("ended", "upto", "up_to", "contract_end", "expires", "expiry", "throug", "trough", "thorugh"),
        *("end_dt", "finish", "left", "last working day", "inactive_since", "bis", "LEFT_ON", "Left On", "endDate"),
        *("Last Day of Work", "Last Date Worked", "Termination Date", "Employment End Date", "Contract Ends"),
        *(
            "effectiveEndDate",
            "Effective.End.Date",
            "separation date",
            "Leaver Date",
            "offboarding-date",
            "active_until",
        ),
        *("Austrittsdatum", "gültig bis", "Gueltig_bis", "date de fin", "hasta", "Final\N{NO-BREAK SPACE}Day"),
        *("Date of Termination", "date_left", "Date of Leaving", "End of Employment", "Term Date", "Resignation Date"),
        *("Last Worked Day", "deleted_at", "disabled_at", "Kündigungsdatum", "Vertrag bis", "Fecha de salida"),
    ],
)
def test_the_last_day(name: str) -> None:
    assert means_the_last_day(name)


ELSE = (
    *("borough", "rough", "dough", "Retirement Date", "retired_on", "term", "long_term", "deactivated", "quit"),
    *("end_reason", "end_user", "weekend", "left_handed", "termination_reason", "exit_interview", "last_name", "leave"),
    *("leave_days", "contract", "contract_type", "active", "inactive", "finish_line", "lastmonth", "tone", "birthday"),
    *(
        "hire_date",
        "start_date",
        "reports_to",
        "assigned_to",
        "position",
        "role_id",
        "payday",
        "day",
        "date",
        "biscuit",
    ),
)
"""Columns of rosters that are attributes."""


@pytest.mark.parametrize("name", ["today", "throughput", "region", "team", "from", "tough", "group", *ELSE])
def test_another_column(name: str) -> None:
    assert not means_the_last_day(name)
