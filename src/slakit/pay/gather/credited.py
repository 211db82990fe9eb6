"""The credited rows of every part, with what took them back, as SQL."""

from slakit.model import ALWAYS, Agreement, Clawback, Leads
from slakit.pay.gather.earnings import Earning
from slakit.pay.gather.naming import Names
from slakit.sql.clock import Target
from slakit.sql.compilation import Compilation


def credited_rows(
    compilation: Compilation, names: Names, earning: Earning, earners: str, taken: str | None
) -> list[str]:
    """Keep, per part, (lead, ts, row_no, local_day, person, num, share, deal, taken_at, taken_day, due_at).

    A measure of leads counts a lead once per person and span: the person's first row of it. `taken` is what
    `taken_back` keeps of the instants of `earners`, if there is a clawback.
    """
    return [
        _of_part(compilation, names, number, earners, taken, once=isinstance(part.measure, Leads))
        for number, part in enumerate(earning.parts)
    ]


def _of_part(
    compilation: Compilation, names: Names, number: int, earners: str, taken: str | None, *, once: bool
) -> str:
    source = f"(SELECT * FROM {earners} WHERE n_{number} IS NOT NULL)"
    if once:
        turn = "row_number() OVER (PARTITION BY lead, person, period_no ORDER BY ts, row_no)"
        source = f"(SELECT * FROM (SELECT e.*, {turn} AS turn FROM {source} AS e) AS turns WHERE turn = 1)"
    integer = compilation.dialect.integer
    back, join = ", ".join(f"CAST(NULL AS {integer}) AS {name}" for name in ("taken_at", "taken_day", "due_at")), ""
    if taken is not None:
        back = "b.taken_at, b.taken_day, b.due_at"
        join = f" LEFT JOIN {taken} AS b ON b.lead = e.lead AND b.ts = e.ts"
    return compilation.add(
        names.new("credited"),
        f"""SELECT e.lead, e.ts, e.row_no, e.local_day, e.person, e.n_{number} AS num, e.share, e.deal, {back}
FROM {source} AS e{join}""",
    )


def taken_back(compilation: Compilation, names: Names, clawback: Clawback, instants: str) -> str:
    """Keep (lead, ts, due_at, taken_at, taken_day): instants of credit with the first row that took them back in time.

    `instants` has (lead, ts), repeated or not. That is the first row of the event after the instant, if it is not
    after the deadline.
    """
    timer = compilation.timer([Target(clawback.within, ruling_calendar(compilation.agreement))])
    windows = compilation.add(
        names.new("windows"),
        f"""SELECT a.lead, a.ts, {timer.deadline("a.ts", "k")} AS due_at
FROM (SELECT DISTINCT lead, ts FROM {instants} WHERE lead IS NOT NULL) AS a{timer.deadline_join("a.ts", "k")}""",
    )
    found = compilation.dialect.nearest(
        windows,
        f"({compilation.instants([clawback.event], distinct=False)})",
        alias="b",
        keys=["lead"],
        at="a.ts",
        relation="<",
        position="ts",
    )
    after = compilation.add(
        names.new("after"), f"SELECT a.lead, a.ts, a.due_at, b.ts AS taken_at FROM {found} WHERE b.ts IS NOT NULL"
    )
    return compilation.add(
        names.new("taken"),
        f"""SELECT a.lead, a.ts, a.due_at, a.taken_at, t.local_day AS taken_day
FROM {after} AS a{compilation.local_day_join("a.taken_at", "t")}
WHERE a.taken_at <= a.due_at""",
    )


def ruling_calendar(agreement: Agreement) -> str:
    """The calendar of what cannot name one: the only one that is declared, else `always`."""
    declared = list(agreement.calendars)
    return declared[0] if len(declared) == 1 else ALWAYS
