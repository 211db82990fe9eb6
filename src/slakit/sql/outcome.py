"""How a kind hands in its rows: clock rows with their owner, period rows with their dimension, in one shape."""

from collections.abc import Sequence

from slakit.calendars import begin
from slakit.model import Waiver
from slakit.outcomes import COLUMNS, IN_ORDER, NUMBERED, RELATION, ROWS
from slakit.sql.compilation import Compilation, Handed, Shared
from slakit.sql.dialect import Dialect
from slakit.sql.plan import Relation
from slakit.sql.text import all_of

HANDED = (
    "lead",
    "episode",
    "dimension",
    "period_start",
    "period_end",
    "owner",
    "started_at",
    "due_at",
    "stopped_at",
    "breached_at",
    "state",
    "target",
    "value",
    "cause",
    "waiver",
)
"""What a kind hands in: columns of §10 of the language with the lead's number for its id, instants in epoch seconds."""

PARTS = ("commitment", "kind", "party")
"""The first columns, which outcomes are ordered by before all else."""

INSTANTS = ("started_at", "due_at", "stopped_at", "breached_at")


def party_text(compilation: Compilation, by: tuple[str, ...]) -> str:
    """The promisers joined with `+` in the order of `parties`."""
    return "+".join(party for party in compilation.agreement.parties if party in by)


def record_clock(
    compilation: Compilation,
    *,
    name: str,
    source: str,
    commitment: str,
    kind: str,
    by: tuple[str, ...],
    starts: Sequence[str],
    wanted: bool,
) -> str:
    """Keep `name`: the judged episodes of `source` with owner and waiver; hand them in if `wanted`.

    `source` has lead, episode, started_at, due_at, stopped_at, breached_at, state, target, value, cause and
    proven_at, the instant from which the episode proves what a reason requires. `starts` names the rows that
    start the clock. The owner is the lead's at the breach, else at the end, else at the as-of.
    """
    dialect = compilation.dialect
    waivers = [waiver for waiver in compilation.shared.waivers if commitment in waiver.commitments]
    if waivers:
        source = _waived(compilation, f"{name}__waived", source, waivers, starts)
    columns = "a.*" if waivers else f"a.*, CAST(NULL AS {dialect.text}) AS waiver"
    at = f"coalesce(a.breached_at, a.stopped_at, {compilation.as_of})"
    compilation.add(
        name,
        f"""SELECT {columns}, o.owner
FROM {source} AS a
LEFT JOIN owners AS o ON o.lead = a.lead AND {at} >= o.from_at AND {at} < o.until_at""",
    )
    if wanted:
        nothing = f"CAST(NULL AS {dialect.text})"
        _hand_in(
            compilation,
            commitment,
            kind,
            by,
            f"""SELECT lead, episode, {nothing} AS dimension, {nothing} AS period_start, {nothing} AS period_end, owner,
  started_at, due_at, stopped_at, breached_at, state, target, CAST(value AS {dialect.six_places}) AS value, cause,
  waiver
FROM {name}""",
            is_clock=True,
        )
    return name


def _hand_in(
    compilation: Compilation, commitment: str, kind: str, by: tuple[str, ...], rows: str, *, is_clock: bool
) -> None:
    compilation.shared.outcomes.append(
        Handed(
            commitment=commitment,
            kind=kind,
            party=party_text(compilation, by),
            version=compilation.agreement.version,
            version_no=compilation.number,
            rows=rows,
            is_clock=is_clock,
        )
    )


