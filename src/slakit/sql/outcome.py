"""How a kind hands in its rows: clock rows with their owner, period rows with their dimension, in one shape."""

from slakit.sql.compilation import Compilation
from slakit.sql.text import string

COLUMNS = (
    "commitment",
    "kind",
    "party",
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
"""Columns of a handed-in row: §10 of the language with the lead's number for its id, instants in epoch seconds."""

VALUE_TYPE = "DECIMAL(38, 6)"


def party_text(compilation: Compilation, by: tuple[str, ...]) -> str:
    """The promisers joined with `+` in the order of `parties`."""
    return "+".join(party for party in compilation.agreement.parties if party in by)


def record_clock(
    compilation: Compilation, *, name: str, source: str, commitment: str, kind: str, by: tuple[str, ...], wanted: bool
) -> str:
    """Keep `name`: the judged episodes of `source` with their owner; hand them in if `wanted`.

    `source` has lead, episode, started_at, due_at, stopped_at, breached_at, state, target, value, cause (and may
    have proven_at, which is passed on). The owner is the lead's at the breach, else at the end, else at the as-of.
    """
    compilation.use_owner()
    at = f"coalesce(a.breached_at, a.stopped_at, {compilation.as_of})"
    compilation.add(
        name,
        f"""SELECT a.*, o.owner, CAST(NULL AS VARCHAR) AS waiver
FROM {source} AS a
LEFT JOIN owners AS o ON o.lead = a.lead AND {at} >= o.from_at AND {at} < o.until_at""",
    )
    if wanted:
        compilation.outcomes.append(
            f"""SELECT {string(commitment)} AS commitment, {string(kind)} AS kind,
  {string(party_text(compilation, by))} AS party, lead, episode, CAST(NULL AS VARCHAR) AS dimension,
  CAST(NULL AS VARCHAR) AS period_start, CAST(NULL AS VARCHAR) AS period_end, owner,
  started_at, due_at, stopped_at, breached_at, state, target, CAST(value AS {VALUE_TYPE}) AS value, cause, waiver
FROM {name}"""
        )
    return name


def record_period(compilation: Compilation, *, source: str, commitment: str, kind: str, by: tuple[str, ...]) -> None:
    """Hand in the judged periods of `source` (dimension, period_start, period_end, state, target, value, cause)."""
    nothing = ", ".join(
        f"CAST(NULL AS BIGINT) AS {name}" for name in ("started_at", "due_at", "stopped_at", "breached_at")
    )
    compilation.outcomes.append(
        f"""SELECT {string(commitment)} AS commitment, {string(kind)} AS kind,
  {string(party_text(compilation, by))} AS party, CAST(NULL AS BIGINT) AS lead, CAST(NULL AS BIGINT) AS episode,
  dimension, period_start, period_end, CAST(NULL AS VARCHAR) AS owner,
  {nothing}, state, target, value, cause, CAST(NULL AS VARCHAR) AS waiver
FROM {source}"""
    )


def rounded(compilation: Compilation, num: str, den: str) -> str:
    """num ÷ den (integers, den positive) at six places, half-even, without a binary float on the way."""
    divide = compilation.dialect.divide
    scaled = f"(abs({num}) * 1000000)"
    quotient, rest = divide(scaled, den), f"({scaled} % ({den}))"
    up = f"CASE WHEN 2 * {rest} > {den} OR (2 * {rest} = {den} AND {quotient} % 2 = 1) THEN 1 ELSE 0 END"
    digits = f"({quotient} + {up})"
    whole, part = divide(digits, "1000000"), f"({digits} % 1000000)"
    text = f"CAST({whole} AS VARCHAR) || '.' || lpad(CAST({part} AS VARCHAR), 6, '0')"
    sign = f"CASE WHEN {num} < 0 THEN '-' ELSE '' END"
    return f"CAST({sign} || {text} AS {VALUE_TYPE})"
