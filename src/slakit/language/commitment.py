"""What every commitment carries, and the rule of which calendar it runs by."""

from typing import TypedDict

from slakit.diagnostics import Span, declare
from slakit.durations import Basis, Duration
from slakit.language.binding import Body
from slakit.language.declared import words
from slakit.language.names import CALENDAR, PARTY
from slakit.language.nodes import Entry
from slakit.language.references import one, some
from slakit.language.scalars import text

CALENDAR_NEEDED = declare("SLA331", "Business time without a calendar")


class Promise(TypedDict):
    """The common part of a commitment, as keyword arguments of its class."""

    id: str
    span: Span
    title: str | None
    description: str | None
    places: dict[str, Span]
    by: tuple[str, ...]
    for_: tuple[str, ...]
    calendar: str
    on_breach: str | None


def promise(body: Body, entry: Entry) -> Promise:
    """Who promises what to whom: the keys that all commitments share."""
    return Promise(
        **words(body, entry),
        by=body.need("by", some(PARTY)) or (),
        for_=body.read("for", some(PARTY)) or (),
        calendar=body.binding.calendar(body.read("calendar", one(CALENDAR))),
        on_breach=body.read("on_breach", text),
    )


def check_calendar(body: Body, duration: Duration | None, span: Span, *, named: bool) -> None:
    """Refuse business units that leave open which of several calendars they run by."""
    if duration is None or duration.basis is Basis.ELAPSED or named or not body.binding.must_name_calendar():
        return
    names = body.binding.names.section("calendars")
    body.fail(
        CALENDAR_NEEDED,
        span,
        f"'{duration}' needs a calendar, and {len(names)} are declared",
        f"name one: calendar: {' or '.join(names)}",
    )
