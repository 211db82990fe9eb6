"""How promises are judged: the rules that hold for all of them, as far as this agreement needs them."""

from slakit.document.model import Paragraph, Section
from slakit.durations import Basis, Duration
from slakit.model import DEFAULT_AT_RISK, Agreement
from slakit.wording.numbers import rate


def judging_section(agreement: Agreement) -> Section:
    """The rules, one paragraph each."""
    clocks = bool(agreement.responses or agreement.cadences or agreement.stages)
    bases = {duration.basis for duration in durations(agreement)}
    rules = ["Every number is computed from the lead record and from nothing else, by every party in the same way."]
    if bases:
        rules.append("What happens at the very second at which it is due is in time.")
    if Basis.OPEN_TIME in bases:
        rules.append(
            "Business minutes and hours pass only while the named working hours are open. A time that is used up at "
            "closing time is due at closing time."
        )
    if Basis.OPEN_DAYS in bases:
        rules.append(
            "A business day is a date with working hours. A promise of one business day is due at closing time of the "
            "next such date, whatever the time of day at which it began; of two, of the one after that, and so on."
        )
    if _conditional(agreement):
        rules.append(
            "A requirement on something that is not known about a lead is not met; that something “is not” a given "
            "value holds also where it is not known. What counts is the last that was known at the moment in question."
        )
    if bases:
        rules.append(
            "Unless its clause says otherwise, a promise whose time is already running for a lead does not begin anew, "
            f"and it is shown as at risk once {rate(DEFAULT_AT_RISK)} of its time has passed."
        )
    if clocks:
        rules.append(
            "An objective is judged by the leads for which the promise was either kept or not kept. A lead counts in "
            "the period in which its time began to run. A lead whose promise fell away counts for neither side."
        )
    if agreement.quotas:
        rules.append(
            "In a period that is cut short by the beginning or the end of this agreement, numbers and totals are "
            "reduced in proportion to its days; shares, ratios and durations are not."
        )
    rules.append(
        "A promise that began to run under one version of this agreement is judged by that version to its end."
    )
    rules.append(
        "An exception for a given time needs a reason and the approval of every party that gives or receives the "
        "promise; what it covers counts for neither side."
    )
    return Section(
        anchor="judging", title="How promises are judged", blocks=tuple(Paragraph(text=rule) for rule in rules)
    )


def durations(agreement: Agreement) -> list[Duration]:
    """Every duration that the agreement promises."""
    found = [target.within for response in agreement.responses.values() for target in response.targets]
    for cadence in agreement.cadences.values():
        found += [cadence.within, cadence.first_within, cadence.spacing_at_least, cadence.spacing_at_most]
    found += [stage.dwell.duration for stage in agreement.stages.values() if stage.dwell is not None]
    return [duration for duration in found if duration is not None]


def _conditional(agreement: Agreement) -> bool:
    """Whether anything depends on what is known about a lead."""
    conditions = [agreement.scope, *(event.where for event in agreement.events.values())]
    conditions += [stage.ready for stage in agreement.stages.values()]
    for response in agreement.responses.values():
        conditions += [response.when, *(target.when for target in response.targets)]
    conditions += [cadence.when for cadence in agreement.cadences.values()]
    conditions += [measure.when for measure in agreement.measures.values()]
    return any(condition is not None for condition in conditions)
