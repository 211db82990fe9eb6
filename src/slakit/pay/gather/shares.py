"""How a row is dealt among the persons that its fields name, as SQL: exact, in parts of one whole number."""

from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from slakit.commitments.measures import SCALE
from slakit.model import Credit, CreditTo
from slakit.pay.gather.worth import Value, billionths
from slakit.sql.dialect import Dialect


@dataclass(frozen=True, kw_only=True, slots=True)
class Shares:
    """The shares of `credit.to` in parts of `whole`."""

    dialect: Dialect
    to: tuple[CreditTo, ...]
    whole: int

    @classmethod
    def of(cls, dialect: Dialect, credit: Credit) -> "Shares":
        """The shares of a credit, over their common denominator."""
        fixed = [(to.share or Fraction(0)).denominator for to in credit.to if to.share_field is None]
        own = [SCALE] if any(to.share_field for to in credit.to) else []
        return cls(dialect=dialect, to=credit.to, whole=lcm(1, *fixed, *own))

    def columns(self, value: Value) -> list[str]:
        """For the i-th field of `to`, `name_<i>` and `share_<i>`; and `why` nobody can be credited, if so.

        `unnamed`: no field has a value. `shares`: the row's own do not add up to the whole, or one is below zero.
        """
        text = self.dialect.text
        names = [f"CAST({value(to.field)} AS {text})" for to in self.to]
        shares = [self._share(number, names) for number in range(len(names))]
        why = f"WHEN {' AND '.join(f'{name} IS NULL' for name in names)} THEN 'unnamed'"
        if any(to.share_field for to in self.to):
            below = " OR ".join(f"{share} < 0" for share in shares)
            why += f" WHEN {' + '.join(shares)} <> {self.whole} OR {below} THEN 'shares'"
        columns = [f"{name} AS name_{number}" for number, name in enumerate(names)]
        columns += [f"CAST({share} AS {self.dialect.wide}) AS share_{number}" for number, share in enumerate(shares)]
        return [*columns, f"CAST(CASE {why} END AS {text}) AS why"]

    def _share(self, number: int, names: list[str]) -> str:
        """The field's part: its own, and, for the first field with a value, those of the fields without one."""
        name = names[number]
        part = self._part(self.to[number])
        if not any(to.share_field for to in self.to) and len(names) > 1:
            missing = " + ".join(
                f"CASE WHEN {other} IS NULL THEN {self._part(to)} ELSE 0 END"
                for place, (other, to) in enumerate(zip(names, self.to, strict=True))
                if place != number
            )
            before = " AND ".join(f"{other} IS NULL" for other in names[:number]) or "TRUE"
            part = f"{part} + CASE WHEN {before} THEN {missing} ELSE 0 END"
        return f"(CASE WHEN {name} IS NULL THEN 0 ELSE {part} END)"

    def _part(self, to: CreditTo) -> str:
        if to.share_field is not None:
            own = billionths(self.dialect, f"coalesce(r.v_{to.share_field}, 0)")
            return f"({own} * {self.whole // SCALE})"
        share = (to.share or Fraction(0)) * self.whole
        return f"CAST({share.numerator} AS {self.dialect.wide})"
