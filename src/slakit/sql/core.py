"""The relations that every commitment stands on, written once all kinds have said what they need."""

from slakit.model import Agreement
from slakit.sql.compilation import Compilation, Shared
from slakit.sql.condition import condition_sql
from slakit.sql.dialect import NEVER, Dialect
from slakit.sql.plan import Relation
from slakit.sql.state import state_relations
from slakit.sql.text import any_of


def shared_relations(shared: Shared, leads: tuple[str, ...] = (), *, surveyed: bool = False) -> list[Relation]:
    """`lead_owner`, `lead` and `owners`, over the visible rows of `log`; `leads` narrows to these lead ids.

    `surveyed` tells that a table `survey` (lead_id, owner, first_at) has been made of all rows and all are visible."""
    return [*_leads(shared, leads, surveyed=surveyed), _owners(shared)]


def version_relations(compilation: Compilation, *, leads: tuple[str, ...] = ()) -> list[Relation]:
    """`facts` and, as asked for, `entries` and `state` of one version, in the order to build them.

    They read the table `log` (lead_id, event, at, and a column per field) and `lead`.
    """
    relations = [_facts(compilation, leads)]
    if compilation.uses_entries:
        relations += _entries(compilation)
    if compilation.state_fields:
        relations += state_relations(compilation)
    return relations


def pattern_sql(agreement: Agreement, name: str, dialect: Dialect, row: str = "") -> str:
    """Whether a row of `log` (aliased with `row`, such as `g.`) matches the named event or stage; never NULL."""
    pattern = agreement.events[name]
    events = ", ".join(dialect.string(event) for event in pattern.events)
    test = f"{row}event IN ({events})"
    if pattern.where is None:
        return f"({test})"
    return f"({test} AND {condition_sql(pattern.where, lambda field: row + dialect.ident(field), dialect)})"


def _leads(shared: Shared, leads: tuple[str, ...], *, surveyed: bool) -> list[Relation]:
    """Lead ids with numbers in their order, and what tells the leads that only ever had one owner (most do)."""
    chosen = f"lead_id IS NOT NULL{_chosen(shared, 'lead_id', leads)}"
    at = shared.dialect.ident("at")
    sql = f"""SELECT lead_id, owner, min({at}) AS from_at FROM log WHERE {chosen} AND {shared.visible}
GROUP BY lead_id, owner"""
    if surveyed:
        sql = f"SELECT lead_id, owner, first_at AS from_at FROM survey WHERE {chosen}"
    owned = Relation(name="lead_owner", sql=sql, keep=not surveyed)
    lead = Relation(
        name="lead",
        sql="""SELECT l.*, row_number() OVER (ORDER BY lead_id) AS lead
FROM (
  SELECT lead_id, min(owner) AS only_owner, coalesce(min(owner) <> max(owner), FALSE) AS changes_hands,
    min(CASE WHEN owner IS NOT NULL THEN from_at END) AS owned_from
  FROM lead_owner GROUP BY lead_id
) AS l""",
    )
    return [owned, lead]


def _chosen(shared: Shared, lead_id: str, leads: tuple[str, ...]) -> str:
    """A condition after others: the lead is one of `leads`, if any are given. It is pushed into the scan of the log."""
    return f" AND {lead_id} IN ({', '.join(shared.dialect.string(lead) for lead in leads)})" if leads else ""


def _owners(shared: Shared) -> Relation:
    """Spans of one owner; a lead that only ever had one needs no ordering of its rows."""
    at = shared.dialect.ident("at")
    return Relation(
        name="owners",
        sql=f"""SELECT lead, owned_from AS from_at, only_owner AS owner, {NEVER} AS until_at
FROM lead WHERE only_owner IS NOT NULL AND NOT changes_hands
UNION ALL
SELECT lead, ts AS from_at, owner, coalesce(lead(ts) OVER (PARTITION BY lead ORDER BY ts), {NEVER}) AS until_at
FROM (
  SELECT lead, ts, owner, lag(owner) OVER (PARTITION BY lead ORDER BY ts) AS owner_before
  FROM (
    SELECT l.lead, g.{at} AS ts, max(g.owner) AS owner FROM log AS g JOIN lead AS l ON l.lead_id = g.lead_id
    WHERE l.changes_hands AND g.owner IS NOT NULL AND {shared.visible} GROUP BY l.lead, g.{at}
  ) AS each_instant
) AS changes WHERE owner_before IS NULL OR owner_before <> owner""",
    )


def _facts(compilation: Compilation, leads: tuple[str, ...]) -> Relation:
    dialect = compilation.dialect
    flags = {name: pattern_sql(compilation.agreement, name, dialect, "g.") for name in compilation.names}
    wanted = [f"e_{name}" for name in flags] + [f"v_{name} IS NOT NULL" for name in compilation.state_fields]
    columns = "".join(f",\n    {sql} AS e_{name}" for name, sql in flags.items())
    columns += "".join(f",\n    g.{dialect.ident(name)} AS v_{name}" for name in compilation.own_fields)
    join = "JOIN" if leads else "LEFT JOIN"
    return Relation(
        name=compilation.named("facts"),
        sql=f"""SELECT * FROM (
  SELECT l.lead, g.{dialect.ident("at")} AS ts{columns}
  FROM log AS g {join} lead AS l ON l.lead_id = g.lead_id
  WHERE {compilation.shared.visible}{_chosen(compilation.shared, "g.lead_id", leads)}
) AS f WHERE {any_of(wanted)}""",
    )


def _entries(compilation: Compilation) -> list[Relation]:
    """A row of a stage is an entry unless the lead's row before it, by instant and funnel order, is of that stage."""
    fields = list(compilation.entry_fields)
    own = "".join(f", v_{name}" for name in fields)
    greatest = "".join(f", {compilation.greatest(name)} AS v_{name}" for name in fields)
    facts = compilation.named("facts")
    parts = "\nUNION ALL\n".join(
        f"SELECT lead, ts, {number} AS stage_no{own} FROM {facts} WHERE e_{stage} AND lead IS NOT NULL"
        for number, stage in enumerate(compilation.agreement.stages)
    )
    rows = Relation(
        name=compilation.named("stage_rows"),
        sql=f"SELECT lead, ts, stage_no{greatest} FROM (\n{parts}\n) AS r GROUP BY lead, ts, stage_no",
        keep=False,
    )
    placed = Relation(
        name=compilation.named("placed"),
        sql=f"""SELECT lead, ts, stage_no{own},
  lag(stage_no) OVER (PARTITION BY lead ORDER BY ts, stage_no) AS left_no
FROM {compilation.named("stage_rows")}""",
        keep=False,
    )
    entries = Relation(
        name=compilation.named("entries"),
        sql=f"""SELECT lead, ts, stage_no{own}, left_no,
  coalesce(lead(ts) OVER (PARTITION BY lead ORDER BY ts, stage_no), {NEVER}) AS leave_at
FROM {compilation.named("placed")} WHERE left_no IS NULL OR left_no <> stage_no""",
    )
    return [rows, placed, entries]
