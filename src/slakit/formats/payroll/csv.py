"""Statements as CSV: one row for each line of each person, so that the column `amount` adds up to what is paid.

Numbers are plain, with at most six decimals (half-even): the exact ones are in JSON. A text that a spreadsheet would
take for a formula begins with an apostrophe, and what steers a terminal is spelled out.
"""

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction

from slakit.formats.payroll import figures, words
from slakit.formats.payroll.sheet import Sheet
from slakit.formats.setting import Setting
from slakit.formats.terminal import safe
from slakit.numbers import plain
from slakit.pay.statement import Line, Statement

COLUMNS = (
    "person", "period", "period_from", "period_through", "currency", "standing",
    "section", "line", "kind", "title", "amount", "before_rounding", "plan", "version", "from", "through",
    "measure", "credited", "carried", "quota", "attainment_percent", "counted_percent", "mode", "tiers",
    "payout_percent", "weight_percent", "full", "conditions", "deals", "leads", "clause", "notes",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What begins a formula, in full width too."""
_BETWEEN = " | "


def render(sheet: Sheet, setting: Setting) -> str:
    """A header and the rows, in UTF-8, lines ending in a line break alone."""
    into = io.StringIO()
    writer = csv.writer(into, lineterminator="\n")
    writer.writerow(COLUMNS)
    for statement in sheet.statements:
        writer.writerows(_rows(sheet, statement))
    return into.getvalue()


def _rows(sheet: Sheet, statement: Statement) -> Iterator[list[str]]:
    """A row for each line; somebody without lines has one of nothing, so that nobody is missing."""
    head = [
        _text(statement.person),
        _text(statement.period),
        statement.first.isoformat(),
        (statement.after - timedelta(days=1)).isoformat(),
        statement.currency or "",
        _standing(sheet, statement),
    ]
    sections = (("period", statement.lines), ("adjustment", statement.adjustments))
    for section, part in sections:
        yield from ([*head, section, *_line(line, statement.currency)] for line in part)
    if not any(part for _, part in sections):
        yield [
            *head,
            "period",
            "",
            "",
            "",
            _money(Fraction(0), statement.currency),
            *[""] * (len(COLUMNS) - len(head) - 5),
        ]


def _standing(sheet: Sheet, statement: Statement) -> str:
    marks = ["what-if"] if sheet.is_what_if else []
    return ", ".join([*marks, *(["provisional"] if statement.provisional else [])]) or "final"


def _line(line: Line, currency: str | None) -> list[str]:
    return [
        _text(line.id),
        line.kind.value,
        _text(line.title),
        _money(line.amount, currency),
        _money(line.exact, currency),
        _text(line.plan),
        _text(line.version),
        line.first.isoformat(),
        (line.after - timedelta(days=1)).isoformat(),
        _text(line.goal or line.measure or ""),
        _number(line.credited),
        "" if line.credited is None else plain(line.carried),
        _number(line.quota),
        _percent(line.attainment),
        _percent(line.counted),
        line.mode or "",
        _text(_BETWEEN.join(_tiers(line))),
        _percent(line.payout),
        _percent(line.weight),
        "" if line.full is None else _money(line.full, currency),
        _text(_BETWEEN.join(_conditions(line))),
        str(words.deal_count(line)),
        _text(_BETWEEN.join(dict.fromkeys(deal.lead_id for deal in line.deals if deal.lead_id is not None))),
        _text(words.place(line)),
        _text(_BETWEEN.join(line.notes)),
    ]


def _tiers(line: Line) -> Iterator[str]:
    """`tier 2: 100% to 108.18% at 1.5`."""
    for one in line.slices:
        reach = f"{figures.percent(one.from_)} to {figures.percent(one.up_to)}"
        yield f"tier {one.tier}: {reach} at {figures.times(one.rate)}"


def _conditions(line: Line) -> Iterator[str]:
    """`first_attempt at least 90%: 88.8% of ann, not reached: attainment counts up to 100% only`."""
    for factor in line.factors:
        asked = f"{factor.of} {factor.bound}"
        yield f"{asked}: {words.value(factor)} of {words.whose(factor)}, {words.effect(factor)}"


def _money(amount: Fraction, currency: str | None) -> str:
    text = figures.exact_money(amount, currency)
    return plain(amount) if "/" in text else text


def _number(value: Fraction | None) -> str:
    return "" if value is None else plain(value)


def _percent(value: Fraction | None) -> str:
    return "" if value is None else plain(value * 100)


def _text(value: str) -> str:
    """A text that nothing that reads the file takes for anything else."""
    shown = safe(value)
    return f"'{shown}" if shown.lstrip().startswith(_FORMULA) else shown
