"""Responses: started, perhaps paused, stopped or not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from tests.oracle.calendars import Calendar
from tests.oracle.happened import Happened
from tests.oracle.outcome import Outcome
from tests.oracle.quantities import Duration, duration, rate
from tests.oracle.setting import Setting

Ending = Literal["stop", "cancel", "later start"]


@dataclass(kw_only=True)
class Episode:
    """One run of the clock. `due` is None while it is paused before its deadline."""

    number: int
    started: int
    target: Duration
    calendar: Calendar
    due: int | None = None
    running_since: int | None = None
    accrued: int = 0
    ended: int | None = None
    ending: Ending | None = None

    def __post_init__(self) -> None:
        self.due = self.calendar.deadline(self.started, self.target)
        self.running_since = self.started

    def accrued_by(self, at: int) -> int:
        """Seconds that have accrued up to the instant."""
        if self.running_since is None:
            return self.accrued
        return self.accrued + self.calendar.accrued(self.running_since, at, self.target)

    def overdue(self, at: int) -> bool:
        """Whether the deadline passed before the instant."""
        return self.due is not None and at > self.due

    def pause(self, at: int) -> None:
        """Stop accruing; without a breach there is no deadline until the clock resumes."""
        if self.running_since is not None:
            self.accrued = self.accrued_by(at)
            self.running_since = None
            if not self.overdue(at):
                self.due = None

    def resume(self, at: int) -> None:
        """Accrue again; what was left of the budget runs from here."""
        if self.running_since is None:
            self.running_since = at
            if self.due is None:
                left = self.target.seconds - self.accrued
                if self.target.business_time:
                    self.due = self.calendar.after_open_seconds(at, left)
                else:
                    self.due = at + left

    def pass_deadlines(self, at: int) -> None:
        """An episode whose deadline passes runs on."""

    def live(self, happened: Happened, at: int) -> None:
        """What happens at the instant to the episode that runs: resume, pause, stop."""
        if happened.any("resumes", at):
            self.resume(at)
        if happened.any("pauses", at):
            self.pause(at)
        if happened.any("stops", at):
            self.end(at, "stop")

    def end(self, at: int, ending: Ending) -> None:
        """The episode is over."""
        self.ended, self.ending = at, ending


def opened(setting: Setting, declared: Mapping[str, Any], number: int, at: int, target: Mapping[str, Any]) -> Episode:
    """The episode that starts at the instant with the target."""
    return Episode(
        number=number,
        started=at,
        target=duration(target["within"]),
        calendar=setting.calendar(target.get("calendar") or declared.get("calendar")),
    )


def outcome(setting: Setting, name: str, declared: Mapping[str, Any], lead: str, episode: Episode) -> Outcome:
    """What became of an episode of a response, as of the as-of."""
    return finished(
        setting,
        episode,
        at_risk=rate(declared.get("at_risk", "75%")),
        make=lambda **columns: Outcome(
            version=setting.place,
            commitment=name,
            kind="response",
            party=setting.party(declared["by"]),
            lead=lead,
            **columns,
        ),
        lead=lead,
    )


def finished(
    setting: Setting, episode: Episode, *, at_risk: Fraction, make: Callable[..., Outcome], lead: str
) -> Outcome:
    """What became of an episode, as of the as-of."""
    at = setting.as_of if episode.ended is None else episode.ended
    state, cause = _verdict(episode, at, at_risk)
    stopped = None if episode.ending == "later start" else episode.ended
    breached = episode.due if state == "breached" else None
    seen = breached if breached is not None else stopped if stopped is not None else setting.as_of
    return make(
        episode=episode.number,
        owner=setting.owner(lead, seen),
        started_at=episode.started,
        due_at=episode.due,
        stopped_at=stopped,
        breached_at=breached,
        state=state,
        target=episode.target.text,
        value=Fraction(episode.accrued_by(at)),
        cause=cause,
    )


def _verdict(episode: Episode, at: int, at_risk: Fraction) -> tuple[str, str | None]:
    """The state at the episode's end, or at the as-of, and the cause of a breach."""
    if episode.ending == "later start":
        return "breached", "never"
    if episode.overdue(at):
        return "breached", "late" if episode.ending == "stop" else "never"
    if episode.ending is None:
        return _open_state(episode, at, at_risk), None
    return "met" if episode.ending == "stop" else "cancelled", None


def _open_state(episode: Episode, at: int, at_risk: Fraction) -> str:
    if episode.due is None:
        return "paused"
    whole = episode.due - episode.started if episode.target.business_days else episode.target.seconds
    return "at_risk" if episode.accrued_by(at) >= at_risk * whole else "pending"
