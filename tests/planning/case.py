"""Cases of plans as data: an agreement's changes, people, a log, and the numbers that come out, worked by hand."""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from slakit.engine.run import Request, evaluation
from slakit.log.people import read_people
from slakit.planning import Planned, planned
from slakit.planning.planned import Shortfall
from slakit.planning.putting_together import Evidence, Seen
from slakit.planning.shown import Run
from tests.engine.case import instant, read_case, read_model, write_csv

FOLDER = Path(__file__).parents[1] / "cases" / "plan"
CASES = sorted(path for path in FOLDER.glob("*.yaml") if not path.name.startswith("_"))


def solved(case: Mapping[str, Any], folder: Path) -> Planned:
    """The plan of a case, its files written to `folder`."""
    agreement = read_model(
        folder / "agreement.yaml", merged(read_case(FOLDER / "_defaults.yaml"), case.get("agreement"))
    )
    roster = None
    if case.get("people"):
        write_csv(folder / "people.csv", case["people"])
        roster, problems = read_people(str(folder / "people.csv"))
        assert roster is not None, problems
    seen: Seen | None = None
    if case.get("events"):
        write_csv(folder / "log.csv", case["events"])
        evidence = Evidence([agreement], 0, roster=roster)
        request = Request(
            versions=[agreement],
            log=[str(folder / "log.csv")],
            roster=roster,
            as_of=instant(case["as_of"]),
            only=evidence.only,
        )
        with evaluation(request, also=evidence.ask) as found:
            assert not found.has_errors, found.diagnostics
            seen = evidence.read(found)
    return planned(agreement, roster=roster, shown=seen)


def merged(base: Any, change: Any) -> Any:
    """`base` with what `change` says: maps by key, `null` removes, all else is replaced."""
    if not isinstance(base, dict) or not isinstance(change, dict):
        return base if change is None else change
    kept = {key: merged(value, change[key]) if key in change else value for key, value in base.items()}
    added = {key: value for key, value in change.items() if key not in base}
    return {
        key: value for key, value in (kept | added).items() if not (key in change and change[key] in (None, "null"))
    }


def said(plan: Planned, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """What a plan says of everything that `wanted` names, in the words of a case."""
    told = {
        "steps": lambda: {name: _step(plan, name) for name in wanted["steps"]},
        "promised": lambda: {one.quota: _text(one.in_all) for need in plan.stages for one in need.promised},
        "rates": lambda: {name: _rate(plan, name, wanted["rates"][name]) for name in wanted["rates"]},
        "shortfalls": lambda: {f"{one.kind} {one.of}".strip(): _shortfall(one) for one in plan.shortfalls},
        "codes": lambda: [finding.code.id for finding in plan.findings],
        "working_days": lambda: str(plan.aim.open_days),
        "deals": lambda: {name: _text(getattr(plan.deals, name)) for name in wanted["deals"]},
        "before": lambda: None if plan.before is None else _text(plan.before.value) or "younger",
        "runs": lambda: _runs(plan, wanted["runs"]),
        "note_count": lambda: str(len(plan.notes)),
        "notes": lambda: wanted["notes"] if any(wanted["notes"] in note for note in plan.notes) else plan.notes,
    }
    return {name: told[name]() for name in wanted}


def expected(wanted: Mapping[str, Any]) -> dict[str, Any]:
    """The same with every number that is written as arithmetic worked out."""
    return {name: _worked(value) for name, value in wanted.items()}


def _worked(value: Any) -> Any:
    match value:
        case dict():
            return {key: _worked(item) for key, item in value.items()}
        case list():
            return [_worked(item) for item in value]
        case None | "" | "null":
            return None
        case str() if " -> " in value:
            exact, rounded = value.split(" -> ")
            return f"{_number(exact)} -> {_number(rounded)}"
        case str() if value[0].isdigit() or value[0] == "-":
            return (
                " ".join(_number(part) for part in value.split(" "))
                if "*" not in value and " / " not in value
                else _number(value)
            )
        case _:
            return value


def _number(text: str) -> str:
    """`1/2`, `3200/27 * 365/90`, `3200/81 / 149/90` as one fraction; what is none stays."""
    found, operator = Fraction(1), "*"
    for part in text.split(" "):
        if part in ("*", "/"):
            operator = part
            continue
        try:
            number = Fraction(part)
        except ValueError:
            return text
        found = found * number if operator == "*" else found / number
    return str(found)


def _text(value: object) -> str | None:
    return None if value is None else str(getattr(value, "value", value))


def _step(plan: Planned, name: str) -> str | None:
    step = next((step for step in plan.steps if step.id == name), None)
    if step is None:
        return None
    return str(step.exact) if step.rounded is None else f"{step.exact} -> {step.rounded}"


def _rate(plan: Planned, name: str, wanted: Mapping[str, Any]) -> dict[str, str | None]:
    of, stage = name.split(">")
    line = next(line for line in plan.rates if (line.of, line.stage) == (of, stage))
    past = line.history
    known = {
        "stated": line.stated,
        "implied": None if line.implied is None else line.implied.rate,
        "promised": line.promised[0].rate if line.promised else None,
        "history": None if past is None else past.rate,
    }
    return {key: _text(known[key] if key in known else getattr(past, key)) for key in wanted}


def _shortfall(one: Shortfall) -> dict[str, Any]:
    return {
        "needed": str(one.needed),
        "has": str(one.has),
        "one_of": {f"{lever.key} {lever.of}".strip(): f"{lever.exact} -> {lever.rounded}" for lever in one.levers},
    }


def _runs(plan: Planned, wanted: Mapping[str, Any]) -> dict[str, Any]:
    if not wanted:
        return {run.commitment: run.actual for run in plan.runs}
    found = {run.commitment: run for run in plan.runs}
    return {name: {key: _of_run(found[name], key) for key in wanted[name]} for name in wanted if name in found}


def _of_run(run: Run, key: str) -> str | None:
    match key:
        case "states":
            return " ".join(state for state, _ in run.states)
        case "sums":
            return " ".join(_text(day.sum) or "-" for day in run.days)
        case "lines":
            return " ".join(_text(day.line) or "-" for day in run.days)
        case _:
            return _text(getattr(run, key))
