"""Rows that count for a plan and are credited to nobody, as SQL."""

from collections.abc import Sequence

from slakit.pay.gather.earnings import Earning
from slakit.pay.gather.naming import Names
from slakit.sql.compilation import Compilation


def uncredited_rows(compilation: Compilation, names: Names, earning: Earning, seen: str, earners: Sequence[str]) -> str:
    """Keep (why, period_no, lead, ts, row_no, person): the rows of `seen` that no plan credits to anybody.

    `earners` are the relations of those whom the plans credit. `person` is the first one that the row names. Rows whose
    own shares do not add up are among them in any case; of an overlay or a pool there are no others.
    """
    columns = "coalesce(s.why, 'off_plan') AS why, s.period_no, s.lead, s.ts, s.row_no"
    columns += f", coalesce({', '.join(f's.name_{number}' for number in range(len(earning.credit.to)))}) AS person"
    kept = "s.why = 'shares'"
    if earning.is_whole:
        paid = "\nUNION ALL\n".join(f"SELECT lead, ts, row_no FROM {relation}" for relation in earners)
        same = "c.ts = s.ts AND c.row_no = s.row_no AND coalesce(c.lead, -1) = coalesce(s.lead, -1)"
        kept = f"coalesce({kept}, FALSE) OR NOT EXISTS (SELECT 1 FROM ({paid}) AS c WHERE {same})"
    return compilation.add(names.new("uncredited"), f"SELECT {columns} FROM {seen} AS s WHERE {kept}")
