"""Whether a file's columns can be used at all, and which of them are probably misspelt, before any row is read."""

import difflib
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence

from slakit.diagnostics import Diagnostic, Severity, Span, declare, diagnostic
from slakit.log import values
from slakit.log.contract import Column
from slakit.log.files import LogFile
from slakit.log.raw import Cell, Raw
from slakit.model import FieldType

MISSING = declare("SLA506", "A log lacks a required column")
UNFIT = declare("SLA507", "A column of a log has a type that cannot be used")
MISSPELT = declare("SLA513", "A column of a log that is all but one that is read", Severity.WARNING)


def missing_columns(file: LogFile, raw: Raw, required: Sequence[str]) -> list[Diagnostic]:
    """A finding that names the required columns the file lacks, with the nearest names it has."""
    missing = [name for name in required if name not in raw.columns]
    if file.form == "jsonl" and missing == ["lead_id"] and closest("lead_id", raw.columns) is None:
        return []  # it leaves missing values out: of no row there is a lead, and each row that needs one is told of
    if not missing or (file.form == "jsonl" and not raw.columns):
        return []
    nearest = [f"{shown(name)}{did_you_mean(name, raw.columns)}" for name in missing]
    word = "column" if len(missing) == 1 else "columns"
    message = f"the file has no {word} {', '.join(nearest)}; it has {_listed(raw.columns)}"
    help_ = "rename the columns, or map them with a Source file (--source)"
    if file.form == "csv" and len(missing) == len(required) and not any(closest(name, raw.columns) for name in missing):
        help_ += "; if these are no names of columns, remove what stands above the header: it must be the first line"
    return [diagnostic(MISSING, file.span, message, help_)]


def misspelt_columns(
    span: Span,
    names: Iterable[str],
    known: Iterable[str],
    instead: Callable[[str, str], bool] = lambda name, meant: False,
) -> list[Diagnostic]:
    """A warning for each ignored column that is one of the `known` but for case, blanks or the form of its letters.

    Where the file has the column itself, too, the other is something else, unless some row has it `instead`.
    """
    present, by_look = set(names), {look(name): name for name in known}
    findings = []
    for name in names:
        meant = by_look.get(look(name))
        if meant is not None and meant != name and (meant not in present or instead(name, meant)):
            message = f"the column {shown(name)} is ignored: names are compared exactly; did you mean {shown(meant)}?"
            help_ = f"call it {shown(meant)}, or map it with a Source file (--source)"
            findings.append(diagnostic(MISSPELT, span, message, help_))
    return findings


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
    return f" (did you mean {shown(near)}?)" if near else ""


def closest(name: str, names: Iterable[str]) -> str | None:
    """The known name that `name` most likely means, by spelling or by case, else None."""
    by_look = {look(known): known for known in names}
    if found := by_look.get(look(name)):
        return found
    near = difflib.get_close_matches(look(name), by_look, n=1, cutoff=0.6)
    return by_look[near[0]] if near else None


def instead_of(name: str, names: Iterable[str]) -> str:
    """What to write instead of a column that there is not: the nearest, else those that there are."""
    near = closest(name, names)
    return f"did you mean {shown(near)}?" if near else f"the columns are {_listed(names)}"


def shown(name: str) -> str:
    """The name in quotes, so that two that look alike can be told apart: what cannot be seen is spelled `<U+00A0>`."""
    is_composed = unicodedata.is_normalized("NFC", name)
    seen = (
        character
        if character.isprintable() and (is_composed or not unicodedata.combining(character))
        else f"<U+{ord(character):04X}>"
        for character in name
    )
    return f"'{''.join(seen)}'"


def nameless(place: int | None = None) -> str:
    """What a column without a name is called: by its place from 1, or where it has none."""
    return f"column {place} (which has no name)" if place is not None else "'' (which is no name)"


def look(name: str) -> str:
    """The name as it is read in passing: without case, blanks around it, what cannot be seen, and forms of letters."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    visible = "".join(character for character in plain if unicodedata.category(character) != "Cf")
    return unicodedata.normalize("NFC", visible).strip().replace(" ", "_")


def _listed(names: Iterable[str], most: int = 12) -> str:
    listed = list(names)
    more = f" and {len(listed) - most} more" if len(listed) > most else ""
    return ", ".join(shown(name) for name in listed[:most]) + more
