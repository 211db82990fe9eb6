"""What happened to a lead that means something to a clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.oracle.events import Occurrence
from tests.oracle.setting import Setting

ROLES = ("cancels", "starts", "resumes", "pauses", "attempts", "stops")


@dataclass(frozen=True, kw_only=True)
class Happened:
    """The occurrences, in time order, by the role that one version of a clock gives them."""

    found: Mapping[str, Sequence[Occurrence]]

    @classmethod
    def to(cls, setting: Setting, declared: Mapping[str, Any], lead: str) -> "Happened":
        """What happened to the lead; a row that is both a stop and a cancel is a cancel."""
        named = {role: declared.get(role, []) for role in ROLES}
        named["attempts"] = declared.get("attempts", {}).get("event", [])
        found = {role: setting.events.of(lead, wanted) for role, wanted in named.items()}
        cancelling = {row for cancel in found["cancels"] for row in cancel.rows}
        found["stops"] = [stop for stop in found["stops"] if not stop.rows & cancelling]
        return cls(found=found)

    def instants(self) -> set[int]:
        """Every instant at which something happened."""
        return {occurrence.at for found in self.found.values() for occurrence in found}

    def all(self, role: str, at: int) -> list[Occurrence]:
        """What happened in the role at the instant."""
        return [occurrence for occurrence in self.found[role] if occurrence.at == at]

    def any(self, role: str, at: int) -> bool:
        """Whether anything happened in the role at the instant."""
        return bool(self.all(role, at))
