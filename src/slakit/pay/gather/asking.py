"""Asks an evaluation for the relations of pay while it is compiled: made of the same rows as its commitments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest

from slakit.durations import Basis
from slakit.log.people import Roster
from slakit.model import Agreement, Per, Term
from slakit.pay.gather.collected import collected_rows, idle_rows
from slakit.pay.gather.credited import credited_rows, taken_back
from slakit.pay.gather.deals import deals, look_back
from slakit.pay.gather.earners import earners, named_persons, rolled_up
from slakit.pay.gather.earnings import Earning, earnings
from slakit.pay.gather.naming import Names
from slakit.pay.gather.readings import Question, questions
from slakit.pay.gather.rows import numbered_rows, rows_between, seen_rows, state_fields
from slakit.pay.gather.uncredited import uncredited_rows
from slakit.pay.settlements import Asked, pool_times, settlements
from slakit.sql.compilation import Compilation, Shared


@dataclass(frozen=True, kw_only=True, slots=True)
class Looked:
    """The relations of one earning: `credited` by part, and the rows behind them.

    `seen` are the rows that count, `rolled` those with the person above, where credit rolls up. `taken` (None without a
    clawback), `uncredited`, `deals`, `collected` and `idle` (all None without a release) are as their modules
    say.
    """

    earning: Earning
    seen: str
    rolled: str | None
    credited: tuple[str, ...]
    taken: str | None
    uncredited: str
    deals: str | None
    collected: str | None
    idle: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Between:
    """The rows (lead, ts) of an earning's event between its version's end and the next one's beginning."""

    earning: Earning
    rows: str
    until: int
    versions: tuple[str, str]
    timezone: str
    """Of the version before."""
    term: Term
    per: Per
    """Of the version before, and how often the plan is settled."""


@dataclass(kw_only=True)
class Asking:
    """What pay asks of an evaluation (`ask`), and the relations with the answers."""

    roster: Roster
    until: date
    looked: list[Looked] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    between: list[Between] = field(default_factory=list)
    as_of: int = 0
    as_of_day: date = date.min
    zones: list[str] = field(default_factory=list)
    """Of each version."""
    _names: Names = field(default_factory=Names)

    def ask(self, shared: Shared) -> None:
        """Add every relation of every version."""
        versions = [compilation.agreement for compilation in shared.versions]
        self.as_of = shared.as_of
        self.as_of_day = _in_force(shared).local_date(shared.as_of)
        self.zones = [compilation.timezone for compilation in shared.versions]
        everything = earnings(versions, self.until)
        asked = _asked(versions, self.until)
        for compilation, following in zip_longest(shared.versions, shared.versions[1:]):
            mine = [one for one in everything if one.version == compilation.number]
            self._ask_of(compilation, following, mine)
            self.questions += questions(compilation, self._names, asked.get(compilation.number, []))

    def _ask_of(self, compilation: Compilation, following: Compilation | None, mine: Sequence[Earning]) -> None:
        """Add the relations of one version's earnings, the rows of each event once."""
        fields: dict[str, set[str]] = {}
        for one in mine:
            fields.setdefault(one.event, set()).update(one.own_fields, state_fields(compilation, one))
            if one.release is not None:
                fields.setdefault(one.release.event, set()).add(one.release.sum)
        rows = {
            event: numbered_rows(compilation, self._names, event, wanted, place=place, places=len(fields))
            for place, (event, wanted) in enumerate(fields.items())
        }
        found = [(one, *self._earners(compilation, one, rows[one.event])) for one in mine]
        for one, seen, rolled, credited in found:
            whole = [theirs for other, _, _, theirs in found if other.event == one.event and other.is_whole]
            self.looked.append(self._looked(compilation, one, rows, seen, rolled, credited, whole))
        if following is not None and compilation.term[1] < following.term[0]:
            for one in mine:
                if one.is_whole and one.cuts:
                    self.between.append(_between(compilation, following, self._names, one, rows[one.event]))

    def _looked(
        self,
        compilation: Compilation,
        one: Earning,
        rows: Mapping[str, str],
        seen: str,
        rolled: str | None,
        credited: str,
        whole: Sequence[str],
    ) -> Looked:
        """The relations of an earning whose rows have been looked at, the payments of its deals among them."""
        names, sold, taken, collected, idle = self._names, None, None, None, None
        if one.release is not None:
            sold = deals(compilation, names, one.release.of, rows[one.event], credited)
            collected = collected_rows(compilation, names, one.release, rows[one.release.event], sold)
            idle = idle_rows(compilation, names, one.release, rows[one.release.event], rows[one.event])
        if one.clawback is not None:
            if sold is not None and one.clawback.within.basis is not Basis.ELAPSED:
                look_back(compilation)
            taken = taken_back(compilation, names, one.clawback, sold or credited)
        return Looked(
            earning=one,
            seen=seen,
            rolled=rolled,
            credited=tuple(credited_rows(compilation, names, one, credited, taken)),
            taken=taken,
            uncredited=uncredited_rows(compilation, names, one, seen, whole),
            deals=sold,
            collected=collected,
            idle=idle,
        )

    def _earners(self, compilation: Compilation, one: Earning, rows: str) -> tuple[str, str | None, str]:
        """The rows that count, those rolled up if they are, and who earns something by them."""
        names, roster = self._names, self.roster
        seen = seen_rows(compilation, names, one, rows)
        named = named_persons(compilation, names, one, seen)
        rolled = None
        if one.credit.rolls_up_to is not None:
            rolled = rolled_up(compilation, names, one, named, roster)
        return seen, rolled, earners(compilation, names, one, named, rolled, roster)


def _between(compilation: Compilation, following: Compilation, names: Names, one: Earning, rows: str) -> Between:
    """The rows of the earning's event that no version governs, before the next one begins."""
    ends, begins = compilation.term[1], following.term[0]
    agreement = compilation.agreement
    if agreement.term is None or agreement.compensation is None:
        raise ValueError(f"version {agreement.version} has no term or pays nothing")
    return Between(
        earning=one,
        rows=rows_between(compilation, names, one, rows, ends, begins),
        until=begins,
        versions=(agreement.version, following.agreement.version),
        timezone=compilation.timezone,
        term=agreement.term,
        per=agreement.compensation.plans[one.plan].per,
    )


def _asked(versions: Sequence[Agreement], until: date) -> dict[int, list[Asked]]:
    """What every settlement and pool looks up, by version."""
    found: dict[int, list[Asked]] = {}
    for settlement in settlements(versions, until):
        found.setdefault(settlement.version, []).extend(settlement.readings)
    for time in pool_times(versions):
        found.setdefault(time.version, []).append(time.reading)
    return found


def _in_force(shared: Shared) -> Compilation:
    """The version in force at the as-of, else the last one that began before it, else the first."""
    begun = [compilation for compilation in shared.versions if compilation.term[0] <= shared.as_of]
    return (begun or shared.versions[:1])[-1]
