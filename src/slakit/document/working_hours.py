"""Working hours: weekly hours, and every date within the term that differs from its weekday."""

from datetime import date, timedelta

from slakit.calendars import holiday_dates
from slakit.document.model import Block, Paragraph, Section, Table
from slakit.model import Agreement, Calendar, Hours, Term
from slakit.wording.phrases import listed, named, quoted
from slakit.wording.times import WEEKDAYS, day, hours, weekday

_OVERNIGHT = (
    "What lies after midnight belongs to the next date, which thereby has working hours: it falls away where that date "
    "is a holiday or has hours of its own, and stays where the evening before is only a holiday. Where the evening "
    "before has hours of its own, they take the place of its usual ones, after midnight too."
)
_LATER = "Public holidays after {last} follow from the same rules, and are not listed."


def working_hours_section(agreement: Agreement, term: Term) -> Section | None:
    """Each calendar with its hours and the dates that are not like their weekday."""
    if not agreement.calendars:
        return None
    calendars = list(agreement.calendars.values())
    opening = (
        "Business minutes, business hours and business days are counted in these working hours. All other times run "
        "around the clock, nights, weekends and holidays included."
    )
    if len(calendars) == 1:
        section = _calendar(calendars[0], term)
        return Section(
            anchor="working-hours",
            title="Working hours",
            blocks=(Paragraph(text=opening), *section.blocks),
        )
    sections = tuple(_calendar(calendar, term) for calendar in calendars)
    return Section(anchor="working-hours", title="Working hours", blocks=(Paragraph(text=opening),), sections=sections)


def _calendar(calendar: Calendar, term: Term) -> Section:
    name, place = quoted(named(calendar)), calendar.timezone
    blocks: list[Block] = [Paragraph(text=calendar.description)] if calendar.description else []
    blocks.append(Paragraph(text=f"The working hours {name}, in local time of {place}:"))
    blocks.append(Table(header=("Day", "Open"), rows=_week(calendar), caption=f"The hours of {name} by weekday"))
    if _is_overnight(calendar):
        blocks.append(Paragraph(text=_OVERNIGHT))
    special = _special(calendar, term)
    if special:
        blocks.append(Paragraph(text="Holidays and days with hours of their own:"))
        header, caption = ("Date", "Weekday", "Occasion", "Open"), f"The holidays and special days of {name}"
        blocks.append(Table(header=header, rows=tuple(special), caption=caption))
    if calendar.holidays is not None and calendar.holidays.country is not None:
        last = term.through or _a_year_on(term.from_)
        blocks.append(Paragraph(text=_LATER.format(last=day(last))))
    removed = [one for one in _removed(calendar) if one >= term.from_ and one not in calendar.overrides]
    if removed:
        days = listed([f"{weekday(one)}, {day(one)}" for one in sorted(removed)])
        blocks.append(Paragraph(text=f"Not a holiday, and worked as any other day: {days}."))
    return Section(anchor=f"calendar-{calendar.id}", title=named(calendar), blocks=tuple(blocks))


def _is_overnight(calendar: Calendar) -> bool:
    weekly = [one for opened in calendar.hours.values() for one in opened]
    return any(one.closes <= one.opens for one in [*weekly, *(h for o in calendar.overrides.values() for h in o)])


def _week(calendar: Calendar) -> tuple[tuple[str, str], ...]:
    """The days of the week, neighbours with the same hours together: `Monday to Thursday`."""
    runs: list[tuple[int, int, tuple[Hours, ...]]] = []
    for index in range(7):
        opened = tuple(sorted(calendar.hours.get(index, ())))
        if runs and runs[-1][2] == opened:
            runs[-1] = (runs[-1][0], index, opened)
        else:
            runs.append((index, index, opened))
    return tuple((_days(low, high), hours(opened)) for low, high, opened in runs)


def _days(low: int, high: int) -> str:
    """`Friday`, `Saturday and Sunday`, `Monday to Thursday`."""
    if low == high:
        return WEEKDAYS[low]
    return f"{WEEKDAYS[low]} {'and' if high == low + 1 else 'to'} {WEEKDAYS[high]}"


def _special(calendar: Calendar, term: Term) -> list[tuple[str, str, str, str]]:
    """The holidays and the dates with hours of their own, in order; what is declared also after the term.

    A time that begins in the term may run on beyond it.
    """
    first = term.from_
    occasions = dict(holiday_dates(calendar, first, term.through or _a_year_on(first)))
    removed = _removed(calendar)
    added = [one for one in (calendar.holidays.add if calendar.holidays else ()) if one.date not in removed]
    occasions = {one.date: one.name for one in added if one.date >= first} | occasions
    dates = sorted(set(occasions) | {one for one in calendar.overrides if one >= first})
    return [
        (
            day(one),
            weekday(one),
            occasions.get(one, "Special hours"),
            hours(calendar.overrides[one]) if one in calendar.overrides else "closed",
        )
        for one in dates
    ]


def _removed(calendar: Calendar) -> tuple[date, ...]:
    return calendar.holidays.remove if calendar.holidays is not None else ()


def _a_year_on(first: date) -> date:
    """The last day of the twelve months that begin on `first`."""
    leap = first.month == 2 and first.day == 29
    return first.replace(year=first.year + 1, day=28 if leap else first.day) - timedelta(days=0 if leap else 1)
