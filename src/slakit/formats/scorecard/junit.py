"""A scorecard as JUnit XML: a test case per commitment, which fails if the promise is broken; no lead, no owner."""

from slakit.attainment.scorecard import PartyScore, PromiseScore, Scorecard, Status
from slakit.formats.junit_xml import Case, Fault, Suite, document
from slakit.formats.scorecard import times, words
from slakit.formats.scorecard.broken import RULE, handle, headline, reasons
from slakit.formats.setting import Setting

_SKIPPED = {Status.IDLE: "nothing to judge yet", Status.OPEN: "nothing is decided yet"}


def render(card: Scorecard, setting: Setting) -> str:
    """The promises of each party as a suite."""
    return document(_suite(card, party) for party in card.parties)


def _suite(card: Scorecard, party: PartyScore) -> Suite:
    return Suite(
        name=f"{card.title}: {party.title}",
        cases=tuple(_case(card, promise) for promise in party.promises),
        properties=(
            ("agreement", card.agreement),
            ("version", card.version),
            ("as of", times.utc(card.as_of)),
            ("standing", words.standing(party)),
        ),
    )


def _case(card: Scorecard, promise: PromiseScore) -> Case:
    details = "\n".join((f"{promise.span}: {promise.title}", *reasons(card, promise)))
    fault = Fault(kind=RULE, message=headline(promise), details=details)
    return Case(
        name=handle(card, promise),
        group=card.agreement,
        failure=fault if promise.status is Status.BROKEN else None,
        skipped=_SKIPPED.get(promise.status, ""),
        output=f"{promise.title} is at risk" if promise.status is Status.AT_RISK else "",
    )
