"""Expected outcomes matched with those that came: what agrees, what is nearest, what nobody expected."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from slakit.attainment.days import epoch
from slakit.diagnostics import Span
from slakit.expectations import INSTANTS, Expectation
from slakit.language.names import instead_of
from slakit.model import Agreement
from slakit.outcomes import COLUMNS, Outcome
from slakit.scenarios.bind import Scenario
from slakit.scenarios.result import Check, Comparison, Fault, Problem
from slakit.scenarios.strays import strays
from slakit.timeline.model import Timeline
from slakit.timeline.words import local

_WHICH = ("lead_id", "episode", "dimension", "period_start", "started_at", "period_end", "version")
"""The columns that say which outcome of a commitment is meant, the most telling first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Declared:
    """What is known of a commitment by its id: what people call it and where it is declared."""

    title: str
    span: Span


@dataclass(frozen=True, kw_only=True, slots=True)
class Matching:
    """The outcomes of a scenario under `versions` of an agreement, and what problems with them are told with."""

    scenario: Scenario
    versions: Sequence[Agreement]
    outcomes: Sequence[Outcome]
    declared: Mapping[str, Declared]
    timeline: Callable[[str, str], Timeline | None]
    """A lead's timeline reduced to one commitment."""

    def checks(self) -> tuple[Check, ...]:
        """Every row of `expect`, matched or not."""
        return tuple(self._check(row) for row in self.scenario.expect)

    def unexpected(self, checks: Sequence[Check]) -> tuple[Problem, ...]:
        """The breached outcomes of leads that `expect` names and none of its rows expects, in the order of §10.

        One that a row was compared with has been told of already.
        """
        named = {lead for row in self.scenario.expect if (lead := row.get("lead_id"))}
        told = [check.problem.got for check in checks if check.problem is not None]
        found = []
        for outcome in self.outcomes:
            if outcome.state != "breached" or outcome.lead_id not in named or outcome in told:
                continue
            if not any(agrees(outcome, row) for row in self.scenario.expect):
                found.append(self._unexpected(outcome))
        return tuple(found)

    def _check(self, row: Expectation) -> Check:
        commitment, lead_id = row.get("commitment") or "", row.get("lead_id")
        matched = next((outcome for outcome in self.outcomes if agrees(outcome, row)), None)
        return Check(
            span=row.span,
            commitment=commitment,
            lead_id=lead_id,
            given=tuple((given.column, given.text) for given in row.columns),
            matched=matched,
            problem=None if matched else self._problem(row, commitment, lead_id),
        )

    def _problem(self, row: Expectation, commitment: str, lead_id: str | None) -> Problem:
        """Why no outcome agrees with a row."""
        spans = {given.column: given.span for given in row.columns}
        if commitment not in self.declared:
            return Problem(
                fault=Fault.UNKNOWN_COMMITMENT,
                span=spans["commitment"],
                message=f"there is no commitment '{commitment}'",
                help=instead_of(commitment, "commitments", self.declared),
                commitment=commitment,
                lead_id=lead_id,
            )
        if lead_id and lead_id not in self.scenario.leads:
            return Problem(
                fault=Fault.UNKNOWN_LEAD,
                span=spans["lead_id"],
                message=f"no event is about a lead '{lead_id}'",
                help=instead_of(lead_id, "leads", self.scenario.leads),
                commitment=commitment,
                lead_id=lead_id,
                title=self.declared[commitment].title,
                clause=self.declared[commitment].span,
            )
        return self._differs(row, commitment, lead_id)

    def _differs(self, row: Expectation, commitment: str, lead_id: str | None) -> Problem:
        nearest = self._nearest(row, commitment)
        what = f"{commitment} of lead {lead_id}" if lead_id else commitment
        columns = tuple(
            Comparison(
                column=given.column,
                expected=given.text,
                got=None if nearest is None else cell(nearest, given.column),
                agrees=nearest is not None and cell(nearest, given.column) == given.text,
                span=given.span,
            )
            for given in row.columns
        )
        timeline = self._timeline(lead_id or (nearest.lead_id if nearest else None), commitment)
        others = self._others(row, commitment) if nearest is None else ""
        return Problem(
            fault=Fault.MISSING if nearest is None else Fault.DIFFERENT,
            span=row.span,
            message=self._in_a_line(what, columns, nearest),
            help=strays(self.versions, timeline) or others,
            commitment=commitment,
            title=self.declared[commitment].title,
            lead_id=lead_id or (nearest.lead_id if nearest else None),
            clause=self.declared[commitment].span,
            columns=columns,
            got=nearest,
            timeline=timeline,
        )

    def _nearest(self, row: Expectation, commitment: str) -> Outcome | None:
        """The outcome that was probably meant: of the same lead, then of the same episode, period and so on."""
        lead_id = row.get("lead_id")
        candidates = [outcome for outcome in self.outcomes if outcome.commitment == commitment]
        if lead_id is not None:
            candidates = [outcome for outcome in candidates if (outcome.lead_id or "") == lead_id]
        wanted = [given for given in row.columns if given.column in _WHICH]
        for given in sorted(wanted, key=lambda given: _WHICH.index(given.column)):
            same = [outcome for outcome in candidates if cell(outcome, given.column) == given.text]
            if given.column in ("dimension", "period_start", "episode") and not same:
                return None
            candidates = same or candidates

        def agreeing(outcome: Outcome) -> int:
            return sum(cell(outcome, given.column) == given.text for given in row.columns)

        return max(candidates, key=agreeing, default=None)

    def _others(self, row: Expectation, commitment: str) -> str:
        """What outcomes there are of the commitment, where the one expected is not among them."""
        those = [outcome for outcome in self.outcomes if outcome.commitment == commitment]
        if not those:
            return f"{commitment} has no outcome at all in this scenario"
        names = list(dict.fromkeys(_which(outcome) for outcome in those))
        shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
        return f"the outcomes of {commitment} are those of {shown}"

    def _unexpected(self, outcome: Outcome) -> Problem:
        first = next(event for event in self.scenario.events if event.lead_id == outcome.lead_id)
        declared = self.declared.get(outcome.commitment)
        columns = tuple(
            Comparison(column=column, expected=None, got=text, agrees=False)
            for column in COLUMNS
            if (text := cell(outcome, column)) and column not in ("kind", "party", "agreement", "version")
        )
        timeline = self._timeline(outcome.lead_id, outcome.commitment)
        return Problem(
            fault=Fault.UNEXPECTED_BREACH,
            span=first.span,
            message=f"{outcome.commitment} of lead {outcome.lead_id} is breached ({outcome.cause}): no row expects it",
            help=strays(self.versions, timeline) or "expect it, or correct the events",
            commitment=outcome.commitment,
            title=declared.title if declared else "",
            lead_id=outcome.lead_id,
            clause=declared.span if declared else None,
            columns=columns,
            got=outcome,
            timeline=timeline,
        )

    def _in_a_line(self, what: str, columns: Sequence[Comparison], nearest: Outcome | None) -> str:
        """The first difference, instants in the agreement's zone, and how many more there are."""
        if nearest is None:
            return f"{what} has no such outcome"
        different = [column for column in columns if not column.agrees]
        first, rest = different[0], len(different) - 1
        got, expected = (self._spoken(first.column, text) for text in (first.got, first.expected))
        words = f"{what}: {first.column} is {got}, expected {expected}"
        return f"{words} (and {rest} more column{'s' if rest > 1 else ''})" if rest else words

    def _spoken(self, column: str, text: str | None) -> str:
        term = self.versions[-1].term
        if text and text.endswith("Z") and column in INSTANTS and term is not None:
            return local(epoch(text), term.timezone).isoformat()
        return text or "empty"

    def _timeline(self, lead_id: str | None, commitment: str) -> Timeline | None:
        return None if lead_id is None else self.timeline(lead_id, commitment)


def agrees(outcome: Outcome, row: Expectation) -> bool:
    """Whether the outcome has every value that the row gives."""
    return all(cell(outcome, given.column) == given.text for given in row.columns)


def cell(outcome: Outcome, column: str) -> str:
    """A column of an outcome as text; empty is "". Numbers are plain."""
    value = getattr(outcome, column)
    if value is None:
        return ""
    if column == "value":
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value)


def _which(outcome: Outcome) -> str:
    if outcome.lead_id is not None:
        return f"lead {outcome.lead_id}, episode {outcome.episode}"
    return f"{outcome.dimension}, {outcome.period_start}" if outcome.dimension else str(outcome.period_start)
