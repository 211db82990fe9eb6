"""Statements for programs, as `schema/payroll.json` describes them. Exact numbers are text, nothing is left out."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from slakit.formats.json_text import dumped
from slakit.formats.payroll import figures
from slakit.formats.payroll.figures import exact_money as money
from slakit.formats.payroll.sheet import Sheet, sum_of
from slakit.formats.scorecard import times
from slakit.formats.setting import Setting
from slakit.pay.statement import Deal, Factor, Line, Payroll, Slice, Statement, Step

FORMAT_VERSION = "1.1"
"""The minor number grows when something is added, the major one when something changes or goes."""


def render(sheet: Sheet, setting: Setting) -> str:
    """One JSON object, ending in a line break."""
    statements = [_statement(one) for one in sheet.statements]
    return dumped({**_head(sheet), "total": money(sheet.total, sheet.payroll.currency), "statements": statements})


def explain(sheet: Sheet, statement: Statement, line: Line, setting: Setting) -> str:
    """The same object with the one line of the one statement."""
    return dumped({**_head(sheet), "person": statement.person, "line": _line(line, sheet.payroll.currency)})


def _head(sheet: Sheet) -> dict[str, Any]:
    payroll = sheet.payroll
    return {
        "format_version": FORMAT_VERSION,
        "agreement": {"id": payroll.agreement, "title": payroll.title},
        "period": _period(payroll),
        "as_of": times.utc(payroll.as_of),
        "as_of_local": _local(payroll.as_of, payroll),
        "known_by": None if payroll.known_by is None else times.utc(payroll.known_by),
        "known_by_local": None if payroll.known_by is None else _local(payroll.known_by, payroll),
        "timezone": payroll.timezone,
        "currency": payroll.currency,
        "minor_digits": figures.digits(payroll.currency),
        "provisional": sheet.is_provisional,
        "what_if": sheet.is_what_if,
        "assumed": [{"name": name, "value": _exact(value)} for name, value in payroll.assumed],
        "notes": list(payroll.notes),
    }


def _local(at: int, payroll: Payroll) -> str:
    return times.local(at, payroll.timezone).isoformat()


def _period(asked: Payroll | Statement) -> dict[str, Any]:
    return {"name": asked.period, **_dates(asked.first, asked.after)}


def _dates(first: date, after: date) -> dict[str, str]:
    return {"from": first.isoformat(), "through": (after - timedelta(days=1)).isoformat()}


def _statement(statement: Statement) -> dict[str, Any]:
    currency = statement.currency
    return {
        "person": statement.person,
        "plans": list(statement.plans),
        "period": _period(statement),
        "days": statement.days,
        "base": money(statement.base, currency),
        "variable": money(statement.variable, currency),
        "lines": [_line(line, currency) for line in statement.lines],
        "lines_total": money(sum_of(statement.lines), currency),
        "adjustments": [_line(line, currency) for line in statement.adjustments],
        "adjustments_total": money(sum_of(statement.adjustments), currency),
        "total": money(statement.total, currency),
        "draw_balance": money(statement.balance, currency),
        "provisional": statement.provisional,
        "notes": list(statement.notes),
    }


def _line(line: Line, currency: str | None) -> dict[str, Any]:
    return {
        "id": line.id,
        "kind": line.kind.value,
        "title": line.title,
        "plan": line.plan,
        "version": line.version,
        **_dates(line.first, line.after),
        "amount": money(line.amount, currency),
        "exact": _exact(line.exact),
        "clause": _place(line),
        "measure": line.measure,
        "goal": line.goal,
        "is_share": line.is_rate,
        "credited": _number(line.credited),
        "carried": _exact(line.carried),
        "quota": _number(line.quota),
        "attainment": _number(line.attainment),
        "attainment_percent": _percent(line.attainment),
        "counted": _number(line.counted),
        "counted_percent": _percent(line.counted),
        "mode": line.mode,
        "slices": [_slice(one, line, currency) for one in line.slices],
        "payout": _number(line.payout),
        "payout_percent": _percent(line.payout),
        "weight": _number(line.weight),
        "full": None if line.full is None else money(line.full, currency),
        "conditions": [_factor(factor) for factor in line.factors],
        "deals": [_deal(deal, currency) for deal in line.deals],
        "steps": [_step(step) for step in line.steps],
        "notes": list(line.notes),
    }


def _slice(one: Slice, line: Line, currency: str | None) -> dict[str, Any]:
    return {
        "tier": one.tier,
        "above": _exact(one.from_),
        "up_to": _exact(one.up_to),
        "rate": _exact(one.rate),
        "payout": _exact(one.payout),
        "amount": None if line.full is None else money(one.payout * line.full, currency),
    }


def _factor(factor: Factor) -> dict[str, Any]:
    return {
        "kind": factor.kind,
        "of": factor.of,
        "person": factor.person,
        "bound": factor.bound,
        "value": _number(factor.value),
        "open": factor.is_open,
        "applies": factor.applies,
        "effect": _exact(factor.effect),
        "clause": _place(factor),
    }


def _deal(deal: Deal, currency: str | None) -> dict[str, Any]:
    return {
        "lead_id": deal.lead_id,
        "date": deal.day.isoformat(),
        "value": _exact(deal.value),
        "share": _exact(deal.share),
        "counts": _exact(deal.value * deal.share),
        "amount": None if deal.amount is None else money(deal.amount, currency),
    }


def _step(step: Step) -> dict[str, str]:
    return {"what": step.what, "how": step.how, "result": step.result}


def _place(thing: Line | Factor) -> dict[str, Any]:
    return {"file": thing.span.file, "line": thing.span.line, "column": thing.span.column}


def _exact(value: Fraction) -> str:
    return figures.exact(value)


def _number(value: Fraction | None) -> str | None:
    return None if value is None else figures.exact(value)


def _percent(value: Fraction | None) -> str | None:
    return None if value is None else figures.percent(value)
