"""A quota in words."""

from slakit.commitments.objective.words import too_few
from slakit.model import Agreement, People, Quota
from slakit.wording.measures import measure_words, quantity
from slakit.wording.outline import Promise
from slakit.wording.phrases import named
from slakit.wording.speech import BOUNDS, Speech
from slakit.wording.times import each

PLACE = 40


def promises(agreement: Agreement, speech: Speech) -> list[Promise]:
    """Every quota of the agreement as a promise, in declared order."""
    return [_promise(speech, quota) for quota in agreement.quotas.values()]


def _promise(speech: Speech, quota: Quota) -> Promise:
    number = f"{BOUNDS[quota.bound.operator]} {quantity(speech, quota.measure, quota.bound.value)}"
    often = each(quota.per)
    separately = ""
    if isinstance(quota.for_each, People):
        separately = f" and for each {speech.people(quota.for_each)}"
    elif quota.for_each is not None:
        separately = f" and for each value of {speech.conditions.label(quota.for_each)}"
    headcount = f" for each {speech.people(quota.times)}" if quota.times is not None else ""
    per_head = " per person" if quota.times is not None or isinstance(quota.for_each, People) else ""
    return Promise(
        commitments=(quota.id,),
        by=quota.by,
        for_=quota.for_,
        title=named(quota),
        description=quota.description,
        sentence=(
            f"{speech.promises(quota.by, quota.for_)} that, {often}{separately}, "
            f"{measure_words(speech, quota.measure)} is {number}{headcount}."
        ),
        in_short=f"{number}{per_head} {often}",
        measured=_measured(quota),
        facts=(("Supports", f"the goal {speech.promise(quota.supports)}"),) if quota.supports is not None else (),
        on_breach=quota.on_breach,
    )


def _measured(quota: Quota) -> tuple[str, ...]:
    lines = []
    if quota.times is not None:
        lines.append("The number is multiplied by the headcount on the roster, joiners and leavers counted by days.")
    if isinstance(quota.for_each, People):
        lines.append(
            "A lead counts for the person who owns it at that moment; joiners and leavers are counted by days."
        )
    if sample := too_few(quota.minimum_sample, quota.per):
        lines.append(sample.strip())
    return tuple(lines)
