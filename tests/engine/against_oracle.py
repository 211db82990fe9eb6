"""The engine and the oracle on one random case: the same bytes of outcomes, or a list of what differs.

`python -m tests.engine.against_oracle FIRST COUNT` compares the cases of many seeds and shrinks what differs;
`python -m tests.soak` does so for long.
"""

import csv
import io
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import NamedTuple

from slakit.attainment import Scorecard, Status, scorecard
from slakit.engine.compile import in_force_order
from slakit.engine.run import evaluation
from slakit.outcomes import COLUMNS, WRITERS
from tests.engine.case import differences, request
from tests.engine.ways import PLAIN, Way, way_of, working_in
from tests.oracle import Refused
from tests.oracle.broken import broken
from tests.oracle.documents import text
from tests.oracle.shrink import shrink
from tests.oracle.strategies import Case, generate
from tests.oracle.zone import instant


def compare(case: Case, folder: Path, way: Way = PLAIN) -> list[str]:
    """What differs between the two on `case`, handed to the engine in one of the ways."""
    try:
        expected = case.outcomes()
    except Refused as refusal:
        return [] if said_by_engine(case, folder, way) is None else [f"the oracle refuses: {refusal}"]
    part = part_of(expected, way)
    got = said_by_engine(case, folder, way, part)
    if isinstance(got, str):
        return [got]
    if got is None:
        return ["the engine refuses, the oracle does not"]
    expected = [row for row in expected if part.holds(row)]
    if got.written != bytes_of(expected):
        rows = rows_of(got.written)
        return differences(rows, expected) or ["the rows are the same, but not their order or how they are written"]
    wrong = got.broken ^ broken(case.versions, expected, of_leads=bool(part.leads))
    return [f"broken according to only one of the two: {sorted(wrong)}"] if wrong else []


class Said(NamedTuple):
    """What the engine says: the outcomes as CSV, and every promise that is broken with who made it."""

    written: bytes
    broken: set[tuple[str, str]]


class Part(NamedTuple):
    """What is asked for: some commitments, with what is said of them, and some leads; nothing named is everything."""

    only: Sequence[str] = ()
    leads: Sequence[str] = ()

    def holds(self, row: Mapping[str, str | None]) -> bool:
        """Whether an outcome is asked for. Whoever asks for leads asks for no period."""
        said = f"{row['commitment']}."
        wanted = not self.only or any(said.startswith(f"{name}.") for name in self.only)
        return wanted and (not self.leads or row["lead_id"] in self.leads)


WHOLE = Part()


def part_of(rows: Sequence[Mapping[str, str | None]], way: Way) -> Part:
    """Now and then a part of what there is, by the way's seed."""
    chosen = Random(f"part {way.seed}")  # noqa: S311 no secret depends on it
    names = sorted({str(row["commitment"]).removesuffix(".objective") for row in rows})
    leads = sorted({row["lead_id"] for row in rows if row["lead_id"]})
    if way.seed is None or chosen.random() > 0.15:
        return WHOLE
    if leads and chosen.random() < 0.4:
        return Part(leads=chosen.sample(leads, 1))
    return Part(only=chosen.sample(names, min(len(names), chosen.choice((1, 1, 2)))))


def said_by_engine(case: Case, folder: Path, way: Way, part: Part = WHOLE) -> Said | str | None:
    """What the engine says, None if it refuses the log, or what is wrong with its account of rows."""
    with working_in(way):
        asked = request(
            folder,
            case.versions,
            [*case.rows, *case.bad],
            way=way,
            people=case.people,
            as_of=case.as_of,
            known_by=case.known_by,
            waivers=case.waivers,
        )
        with evaluation(replace(asked, only=part.only, leads=part.leads)) as result:
            if result.has_errors:
                return None
            if result.log.quarantined != len(case.bad):
                return f"{result.log.quarantined} rows are quarantined, {len(case.bad)} cannot be read"
            accounts = result.accounts.after_as_of, result.accounts.recorded_later
            if accounts != unseen(case):
                return f"(after the as-of, recorded later) are {accounts} rows, not {unseen(case)}"
            WRITERS["csv"](result.connection, str(folder / "outcomes.csv"))
            card = scorecard(result, in_force_order(asked.versions), only=part.only, leads=part.leads)
    return Said((folder / "outcomes.csv").read_bytes(), set(broken_on(card, case)))


