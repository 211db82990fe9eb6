"""Who is credited with which part of a row, as SQL: named, rolled up, as a team, and in the plan on that day."""

from slakit.log.people import Roster
from slakit.model import Credit
from slakit.pay.gather.earnings import Earning
from slakit.pay.gather.naming import Names, members, stays, stays_seed, superiors_seed
from slakit.pay.gather.rows import carried
from slakit.sql.compilation import Compilation


def named_persons(compilation: Compilation, names: Names, earning: Earning, seen: str) -> str:
    """Keep the rows of `seen` once per person named, with `person` and `share` (parts of the shares' whole)."""
    parts = [
        f"SELECT {carried(earning)}, name_{number} AS person, share_{number} AS share FROM {seen}"
        f" WHERE why IS NULL AND name_{number} IS NOT NULL AND share_{number} <> 0"
        for number in range(len(earning.credit.to))
    ]
    return compilation.add(names.new("named"), "\nUNION ALL\n".join(parts))


def rolled_up(compilation: Compilation, names: Names, earning: Earning, named: str, roster: Roster) -> str:
    """Keep the rows of `named` with `superior`, whom the person's roster row of that day names; NULL if it does not.

    `other` is another superior where two rows of that day name different ones: then there must be no pay.
    Persons who are not on the roster on that day are left out.
    """
    column = earning.credit.rolls_up_to
    if column is None:
        raise ValueError(f"the credit of {earning.plan} does not roll up")
    above = superiors_seed(compilation, names, roster, column)
    return compilation.add(
        names.new("rolled"),
        f"""SELECT p.*, u.superior, u.other FROM {named} AS p
JOIN {above} AS u ON u.person = p.person AND p.local_day >= u.first_day AND p.local_day < u.after_day""",
    )


def earners(
    compilation: Compilation, names: Names, earning: Earning, named: str, rolled: str | None, roster: Roster
) -> str:
    """Keep the rows credited to each person in the plan (or pool) on that day: person, share, once per row."""
    own, source, wide = carried(earning), named, compilation.dialect.wide
    if rolled is not None:
        source = f"(SELECT {own}, superior AS person, share FROM {rolled} WHERE superior IS NOT NULL)"
    if earning.credit.team is not None:
        source = _team(compilation, names, earning, source, roster)
    there = members(compilation, names, roster, earning)
    columns = own.replace(", ", ", p.")
    within = "p.local_day >= m.first_day AND p.local_day < m.after_day"
    matched = within if earning.credit.team is not None else f"m.person = p.person AND {within}"
    return compilation.add(
        names.new("earners"),
        f"""SELECT p.{columns}, m.person, CAST(sum(p.share) AS {wide}) AS share
FROM {source} AS p JOIN {there} AS m ON {matched}
GROUP BY p.{columns}, m.person""",
    )


def _team(compilation: Compilation, names: Names, earning: Earning, source: str, roster: Roster) -> str:
    """SELECT text in brackets: each row once, as far as it is credited to people of the team on that day."""
    credit: Credit = earning.credit
    where = credit.team.where if credit.team is not None else ()
    team = stays_seed(compilation, names, stays(roster.select(where)))
    own = carried(earning)
    columns = own.replace(", ", ", w.")
    return f"""(SELECT w.{columns}, sum(w.share) AS share FROM {source} AS w
JOIN {team} AS e ON e.person = w.person AND w.local_day >= e.first_day AND w.local_day < e.after_day
GROUP BY w.{columns})"""
