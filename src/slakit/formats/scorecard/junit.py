"""A scorecard as JUnit XML: a test case per commitment, which fails if the promise is broken; no lead, no owner.

What is said of the log and the other files is the output of a case for each of these.
"""

from collections.abc import Iterator

from slakit.attainment.scorecard import PartyScore, PromiseScore, Scorecard, Status
from slakit.formats.junit import case_of
from slakit.formats.junit_xml import Case, Fault, Suite, document
from slakit.formats.scorecard import times, words
from slakit.formats.scorecard.broken import RULE, handle, headline, reasons
from slakit.formats.setting import Setting

_SKIPPED = {Status.IDLE: "nothing to judge yet", Status.OPEN: "nothing is decided yet"}


def render(card: Scorecard, setting: Setting) -> str:
    """The promises of each party as a suite; then one of the files of which something is to be said."""
    return document((*(_suite(card, party) for party in card.parties), *_inputs(card, setting)))


def _inputs(card: Scorecard, setting: Setting) -> Iterator[Suite]:
    files = dict.fromkeys(finding.span.file for finding in card.findings)
    cases = [
        case_of(file, [finding for finding in card.findings if finding.span.file == file], setting, card.agreement)
        for file in files
    ]
    if cases:
        yield Suite(name=f"{card.title}: what it was judged by", cases=tuple(cases))


def _suite(card: Scorecard, party: PartyScore) -> Suite:
    return Suite(
        name=f"{card.title}: {party.title}",
        cases=tuple(_case(card, promise) for promise in party.promises),
        properties=(
            ("agreement", card.agreement),
            ("version", card.version),
            ("as of", times.utc(card.as_of)),
            ("log", words.account(card.log)),
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
