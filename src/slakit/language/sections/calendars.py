"""§3: calendars, from weekdays and wall times to minutes of the day."""

import re
from collections.abc import Iterator
from datetime import date

from slakit.diagnostics import Span, declare
from slakit.language.binding import Binding, Body, body_of
from slakit.language.countries import country_problem, subdivision_problem
from slakit.language.declared import words
from slakit.language.meant import hours_meant
from slakit.language.nodes import Entry, Node, Sequence
from slakit.language.references import REPEATED
from slakit.language.scalars import DATE, date_advice, day, parse_date, scalar, text
from slakit.language.wording import listed
from slakit.language.zones import zone
from slakit.model import ALWAYS, Calendar, Holiday, Holidays, Hours

HOURS = declare("SLA324", "Not opening hours")
WEEKDAY = declare("SLA325", "A range of one weekday")
COUNTRY = declare("SLA326", "Unknown country or subdivision")
RESERVED = declare("SLA327", "A reserved name")

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HOURS = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])-(?:([01][0-9]|2[0-3]):([0-5][0-9])|(24):(00))\Z")


def bind_calendar(binding: Binding, entry: Entry) -> Calendar | None:
    """A calendar; its zone is the term's unless it has its own."""
    body = body_of(binding, entry)
    if body is None:
        return None
    if entry.key == ALWAYS:
        body.fail(
            RESERVED, entry.span, f"'{ALWAYS}' is built in: open at every instant", "give this calendar another name"
        )
    calendar = Calendar(
        **words(body, entry),
        timezone=body.read("timezone", zone) or binding.zone,
        hours=_week(body),
        holidays=_holidays(body),
        overrides=_overrides(body),
    )
    return calendar if body.sound else None


def _week(body: Body) -> dict[int, tuple[Hours, ...]]:
    week: dict[int, tuple[Hours, ...]] = {}
    entries = body.entries("hours")
    if not entries:
        body.binding.misfit(body.key_span("hours"), "a calendar has hours")
        body.spoil()
    for entry in entries:
        hours, weekdays = _intervals(body, entry.value), _weekdays(body, entry)
        if twice := [f"'{_DAYS[weekday]}'" for weekday in sorted(week) if weekday in weekdays]:
            message = f"{listed(twice)} {'has' if len(twice) == 1 else 'have'} hours already"
            body.fail(REPEATED, entry.span, message, "give each weekday once")
        week.update(dict.fromkeys(weekdays, hours))
    return {weekday: week[weekday] for weekday in sorted(week)}


def _weekdays(body: Body, entry: Entry) -> tuple[int, ...]:
    """The weekdays that `mon`, `mon-thu` or `fri-mon` stands for."""
    first, dash, last = entry.key.partition("-")
    ends = (first, last) if dash else (first,)
    if any(end not in _DAYS for end in ends):
        body.binding.misfit(entry.span, f"'{entry.key}' is not a weekday or a range of them")
        body.spoil()
        return ()
    if dash and first == last:
        body.fail(WEEKDAY, entry.span, f"'{entry.key}' is a range of one day", f"write {first}")
        return ()
    start, end = _DAYS.index(first), _DAYS.index(ends[-1])
    return tuple((start + offset) % 7 for offset in range((end - start) % 7 + 1))


def _intervals(body: Body, node: Node) -> tuple[Hours, ...]:
    if isinstance(node, Sequence):
        return tuple(hours for item in node if (hours := _interval(body, item)) is not None)
    found = _interval(body, node)
    return () if found is None else (found,)


def _interval(body: Body, node: Node) -> Hours | None:
    """The interval that `09:00-17:30`, `22:00-06:00` or `00:00-24:00` spells."""
    found = scalar(body.binding, node)
    if found is None:
        body.spoil()
        return None
    match = _HOURS.match(found.text)
    if match is None:
        meant = hours_meant(found.text)
        right = meant if meant and _HOURS.match(meant) else None
        instead = f'write "{right}"' if right else 'write opening and closing time in 24 hours, such as "09:00-17:30"'
        body.fail(HOURS, found.span, f"'{found.text[:60]}' is not opening hours", instead)
        return None
    opens = int(match[1]) * 60 + int(match[2])
    closes = int(match[3] or match[5]) * 60 + int(match[4] or match[6])
    if opens == closes:
        whole_day = 'write "00:00-24:00" for the whole day, or [] for a closed one'
        body.fail(HOURS, found.span, f"'{found.text}' opens and closes at one time", whole_day)
        return None
    return Hours(opens=opens, closes=closes or 1440)


def _dated(body: Body, entry: Entry) -> date | None:
    value = parse_date(entry.key)
    if value is None:
        body.fail(DATE, entry.span, f"'{entry.key}' is not a date", date_advice(entry.key))
    return value


def _overrides(body: Body) -> dict[date, tuple[Hours, ...]]:
    return {
        value: _intervals(body, entry.value)
        for entry in body.entries("overrides")
        if (value := _dated(body, entry)) is not None
    }


def _holidays(body: Body) -> Holidays | None:
    part = body.part("holidays")
    if part is None:
        return None
    country, subdivision = part.read("country", text), part.read("subdivision", text)
    _check_places(part, country, subdivision)
    add = tuple(holiday for item in part.parts("add") if (holiday := _holiday(item)) is not None)
    _once(part, "add", [(holiday.date, holiday.span) for holiday in add])
    removed = part.node.get("remove")
    nodes = removed.items if isinstance(removed, Sequence) else () if removed is None else (removed,)
    remove = [(value, node.span) for node in nodes if (value := day(body.binding, node)) is not None]
    if len(remove) < len(nodes):
        part.spoil()
    _once(part, "remove", remove)
    return Holidays(
        country=country,
        subdivision=subdivision,
        add=add,
        remove=tuple(value for value, _ in remove),
        span=part.node.span,
    )


def _holiday(item: Body) -> Holiday | None:
    when = item.need("date", day)
    name = item.read("name", text)
    return None if when is None else Holiday(date=when, name=name or "Holiday", span=item.node.span)


def _once(part: Body, what: str, dates: list[tuple[date, Span]]) -> None:
    for when, span in _second(dates):
        part.fail(REPEATED, span, f"{when} is in '{what}' already", "leave the second one out")


def _second(dates: list[tuple[date, Span]]) -> Iterator[tuple[date, Span]]:
    seen: set[date] = set()
    for when, span in dates:
        if when in seen:
            yield when, span
        seen.add(when)


def _check_places(part: Body, country: str | None, subdivision: str | None) -> None:
    """Report a country or subdivision without known holidays."""
    if country is None:
        if subdivision is not None:
            part.binding.misfit(part.span("subdivision"), "a subdivision needs its country")
            part.spoil()
        return
    if problem := country_problem(country):
        part.fail(COUNTRY, part.span("country"), *problem)
    elif subdivision is not None and (problem := subdivision_problem(country, subdivision)):
        part.fail(COUNTRY, part.span("subdivision"), *problem)
