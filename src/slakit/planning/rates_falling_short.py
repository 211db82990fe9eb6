"""Rates and deals below those of the plan: promised so, or shown so by history; and what would make up for them.

A lower rate is made up for where more leads are promised than the plan takes. So what is compared is what the leads
that are promised come to at the lower rate; where nobody promises any, the plan's own leads are taken.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from slakit.planning.against_history import deal_text, is_step, rate_text
from slakit.planning.ground import Ground
from slakit.planning.levers import Levers
from slakit.planning.planned import Lever, PromisedRate, RateLine, Shortfall, StageNeed
from slakit.planning.shown import Deals, Verdict
from slakit.planning.unit import Unit
from slakit.wording.numbers import grouped, rate
from slakit.wording.phrases import quoted

_PLACES = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class RateShortfalls:
    """Looks at a plan's rates and average deal for what does not suffice."""

    levers: Levers
    needs: Sequence[StageNeed]
    rates: Sequence[RateLine]
    deals: Deals | None = None

    def promised(self) -> Iterator[Shortfall]:
        """Quotas on a rate that are below the plan's."""
        for line in self.rates:
            for one in line.promised:
                if one.rate < line.stated and self._missing(line, one.rate) > 0:
                    yield self._promised(line, one)

    def of_history(self) -> Iterator[Shortfall]:
        """Rates, then the average deal, that lie above what history shows."""
        for line in self.rates:
            past = line.history
            if past is None or past.verdict is not Verdict.ABOVE or past.rate is None or not is_step(self.ground, line):
                continue
            if self._missing(line, past.rate) > 0:
                yield Shortfall(
                    kind="rate",
                    of=line.stage,
                    needed=line.stated,
                    has=past.rate,
                    unit=Unit.RATE,
                    text=f"{rate_text(self.ground, line, past)}{self._taken(line.of)}",
                    span=line.span,
                    levers=(self.levers.rate(line.stage, self._least(line)), *self._instead(line, past.rate)),
                )
        yield from self._deal()

    def _promised(self, line: RateLine, one: PromisedRate) -> Shortfall:
        within = f" within {one.within}" if one.within else ""
        of, stage = (quoted(self.ground.title(name)) for name in (line.of, line.stage))
        return Shortfall(
            kind="promised_rate",
            of=one.quota,
            needed=line.stated,
            has=one.rate,
            unit=Unit.RATE,
            text=f"{quoted(self.ground.title(one.quota))} promises that {rate(one.rate)} of {of} reach {stage}{within},"
            f" and the plan reckons with {rate(line.stated)}{self._taken(line.of)}",
            span=one.span,
            levers=(self.levers.quota_rate(one.quota, self._least(line)), *self._instead(line, one.rate)),
        )

    def _deal(self) -> Iterator[Shortfall]:
        deals, stated, last = self.deals, self.ground.plan.average_deal, self.needs[-1]
        if deals is None or deals.average is None or deals.verdict is not Verdict.ABOVE:
            return
        there = self._leads(last.stage) * deals.average
        if there >= last.leads * stated:
            return
        levers: tuple[Lever, ...] = ()
        if there > 0:
            by = last.leads * stated / there
            more = self._more_leads(last.stage, stated / deals.average)
            levers = (*more, *self.levers.rates_after(self._first_promised(), by), *self.levers.share(1 / by))
        yield Shortfall(
            kind="deal",
            of="",
            needed=stated,
            has=deals.average,
            unit=Unit.AMOUNT,
            text=f"{deal_text(self.ground, deals)}{self._taken(last.stage)}",
            span=self.ground.plan.span,
            levers=levers,
        )

    # --- what comes of the leads that are promised --------------------------------------------

    @property
    def ground(self) -> Ground:
        """What the plan stands on."""
        return self.levers.ground

    def _need(self, stage: str) -> Fraction:
        """What the plan takes of a stage; of the one before its first, what that is made of."""
        return next((need.leads for need in self.needs if need.stage == stage), self.needs[0].leads)

    def _leads(self, stage: str) -> Fraction:
        """The leads of a stage that quotas promise; else those that the plan takes."""
        found = self._said(stage)
        return self._need(stage) if found is None else found

    def _taken(self, stage: str) -> str:
        """What is reckoned with where nobody promises leads: without them it would follow every change of the plan."""
        if self._said(stage) is not None:
            return ""
        leads = grouped(self._need(stage), _PLACES)
        of = quoted(self.ground.title(stage))
        return f"; no quota says how many leads there will be, so this is for the {leads} in {of} that the plan takes"

    def _said(self, stage: str) -> Fraction | None:
        """The leads of a stage that quotas promise, on it or, at the plan's rates, on one before."""
        found: Fraction | None = None
        for need in self.needs:
            found = None if found is None else found * (need.rate or 1)
            promised = None if need.most is None else need.most.in_all
            if promised is not None:
                found = promised if found is None else max(found, promised)
            if need.stage == stage or (not need.stage and stage not in self.ground.plan.rates):
                break
        else:
            found = None
        return found

    def _missing(self, line: RateLine, shown: Fraction) -> Fraction:
        """How many leads of the later stage are missing at the rate shown."""
        return self._need(line.stage) - self._leads(line.of) * shown

    def _least(self, line: RateLine) -> Fraction:
        """The rate that just suffices for the leads that are promised, at most the plan's own."""
        leads = self._leads(line.of)
        return min(line.stated, self._need(line.stage) / leads) if leads else line.stated

    def _instead(self, line: RateLine, shown: Fraction) -> Iterator[Lever]:
        """With the rate shown, what else would have to be."""
        there = self._leads(line.of) * shown
        if not there:
            return
        by = self._need(line.stage) / there
        yield from self._more_leads(line.of, line.stated / shown)
        yield from self.levers.rates_after(line.stage, by)
        yield from self.levers.deal(by)
        yield from self.levers.share(1 / by)

    def _more_leads(self, stage: str, by: Fraction) -> Iterator[Lever]:
        """The promises of leads up to a stage, each large enough where `by` times as many are needed.

        Where nobody promises any, so many leads of the stage.
        """
        if self._said(stage) is None:
            yield self.levers.leads(stage, self._need(stage) * by)
        stages = list(self.ground.plan.rates)
        upto = stages[: stages.index(stage) + 1] if stage in stages else []
        for need in self.needs:
            most = need.most
            if need.stage in ("", *upto) and most is not None and most.in_all and most.in_all < need.leads * by:
                yield self.levers.quota(most, most.target * need.leads * by / most.in_all)

    def _first_promised(self) -> str:
        """The first stage that leads are promised of; else the first of the plan."""
        promised = [need.stage for need in self.needs if need.most is not None and need.most.in_all is not None]
        return next(iter(promised), next(iter(self.ground.plan.rates)))
