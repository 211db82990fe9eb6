"""What `import slakit` offers of pay: a payroll, from files named by their paths."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from slakit.diagnostics import Diagnostic, has_errors, ordered
from slakit.engine.memory import Resources, parse_size
from slakit.engine.run import Request
from slakit.front_door import companions_of, seconds_of, versions_of
from slakit.model import Agreement
from slakit.pay.asked_period import asked_period
from slakit.pay.gather import gathered
from slakit.pay.payroll import payroll as settled
from slakit.pay.statement import Payroll


@dataclass(frozen=True, kw_only=True, slots=True)
class PayResult:
    """What a payroll came to.

    `payroll` is None where an error among `diagnostics`, or a row that cannot be read, stood in the way.
    """

    payroll: Payroll | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    quarantined: int = 0


def payroll(
    agreement: Agreement | Sequence[Agreement],
    events: Sequence[str],
    *,
    people: str,
    period: str,
    person: str | None = None,
    source: str | None = None,
    waivers: Sequence[str] = (),
    as_of: datetime | None = None,
    known_by: datetime | None = None,
    assume: Mapping[str, Fraction] | None = None,
    max_bad: int = 0,
    memory: str | None = None,
    temp_dir: str | None = None,
) -> PayResult:
    """What everybody, or `person` alone, is paid for `period` by `agreement`, or its versions, and the log at `events`.

    `period` is a year, a fiscal quarter, a month, a date or the term: `2027`, `2027-Q1`, `2027-01`, `2027-01-15`,
    `term`. `assume` gives a measure, component, commitment or goal the value that it is taken to have in that period:
    then the payroll is a what-if. The rest is as `slakit.evaluate` has it.

    Raises `ShortageError` (of `slakit.engine.memory`) when memory or room for temporary files runs out, and
    `ValueError` for a period or size that is none, an assumption about nothing, an instant without a zone, an agreement
    without a term, agreements of several names, and versions in different currencies.
    """
    resources = Resources(memory=None if memory is None else parse_size(memory), temp_dir=temp_dir)
    versions = versions_of([agreement] if isinstance(agreement, Agreement) else agreement)
    asked = asked_period(period, versions)
    roster, mapped, waived, findings = companions_of(versions, people, source, waivers)
    if has_errors(findings):
        return PayResult(diagnostics=ordered(findings))
    request = Request(
        versions=versions,
        log=events,
        source=mapped,
        roster=roster,
        as_of=seconds_of("as_of", as_of),
        known_by=seconds_of("known_by", known_by),
        waivers=waived,
    )
    with gathered(request, period=asked, resources=resources) as found:
        said, bad = ordered([*findings, *found.diagnostics]), found.quarantined
        facts = found.facts
    if facts is None or roster is None or has_errors(said) or bad > max_bad:
        return PayResult(diagnostics=said, quarantined=bad)
    paid = settled(versions, roster, facts, asked, person=person, assumed=assume)
    return PayResult(payroll=paid, diagnostics=said, quarantined=bad)
