"""How one agreement talks: its parties, events, stages, people and promises by their names."""

from collections.abc import Mapping, Sequence

from slakit.durations import Basis, Duration
from slakit.model import ALWAYS, Agreement, Condition, People
from slakit.wording.conditions import Conditions
from slakit.wording.phrases import as_words, capitalised, listed, named, quoted, readable, with_article
from slakit.wording.times import length
from slakit.wording.worked import Examples

BOUNDS = {"at_least": "at least", "at_most": "at most"}


class Speech:
    """The names of one agreement.

    `references` maps what is known of them: a commitment's id to its clause (`S-3`), a section's anchor after `#` to
    its number.
    `examples` are those of the agreement, kept from another speech about it.
    """

    def __init__(
        self,
        agreement: Agreement,
        references: Mapping[str, str] | None = None,
        examples: Examples | None = None,
    ) -> None:
        self.agreement = agreement
        self.references = references or {}
        self.conditions = Conditions(agreement.fields, agreement.stages)
        self.examples = examples or (Examples(agreement, agreement.term) if agreement.term is not None else None)

    def party(self, identifier: str) -> str:
        """A party's title."""
        return named(self.agreement.parties[identifier])

    def parties(self, identifiers: Sequence[str]) -> str:
        """Parties by title, in the agreement's order: `Marketing and Sales`."""
        return listed([self.party(party) for party in self.agreement.parties if party in identifiers])

    def promises(self, by: Sequence[str], for_: Sequence[str]) -> str:
        """The opening of a promise: `Sales promises Marketing`, `Marketing and Sales promise each other`."""
        others = [party for party in for_ if party not in by]
        to = f" {self.parties(others)}" if others else " each other" if len(by) > 1 else ""
        return f"{self.parties(by)} promise{'' if len(by) > 1 else 's'}{to}"

    def event(self, identifier: str) -> str:
        """An event or stage by name, in quotation marks."""
        if stage := self.agreement.stages.get(identifier):
            return quoted(named(stage))
        return quoted(named(self.agreement.events[identifier]))

    def occurrence(self, identifiers: Sequence[str], word: str = "or") -> str:
        """Something that happens to a lead: `“Hand-off”`, `entry into “Customer” or “Lost”`."""
        stages = [self.event(one) for one in identifiers if one in self.agreement.stages]
        events = [self.event(one) for one in identifiers if one not in self.agreement.stages]
        return listed(events + ([f"entry into {listed(stages, word)}"] if stages else []), word)

    def one(self, identifiers: Sequence[str]) -> str:
        """One such occurrence: `an “Attempt”`, `a “Call” or an entry into “Lost”`."""
        stages = [self.event(one) for one in identifiers if one in self.agreement.stages]
        events = [with_article(self.event(one)) for one in identifiers if one not in self.agreement.stages]
        return listed(events + ([f"an entry into {listed(stages, 'or')}"] if stages else []), "or")

    def leads(self, identifiers: Sequence[str], *, first: bool = False) -> str:
        """Leads by what happens to them: `leads that reach “Customer” for the first time`."""
        return f"leads that {self.reach(identifiers, first=first)}"

    def reach(self, identifiers: Sequence[str], *, first: bool = False) -> str:
        """What leads do to be counted: `reach “Customer”`, `have their first “Hand-off”`."""
        stages = [self.event(one) for one in identifiers if one in self.agreement.stages]
        events = [self.event(one) for one in identifiers if one not in self.agreement.stages]
        if not events:
            return f"reach {listed(stages, 'or')}{' for the first time' if first else ''}"
        reached = [f"entry into {listed(stages, 'or')}"] if stages else []
        if first:
            return f"have their first {listed(events + reached, 'or')}"
        return f"have {self.one(identifiers)}"

    def phrase(self, condition: Condition) -> str:
        """A condition within a sentence."""
        return self.conditions.phrase(condition)

    def people(self, people: People) -> str:
        """People of the roster, after "each" or "per": `“rep” of Sales`, `person of Sales`."""
        chosen = dict(people.where)
        text = listed([quoted(as_words(role)) for role in chosen.get("role", ())], "or") or "person"
        if "party" in chosen:
            titles = [named(party) if (party := self.agreement.parties.get(v)) else v for v in chosen["party"]]
            text += f" of {listed(titles, 'or')}"
        for column, values in people.where:
            if column not in ("party", "role"):
                text += f" whose {readable(column)} is {listed([quoted(value) for value in values], 'or')}"
        return text

    def within(self, duration: Duration, calendar: str) -> str:
        """A duration, with the calendar it is counted in where there are several."""
        text = length(duration)
        if duration.basis is Basis.ELAPSED:
            return text
        if calendar == ALWAYS:
            return f"{text} (every day, around the clock)"
        if len(self.agreement.calendars) > 1:
            return f"{text} ({self.calendar(calendar)})"
        return text

    def calendar(self, identifier: str) -> str:
        """A calendar's name."""
        declared = self.agreement.calendars.get(identifier)
        if declared is None:
            return capitalised(readable(identifier))
        return named(declared)

    def promise(self, identifier: str) -> str:
        """A commitment by name with its clause: `“First attempt” (S-3)`."""
        agreement = self.agreement
        for section in (agreement.responses, agreement.cadences, agreement.quotas, agreement.goals):
            if declared := section.get(identifier):
                name = named(declared)
                break
        else:
            name = capitalised(readable(identifier))
        reference = self.references.get(identifier)
        return f"{quoted(name)} ({reference})" if reference else quoted(name)

    def place(self, anchor: str) -> str:
        """Where a section is, in brackets with a space before: ` (3.1.1)`; empty while it is not known."""
        return self.clause(f"#{anchor}")

    def clause(self, commitment: str) -> str:
        """Where a commitment is promised, in brackets with a space before: ` (S-3)`; empty while it is not known."""
        reference = self.references.get(commitment)
        return f" ({reference})" if reference else ""

    @property
    def currency(self) -> str | None:
        """The currency of the term, if there is one."""
        return self.agreement.term.currency if self.agreement.term else None
