"""Cases as data: an agreement, a log and the outcomes worked by hand (tests/cases/evaluate/**.yaml)."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import yaml

from slakit.diagnostics import Severity
from slakit.engine.run import Evaluation, Request, evaluation
from slakit.language.schema import check as check_structure
from slakit.language.source import resolve
from slakit.loading import load_agreement
from slakit.log.people import read_people
from slakit.model import Agreement, Waiver
from slakit.outcomes import COLUMNS, read
from slakit.waivers import bind_waivers
from tests.engine.ways import PLAIN, Way, write_log
from tests.oracle.extending import apart

FOLDER = Path(__file__).parents[1] / "cases" / "evaluate"
DEFAULTS = FOLDER / "_agreement.yaml"
CASES = sorted(path for path in FOLDER.rglob("*.yaml") if not path.name.startswith("_"))
INSTANTS = {"started_at", "due_at", "stopped_at", "breached_at"}


def read_case(path: Path) -> dict[str, Any]:
    """The case with every scalar as text; empty, `null` and `~` are None."""
    with path.open(encoding="utf-8") as file:
        case: dict[str, Any] = yaml.load(file, Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes only text
    return case


def check(case: Mapping[str, Any], folder: Path) -> list[str]:
    """What differs between the case's expectations and the engine's outcomes."""
    with evaluated(case, folder) as result:
        return problems(case, result)


def problems(case: Mapping[str, Any], result: Evaluation) -> list[str]:
    """What differs between the case's expectations and an evaluation of it."""
    refused = result.has_errors or bool(result.log.quarantined)
    if case.get("refuse") == "true":
        return [] if refused else ["expected a refusal, got outcomes"]
    if refused:
        return [str(finding) for finding in result.diagnostics]
    rows = [row_text(outcome) for outcome in read(result.connection)]
    expected = [{key: text(value) for key, value in row.items()} for row in case["expect"] or []]
    ids = about(case)
    return differences([row for row in rows if row["commitment"] in ids], expected)


def about(case: Mapping[str, Any]) -> set[str]:
    """The commitments that a case is about."""
    return set(case.get("only") or ()) or {row["commitment"] for row in case["expect"] or []}


def evaluated(case: Mapping[str, Any], folder: Path) -> Any:
    """The evaluation of a case as a context."""
    return evaluation(case_request(case, folder))


def case_request(case: Mapping[str, Any], folder: Path) -> Request:
    """What a case asks for, its files written to `folder`."""
    with DEFAULTS.open(encoding="utf-8") as file:
        defaults = yaml.load(file, Loader=yaml.BaseLoader)  # noqa: S506
    versions = [defaults | changes for changes in case.get("versions") or [case.get("agreement") or {}]]
    return request(
        folder,
        versions,
        case["events"] or [],
        people=case.get("people"),
        as_of=case.get("as_of"),
        known_by=case.get("known_by"),
        waivers=case.get("waivers") or (),
    )


def request(
    folder: Path,
    versions: Iterable[Mapping[str, Any]],
    rows: Sequence[Mapping[str, str]],
    *,
    way: Way = PLAIN,
    people: Sequence[Mapping[str, str]] | None = None,
    as_of: str | None = None,
    known_by: str | None = None,
    waivers: Iterable[Mapping[str, Any]] = (),
) -> Request:
    """Write everything to files in `folder`, the log in one of the ways, and read it as a user would."""
    models = [
        read_model(folder / f"agreement_{number}.yaml", tree, way.seed if way.extends else None)
        for number, tree in enumerate(versions)
    ]
    roster = None
    if people:
        write_csv(folder / "people.csv", people)
        roster, problems = read_people(str(folder / "people.csv"))
        assert roster is not None, problems
    rows = [{key: cell for key, value in row.items() if (cell := text(value)) is not None} for row in rows]
    logs = write_log(folder, rows, way)
    as_of, known_by = text(as_of), text(known_by)
    return Request(
        versions=models,
        log=[str(path) for path in logs],
        roster=roster,
        as_of=None if as_of is None else instant(as_of),
        known_by=None if known_by is None else instant(known_by),
        waivers=[
            waiver for number, tree in enumerate(waivers) for waiver in read_waivers(folder, number, tree, models)
        ],
    )


IMPOSSIBLE = {"SLA423", "SLA424", "SLA430", "SLA449", "SLA451", "SLA455"}
"""What is refused because no log could keep it; a drafted agreement that says such a thing still has a meaning."""


def read_model(path: Path, tree: Mapping[str, Any], seed: int | None = None) -> Agreement:
    """The agreement that a tree of strings spells; with a seed, as an extension of a base beside it."""
    if seed is not None:
        base, tree = apart(dict(tree), Random(seed))  # noqa: S311 no secret depends on it
        base_path = path.with_name(f"base_of_{path.name}")
        base_path.write_text(dumped(base), encoding="utf-8")
        path.with_name("pyproject.toml").touch()  # here is the project, which a base may not lie outside of
        tree = {**tree, "extends": base_path.name}
    path.write_text(dumped(tree), encoding="utf-8")
    model, findings = load_agreement(str(path))
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if model is None and {finding.code.id for finding in errors} <= IMPOSSIBLE:
        with patch("slakit.loading.checks.run", lambda *_, **__: ()):
            model, _ = load_agreement(str(path))
    assert model is not None, "\n".join(str(finding) for finding in errors)
    return model


def read_waivers(
    folder: Path, number: int, tree: Mapping[str, Any], versions: Sequence[Agreement]
) -> tuple[Waiver, ...]:
    """The waivers of a document, whose header may be left out."""
    path = folder / f"waivers_{number}.yaml"
    header = {"apiVersion": "slakit/v1", "kind": "Waivers", "agreement": versions[0].id}
    path.write_text(dumped(header | dict(tree)), encoding="utf-8")
    root, findings = resolve(str(path))
    assert root is not None, findings
    findings += check_structure(root)
    waivers, problems = bind_waivers(root, versions)
    assert waivers, [str(finding) for finding in (*findings, *problems)]
    return waivers


def dumped(value: Any) -> str:
    """YAML that reads back as written: plain scalars stay plain, so that `5` is a number and `true` a boolean."""
    if value is None:
        return "null"
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
