"""Responses: started, perhaps paused, stopped or not; simulated event by event."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from tests.oracle.calendars import Calendar
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

    def end(self, at: int, ending: Ending) -> None:
        """The episode is over."""
        self.ended, self.ending = at, ending


def response_outcomes(setting: Setting, name: str, declared: Mapping[str, Any]) -> list[Outcome]:
    """The outcomes of a response, of every lead."""
    return [
        _outcome(setting, name, declared, lead, episode)
        for lead in setting.log.leads()
        for episode in _simulate(setting, declared, lead)
    ]


def _simulate(setting: Setting, declared: Mapping[str, Any], lead: str) -> list[Episode]:
    happened = {
        key: setting.events.of(lead, declared.get(key, []))
        for key in ("cancels", "starts", "resumes", "pauses", "stops")
    }
    cancelling = {row for occurrence in happened["cancels"] for row in occurrence.rows}
    happened["stops"] = [stop for stop in happened["stops"] if not stop.rows & cancelling]
    episodes: list[Episode] = []
    for at in sorted({occurrence.at for found in happened.values() for occurrence in found}):
        now = {key for key, found in happened.items() if any(occurrence.at == at for occurrence in found)}
        running = episodes[-1] if episodes and episodes[-1].ending is None else None
        if running and "cancels" in now:
            running.end(at, "cancel")
            running = None
        if "starts" in now and (target := counted_start(setting, declared, lead, at)):
            running = _start(setting, declared, episodes, running, at, target)
        if running and "resumes" in now:
            running.resume(at)
        if running and "pauses" in now:
            running.pause(at)
        if running and "stops" in now:
            running.end(at, "stop")
    return episodes


def _start(
    setting: Setting,
    declared: Mapping[str, Any],
    episodes: list[Episode],
    running: Episode | None,
    at: int,
    target: Mapping[str, Any],
) -> Episode | None:
    """What a counted start does; the episode that runs afterwards."""
    again = declared.get("again", "ignore")
    if episodes and again == "never":
        return running
    if running:
        if running.overdue(at):
            running.end(at, "later start")
        elif again == "restart":
            running.end(at, "cancel")
        else:
            return running
    episode = Episode(
        number=len(episodes) + 1,
        started=at,
        target=duration(target["within"]),
        calendar=setting.calendar(target.get("calendar") or declared.get("calendar")),
    )
    episodes.append(episode)
    return episode


def counted_start(setting: Setting, declared: Mapping[str, Any], lead: str, at: int) -> Mapping[str, Any] | None:
    """The target that a start at the instant gets; None if it does not count."""
    state = setting.states.at(lead, at)
    if not (setting.in_term(at) and setting.in_scope(state) and setting.holds(declared.get("when"), state)):
        return None
    targets: Sequence[Mapping[str, Any]] = declared.get("targets") or [{"within": declared["within"]}]
    first = next((target for target in targets if setting.holds(target.get("when"), state)), None)
    return None if first is None or first.get("exempt") == "true" else first


def _outcome(setting: Setting, name: str, declared: Mapping[str, Any], lead: str, episode: Episode) -> Outcome:
    return finished(
        setting,
        episode,
        at_risk=rate(declared.get("at_risk", "75%")),
        make=lambda **columns: Outcome(
            commitment=name, kind="response", party=setting.party(declared["by"]), lead=lead, **columns
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
