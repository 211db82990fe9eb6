"""Cases as data: an agreement, a log and the outcomes worked by hand (tests/cases/evaluate/**.yaml)."""

import csv
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from slakit.engine.run import Request, evaluation
from slakit.loading import load_agreement
from slakit.outcomes import COLUMNS, read

FOLDER = Path(__file__).parents[1] / "cases" / "evaluate"
DEFAULTS = FOLDER / "_agreement.yaml"
UNSUPPORTED = ("versions:", "waivers:", "known_by:")
CASES = sorted(
    path
    for path in FOLDER.rglob("*.yaml")
    if not path.name.startswith("_")
    and not any(line.startswith(UNSUPPORTED) for line in path.read_text(encoding="utf-8").splitlines())
)
INSTANTS = {"started_at", "due_at", "stopped_at", "breached_at"}


def read_case(path: Path) -> dict[str, Any]:
    """The case with every scalar as text; empty, `null` and `~` are None."""
    with path.open(encoding="utf-8") as file:
        case: dict[str, Any] = yaml.load(file, Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes only text
    return case


def check(case: Mapping[str, Any], folder: Path) -> list[str]:
    """What differs between the case's expectations and the engine's outcomes."""
    with evaluated(case, folder) as result:
        refused = result.has_errors or bool(result.log.quarantined)
        if case.get("refuse") == "true":
            return [] if refused else ["expected a refusal, got outcomes"]
        if refused:
            return [str(finding) for finding in result.diagnostics]
        rows = [row_text(outcome) for outcome in read(result.connection)]
    expected = [{key: text(value) for key, value in row.items()} for row in case["expect"] or []]
    ids = set(case.get("only") or ()) or {row["commitment"] for row in expected}
    return differences([row for row in rows if row["commitment"] in ids], expected)


def evaluated(case: Mapping[str, Any], folder: Path) -> Any:
    """The evaluation of a case as a context."""
    with DEFAULTS.open(encoding="utf-8") as file:
        agreement = yaml.load(file, Loader=yaml.BaseLoader) | case.get("agreement", {})  # noqa: S506
    path = folder / "agreement.yaml"
    path.write_text(dumped(agreement), encoding="utf-8")
    model, findings = load_agreement(str(path))
    assert model is not None, "\n".join(str(finding) for finding in findings)
    roster = None
    if case.get("people"):
        write_csv(folder / "people.csv", case["people"])
        from slakit.log.people import read_people

        roster, people_findings = read_people(str(folder / "people.csv"))
        assert roster is not None, people_findings
    write_csv(folder / "events.csv", case["events"] or [], ("lead_id", "event", "at"))
    as_of = text(case.get("as_of"))
    return evaluation(
        Request(
            versions=[model],
            log=[str(folder / "events.csv")],
            roster=roster,
            as_of=None if as_of is None else instant(as_of),
        )
    )


def dumped(value: Any) -> str:
    """YAML that reads back as written: plain scalars stay plain, so that `5` is a number and `true` a boolean."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)}: {dumped(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(dumped(item) for item in value) + "]"
    plain = value in ("true", "false", "null", "~", "") or value.lstrip("-").replace(".", "", 1).isdigit()
    return (value or "null") if plain else json.dumps(value, ensure_ascii=False)


def write_csv(path: Path, rows: Iterable[Mapping[str, str]], columns: Iterable[str] = ()) -> None:
    """A CSV file with a column for every key."""
    rows = list(rows)
    names = list(dict.fromkeys([*columns, *(key for row in rows for key in row)]))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerows([text(row.get(name)) or "" for name in names] for row in rows)


def text(value: str | None) -> str | None:
    """The scalar, or None for an empty one."""
    return None if value in (None, "", "null", "~") else value


def instant(value: str) -> int:
    """Epoch seconds of an ISO instant."""
    return int(datetime.fromisoformat(value).timestamp())


def row_text(outcome: Any) -> dict[str, str | None]:
    """An outcome with every column as the text of the language's §10."""
    row = {}
    for name in COLUMNS:
        value = getattr(outcome, name)
        if name == "value" and value is not None:
            value = f"{value:f}".rstrip("0").rstrip(".")
        row[name] = None if value is None else str(value)
    return row


def differences(rows: list[dict[str, str | None]], expected: list[dict[str, str | None]]) -> list[str]:
    """Rows without an expectation and expectations without a row, each row used once."""
    rest, missing = list(rows), []
    for wanted in sorted(expected, key=len, reverse=True):
        match = next((row for row in rest if all(same(row, key, value) for key, value in wanted.items())), None)
        if match is None:
            missing.append(wanted)
        else:
            rest.remove(match)
    return [f"expected {shown(row)}" for row in missing] + [f"     got {shown(row)}" for row in rest]


def same(row: Mapping[str, str | None], key: str, value: str | None) -> bool:
    """Whether a row has the expected value of a column; instants are compared as instants."""
    got = row[key]
    if key in INSTANTS and value is not None and got is not None:
        return instant(value) == instant(got)
    return got == value


def shown(row: Mapping[str, str | None]) -> str:
    """A row on one line, empty columns left out."""
    return ", ".join(f"{key}={value}" for key, value in row.items() if value is not None)
