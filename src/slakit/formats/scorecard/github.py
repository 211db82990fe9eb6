"""A scorecard in a step of GitHub Actions: the verdict for its log, and an annotation of each broken promise.

Logs, annotations and summaries are read by everybody who sees the repository: they name no lead and no owner.
"""

from collections.abc import Iterator

from slakit.attainment.scorecard import Scorecard
from slakit.formats.scorecard import words
from slakit.formats.scorecard.broken import broken, headline, reasons
from slakit.formats.scorecard.markdown import page
from slakit.formats.setting import Setting
from slakit.formats.terminal import safe
from slakit.formats.workflow import Annotation, Level, commands, of_finding


def render(card: Scorecard, setting: Setting) -> str:
    """The verdict in lines, then the workflow commands."""
    said = "".join(f"{safe(line)}\n" for line in _verdict(card))
    return "\n".join(part for part in (said, commands(_annotations(card), setting)) if part)


def summary(card: Scorecard, setting: Setting) -> str:
    """The page for the summary of the step."""
    return page(card, setting, public=True)


def _verdict(card: Scorecard) -> Iterator[str]:
    yield words.heading(card)
    yield from (f"{label} {said}" for label, said in words.seen(card))
    yield f"Log: {words.account(card.log)}"
    for said in words.selection(card, named=False):
        yield f"Only {said}"
    for party in card.parties:
        yield f"{party.title}: {words.standing(party)}"
    yield f"{words.verdict(card)}."


def _annotations(card: Scorecard) -> Iterator[Annotation]:
    for promise in broken(card):
        lines = tuple(reasons(card, promise))
        yield Annotation(level=Level.ERROR, title=headline(promise), lines=lines, span=promise.span)
    yield from map(of_finding, card.findings)
