"""A scorecard as a SARIF log: a result per broken promise, where the agreement makes it; no lead, no owner."""

from slakit.attainment.scorecard import Scorecard
from slakit.diagnostics import Severity
from slakit.formats import pages, sarif_log
from slakit.formats.sarif_log import Result, Rule
from slakit.formats.scorecard.broken import RULE, broken, handle, headline, reasons
from slakit.formats.setting import Setting

_WHAT = "A promise of the agreement is broken by the log that it was judged by."
_TEXT = (
    "A promise with an objective is broken when a period of the objective is; any other when one of its outcomes is"
    " breached. `slakit evaluate` prints the scorecard, and --outcomes FILE writes every outcome with its cause."
)
_RULE = Rule(
    id=RULE,
    title="Broken promise",
    what=_WHAT,
    text=f"{_WHAT}\n\n{_TEXT}",
    markdown=f"**{_WHAT}**\n\n{_TEXT}",
    uri=pages.page("docs/outcomes.md"),
)


def render(card: Scorecard, setting: Setting) -> str:
    """The log of a run that came to `card`."""
    results = [
        Result(
            rule=_RULE,
            severity=Severity.ERROR,
            message="\n".join((headline(promise), *reasons(card, promise))),
            span=promise.span,
            identity=(),
            logical=f"{card.agreement}/{handle(card, promise)}",
        )
        for promise in broken(card)
    ]
    return sarif_log.log([*results, *sarif_log.of_findings(card.findings, setting)], setting)
