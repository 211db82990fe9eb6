"""A quota in words."""

from typing import assert_never

from slakit.commitments.objective.words import too_few
from slakit.model import Agreement, Count, Leads, People, Quota, Ratio, ResponseTime, Share, Sum
from slakit.wording.measures import promised_in_short, promised_words
from slakit.wording.outline import Promise
from slakit.wording.phrases import named
from slakit.wording.speech import Speech
from slakit.wording.times import each, period

PLACE = 40


def promises(agreement: Agreement, speech: Speech) -> list[Promise]:
    """Every quota of the agreement as a promise, in declared order."""
    return [_promise(speech, quota) for quota in agreement.quotas.values()]


def _promise(speech: Speech, quota: Quota) -> Promise:
    often = each(quota.per)
    separately, per_one = "", ""
    if isinstance(quota.for_each, People):
        separately = f" and for each {speech.people(quota.for_each)}"
        per_one = f" for each {speech.people(quota.for_each)}"
    elif quota.for_each is not None:
        separately = f" and for each {speech.conditions.label(quota.for_each)}"
        per_one = f" for each {speech.conditions.label(quota.for_each)}"
    headcount = f", for each {speech.people(quota.times)}" if quota.times is not None else ""
    return Promise(
        commitments=(quota.id,),
        by=quota.by,
        for_=quota.for_,
        title=named(quota),
        description=quota.description,
        sentence=(
            f"{speech.promises(quota.by, quota.for_)} that, {often}{separately}, "
            f"{promised_words(speech, quota.measure, quota.bound)}{headcount}."
        ),
        in_short=f"{promised_in_short(speech, quota.measure, quota.bound)}{headcount.lstrip(',') or per_one} {often}",
        measured=tuple(_measured(speech, quota)),
        worked=cohort_example(speech, quota.measure, quota.calendar),
        facts=(("Supports", f"the goal {speech.promise(quota.supports)}"),) if quota.supports is not None else (),
        on_breach=quota.on_breach,
    )


def _measured(speech: Speech, quota: Quota) -> list[str]:
    measure, unit = speech.agreement.measures[quota.measure], period(quota.per)
    lines = measured(speech, quota.measure, unit)
    if quota.times is not None:
        lines.append(
            f"The number is multiplied by the headcount on the roster: the days that these people were on it in the "
            f"{unit}, divided by the days of the {unit}."
        )
    if isinstance(quota.for_each, People):
        moment = "when the promise was kept or broken" if isinstance(measure, ResponseTime) else "at that moment"
        lines.append(f"What happens to a lead counts for whoever owned it {moment}.")
        if not isinstance(measure, Share | Ratio | ResponseTime):
            lines.append(f"For somebody who was on the roster for a part of the {unit}, the number is reduced by days.")
    elif quota.for_each is not None:
        label = speech.conditions.label(quota.for_each)
        lines.append(
            f"Each {label} that occurs in the {unit} is judged by itself; leads of which it is not known are left out."
        )
    if (quota.times is not None or quota.for_each is not None) and isinstance(measure, Count | Leads):
        lines.append("A number that comes out broken is rounded down.")
    if sample := too_few(quota.minimum_sample, quota.per, "leads" if isinstance(measure, Share) else "cases"):
        lines.append(sample.strip())
    return lines


def measured(speech: Speech, identifier: str, unit: str) -> list[str]:
    """How a measure is taken: `unit` is what it is taken over, `month`."""
    measure = speech.agreement.measures[identifier]
    match measure:
        case Count():
            return [f"Every such entry in the {unit} counts."]
        case Leads(first=first):
            return [
                f"A lead counts if its first such entry ever falls into the {unit}."
                if first
                else "Each lead counts once."
            ]
        case Sum(table=None, field=field):
            label = speech.conditions.label(field)
            return [f"Every such entry in the {unit} is added up with its own {label}; one without counts 0."]
        case Sum(field=field):
            label = speech.conditions.label(field)
            return [f"Every such entry in the {unit} is added up, by the {label} that the lead had at that moment."]
        case Share(within=None):
            counts = f"Those that {speech.reach(measure.share)} count towards the share, whatever else they do."
            return ["Each lead counts once.", counts]
        case Share():
            return [
                f"The leads are those whose first such entry ever falls into the {unit}.",
                "The result is judged once the last of them has had its time.",
            ]
        case ResponseTime():
            return [
                f"The times that began in the {unit} count, whether the promise was then kept or broken.",
                "Where one never ended, there is no average, and the bound is not kept."
                if measure.statistic == "average"
                else "One that never ended counts as longer than all others.",
                "The result is judged once none of them is still running.",
            ]
        case Ratio():
            return [f"Both are taken over the {unit}."]
        case _:
            assert_never(measure)


def cohort_example(speech: Speech, identifier: str, calendar: str) -> tuple[str, ...]:
    """For a share that leads have some time to reach: one lead's last moment."""
    measure, examples = speech.agreement.measures[identifier], speech.examples
    if not isinstance(measure, Share) or measure.within is None or examples is None:
        return ()
    worked = examples.of(measure.within, calendar)
    if worked is None:
        return ()
    first = speech.one(measure.of[:1])
    then = speech.one(measure.share)
    start, end = examples.moment(worked.starts, calendar), examples.end(worked.starts, worked.due, calendar)
    return (f"For a lead with {first} on {start}, {then} counts if it comes by {end}.",)