def record_period(compilation: Compilation, *, source: str, commitment: str, kind: str, by: tuple[str, ...]) -> None:
    """Hand in the judged periods of `source` (dimension, period_start, period_end, state, target, value, cause).

    It also has starts_at and ends_at, the period's instants, which decide on waivers.
    """
    dialect = compilation.dialect
    waivers = [waiver for waiver in compilation.shared.waivers if commitment in waiver.commitments]
    cases = "".join(
        f" WHEN {_within(compilation, waiver, 'starts_at', 'ends_at >')} THEN {dialect.string(waiver.id)}"
        for waiver in waivers
        if not waiver.is_narrowed
    )
    state, waiver = "state", f"CAST(NULL AS {dialect.text})"
    if cases:
        waiver = f"CASE WHEN state <> 'breached' THEN NULL{cases} END"
        state = f"CASE WHEN {waiver} IS NOT NULL THEN 'waived' ELSE state END"
    nothing = ", ".join(f"CAST(NULL AS {dialect.integer}) AS {name}" for name in INSTANTS)
    _hand_in(
        compilation,
        commitment,
        kind,
        by,
        f"""SELECT CAST(NULL AS {dialect.integer}) AS lead, CAST(NULL AS {dialect.integer}) AS episode, dimension,
  period_start, period_end, CAST(NULL AS {dialect.text}) AS owner, {nothing},
  {state} AS state, target, value, cause, {waiver} AS waiver
FROM {source}""",
        is_clock=False,
    )


def _waived(compilation: Compilation, name: str, source: str, waivers: Sequence[Waiver], starts: Sequence[str]) -> str:
    """Keep `name`: `source` with `waiver`, the first that covers a breach, whose state becomes `waived`."""
    dialect = compilation.dialect
    judge = compilation.judge(starts, *(waiver.when for waiver in waivers), row="w")
    cases = []
    for waiver in waivers:
        tests = [_within(compilation, waiver, "w.started_at", "w.breached_at >="), judge.test(waiver.when)]
        if waiver.leads is not None:
            leads = ", ".join(dialect.string(lead) for lead in waiver.leads)
            tests.append(f"w.lead IN (SELECT lead FROM lead WHERE lead_id IN ({leads}))")
        cases.append(f"WHEN {all_of(tests)} THEN {dialect.string(waiver.id)}")
    return compilation.add(
        name,
        f"""SELECT lead, episode, started_at, due_at, stopped_at, breached_at,
  CASE WHEN waiver IS NOT NULL THEN 'waived' ELSE state END AS state, target, value, cause, proven_at, waiver
FROM (
  SELECT w.*, CASE WHEN w.state <> 'breached' THEN NULL {" ".join(cases)} END AS waiver
  FROM (SELECT s.*, s.started_at AS ts FROM {source} AS s) AS w{judge.join()}
) AS c""",
        keep=False,
    )


def _within(compilation: Compilation, waiver: Waiver, begins: str, ends: str) -> str:
    """Whether an outcome that `begins` and `ends` (with how it is compared) overlaps the waiver's time."""
    before = f"{begins} < {begin(waiver.until, compilation.timezone)}"
    return before if waiver.from_ is None else f"{before} AND {ends} {begin(waiver.from_, compilation.timezone)}"


def rounded(compilation: Compilation, num: str, den: str) -> str:
    """num ÷ den (integers, den positive) at six places, half-even, without a binary float on the way."""
    dialect = compilation.dialect
    divide, remainder = dialect.divide_wide, dialect.remainder
    scaled = f"(abs({num}) * 1000000)"
    quotient, rest = divide(scaled, den), remainder(scaled, den)
    odd = f"{remainder(quotient, '2')} = 1"
    up = f"CASE WHEN 2 * {rest} > {den} OR (2 * {rest} = {den} AND {odd}) THEN 1 ELSE 0 END"
    digits = f"({quotient} + {up})"
    whole, part = divide(digits, "1000000"), remainder(digits, "1000000")
    text = f"CAST({whole} AS {dialect.text}) || '.' || lpad(CAST({part} AS {dialect.text}), 6, '0')"
    sign = f"CASE WHEN {num} < 0 THEN '-' ELSE '' END"
    return f"CAST({sign} || {text} AS {dialect.six_places})"


