"""One evaluation for pay: the log loaded once, and only what pay looks at computed."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace

from slakit.diagnostics import Diagnostic, has_errors, ordered
from slakit.discretion import Discretion
from slakit.engine.compile import in_force_order
from slakit.engine.memory import Resources
from slakit.engine.run import Evaluation, Guard, Progress, Request, evaluation
from slakit.pay.asked_period import AskedPeriod
from slakit.pay.facts import Facts
from slakit.pay.gather.answers import facts
from slakit.pay.gather.asking import Asking
from slakit.pay.gather.fields import fields_read
from slakit.pay.gather.findings import refusals, remarks
from slakit.pay.settlements import DAY

NO_PROMISE = ("",)
"""Names no commitment: pay asks for those it needs itself, and wants no outcome but of those that are waived."""

_FAIR_SHARE = Resources()


@dataclass(frozen=True, kw_only=True, slots=True)
class Gathered:
    """The facts of pay and what was found on the way; where there is an error there must be no pay.

    `facts` is None where nothing could be evaluated, `evaluation` None where it was not even tried. Its log tells what
    became of the rows, its connection is open within the context of `gathered`.
    """

    facts: Facts | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    evaluation: Evaluation | None = None

    @property
    def has_errors(self) -> bool:
        """Whether there must be no pay."""
        return self.facts is None or has_errors(self.diagnostics)

    @property
    def quarantined(self) -> int:
        """The rows of the log that could not be read."""
        return 0 if self.evaluation is None else self.evaluation.log.quarantined


@contextmanager
def gathered(
    request: Request,
    *,
    period: AskedPeriod,
    progress: Progress = lambda *_: None,
    resources: Resources = _FAIR_SHARE,
    guard: Guard = nullcontext,
) -> Iterator[Gathered]:
    """Gather the facts of every plan and pool of `request`'s versions, as `slakit.engine.run.evaluation` does the rest.

    `period` is what pay is asked for: settlements that begin later are left out. What was taken back or paid later, up
    to the as-of, is not. The request has a roster; its `only` and `leads` do not matter.

    Raises `ShortageError` when memory or room for temporary files runs out, and `ValueError` without a roster or for a
    version without a term.
    """
    versions, roster = in_force_order(request.versions), request.roster
    if roster is None:
        raise ValueError("pay is for people, and there is no roster")
    refused = ordered(refusals(versions, roster))
    if refused:
        yield Gathered(diagnostics=refused)
        return
    asking = Asking(roster=roster, until=period.after - DAY)
    waived = sorted({name for waiver in request.waivers for name in waiver.commitments})  # to tell of idle waivers
    looked_at = replace(request, only=waived or NO_PROMISE, leads=(), fields=fields_read(versions))
    with evaluation(looked_at, progress, resources=resources, guard=guard, also=asking.ask) as found:
        if found.has_errors:
            yield Gathered(diagnostics=ordered(found.diagnostics), evaluation=found)
            return
        known = replace(
            facts(found.connection, asking), known_by=request.known_by, is_recorded=found.log.has_recorded_at
        )
        said = Discretion().settled(remarks(found.connection, asking, known, period), home=versions[-1].span.file)
        yield Gathered(facts=known, diagnostics=ordered([*found.diagnostics, *said]), evaluation=found)
