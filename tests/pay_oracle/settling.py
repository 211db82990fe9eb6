"""One person's plan over one cut period, step by step in the order in which pay is worked out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any

from tests.oracle.quantities import rate
from tests.oracle.setting import Setting
from tests.oracle.zone import start_of
from tests.pay_oracle.crediting import Credited, credited, deals
from tests.pay_oracle.money import dealt, minor_unit, rounded
from tests.pay_oracle.payouts import payout
from tests.pay_oracle.people import days_of, entitled, ramped
from tests.pay_oracle.spans import DAY, Part, Span, period_share
from tests.pay_oracle.statement import Line, Paid, Settled
from tests.pay_oracle.world import World, goal_span, goal_target

NOTHING = Fraction(0)


@dataclass(kw_only=True)
class Carry:
    """What a person takes from one period of a plan into the next."""

    below_zero: dict[str, Fraction] = field(default_factory=dict)
    balance: Fraction = NOTHING
    spifs: dict[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Rounding:
    """How a version rounds."""

    mode: str
    quantum: Fraction
    at_line: bool

    @classmethod
    def of(cls, setting: Setting) -> "Rounding":
        """As the agreement says, by default to the currency's minor unit at each line."""
        declared = setting.agreement["compensation"].get("rounding") or {}
        quantum = declared.get("quantum")
        return cls(
            mode=declared.get("mode", "half_even"),
            quantum=Fraction(quantum) if quantum else minor_unit(setting.agreement["term"].get("currency")),
            at_line=declared.get("at", "line") == "line",
        )

    def line(self, amount: Fraction) -> Fraction:
        """A line's amount."""
        return rounded(amount, self.quantum, self.mode) if self.at_line else amount

    def dealt(self, amount: Fraction, weights: Sequence[Fraction]) -> list[Fraction]:
        """A line's amount in parts by weight, exact where lines are."""
        if self.at_line:
            return dealt(amount, weights, self.quantum)
        total = _sum(weights)
        return [amount * weight / total if total else NOTHING for weight in weights]


