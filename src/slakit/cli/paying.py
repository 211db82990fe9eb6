"""One run of `pay`: inputs read, the log gathered from, statements made; what prevents them ends the run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NoReturn

import click

from slakit import loading
from slakit.cli import exits, inputs, output, signals
from slakit.cli.bad_rows import behind, first_bad_rows, too_many
from slakit.cli.evaluating import Options, request_of, resources_of, too_little
from slakit.cli.exits import Failure
from slakit.cli.progress import Display
from slakit.diagnostics import Diagnostic, has_errors
from slakit.formats import text
from slakit.formats.payroll.sheet import Sheet, every_line
from slakit.language.spelling import suggestion
from slakit.model import Agreement
from slakit.numbers import parse_rate

if TYPE_CHECKING:
    from slakit.engine.memory import Resources
    from slakit.engine.run import Request
    from slakit.log.people import Roster
    from slakit.pay import AskedPeriod
    from slakit.pay.facts import Facts
    from slakit.pay.gather import Gathered
    from slakit.pay.statement import Line, Payroll, Statement

_LISTED = 8
"""The names that are listed where there are not many."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """Whose pay is asked for, for which period, and what is to be assumed, as it was written."""

    period: str
    person: str | None = None
    assume: tuple[str, ...] = ()


def sheet_of(options: Options, asked: Asked) -> Sheet:
    """The statements that are asked for.

    Raises `Failure`, or prints findings and ends the run, where there can be none.
    """
    from slakit.engine.memory import ShortageError

    resources = resources_of(options)
    versions = _versions(options)
    assumed = _assumed(asked.assume, versions)
    period = _period(asked.period, versions)
    request = request_of(options, versions)
    roster = request.roster
    if roster is None:
        raise Failure("pay is for people: give --people FILE")
    if asked.person is not None:
        _check_person(asked.person, roster)
    try:
        with Display() as progress:
            facts = _facts(request, period, progress, resources, options)
    except ShortageError as error:
        raise too_little(error, narrowed="") from error
    return Sheet(payroll=_payroll(versions, roster, facts, period, asked.person, assumed), person=asked.person)


def line_of(sheet: Sheet, id_: str) -> tuple["Statement", "Line"]:
    """The one line that `id_` names, its plan left off if it has one meaning without. Raises `Failure`."""
    every = [(statement, line) for statement in sheet.statements for line in every_line(statement)]
    found = [one for one in every if one[1].id == id_] or [one for one in every if one[1].id.endswith(f".{id_}")]
    if len(found) == 1:
        return found[0]
    if not found:
        known = list(dict.fromkeys(line.id for _, line in every))
        raise Failure(f"--explain {id_}: there is no such line; {_meant(id_, known, 'the lines are')}")
    people = {statement.person for statement, _ in found}
    if len(people) > 1:
        raise Failure(f"--explain {id_}: {len(people):,} people have such a line: say whose with --person NAME")
    lines = ", ".join(line.id for _, line in found)
    raise Failure(f"--explain {id_}: {len(found)} lines are named so: write one of {lines} in full")


def _versions(options: Options) -> tuple[Agreement, ...]:
    """The agreement's versions; an error in them ends the run as `validate` ends, one in the roster with code 2."""
    loaded = loading.load(options.agreements, people=options.people)
    of_roster = [one for one in loaded.diagnostics if one.span.file == options.people]
    if has_errors(of_roster):
        inputs.stop(of_roster, format_=inputs.ASIDE)
    if has_errors(loaded.diagnostics):
        _stop(loaded.diagnostics)
    return inputs.versions_among(loaded, options.agreements, people=options.people)


def _stop(findings: Sequence[Diagnostic]) -> NoReturn:
    inputs.tell(findings)
    output.note(f"there are no statements: {text.summary(findings)}")
    raise click.exceptions.Exit(exits.of_findings(findings))


def _period(written: str, versions: Sequence[Agreement]) -> "AskedPeriod":
    from slakit.pay import asked_period

    try:
        return asked_period(written, versions)
    except ValueError as error:
        raise Failure(f"--period {written}: {error}") from error


def _assumed(written: Sequence[str], versions: Sequence[Agreement]) -> Mapping[str, Fraction]:
    """What is assumed, by name."""
    from slakit.pay import assumable

    known = sorted(assumable(versions)) if written else []
    found: dict[str, Fraction] = {}
    for one in written:
        name, equals, number = one.partition("=")
        value = parse_rate(number.strip())
        name = name.strip()
        if not equals or value is None:
            raise Failure(f"--assume {one}: write NAME=VALUE with a number or a percentage, such as bookings=95%")
        if name not in known:
            raise Failure(f"--assume {one}: there is no {name!r} to assume; {_meant(name, known, 'there are')}")
        if name in found:
            raise Failure(f"--assume gives {name} twice")
        found[name] = value
    return found


def _check_person(person: str, roster: "Roster") -> None:
    known = list(dict.fromkeys(row.person for row in roster.rows))
    if person not in known:
        raise Failure(f"--person {person}: the people file has nobody of that name; {_meant(person, known, 'it has')}")


def _meant(word: str, known: Sequence[str], those: str) -> str:
    """What was probably meant, else what there is."""
    more = ", …" if len(known) > _LISTED else ""
    same = next((one for one in known if one.casefold() == word.casefold()), None)
    named = f"{those} {', '.join(known[:_LISTED])}{more}" if known else f"{those} none"
    return f"did you mean {same!r}?" if same is not None else suggestion(word, known) or named


def _facts(
    request: "Request", period: "AskedPeriod", progress: Display, resources: "Resources", options: Options
) -> "Facts":
    """What pay is computed from; findings that are errors, and too many bad rows, end the run."""
    from slakit.pay.gather import gathered

    with gathered(request, period=period, progress=progress, resources=resources, guard=signals.interrupting) as found:
        _check_log(found, options)
        if found.facts is None or has_errors(found.diagnostics):
            _stop(found.diagnostics)
        inputs.tell([one for one in found.diagnostics if one.span.file != options.people])  # told with the agreement
        return found.facts


def _check_log(found: "Gathered", options: Options) -> None:
    """End the run with code 2 where the log could not be read."""
    evaluation, allowed = found.evaluation, options.max_bad
    if evaluation is None:
        return
    errors = [one for one in found.diagnostics if one.severity == "error"] if evaluation.has_errors else []
    if found.quarantined > allowed:
        because = too_many(evaluation.log, allowed)
        inputs.stop([*errors, *first_bad_rows(evaluation.connection)], format_=inputs.ASIDE, because=because)
    if errors:
        inputs.stop([*errors, *behind(evaluation.log, evaluation.connection)], format_=inputs.ASIDE)


def _payroll(
    versions: Sequence[Agreement],
    roster: "Roster",
    facts: "Facts",
    period: "AskedPeriod",
    person: str | None,
    assumed: Mapping[str, Fraction],
) -> "Payroll":
    from slakit.pay import payroll, unsettled

    try:
        made = payroll(versions, roster, facts, period, person=person, assumed=assumed)
    except ValueError as error:
        raise Failure(str(error)) from error
    why = None if made.statements else unsettled(period, versions)
    if why is not None:
        raise Failure(f"--period {period.text}: {why}")
    if person is not None and not any(one.person == person for one in made.statements):
        raise Failure(f"--person {person}: nothing is to be paid, {person} is in no plan and no pool in {period.text}")
    return made
