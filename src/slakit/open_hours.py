"""The open minutes of a plain week: a calendar's hours without holidays, overrides or daylight saving."""

from slakit.model import Calendar

_DAY = 1440


def weekly_minutes(calendar: Calendar) -> tuple[int, ...]:
    """The open minutes of Monday … Sunday; the part after midnight of a night shift is the next day's."""
    intervals: list[list[tuple[int, int]]] = [[] for _ in range(7)]
    for weekday, hours in calendar.hours.items():
        for each in hours:
            if each.closes > each.opens:
                intervals[weekday].append((each.opens, each.closes))
            else:
                intervals[weekday].append((each.opens, _DAY))
                intervals[(weekday + 1) % 7].append((0, each.closes))
    return tuple(_union(those) for those in intervals)


def _union(intervals: list[tuple[int, int]]) -> int:
    total, reached = 0, 0
    for opens, closes in sorted(intervals):
        total += max(0, closes - max(opens, reached))
        reached = max(reached, closes)
    return total
