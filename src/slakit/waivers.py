"""A Waivers file bound: breaches that both sides agreed not to count (§11 of the language)."""

import os
from collections.abc import Iterable, Iterator, Sequence

from slakit.calendars import begin
from slakit.checks.impossible_condition import CODE as IMPOSSIBLE
from slakit.companions import check_companion, of_another
from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.language.binding import Binding, Body, body_of
from slakit.language.conditions import condition_at
from slakit.language.nodes import Entry, Mapping, Node, Scalar
from slakit.language.references import texts
from slakit.language.scalars import instant, parse_date, text
from slakit.model import Agreement, Commitment, Goal, Moment, Quota, Waiver
from slakit.reasoning.conditions import Reasoning
from slakit.usage import commitment_ids, commitments

NOT_APPROVED = declare("SLA540", "A waiver that a party has not approved")
BACKWARDS = declare("SLA541", "A waiver that ends before it begins")
TOO_EARLY = declare("SLA542", "A waiver that ends before the agreement begins", Severity.WARNING)
NARROWED = declare("SLA543", "A waiver of single leads that names a period", Severity.WARNING)
TWICE = declare("SLA544", "Two waivers of one id")


def files_of(paths: Iterable[str]) -> tuple[str, ...]:
    """The Waivers files without those that are named again, by whatever path: a waiver waives once."""
    files: dict[str, str] = {}
    for path in paths:
        files.setdefault(os.path.realpath(path), path)
    return tuple(files.values())


def check_ids(waivers: Iterable[Waiver]) -> Iterator[Diagnostic]:
    """A finding for each waiver of several files whose id an earlier one has: outcomes name a waiver by it alone."""
    first: dict[str, Waiver] = {}
    for waiver in waivers:
        other = first.setdefault(waiver.id, waiver)
        if other is not waiver:
            message = f"'{waiver.id}' is already a waiver in {other.span.file}, line {other.span.line}"
            help_ = "give one of them another id: an outcome names its waiver by the id alone"
            yield diagnostic(TWICE, waiver.span, message, help_)


def bind_waivers(root: Mapping, versions: Sequence[Agreement]) -> tuple[tuple[Waiver, ...], tuple[Diagnostic, ...]]:
    """The waivers that `root` spells, in its order, for the versions of one agreement, and what is wrong with them.

    `root` has the structure that the schema asks for. There are no waivers if there is an error.
    """
    if (finding := of_another(root, versions)) is not None:
        return (), (finding,)
    binding = Binding(root)
    for version in versions:
        binding.names.add("fields", version.fields)
        for field in version.fields.values():
            binding.fields[field.id] = field.type
            if field.values:
                binding.values[field.id] = (*binding.values.get(field.id, ()), *field.values)
    section = root.get("waivers")
    found = [_waiver(binding, entry, versions) for entry in section] if isinstance(section, Mapping) else []
    findings = (*check_companion(root, versions), *binding.findings())
    if any(finding.severity is Severity.ERROR for finding in findings):
        return (), findings
    return tuple(waiver for waiver in found if waiver is not None), findings


def _waiver(binding: Binding, entry: Entry, versions: Sequence[Agreement]) -> Waiver | None:
    body = body_of(binding, entry)
    if body is None:
        return None
    named = body.need("commitments", texts)
    until = body.need("until", _moment)
    because = body.need("because", text)
    from_ = body.read("from", _moment)
    leads = body.read("leads", texts)
    when = condition_at(body, "when")
    if when is not None and not any(Reasoning(version.fields).can_hold([when]) for version in versions):
        body.fail(IMPOSSIBLE, when.span, "nothing can satisfy this", "change it, or the tests that exclude each other")
    approved = _approvals(body)
    if named is not None:
        _check_approvals(body, named, [party for party, _ in approved], versions)
    zones = [version.term.timezone for version in versions if version.term] or ["UTC"]
    if until is not None and from_ is not None and all(begin(from_, zone) >= begin(until, zone) for zone in zones):
        body.fail(BACKWARDS, body.span("until"), "'until' is not after 'from'", "give 'until' a later instant")
    if not body.sound or named is None or until is None or because is None:
        return None
    _check_reach(body, named, until, versions)
    return Waiver(
        id=entry.key,
        span=entry.span,
        commitments=named,
        from_=from_,
        until=until,
        because=because,
        approved_by=approved,
        leads=leads,
        when=when,
    )


def _check_reach(body: Body, named: Sequence[str], until: Moment, versions: Sequence[Agreement]) -> None:
    """Warn of a waiver that cannot match: all before the term, or narrowed to leads for what has no lead."""
    terms = [version.term for version in versions if version.term is not None]
    if terms and all(begin(until, term.timezone) <= begin(Moment(at=term.from_), term.timezone) for term in terms):
        message = f"nothing can be waived before the agreement begins on {min(term.from_ for term in terms)}"
        body.binding.report(TOO_EARLY, body.span("until"), message, "give 'until' a later instant")
    narrowed = next((key for key in ("leads", "when") if key in body), None)
    promised = [commitment_ids(version) for version in versions]
    periods = [name for name in named if any(_is_of_period(name, ids.get(name)) for ids in promised)]
    if narrowed is not None and len(periods) == len(named):
        message = f"'{narrowed}' narrows it to outcomes of leads, but {' and '.join(named)} speaks of periods"
        body.binding.report(NARROWED, body.key_span(narrowed), message, "leave it out, or name the clock commitment")


def _is_of_period(name: str, commitment: Commitment | None) -> bool:
    return isinstance(commitment, Quota | Goal) or (commitment is not None and name.endswith(".objective"))


def _approvals(body: Body) -> tuple[tuple[str, str], ...]:
    node = body.node.get("approved_by")
    given = node if isinstance(node, Mapping) else ()
    return tuple((entry.key, entry.value.text) for entry in given if isinstance(entry.value, Scalar))


def _check_approvals(body: Body, named: Sequence[str], approved: Sequence[str], versions: Sequence[Agreement]) -> None:
    """Every party that promises or receives one of the commitments must approve."""
    for version in versions:
        for commitment in commitments(version):
            ids = (commitment.id, *(name for name in named if name.startswith(f"{commitment.id}.")))
            if not set(ids) & set(named):
                continue
            for party in (*commitment.by, *commitment.for_):
                if party not in approved:
                    approved = (*approved, party)  # say it once
                    message = f"'{commitment.id}' concerns {party}, who has not approved this waiver"
                    span = body.span("approved_by")
                    body.fail(NOT_APPROVED, span, message, f"add {party}: NAME under 'approved_by'")


def _moment(binding: Binding, node: Node) -> Moment | None:
    """An instant, or a date meaning the start of that day."""
    day = parse_date(node.text) if isinstance(node, Scalar) else None
    at = instant(binding, node) if day is None else day
    return None if at is None else Moment(at=at)