def outcome_relations(shared: Shared) -> list[Relation]:
    """All rows handed in, with lead ids and instants as text: `outcomes`, and `outcomes_in_order` in the order of §10.

    Lead numbers are in the order of lead ids, `part` in that of commitment, kind and party, and `turn` in that of
    episodes or of a period commitment's rows: three small keys. Rows that agree in what is ordered by are the same
    row. Only what is read is computed.
    """
    dialect = shared.dialect
    order = "u.part, u.lead NULLS FIRST, u.turn NULLS FIRST"
    texts = {instant: f"{dialect.utc_text(f'w.{instant}')} AS {instant}" for instant in INSTANTS}
    texts["agreement"] = f"{dialect.string(shared.versions[0].agreement.id)} AS agreement"
    columns = ", ".join(texts.get(column, f"w.{column}") for column in COLUMNS)
    named = f"SELECT u.*, l.lead_id FROM {ROWS} AS u LEFT JOIN lead AS l ON l.lead = u.lead"
    # What is the same in all rows of a part is put in after the sort, which would carry it along.
    texts |= {name: _by_part(shared, name) for name in PARTS}
    in_order = ", ".join(texts.get(column, f"w.{column}") for column in COLUMNS)
    carried = ", ".join(f"u.{column}" for column in ("part", "version", *HANDED))
    few = f"SELECT {carried}, l.lead_id FROM {ROWS} AS u LEFT JOIN lead AS l ON l.lead = u.lead"
    return [
        Relation(name=ROWS, sql=_all_rows(shared), keep=False),
        Relation(name=RELATION, sql=f"SELECT {columns}\nFROM (\n{named}\n) AS w", keep=False),
        Relation(name=NUMBERED, sql=f"{few}\nORDER BY {order}", keep=False),
        Relation(name=IN_ORDER, sql=f"SELECT {in_order}, w.part, w.lead\nFROM {NUMBERED} AS w", keep=False),
    ]


def _parts(shared: Shared) -> list[tuple[str, ...]]:
    """The values of `PARTS` that rows have together, in their order; the place of each is its number."""
    return sorted({(handed.commitment, handed.kind, handed.party) for handed in shared.outcomes})


def _by_part(shared: Shared, name: str) -> str:
    """The column `name` of `PARTS` by the number of the part."""
    place, string = PARTS.index(name), shared.dialect.string
    cases = "".join(f" WHEN {number} THEN {string(part[place])}" for number, part in enumerate(_parts(shared)))
    return f"CASE w.part{cases} END AS {name}" if cases else f"CAST(NULL AS {shared.dialect.text}) AS {name}"


def _all_rows(shared: Shared) -> str:
    dialect = shared.dialect
    parts = _parts(shared)
    clocks: list[str] = []
    periods: list[str] = []
    for handed in shared.outcomes:
        same = {name: getattr(handed, name) for name in ("commitment", "kind", "party", "version")}
        constants = ", ".join(f"{dialect.string(value)} AS {name}" for name, value in same.items())
        part = parts.index((handed.commitment, handed.kind, handed.party))
        turn = ", episode AS turn" if handed.is_clock else ""
        numbers = f"{part} AS part, {handed.version_no} AS version_no"
        rows = f"SELECT {numbers}, {constants}, {', '.join(HANDED)}{turn}\nFROM (\n{handed.rows}\n) AS h"
        (clocks if handed.is_clock else periods).append(rows)
    if periods:
        order = [f"{dialect.by_code_point(f'p.{name}')} NULLS FIRST" for name in ("dimension", "period_start")]
        turn = f"row_number() OVER (PARTITION BY p.part ORDER BY {', '.join(order)})"
        together = "\nUNION ALL\n".join(periods)
        clocks.append(f"SELECT p.*, {turn} AS turn\nFROM (\n{together}\n) AS p")
    return "\nUNION ALL\n".join(clocks or [_no_rows(dialect)])


def _no_rows(dialect: Dialect) -> str:
    texts = ("commitment", "kind", "party", "version")
    typed = (
        dict.fromkeys(("part", "version_no"), dialect.integer)
        | dict.fromkeys((*texts, *HANDED), dialect.text)
        | {"turn": dialect.integer}
    )
    typed |= dict.fromkeys(("lead", "episode", *INSTANTS), dialect.integer) | {"value": dialect.six_places}
    nothing = ", ".join(f"CAST(NULL AS {type_}) AS {column}" for column, type_ in typed.items())
    return f"SELECT {nothing} FROM (SELECT 1 AS one) AS o WHERE one = 0"
