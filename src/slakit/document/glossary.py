"""The glossary: the terms of such agreements, as far as this one uses them."""

from slakit.document.judging import bases, objectives
from slakit.durations import Basis
from slakit.model import DEFAULT_AT_RISK, Agreement, People
from slakit.usage import credits_of
from slakit.wording.numbers import rate
from slakit.wording.phrases import readable


def glossary_rows(agreement: Agreement) -> list[tuple[str, str]]:
    """Term and meaning, by the alphabet."""
    used = [(term, meaning) for term, meaning, needed in _terms(agreement) if needed]
    return sorted(used, key=lambda row: row[0].casefold())


def _terms(agreement: Agreement) -> list[tuple[str, str, bool]]:
    used = bases(agreement)
    stages = agreement.stages.values()
    clocks = bool(agreement.responses or agreement.cadences)
    return [
        ("Accountable", "The person who answers for a party's promises.", True),
        (
            "Around the clock",
            "Day and night, weekends and holidays included; a day is 24 hours.",
            Basis.ELAPSED in used,
        ),
        ("At risk", _at_risk(agreement), clocks),
        ("Attainment", "What was reached, divided by what was promised.", agreement.compensation is not None),
        ("Baseline", "What was reached before, against which a goal is set.", _baselines(agreement)),
        ("Business day", "A date on which the named working hours are open.", Basis.OPEN_DAYS in used),
        ("Business hours, business minutes", "Time while the named working hours are open.", Basis.OPEN_TIME in used),
        ("Goal", "A result to be reached by a date, with people who answer for it.", bool(agreement.goals)),
        ("Hand-off package", "What must be known about a lead when it is passed on.", any(s.package for s in stages)),
        ("Lead", "A person or company that may become a customer, known by one identifier in the lead record.", True),
        ("Lead record", "The dated list of what happened to each lead, from which everything is computed.", True),
        ("Objective", "How often a promise about single leads must be kept.", clocks or bool(agreement.stages)),
        ("On-target earnings", "Fixed and variable pay together at 100% attainment.", _paid(agreement)),
        ("Owner", "The person who holds a lead according to the lead record.", _rostered(agreement)),
        ("Party", "A team that is bound by this agreement.", True),
        (
            "Period",
            "A day, week, month, quarter or year as the calendar has it, or the whole term.",
            bool(agreement.quotas) or bool(objectives(agreement)),
        ),
        ("Roster", "The list of people with their party, role and dates.", _rostered(agreement)),
        ("Stage", "A step on a lead's way from first interest to customer.", bool(agreement.stages)),
        ("Term", "The time during which this agreement is in force.", True),
        (
            "Working hours",
            "When a party is there to act, holidays and special days considered.",
            bool(agreement.calendars),
        ),
        *_abbreviations(agreement),
    ]


def _at_risk(agreement: Agreement) -> str:
    shares = {one.at_risk for one in agreement.responses.values()}
    shares |= {one.at_risk for one in agreement.cadences.values()}
    shares |= {one.dwell.at_risk for one in agreement.stages.values() if one.dwell and one.dwell.operator == "within"}
    usual = rate(shares.pop() if len(shares) == 1 else DEFAULT_AT_RISK)
    also = ", or the part that its clause names" if shares else ""
    return f"Still open, with {usual} or more of its time gone{also}."


def _baselines(agreement: Agreement) -> bool:
    return any(goal.baseline is not None for goal in agreement.goals.values())


def _paid(agreement: Agreement) -> bool:
    return agreement.compensation is not None and bool(agreement.compensation.plans)


def selectors(agreement: Agreement) -> list[People]:
    """Every choice of people from the roster."""
    found: list[object] = [objective.for_each for objective in objectives(agreement)]
    found += [one for quota in agreement.quotas.values() for one in (quota.times, quota.for_each)]
    if agreement.plan is not None and agreement.plan.capacity is not None:
        found.append(agreement.plan.capacity.people)
    if agreement.compensation is not None:
        found += [plan.people for plan in agreement.compensation.plans.values()]
        found += [credit.team for credit in credits_of(agreement)]
    return [one for one in found if isinstance(one, People)]


def _rostered(agreement: Agreement) -> bool:
    return bool(selectors(agreement)) or bool(agreement.compensation and agreement.compensation.pools)


def _abbreviations(agreement: Agreement) -> list[tuple[str, str, bool]]:
    """The stages that names call by their id in capitals: `MQL` for “Marketing-qualified lead”."""
    untitled = [
        one.id
        for section in (agreement.events, agreement.responses, agreement.cadences, agreement.measures, agreement.quotas)
        for one in section.values()
        if one.title is None and one.id not in agreement.stages
    ]
    words = {word for name in untitled for word in readable(name).split()}
    return [
        (short, f"“{stage.title}”, a stage of a lead.", bool({short, f"{short}s"} & words))
        for stage in agreement.stages.values()
        if stage.title and (short := readable(stage.id)).isupper()
    ]
