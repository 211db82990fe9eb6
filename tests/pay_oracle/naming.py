"""The ids of a statement's lines, as `pay --explain` takes them."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from tests.pay_oracle.statement import Line

UNDATED = ("release", "clawback", "pool", "rounding")


def ids(lines: Sequence[Line], several: Collection[str]) -> list[str]:
    """The ids of the lines of a statement: plan, part and, where the payroll has several periods of it, the first date.

    Lines of a pool are named by the pool, adjustments by lead and date; of several with one id the later are numbered.
    """
    return list(_numbered(_id(line, dated=line.kind not in UNDATED and line.plan in several) for line in lines))


def _id(line: Line, *, dated: bool) -> str:
    parts = [line.plan, line.part, line.first.isoformat() if dated else ""]
    return ".".join(part for part in parts if part)


def _numbered(names: Iterable[str]) -> Iterable[str]:
    seen: Counter[str] = Counter()
    for name in names:
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name}.{seen[name]}"
