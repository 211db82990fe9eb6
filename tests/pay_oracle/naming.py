"""The ids of a statement's lines, as `pay --explain` takes them."""

from collections import Counter
from collections.abc import Iterable, Sequence

from tests.pay_oracle.statement import Line


def ids(lines: Sequence[Line]) -> list[str]:
    """The ids of lines of one statement: plan, part and, where the plan has several periods in it, the first date.

    Lines of a pool are named by the pool, adjustments by lead and date; of several with one id the later are numbered.
    """
    own = [line for line in lines if line.kind not in ("release", "clawback", "pool", "rounding")]
    several = {
        plan for plan in {line.plan for line in own} if len({line.first for line in own if line.plan == plan}) > 1
    }
    return list(_numbered(_id(line, dated=line in own and line.plan in several) for line in lines))


def _id(line: Line, *, dated: bool) -> str:
    parts = [line.plan, line.part, line.first.isoformat() if dated else ""]
    return ".".join(part for part in parts if part)


def _numbered(names: Iterable[str]) -> Iterable[str]:
    seen: Counter[str] = Counter()
    for name in names:
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name}.{seen[name]}"
