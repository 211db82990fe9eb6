"""Which names of columns plainly mean the last day of a stay, and which only look like it."""

import pytest

from slakit.log.people_columns import means_the_last_day


@pytest.mark.parametrize(
    "name",
    [
        *("until", "Through Date", "date_to", "to_day", "leave_date", "leaving_date", "termination_date", "exit_date"),
        *("ended", "upto", "up_to", "contract_end", "expires", "expiry", "throug", "trough", "thorugh"),
    ],
)
def test_the_last_day(name: str) -> None:
    assert means_the_last_day(name)


@pytest.mark.parametrize("name", ["today", "throughput", "region", "team", "from", "tough", "group"])
def test_another_column(name: str) -> None:
    assert not means_the_last_day(name)
