"""Which counted starts open an episode, within one version of an agreement and across several.

A clock is compiled in two steps: up to its candidates (every start that counts, with the instant from which a later
start finds the episode over), and, once the candidates of every version are known, from the opened episodes on.
"""

from collections.abc import Generator, Mapping
from dataclasses import field, replace

from slakit.commitments.starts import among_several, is_single
from slakit.model import Again
from slakit.record import record
from slakit.sql.chain import chain
from slakit.sql.compilation import Compilation, Shared, fitting
from slakit.sql.dialect import NEVER


@record
class Candidates:
    """A version's starts that may open an episode.

    `relation` has lead and started_at (distinct) and whatever the clock needs later. `reach` is the first instant
    at which a start finds the episode over, if starts are otherwise ignored. Clocks with one `key` share openings.
    """

    key: str
    relation: str
    starts: str
    """The starts behind them, among which `several_starts` told the leads with more than one."""
    again: Again
    reach: str = str(NEVER)
    beside: Mapping[int, str] = field(default_factory=dict)
    """The like relations of every version that has these starts, whether or not it promises anything about them."""


ClockCompiler = Generator[Candidates, str, str]
"""Yields its candidates, is sent the relation of its opened ones (with episode and next_at), returns its outcomes."""


def open_episodes(shared: Shared, candidates: Mapping[int, Candidates]) -> dict[int, str]:
    """Keep, per version, the candidates that open an episode, with `episode` (from 1, across versions) and `next_at`.

    `next_at` is the start that opens the lead's next episode, NEVER without one.
    """
    first = next(iter(candidates.values()))
    if first.key not in shared.opened:
        others = {
            number: replace(first, relation=relation, starts=relation) for number, relation in first.beside.items()
        }
        everyone = dict(sorted((others | dict(candidates)).items()))
        if len(everyone) == 1:
            number = next(iter(everyone))
            shared.opened[first.key] = {number: _alone(shared.versions[number], first)}
        else:
            shared.opened[first.key] = _together(shared, everyone)
    return shared.opened[first.key]


def _alone(compilation: Compilation, candidates: Candidates) -> str:
    """The only start of a lead opens its first episode; among several it depends on what came before."""
    name, source = f"{candidates.relation}__opened", candidates.relation
    rivals = among_several(candidates.starts, source)
    if candidates.again is Again.NEVER:
        numbered = f"""SELECT o.*, {NEVER} AS next_at FROM (
  SELECT r.*, row_number() OVER (PARTITION BY lead ORDER BY started_at) AS episode FROM {rivals} AS r
) AS o WHERE episode = 1"""
    else:
        if candidates.again is Again.IGNORE:
            points = f"SELECT lead, started_at, {candidates.reach} AS reach FROM {rivals} AS r"
            points = compilation.add(f"{name}__reach", points)
            taken = f"{name}__taken"
            compilation.extend(chain(compilation.dialect, taken, points, keys=["lead"], at="started_at", reach="reach"))
            both = f"{source} AS a JOIN {taken} AS t ON t.lead = a.lead AND t.started_at = a.started_at"
            rivals = f"(SELECT a.* FROM {both})"
        numbered = _numbered(rivals)
    return compilation.add(
        name,
        f"""SELECT a.*, 1 AS episode, {NEVER} AS next_at FROM {source} AS a WHERE {is_single(candidates.starts)}
UNION ALL
{numbered}""",
    )


def _together(shared: Shared, candidates: Mapping[int, Candidates]) -> dict[int, str]:
    """One chain over the starts of all versions, then each version's own share of it.

    A start judged under `never` opens only if the lead has no earlier episode; since the first start of a lead
    always opens one, that is: only if it is the first.
    """
    name = fitting(next(iter(candidates.values())).key, shared.dialect.longest_name)
    parts = [
        f"SELECT lead, started_at, {_reach(found)} AS reach, {int(found.again is Again.NEVER)} AS is_never"
        f" FROM {found.relation}"
        for found in candidates.values()
    ]
    points = shared.add(
        f"{name}__points",
        f"""SELECT lead, started_at, reach FROM (
  SELECT p.*, row_number() OVER (PARTITION BY lead ORDER BY started_at) AS turn FROM (
{" UNION ALL ".join(parts)}
  ) AS p
) AS turns WHERE is_never = 0 OR turn = 1""",
    )
    taken = f"{name}__taken"
    shared.relations.extend(chain(shared.dialect, taken, points, keys=["lead"], at="started_at", reach="reach"))
    opened = shared.add(f"{name}__opened", _numbered(taken))
    return {
        number: shared.add(
            f"{found.relation}__opened",
            f"""SELECT a.*, o.episode, o.next_at
FROM {found.relation} AS a JOIN {opened} AS o ON o.lead = a.lead AND o.started_at = a.started_at""",
        )
        for number, found in candidates.items()
    }


def _reach(candidates: Candidates) -> str:
    return "started_at + 1" if candidates.again is Again.RESTART else candidates.reach


def _numbered(source: str) -> str:
    return f"""SELECT o.*, row_number() OVER (PARTITION BY lead ORDER BY started_at) AS episode,
  coalesce(lead(started_at) OVER (PARTITION BY lead ORDER BY started_at), {NEVER}) AS next_at
FROM {source} AS o"""
