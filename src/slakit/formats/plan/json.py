"""A plan for programs, as `schema/plan.json` describes it. Every number is exact: the fraction that it is, as text."""

from typing import Any

from slakit.formats.json import finding_object
from slakit.formats.json_text import dumped
from slakit.formats.plan.figures import exact_object
from slakit.formats.scorecard import times
from slakit.formats.setting import Setting
from slakit.planning.planned import Aim, Lever, Planned, Promised, RateLine, Shortfall, StageNeed, Workload
from slakit.planning.shown import Before, Converted, Deals, Interval, Run

FORMAT_VERSION = "1.1"
"""The minor number grows when something is added, the major one when something changes or goes."""


def render(plan: Planned, setting: Setting) -> str:
    """One JSON object, ending in a line break."""
    return dumped(document(plan))


def document(plan: Planned) -> dict[str, Any]:
    """The object, its keys in the order that people read them in."""
    return {
        "format_version": FORMAT_VERSION,
        "agreement": {"id": plan.agreement, "title": plan.title, "version": plan.version, "timezone": plan.timezone},
        "as_of": None if plan.as_of is None else times.utc(plan.as_of),
        "known_by": None if plan.known_by is None else times.utc(plan.known_by),
        "goal": _aim(plan.aim),
        "share": exact_object(plan.share),
        "average_deal": exact_object(plan.average_deal),
        "reachable": plan.is_reachable,
        "steps": [
            {
                "id": step.id,
                "what": step.what,
                "how": step.how,
                "unit": step.unit.value,
                "result": exact_object(step.exact),
                "rounded": step.rounded,
            }
            for step in plan.steps
        ],
        "stages": [_stage(need) for need in plan.stages],
        "capacity": None if plan.workload is None else _capacity(plan.workload),
        "rates": [_rate(line) for line in plan.rates],
        "deals": None if plan.deals is None else _deals(plan.deals),
        "before": None if plan.before is None else _before(plan.before),
        "shortfalls": [_shortfall(one) for one in plan.shortfalls],
        "running": [_run(run) for run in plan.runs],
        "notes": list(plan.notes),
        "findings": [finding_object(finding) for finding in plan.findings],
    }


def _aim(aim: Aim) -> dict[str, Any]:
    return {
        "id": aim.id,
        "title": aim.title,
        "statement": aim.statement or None,
        "measured": aim.measured,
        "target": exact_object(aim.target),
        "is_money": aim.is_money,
        "currency": aim.currency,
        "from": aim.first.isoformat(),
        "due": aim.due.isoformat(),
        "working_days": aim.open_days,
        "baseline": exact_object(aim.baseline),
        "baseline_source": aim.baseline_source or None,
        **_place(aim),
    }


def _stage(need: StageNeed) -> dict[str, Any]:
    return {
        "stage": need.stage or None,
        "title": need.title,
        "rate": exact_object(need.rate),
        "leads": exact_object(need.leads),
        "rounded": need.rounded,
        "per": [
            {
                "per": each.per.value,
                "periods": exact_object(each.periods),
                "leads": exact_object(each.exact),
                "rounded": each.rounded,
            }
            for each in need.each
        ],
        "promised": [_promised(one, need) for one in need.promised],
    }


def _promised(one: Promised, need: StageNeed) -> dict[str, Any]:
    return {
        "quota": one.quota,
        "title": one.title,
        "per": one.per.value,
        "target": exact_object(one.target),
        "people": exact_object(one.people),
        "each_period": exact_object(one.each),
        "in_all": exact_object(one.in_all),
        "suffices": None if one.in_all is None else one.in_all >= need.leads,
        "because": one.because or None,
        **_place(one),
    }


