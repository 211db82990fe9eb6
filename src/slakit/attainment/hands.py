"""Whose hands leads were in: the owners of breached outcomes, and the open outcomes that are due next."""

from collections.abc import Container, Sequence

from slakit.attainment.days import epoch
from slakit.attainment.scorecard import Due, OwnerScore, Upcoming
from slakit.connection import Connection
from slakit.outcomes import RELATION, ROWS

OWNERS = 50
"""How many owners a scorecard holds."""

DUE = 50
"""How many outcomes at risk, and how many others that are due, a scorecard holds."""


def owners(connection: Connection) -> tuple[tuple[OwnerScore, ...], int, int]:
    """The owners with most breaches (then the greater share of breaches, then by name); how many broke anything; and
    the number of breached outcomes of leads that nobody owned."""
    rows = connection.execute(
        f"""SELECT owner, commitment, count(*) FILTER (WHERE state = 'breached'), count(*)
FROM {ROWS} WHERE period_start IS NULL AND state IN ('met', 'breached') GROUP BY owner, commitment"""  # noqa: S608 - constants only
    ).fetchall()
    unowned = sum(row[2] for row in rows if row[0] is None)
    held: dict[str, list[tuple[str, int, int]]] = {}
    for owner, commitment, breached, decided in rows:
        if owner is not None:
            held.setdefault(owner, []).append((commitment, breached, decided))
    scores = [score for owner, parts in held.items() if (score := _owner(owner, parts)).breached]
    scores.sort(key=lambda score: (-score.breached, score.decided, score.owner))
    return tuple(scores[:OWNERS]), len(scores), unowned


def _owner(owner: str, parts: Sequence[tuple[str, int, int]]) -> OwnerScore:
    broken = sorted(((name, number) for name, number, _ in parts if number), key=lambda part: (-part[1], part[0]))
    return OwnerScore(
        owner=owner,
        breached=sum(number for _, number, _ in parts),
        decided=sum(decided for _, _, decided in parts),
        commitments=tuple(broken),
    )


_DUE = f"""SELECT commitment, lead_id, episode, owner, due_at, state, count(*) OVER () AS in_all
FROM {RELATION}
WHERE due_at IS NOT NULL AND state = ? AND NOT (kind = 'dwell' AND target LIKE '>=%')
ORDER BY due_at, commitment, lead_id, episode LIMIT {DUE}"""  # noqa: S608 - constants only
"""A lead that must stay in a stage keeps that promise by waiting: its deadline cannot be missed, so it is left out."""


def upcoming(connection: Connection, states: Container[str]) -> Upcoming:
    """What is due next, at risk and otherwise, where an outcome is in such a state; paused ones have no deadline."""
    at_risk, at_risk_in_all = _due(connection, "at_risk") if "at_risk" in states else ((), 0)
    pending, pending_in_all = _due(connection, "pending") if "pending" in states else ((), 0)
    return Upcoming(at_risk=at_risk, at_risk_in_all=at_risk_in_all, pending=pending, pending_in_all=pending_in_all)


def _due(connection: Connection, state: str) -> tuple[tuple[Due, ...], int]:
    rows = connection.execute(_DUE, [state]).fetchall()
    found = tuple(
        Due(commitment=row[0], lead_id=row[1], episode=row[2], owner=row[3], due_at=epoch(row[4]), state=row[5])
        for row in rows
    )
    return found, rows[0][6] if rows else 0
