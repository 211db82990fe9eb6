"""What a settlement looks up: how promises, measures and goals came out, or what they are assumed to come to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from slakit.pay.facts import Reading


@dataclass(frozen=True, kw_only=True, slots=True)
class Looked:
    """A value that was looked up: `person` is None where it is the party's, `value` None where there is none.

    `is_never` is a time that never ended: without a value, but longer than any other. `is_void` tells of a commitment
    that is not applicable although it may have a value: its own target is brought to 0.
    """

    value: Fraction | None
    person: str | None = None
    is_open: bool = False
    is_never: bool = False
    is_void: bool = False


_NOTHING = Looked(value=None)
_Key = tuple[int, str, date, date]


class Readings:
    """Every reading, by what it is of and for which dates."""

    def __init__(self, readings: Sequence[Reading], assumed: Mapping[str, Fraction]) -> None:
        self._found: dict[_Key, dict[str | None, Looked]] = {}
        self._assumed = assumed
        for one in readings:
            of_dates = self._found.setdefault((one.version, one.of, one.first, one.after), {})
            of_dates[one.person] = Looked(
                value=one.value, person=one.person, is_open=one.is_open, is_never=one.is_never, is_void=one.is_void
            )

    def look(self, version: int, of: str, first: date, after: date, person: str | None, *, is_asked: bool) -> Looked:
        """The person's own value where there is one, else everybody's; what is assumed of a period that is asked for.

        A value of None is one, too: a person below the minimum sample is not judged by the others.
        """
        if is_asked and of in self._assumed:
            return Looked(value=self._assumed[of])
        found = self._found.get((version, of, first, after))
        if found is None:
            return _NOTHING
        return found.get(person) or found.get(None) or _NOTHING

    def own(self, version: int, of: str, first: date, after: date) -> frozenset[str]:
        """Everybody who has a value of their own."""
        found = self._found.get((version, of, first, after), {})
        return frozenset(person for person in found if person is not None)
