"""Whether a file's columns can be used at all, before any row is read."""

import difflib
from collections.abc import Iterable, Mapping, Sequence

from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.log import values
from slakit.log.contract import Column
from slakit.log.files import LogFile
from slakit.log.raw import Cell, Raw
from slakit.model import FieldType

MISSING = declare("SLA506", "A log lacks a required column")
UNFIT = declare("SLA507", "A column of a log has a type that cannot be used")


def missing_columns(file: LogFile, raw: Raw, required: Sequence[str]) -> list[Diagnostic]:
    """A finding that names the required columns the file lacks, with the nearest names it has."""
    missing = [name for name in required if name not in raw.columns]
    if not missing or (file.form == "jsonl" and not raw.columns):
        return []
    nearest = [f"{name!r}{did_you_mean(name, raw.columns)}" for name in missing]
    word = "column" if len(missing) == 1 else "columns"
    message = f"the file has no {word} {', '.join(nearest)}; it has {_listed(raw.columns)}"
    return [diagnostic(MISSING, file.span, message, "rename the columns, or map them with a Source file (--source)")]


def unfit_types(file: LogFile, columns: Sequence[Column], cells: Mapping[str, Cell]) -> list[Diagnostic]:
    """Findings for typed columns of which no value could ever be read."""
    findings = []
    for column in columns:
        cell = cells.get(column.name)
        if cell is None or file.form != "parquet":
            continue
        nested = cell.nested is not None
        numeric = column.type is FieldType.TIMESTAMP and cell.type not in values.INSTANTS | {"VARCHAR"}
        if nested or numeric or cell.type.startswith("DECIMAL of"):
            held = "nested values" if nested else f"values of type {cell.type}"
            message = f"column {column.name!r} holds {held}; expected {values.expected(column)}"
            findings.append(diagnostic(UNFIT, file.span, message))
    return findings


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """` (did you mean 'at'?)` with the nearest of the names, else nothing."""
    near = closest(name, names)
    return f" (did you mean {near!r}?)" if near else ""


def closest(name: str, names: Iterable[str]) -> str | None:
    """The known name that `name` most likely means, by spelling or by case, else None."""
    by_case = {known.lower().replace(" ", "_"): known for known in names}
    if found := by_case.get(name.lower()):
        return found
    near = difflib.get_close_matches(name.lower(), by_case, n=1, cutoff=0.6)
    return by_case[near[0]] if near else None


def _listed(names: Iterable[str], most: int = 12) -> str:
    shown = list(names)
    more = f" and {len(shown) - most} more" if len(shown) > most else ""
    return ", ".join(repr(name) for name in shown[:most]) + more