def broken_on(card: Scorecard, case: Case) -> Iterator[tuple[str, str]]:
    """Every promise that a scorecard calls broken, its parties in the order of the version that has them."""
    orders = [list(version["parties"]) for version in case.versions]
    for promise in card.promises:
        if promise.status is Status.BROKEN:
            (by,) = {"+".join(sorted(promise.by, key=order.index)) for order in orders if set(promise.by) <= set(order)}
            yield promise.id, by


def unseen(case: Case) -> tuple[int, int]:
    """How many rows lie after the as-of, and how many before it were not known; those of one id are one."""
    rows = {row.get("id") or number: row for number, row in enumerate(case.rows)}.values()
    known_by = instant(case.known_by) if case.known_by else None
    known = [known_by is None or not row.get("recorded_at") or instant(row["recorded_at"]) <= known_by for row in rows]
    at = [instant(row["at"]) for row in rows]
    until = (
        instant(case.as_of) if case.as_of else max(when for when, is_known in zip(at, known, strict=True) if is_known)
    )
    later = sum(when <= until and not is_known for when, is_known in zip(at, known, strict=True))
    return sum(when > until for when in at), later


def bytes_of(rows: Sequence[Mapping[str, str | None]]) -> bytes:
    """Outcome rows as they must be written to CSV."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([row[name] for name in COLUMNS] for row in rows)
    return file.getvalue().encode()


def rows_of(written: bytes) -> list[dict[str, str | None]]:
    """The rows of an outcomes file."""
    found = csv.DictReader(io.StringIO(written.decode(), newline=""))
    return [{name: cell or None for name, cell in row.items()} for row in found]


def compare_in_a_folder(case: Case, way: Way) -> list[str]:
    """What differs on a case: an exception is a difference too."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            return compare(case, Path(folder), way)
        except Exception as error:
            return [f"{type(error).__name__}: {str(error)[:600]}"]


def compare_seed(seed: int) -> list[str]:
    """What differs on the case of a seed."""
    try:
        case = generate(seed)
    except Exception as error:
        return [f"no case: {type(error).__name__}: {str(error)[:600]}"]
    return compare_in_a_folder(case, way_of(seed))


def shrunk(seed: int, steps: int = 400) -> str:
    """The case of a seed that differs, made small in at most so many steps, as text."""
    way, case, left = way_of(seed), generate(seed), [steps]
    sought = _kind(compare_in_a_folder(case, way))
    if "AssertionError" in sought:
        return "the agreement is refused"

    def differs(smaller: Case) -> bool:
        left[0] -= 1
        return left[0] >= 0 and _kind(compare_in_a_folder(smaller, way)) == sought

    small = shrink(case, differs)
    said = {key: value for key, value in small._asdict().items() if value}
    return "\n".join([*compare_in_a_folder(small, way), text({"way": str(way), **said})])


def _kind(problems: Sequence[str]) -> tuple[str, ...]:
    """What sort of difference it is: an exception by its type and codes, rows by their being different."""
    if not problems:
        return ()
    first = re.match(r"\w+Error|\w+Exception", problems[0])
    return (first[0], *sorted(set(re.findall(r"SLA\d+", problems[0])))) if first else ("rows",)


def main(first: int, count: int) -> int:
    """Compare `count` seeds from `first`; the number of seeds that differ."""
    failures = 0
    for seed in range(first, first + count):
        if problems := compare_seed(seed):
            failures += 1
            print(f"seed {seed}", *problems, shrunk(seed), sep="\n  ", flush=True)
    print(f"{count} seeds from {first}, {failures} differ")
    return failures


if __name__ == "__main__":
    sys.exit(1 if main(int(sys.argv[1]), int(sys.argv[2])) else 0)
