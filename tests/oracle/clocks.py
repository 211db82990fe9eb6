"""Responses and cadences across the versions of an agreement, simulated instant by instant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.oracle import cadences, responses
from tests.oracle.happened import Happened
from tests.oracle.outcome import Outcome
from tests.oracle.setting import Setting


@dataclass(frozen=True, kw_only=True)
class Clock:
    """A response or a cadence as one version declares it."""

    setting: Setting
    name: str
    kind: str
    declared: Mapping[str, Any]

    @property
    def again(self) -> str:
        """What a counted start does while an episode of this version runs."""
        return str(self.declared.get("again", "ignore"))

    def counted(self, lead: str, at: int) -> Mapping[str, Any] | None:
        """The target that a start at the instant gets; None if it does not count."""
        setting, state = self.setting, self.setting.states.at(lead, at)
        if not (setting.in_scope(state) and setting.holds(self.declared.get("when"), state)):
            return None
        targets: Sequence[Mapping[str, Any]] = self.declared.get("targets") or [{"within": self.declared["within"]}]
        first = next((target for target in targets if setting.holds(target.get("when"), state)), None)
        return None if first is None or first.get("exempt") == "true" else first

    def episode(self, number: int, at: int, target: Mapping[str, Any]) -> responses.Episode | cadences.Episode:
        """The episode that a counted start opens."""
        if self.kind == "cadence":
            terms = cadences.Terms.of(self.setting, self.declared)
            return cadences.Episode(terms=terms, number=number, started=at)
        return responses.opened(self.setting, self.declared, number, at, target)

    def outcome(self, lead: str, episode: responses.Episode | cadences.Episode) -> Outcome:
        """What became of an episode of this version."""
        if isinstance(episode, cadences.Episode):
            return cadences.outcome(self.setting, self.name, self.declared, lead, episode)
        return responses.outcome(self.setting, self.name, self.declared, lead, episode)


@dataclass(frozen=True, kw_only=True)
class Run:
    """An episode, and the version's clock that governs it to its end."""

    clock: Clock
    happened: Happened
    episode: responses.Episode | cadences.Episode


def clock_names(settings: Sequence[Setting]) -> list[str]:
    """The ids of the responses and cadences of all versions."""
    found = [name for setting in settings for key in _KINDS for name in setting.agreement.get(key, {})]
    return list(dict.fromkeys(found))


_KINDS = {"responses": "response", "cadences": "cadence"}


def episode_outcomes(settings: Sequence[Setting], name: str) -> list[Outcome]:
    """The outcomes of a response or a cadence, of every lead."""
    clocks = [
        Clock(setting=setting, name=name, kind=kind, declared=setting.agreement[key][name])
        for setting in settings
        for key, kind in _KINDS.items()
        if name in setting.agreement.get(key, {})
    ]
    return [
        run.clock.outcome(lead, run.episode)
        for lead in settings[0].log.leads()
        for run in _simulate(clocks, lead, settings[0].as_of)
    ]


def _simulate(clocks: Sequence[Clock], lead: str, as_of: int) -> list[Run]:
    happened = [Happened.to(clock.setting, clock.declared, lead) for clock in clocks]
    runs: list[Run] = []

    def running() -> Run | None:
        return runs[-1] if runs and runs[-1].episode.ending is None else None

    for at in sorted(set().union(*(found.instants() for found in happened))):
        if run := running():
            run.episode.pass_deadlines(at)
        if (run := running()) and run.happened.any("cancels", at):
            run.episode.end(at, "cancel")
        for clock, found in zip(clocks, happened, strict=True):
            if not (clock.setting.in_force(at) and found.any("starts", at)):
                continue
            target = clock.counted(lead, at)
            if target is not None and _opens(clock, runs, running(), at):
                episode = clock.episode(len(runs) + 1, at, target)
                runs.append(Run(clock=clock, happened=found, episode=episode))
        if run := running():
            run.episode.live(run.happened, at)
    if run := running():
        run.episode.pass_deadlines(as_of)
    return runs


def _opens(clock: Clock, runs: Sequence[Run], running: Run | None, at: int) -> bool:
    """Whether a counted start opens an episode; it ends the one that runs where that one's version says so."""
    if runs and clock.again == "never":
        return False
    if running is None:
        return True
    if running.clock.again == "never":
        return False
    if running.episode.overdue(at):
        running.episode.end(at, "later start")
        return True
    if running.clock.again == "restart":
        running.episode.end(at, "cancel")
        return True
    return False
