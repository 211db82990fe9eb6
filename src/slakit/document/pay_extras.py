"""What a pay plan pays beside its components, when, and what it takes back, in words."""

from fractions import Fraction

from slakit.document.pay_reached import reached
from slakit.document.pay_window import worked_window
from slakit.document.promises import WORKED
from slakit.model import Clawback, Kicker, PayPlan, Release, Spif
from slakit.wording.numbers import grouped, money, rate
from slakit.wording.phrases import listed, named, quoted
from slakit.wording.speech import Speech
from slakit.wording.times import day, each, length


def extra_rules(speech: Speech, plan: PayPlan) -> list[tuple[str, str]]:
    """Kickers, SPIFs, release and clawback, each with its label."""
    rules = [("Kicker", _kicker(speech, plan, kicker)) for kicker in plan.kickers.values()]
    rules += [("SPIF", _spif(speech, spif)) for spif in plan.spifs.values()]
    if plan.release is not None and plan.credit is not None:
        rules.append(("Release", _release(speech, plan, plan.release, plan.credit.event)))
    if plan.clawback is not None and plan.credit is not None:
        rules.append(("Clawback", _clawback(speech, plan, plan.clawback, plan.credit.event)))
        worked = worked_window(speech, plan, plan.clawback)
        rules += [(WORKED, worked)] if worked else []
    return rules


def _kicker(speech: Speech, plan: PayPlan, kicker: Kicker) -> str:
    parts = [
        f"the attainment of {quoted(named(plan.components[component]))} that counts is at least {rate(attainment)}"
        for component, attainment in kicker.attainment.items()
    ]
    parts += [reached(speech, plan, kicker.if_)] if kicker.if_ else []
    text = f"{quoted(named(kicker))}. {money(kicker.amount, speech.currency)} {each(plan.per)} if {listed(parts)}."
    unjudged = " Where there is nothing to judge, it is not paid." if kicker.if_ else ""
    said = f" {kicker.description}" if kicker.description else ""
    return f"{text}{unjudged}{said}"


def _spif(speech: Speech, spif: Spif) -> str:
    currency = speech.currency
    if spif.amount is not None:
        pays = money(spif.amount, currency)
    else:
        pays = f"{rate(spif.rate or Fraction(0))} of its {speech.conditions.label(spif.of or '')}"
    asked = f", if {speech.phrase(spif.when)} at that moment," if spif.when is not None else ","
    dates = f"from {day(spif.from_)} through {day(spif.through)}"
    text = f"{quoted(named(spif))}. For each {speech.occurrence((spif.event,))} {dates}{asked} {pays} to whoever it is"
    text += " credited to, each by their part of it."
    if spif.pays_at_most is not None:
        most = money(spif.pays_at_most, currency)
        text += f" One person is paid {most} at most in all of it, the earliest ones first."
    text += " Gates, modifiers and the cap of this plan do not apply to it."
    return f"{text} {spif.description}" if spif.description else text


def _release(speech: Speech, plan: PayPlan, release: Release, event: str) -> str:
    worth, brought = (quoted(speech.conditions.label(one)) for one in (release.of, release.sum))
    paid, credited = speech.occurrence((release.event,)), speech.occurrence((event,))
    return (
        f"{rate(release.booking)} of what components pay for credited entries is paid for the {plan.per.value} in which"
        f" it is earned. The other {rate(release.cash)} is paid as money comes in: at any time as much of it as {paid}"
        f" has by then brought in for the lead ({brought}) in proportion to what the credited {credited} is worth"
        f" ({worth}), all of it at most. The money of a lead counts for its earliest such entry first, and for the next"
        " one only when that is paid in full, so that no money is counted twice. Money that goes back to the customer"
        f" is taken off again, from the last entry first. Where no {worth} above zero is recorded, this part is not"
        " paid."
    )


def _clawback(speech: Speech, plan: PayPlan, clawback: Clawback, credited: str) -> str:
    event, followed = speech.occurrence((clawback.event,)), speech.occurrence((credited,))
    part = "in proportion to the days that were then left" if clawback.basis == "prorata_days" else "in full"
    text = f"If {event} follows within {length(clawback.within)} of the credited {followed}, what was paid for it is"
    text += f" taken back {part}, from the pay of the {plan.per.value} in which that happens; never more than was paid."
    if plan.release is not None:
        text += " What is not yet paid because money has to come in first is reduced by the same part."
    if plan.spifs:
        text += " This holds for what a SPIF paid, too."
    return text


def in_first_periods(periods: int | None, per: str) -> str:
    """` in a person's first 3 months`, with a space before it; empty where there is no end to it."""
    if periods is None:
        return ""
    count = "" if periods == 1 else f"{grouped(Fraction(periods))} "
    return f" in a person's first {count}{per}{'' if periods == 1 else 's'}"
