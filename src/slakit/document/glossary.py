"""The glossary: the terms of such agreements, as far as this one uses them."""

from slakit.document.judging import durations
from slakit.durations import Basis
from slakit.model import Agreement, Cadence, People, Response


def glossary_rows(agreement: Agreement) -> list[tuple[str, str]]:
    """Term and meaning, by the alphabet."""
    used = [(term, meaning) for term, meaning, needed in _terms(agreement) if needed]
    return sorted(used, key=lambda row: row[0].casefold())


def _terms(agreement: Agreement) -> list[tuple[str, str, bool]]:
    bases = {duration.basis for duration in durations(agreement)}
    stages = agreement.stages.values()
    clocks = bool(agreement.responses or agreement.cadences)
    return [
        ("Accountable", "The person who answers for a party's promises.", True),
        (
            "Around the clock",
            "Day and night, weekends and holidays included; a day is 24 hours.",
            Basis.ELAPSED in bases,
        ),
        ("At risk", "Still open, with most of its time gone.", clocks),
        ("Attainment", "What was reached, divided by what was promised.", agreement.compensation is not None),
        ("Baseline", "What was reached before, against which a goal is set.", _baselines(agreement)),
        ("Business day", "A date on which the named working hours are open.", Basis.OPEN_DAYS in bases),
        ("Business hours, business minutes", "Time while the named working hours are open.", Basis.OPEN_TIME in bases),
        ("Goal", "A result to be reached by a date, with people who answer for it.", bool(agreement.goals)),
        ("Hand-off package", "What must be known about a lead when it is passed on.", any(s.package for s in stages)),
        ("Lead", "A person or company that may become a customer, known by one number in the lead record.", True),
        ("Lead record", "The dated list of what happened to each lead, from which everything is computed.", True),
        ("Objective", "How often a promise about single leads must be kept.", clocks or bool(agreement.stages)),
        ("On-target earnings", "Fixed and variable pay together at 100% attainment.", _paid(agreement)),
        ("Owner", "The person who holds a lead according to the lead record.", _owned(agreement)),
        ("Party", "A team that is bound by this agreement.", True),
        (
            "Period",
            "A day, week, month, quarter or year as the calendar has it, or the whole term.",
            _periodic(agreement),
        ),
        ("Roster", "The list of people with their party, role and dates.", _rostered(agreement)),
        ("Stage", "A step on a lead's way from first interest to customer.", bool(agreement.stages)),
        ("Term", "The time during which this agreement is in force.", True),
        (
            "Working hours",
            "When a party is there to act, holidays and special days considered.",
            bool(agreement.calendars),
        ),
    ]


def _baselines(agreement: Agreement) -> bool:
    return any(goal.baseline is not None for goal in agreement.goals.values())


def _paid(agreement: Agreement) -> bool:
    return agreement.compensation is not None and bool(agreement.compensation.plans)


def _periodic(agreement: Agreement) -> bool:
    return bool(agreement.quotas) or any(_objectives(agreement))


def _objectives(agreement: Agreement) -> list[object]:
    found: list[object] = [clock.objective for clock in agreement.responses.values()]
    found += [clock.objective for clock in agreement.cadences.values()]
    return found + [one for stage in agreement.stages.values() for one in stage.objectives.values()]


def _selectors(agreement: Agreement) -> list[object]:
    clocks: list[Response | Cadence] = [*agreement.responses.values(), *agreement.cadences.values()]
    found: list[object] = [clock.objective.for_each for clock in clocks if clock.objective is not None]
    found += [quota.times for quota in agreement.quotas.values()]
    return found + [quota.for_each for quota in agreement.quotas.values()]


def _rostered(agreement: Agreement) -> bool:
    return _paid(agreement) or any(isinstance(one, People) for one in _selectors(agreement))


def _owned(agreement: Agreement) -> bool:
    return _rostered(agreement)
