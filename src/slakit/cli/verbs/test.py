"""Run scenarios: a few events each, and the outcomes that must come of them."""

from collections.abc import Callable
from fractions import Fraction

import click

from slakit.cli import exits, showing, signals
from slakit.cli.verb import Verb
from slakit.numbers import parse_number


@click.command("test", cls=Verb)
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "--run",
    "pattern",
    metavar="REGEX",
    help="Only scenarios in whose path or title this regular expression (RE2) is found.",
)
@click.option("--coverage", is_flag=True, help="Show which commitments, targets and states the scenarios reach.")
@click.option(
    "--fail-under",
    metavar="PERCENT",
    help="Fail if less than this share of an agreement is reached (100, 95% or 87.5); implies --coverage.",
)
@showing.option("the results")
def command(paths: tuple[str, ...], pattern: str | None, coverage: bool, fail_under: str | None, format_: str) -> int:
    """Run every Scenario file among PATHS, folders included; without PATHS, the current folder.

    The agreement that a scenario names is looked for among the files given, then in the scenario's own folder. A
    scenario passes if every row of its 'expect' agrees with an outcome, and no other outcome of the leads that it
    names is breached.

    Something is reached (--coverage) if a row of some 'expect' agrees with an outcome that shows it: a commitment, a
    target of a response, and for each commitment that it is kept, that it is broken, and what else its clause
    provides for (a pause, a cancel, a minimum sample, its own at_risk).

    Exit codes: 0 all passed, 1 a scenario failed, a file has errors, or too little is reached, 2 no scenario was
    found or a file cannot be read.
    """
    from slakit.engine.memory import ShortageError
    from slakit.scenarios.run import Options, run

    options = Options(
        chosen=_chosen(pattern),
        coverage=coverage or fail_under is not None,
        fail_under=None if fail_under is None else _share(fail_under),
        guard=signals.interrupting,
    )
    given = paths or (".",)
    try:
        found = run(given, options)
    except ShortageError as error:
        raise exits.Failure(str(error)) from error
    unreadable = exits.of_findings(found.diagnostics) == exits.FAILED
    if not found.scenarios and not unreadable:
        if found.diagnostics:  # perhaps of the file that was to be a scenario
            showing.show(found, showing.SCENARIOS, format_)
        left_out = f" matches --run {pattern}" if found.deselected else ""
        what = "scenario" if found.deselected else "file of kind: Scenario"
        raise exits.Failure(f"no {what}{left_out or ' is'} among {', '.join(given)}")
    showing.show(found, showing.SCENARIOS, format_)
    if unreadable:
        return exits.FAILED
    return exits.CLEAN if found.passed else exits.FINDINGS


def _chosen(pattern: str | None) -> Callable[[str, str], bool]:
    """Whether a scenario's name or title has a match of the pattern, which RE2 reads: none takes for ever."""
    if not pattern:
        return lambda name, title: True
    import duckdb

    from slakit.language.patterns import pattern_problem

    if problem := pattern_problem(pattern):
        raise exits.Failure(f"--run {pattern!r}: {problem[0]}; {problem[1]}")
    wanted, connection = _encodable(pattern), duckdb.connect()

    def matches(name: str, title: str) -> bool:
        asked = "SELECT regexp_matches($2, $1) OR regexp_matches($3, $1)"
        found = connection.execute(asked, [wanted, _encodable(name), _encodable(title)]).fetchone()
        return found is not None and bool(found[0])

    try:
        matches("", "")
    except duckdb.Error as error:
        raise exits.Failure(f"--run {pattern!r} is no regular expression: {error}") from error
    return matches


def _encodable(text: str) -> str:
    """Text without the halves of characters that stand for what is no text in names of files."""
    return "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text)


def _share(text: str) -> Fraction:
    """`95`, `95%` or `87.5` as a share of one."""
    number = parse_number(text.removesuffix("%"))
    if number is None or not 0 <= number <= 100:
        raise exits.Failure(f"--fail-under {text!r} is not a percentage: write a number from 0 to 100")
    return number / 100