def _capacity(found: Workload) -> dict[str, Any]:
    return {
        "leads": exact_object(found.leads),
        "cadence": found.cadence or None,
        "attempts": found.attempts,
        "minutes_per_attempt": exact_object(found.minutes_per_attempt),
        "people": exact_object(found.people),
        "people_counted_by": found.counted or None,
        "people_on_roster": exact_object(found.roster),
        "hours": exact_object(found.hours),
        "per": found.per.value,
        "periods": exact_object(found.periods),
        "needed_minutes": exact_object(found.work),
        "available_minutes": exact_object(found.available),
        "used": exact_object(found.used),
        "most_leads": found.most_leads,
        "hours_per_person": exact_object(found.claimed),
        "calendar": found.calendar,
        "open_hours": exact_object(found.open_hours),
        **_place(found),
    }


def _rate(line: RateLine) -> dict[str, Any]:
    one = line.implied
    return {
        "from": line.of,
        "to": line.stage,
        "stated": exact_object(line.stated),
        "implied": None
        if one is None
        else {
            "rate": exact_object(one.rate),
            "quota": one.quota,
            "of": one.of,
            "numerator": exact_object(one.part),
            "denominator": exact_object(one.whole),
            "per": None if one.per is None else one.per.value,
        },
        "promised": [
            {"quota": each.quota, "rate": exact_object(each.rate), "within": each.within or None}
            for each in line.promised
        ],
        "history": None if line.history is None else _converted(line.history),
    }


def _converted(past: Converted) -> dict[str, Any]:
    return {
        "entered": past.entered,
        "reached": past.reached,
        "open": past.open,
        "rate": exact_object(past.rate),
        "interval": _interval(past.interval),
        "verdict": past.verdict.value,
        "ripe_after_seconds": past.ripe,
        "first_at": None if past.first_at is None else times.utc(past.first_at),
        "until": times.utc(past.until),
        "young": past.young,
        "young_reached": past.young_reached,
    }


def _deals(deals: Deals) -> dict[str, Any]:
    return {
        "count": deals.count,
        "without_value": deals.empty,
        "total": exact_object(deals.total),
        "average": exact_object(deals.average),
        "interval": _interval(deals.interval),
        "verdict": deals.verdict.value,
        "first_at": None if deals.first_at is None else times.utc(deals.first_at),
    }


def _interval(interval: Interval | None) -> dict[str, Any] | None:
    return None if interval is None else {"low": exact_object(interval.low), "high": exact_object(interval.high)}


def _before(before: Before) -> dict[str, Any]:
    return {"from": before.first.isoformat(), "until": before.after.isoformat(), "value": exact_object(before.value)}


def _shortfall(one: Shortfall) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "of": one.of or None,
        "unit": one.unit.value,
        "needed": exact_object(one.needed),
        "has": exact_object(one.has),
        "gap": exact_object(one.gap),
        "text": one.text,
        "one_of": [_lever(lever) for lever in one.levers],
        **_place(one),
    }


def _lever(lever: Lever) -> dict[str, Any]:
    return {
        "key": lever.key,
        "of": lever.of or None,
        "operator": lever.operator,
        "unit": lever.unit.value,
        "exact": exact_object(lever.exact),
        "rounded": exact_object(lever.rounded),
        "text": lever.text,
    }


def _run(run: Run) -> dict[str, Any]:
    return {
        "commitment": run.commitment,
        "kind": run.kind,
        "title": run.title,
        "version": run.version,
        "from": run.first.isoformat(),
        "until": run.after.isoformat(),
        "target": exact_object(run.target),
        "actual": exact_object(run.actual),
        "parts": run.parts,
        "states": dict(run.states),
        "open_seconds_gone": run.gone,
        "open_seconds": run.whole,
        "working_days": run.open_days,
        "line": exact_object(run.line),
        "gap": exact_object(run.gap),
        "pace": exact_object(run.pace),
        "forecast": exact_object(run.forecast),
        "needed_pace": exact_object(run.needed_pace),
        "days": [
            {
                "day": day.day.isoformat(),
                "open": day.open,
                "came": exact_object(day.came),
                "sum": exact_object(day.sum),
                "line": exact_object(day.line),
            }
            for day in run.days
        ],
        **_place(run),
    }


def _place(one: Aim | Promised | Workload | Shortfall | Run) -> dict[str, Any]:
    """Where it stands in the file."""
    return {"file": one.span.file, "line_number": one.span.line, "column": one.span.column}