class Settlement:
    """The work on one person's plan over one cut period."""

    def __init__(self, world: World, setting: Setting, name: str, part: Part, person: str, carry: Carry) -> None:
        self.world, self.setting, self.name, self.part, self.person = world, setting, name, part, person
        self.plan: Mapping[str, Any] = setting.agreement["compensation"]["plans"][name]
        self.carry = carry
        self.rounding = Rounding.of(setting)
        self.days: Sequence[date] = days_of(world.people, self.plan["people"], person, part)
        self.present = Fraction(len(self.days), part.whole.days)
        share = period_share(setting, self.plan, part)
        self.variable = rate(self.plan["pay"]["variable"]) * share * self.present
        self.base = rate(self.plan["pay"]["base"]) * share * self.present
        self.lines: list[Line] = []
        self.deals: dict[str, list[Credited]] = {}
        self.paid: dict[Any, Paid] = {}
        self.open = False

    def settled(self) -> Settled:
        """Everything, in order."""
        self._components()
        self._cap()
        self._kickers()
        self._spifs()
        self._held()
        self._draw()
        return Settled(
            person=self.person,
            plan=self.name,
            setting=self.setting,
            part=self.part,
            base=self.base,
            variable=self.variable,
            lines=self.lines,
            paid=[self.paid[key] for key in sorted(self.paid)],
            open=self.open,
            balance=self.carry.balance,
        )

    def _add(self, kind: str, part: str, exact: Fraction, *, amount: Fraction | None = None, **columns: Any) -> Line:
        amount = self.rounding.line(exact) if amount is None else amount
        line = Line(
            kind=kind, plan=self.name, part=part, first=self.part.first, exact=exact, amount=amount, **columns
        )  # fmt: skip
        self.lines.append(line)
        return line

    def _of(self, *kinds: str) -> list[Line]:
        return [line for line in self.lines if line.kind in kinds]

    # --- components, after gates, with modifiers ---------------------------------------------------------------

    def _components(self) -> None:
        rows = []
        if "credit" in self.plan:
            rows = self._credited(self.plan["credit"]["event"], self.part)
        factor = self._modified()
        for name, component in self.plan["components"].items():
            columns = self._attained(name, component, rows)
            attainment = columns["attainment"]
            if attainment is not None:
                columns["counted"] = max(min([attainment, *self._caps(name)]), NOTHING)
                columns["payout"] = payout(component, columns["counted"])
            else:
                columns["payout"] = NOTHING
            exact = self.variable * rate(component["weight"]) * columns["payout"] * factor
            self._add("component", name, exact, **columns)

    def _credited(self, event: str, span: Span, when: Mapping[str, Any] | None = None) -> list[Credited]:
        credit = self.plan["credit"]
        return credited(self.world, self.setting, self.plan, credit, event, self.person, span, when=when)

    def _attained(self, name: str, component: Mapping[str, Any], rows: Sequence[Credited]) -> dict[str, Any]:
        if "goal" in component:
            return self._of_goal(component["goal"])
        measure = self.setting.agreement["measures"][component["measure"]]
        ramp = ramped(self.setting, self.plan, self.world.people, self.person, self.days)
        quota = rate(component["quota"]) * ramp
        carried = NOTHING
        value: Fraction | None
        if "share" in measure or "ratio" in measure:
            found = self.world.measured(self.setting, component["measure"], self.part, owner=self.person)
            self.open |= found.unsettled
            value = found.value
        else:
            quota *= self.present
            self.deals[name] = deals(self.setting, component["measure"], rows)
            carried = self.carry.below_zero.pop(name, NOTHING)
            value = sum((row.worth for row in self.deals[name]), carried)
            if value < 0:
                self.carry.below_zero[name] = value
        attainment = value / quota if quota and value is not None else None
        return {"credited": value, "carried": carried, "quota": quota, "attainment": attainment}

    def _of_goal(self, name: str) -> dict[str, Any]:
        goal = self.setting.agreement["goals"][name]
        time = goal_span(self.setting, goal)
        common = time.meets(self.part)
        if not common.days:
            return {"attainment": None}
        measure = self.setting.agreement["measures"][goal["measure"]]
        found = self.world.measured(self.setting, goal["measure"], common, calendar=goal.get("calendar"))
        self.open |= found.unsettled or not self.world.ended(self.setting, common)
        target = goal_target(self.setting, goal)
        if "share" not in measure and "ratio" not in measure:
            target *= Fraction(common.days, time.days)
        if start_of(self.setting.zone, common.first) > self.setting.as_of:
            return {"quota": target, "attainment": None}
        attainment = found.value / target if target and found.value is not None else None
        return {"credited": found.value, "quota": target, "attainment": attainment}

    def _value(self, name: str, bound: Mapping[str, Any]) -> bool | None:
        """Whether the bound is reached; None where there is no value."""
        found = self.world.commitment(self.setting, name, self.part, self.person)
        self.open |= found.open
        return self.world.reached(self.setting, name, bound, found) if found.applies else None

    def _caps(self, component: str) -> list[Fraction]:
        found = []
        for gate in self.plan.get("gates", []):
            if component in gate["cap"]:
                missed = [self._value(name, bound) is False for name, bound in gate["unless"].items()]
                if any(missed):
                    found.append(rate(gate["cap"][component]))
        return found

    def _modified(self) -> Fraction:
        factor = Fraction(1)
        for modifier in self.plan.get("modifiers", []):
            if all(self._value(name, bound) is True for name, bound in modifier["if"].items()):
                factor *= rate(modifier["factor"])
        return factor

    # --- the plan's cap, kickers, campaigns ---------------------------------------------------------------------

    def _cap(self) -> None:
        if "pays_at_most" not in self.plan:
            return
        most = rate(self.plan["pays_at_most"]) * self.variable
        earned = _sum(line.amount for line in self._of("component"))
        if earned > most:
            self._add("cap", "cap", most - earned)

    def _kickers(self) -> None:
        counted = {line.part: line.counted for line in self._of("component")}
        for name, kicker in self.plan.get("kickers", {}).items():
            values = [self._value(of, bound) is True for of, bound in kicker.get("if", {}).items()]
            for component, bound in kicker.get("attainment", {}).items():
                attained = counted[component]
                values.append(attained is not None and attained >= rate(bound))
            if all(values):
                self._add("kicker", name, rate(kicker["amount"]) * self.present)

    def _spifs(self) -> None:
        for name, spif in self.plan.get("spifs", {}).items():
            time = Span(first=date.fromisoformat(spif["from"]), after=date.fromisoformat(spif["through"]) + DAY)
            amounts: list[tuple[Credited, Fraction]] = []
            before = self.carry.spifs.get(name, NOTHING)
            for row in self._credited(spif["event"], time.meets(self.part), spif.get("when")):
                if "rate" in spif:
                    amount = rate(spif["rate"]) * Fraction(row.occurrence.values.get(spif["of"]) or 0) * row.share
                else:
                    amount = rate(spif["amount"]) * row.share
                if "pays_at_most" in spif:
                    amount = min(amount, max(rate(spif["pays_at_most"]) - before, NOTHING))
                before += amount
                amounts.append((row, amount))
            if not amounts:
                continue
            exact, paid = _sum(amount for _, amount in amounts), self.carry.spifs.get(name, NOTHING)
            amount = self.rounding.line(exact)
            if "pays_at_most" in spif and amount > max(rate(spif["pays_at_most"]) - paid, NOTHING):
                quanta = floor(max(rate(spif["pays_at_most"]) - paid, NOTHING) / self.rounding.quantum)
                amount = quanta * self.rounding.quantum
            line = self._add("spif", name, exact, amount=amount)
            self.carry.spifs[name] = paid + line.amount
            self._book([row for row, _ in amounts], [max(a, NOTHING) for _, a in amounts], line.amount)

    # --- what each row was paid, and what of it waits for cash ---------------------------------------------------

    def _book(self, rows: Sequence[Credited], weights: Sequence[Fraction], amount: Fraction) -> None:
        for row, part in zip(rows, self.rounding.dealt(amount, weights), strict=True):
            self.paid.setdefault(row.key, Paid(row=row)).booked += part

    def _held(self) -> None:
        components = self._of("component")
        amounts = [line.amount for line in components]
        after_cap = self.rounding.dealt(_sum(amounts) + _sum(line.amount for line in self._of("cap")), amounts)
        on_rows = {line.part: amount for line, amount in zip(components, after_cap, strict=True)
                   if line.part in self.deals}  # fmt: skip
        for name, amount in on_rows.items():
            held = NOTHING
            rows = [row for row in self.deals[name] if row.worth > 0]
            if "release" in self.plan and amount and rows:
                held = -self._add("held", f"{name}.held", -rate(self.plan["release"]["cash"]) * amount).amount
            weights = [row.worth for row in rows]
            self._book(rows, weights, amount - held)
            for row, part in zip(rows, self.rounding.dealt(held, weights), strict=True):
                self.paid[row.key].held += part

    # --- the draw -------------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        draw = self.plan.get("draw")
        earned = _sum(line.amount for line in self.lines)
        promised = entitled(self.setting, self.plan, self.world.people, self.person, self.days) if draw else NOTHING
        if draw and promised > 0 and earned < promised:
            line = self._add("draw", "draw", promised - earned)
            if draw["kind"] == "recoverable":
                self.carry.balance += line.amount
        elif earned > promised and self.carry.balance > 0:
            # Kept back "as far as there is a balance", "so that pay never falls below the draw": rounded towards zero.
            exact = -min(self.carry.balance, earned - promised)
            line = self._add("recovery", "recovery", exact, amount=replace(self.rounding, mode="down").line(exact))
            self.carry.balance += line.amount


def _sum(amounts: Iterable[Fraction]) -> Fraction:
    return sum(amounts, NOTHING)
