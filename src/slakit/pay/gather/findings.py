"""What keeps pay from being gathered, and what is to be known of the rows behind it."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

from slakit.calendars.business_time import BusinessTime
from slakit.commitments.periods import whole_period
from slakit.connection import Connection
from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.log.people import Roster
from slakit.model import Agreement, Credit
from slakit.pay import uncredited
from slakit.pay.asked_period import AskedPeriod
from slakit.pay.facts import NAMED, Facts, Uncredited
from slakit.pay.gather.asking import Asking, Between, Looked
from slakit.pay.settlements import DAY

NO_PAY = declare("SLA830", "No pay is agreed")
BROKEN_SHARES = declare("SLA831", "Rows whose shares do not add up")
UNCREDITED = declare("SLA832", "Rows that are credited to nobody", Severity.WARNING)
NO_COLUMN = declare("SLA833", "The people file lacks a column that pay rolls up by")
NOBODY_ABOVE = declare("SLA834", "People with nobody to roll up to", Severity.WARNING)
NO_NUMBER = declare("SLA835", "Rows without the number that pays", Severity.WARNING)
IDLE_MONEY = declare("SLA836", "Money that pays no deal", Severity.WARNING)
TWO_ABOVE = declare("SLA837", "People who roll up to two others on one day")


def refusals(versions: Sequence[Agreement], roster: Roster) -> Iterator[Diagnostic]:
    """Why nothing can be gathered: no version says what is paid, or the roster does not say who is above whom."""
    paying = [agreement for agreement in versions if agreement.compensation is not None]
    if not paying:
        message = f"'{versions[-1].id}' has no 'compensation', so there is nothing to pay by"
        yield diagnostic(NO_PAY, versions[-1].span, message, "add 'compensation' with its 'plans' and 'pools'")
    for credit in (found for agreement in paying for found in credits_of(agreement)):
        column = credit.rolls_up_to
        if column is not None and column not in roster.columns:
            message = f"credit rolls up to '{column}', but the people file has no such column"
            help_text = f"add a column '{column}' that names, for each person, who is credited with their rows"
            yield diagnostic(NO_COLUMN, credit.span, message, help_text)


def remarks(connection: Connection, asking: Asking, facts: Facts, period: AskedPeriod) -> Iterator[Diagnostic]:
    """What is to be known of the rows of the period's settlements and pools, each at the credit that it concerns.

    Rows whose shares do not add up are told of earlier ones, too.
    """
    for one in uncredited.broken(facts.uncredited, period):
        yield _broken(one, _credit_of(one, asking), period)
    for one in uncredited.of_period(facts.uncredited, period):
        if one.why != "shares":
            yield _uncredited(one, _credit_of(one, asking))
    for between in asking.between:
        yield from _ungoverned(connection, between, period)
    for looked in asking.looked:
        asked = [str(place) for place, (_, after) in enumerate(looked.earning.spans) if period.holds(after - DAY)]
        if asked:
            within = f"period_no IN ({', '.join(asked)})"
            yield from _nobody_above(connection, looked, within)
            yield from _two_above(connection, looked)
            yield from _without_number(connection, looked, within)
            yield from _idle_money(connection, looked, period)


def _credit_of(one: Uncredited, asking: Asking) -> Credit:
    """The credit of the version whose settlement has the first of the rows."""
    earnings = [looked.earning for looked in asking.looked if looked.earning.plan == one.plan]
    of_first = [earning for earning in earnings if any(first == one.first for first, _ in earning.spans)]
    return (of_first or earnings)[0].credit


def credits_of(agreement: Agreement) -> Iterator[Credit]:
    """The credit of every plan and pool that has one."""
    if agreement.compensation is not None:
        given = [plan.credit for plan in agreement.compensation.plans.values()]
        given += [pool.credit for pool in agreement.compensation.pools.values()]
        yield from (credit for credit in given if credit is not None)


def _broken(one: Uncredited, credit: Credit, period: AskedPeriod) -> Diagnostic:
    rows, leads = _of(one)
    parts = ", ".join(f"'{to.share_field}'" for to in credit.to if to.share_field)
    message = f"in {rows} of '{one.plan}' the shares {parts} of those named do not add up to 1{leads}"
    help_text = "correct the rows: 0.6 and 0.4 are 60% and 40%"
    if one.first < period.first:
        help_text += f"; what is earned before {period.text} may be carried, released or taken back in it"
    return diagnostic(BROKEN_SHARES, credit.span, message, help_text)


def _of(one: Uncredited) -> tuple[str, str]:
    """How many rows, and the first of their leads."""
    rows = "1 row" if one.rows == 1 else f"{one.rows:,} rows"
    return rows, f" (leads {', '.join(one.leads)}{one.more})" if one.leads else ""


def _uncredited(one: Uncredited, credit: Credit) -> Diagnostic:
    rows, leads = _of(one)
    fields = ", ".join(f"'{to.field}'" for to in credit.to)
    if one.why == "unnamed":
        names = "names" if one.rows == 1 else "name"
        message = f"nobody is paid for {rows} of '{one.plan}' that {names} nobody in {fields}{leads}"
        return diagnostic(UNCREDITED, credit.span, message, "say in the log whose they are")
    people = f": {', '.join(map(repr, one.people))}" if one.people else ""
    message = f"nobody is paid for {rows} of '{one.plan}' of people who are in no plan on that day{people}{leads}"
    return diagnostic(UNCREDITED, credit.span, message, "check names and dates of the people file")


def _ungoverned(connection: Connection, between: Between, period: AskedPeriod) -> Iterator[Diagnostic]:
    """Rows between two versions, by their dates in the zone of the one before.

    They are told with the period that they lie in, and with what is settled at the end of their plan's.
    """
    whole_first, whole_after = whole_period(between.term, between.per, period.first)
    first = min(whole_first, period.first) if whole_after <= period.after else period.first
    days = BusinessTime.over(None, timezone=between.timezone, first=first, last=period.after - DAY)
    number, leads = connection.execute(
        f"""SELECT count(*), list(DISTINCT l.lead_id ORDER BY l.lead_id) FILTER (WHERE l.lead_id IS NOT NULL)
FROM {between.rows} AS r LEFT JOIN lead AS l ON l.lead = r.lead
WHERE r.ts >= {days.starts_at} AND r.ts < {days.ends_at}"""
    ).fetchall()[0]
    if not number:
        return
    credit, (before, after) = between.earning.credit, between.versions
    named = tuple(leads or ())
    more = " …" if len(named) > NAMED else ""
    leads_text = f" (leads {', '.join(named[:NAMED])}{more})" if named else ""
    rows = "1 row" if number == 1 else f"{number:,} rows"
    begins = f"{datetime.fromtimestamp(between.until, UTC):%Y-%m-%dT%H:%M:%SZ}"
    message = (
        f"nobody is paid for {rows} of '{between.earning.plan}' after version {before} has ended and before version"
        f" {after} begins at {begins}{leads_text}"
    )
    help_text = "close the gap between the two versions: 'slakit validate' with both says how (SLA411)"
    yield diagnostic(UNCREDITED, credit.span, message, help_text)


def _nobody_above(connection: Connection, looked: Looked, within: str) -> Iterator[Diagnostic]:
    if looked.rolled is None:
        return
    credit, none = looked.earning.credit, f"FROM {looked.rolled} WHERE superior IS NULL AND {within}"
    people = [person for (person,) in connection.execute(f"SELECT DISTINCT person {none} ORDER BY person").fetchall()]
    if people:
        named = ", ".join(people[:NAMED]) + (", …" if len(people) > NAMED else "")
        message = f"the people file names nobody in '{credit.rolls_up_to}' for {named}, whose rows roll up to nobody"
        yield diagnostic(NOBODY_ABOVE, credit.span, message, f"fill '{credit.rolls_up_to}' in their rows")


def _two_above(connection: Connection, looked: Looked) -> Iterator[Diagnostic]:
    """Rows of any time: what is earned early may be carried, released or taken back later."""
    if looked.rolled is None:
        return
    credit, those = looked.earning.credit, f"FROM {looked.rolled} WHERE other IS NOT NULL"
    found = connection.execute(
        f"SELECT person, min(local_day), min(superior), max(other) {those} GROUP BY person ORDER BY person"
    ).fetchall()
    for person, day, one, other in found[:NAMED]:
        on = date.fromordinal(day)
        message = (
            f"the people file names both '{one}' and '{other}' as the '{credit.rolls_up_to}' of '{person}' on {on}"
        )
        help_text = f"name one and the same in every row that '{person}' has on that day"
        yield diagnostic(TWO_ABOVE, credit.span, message, help_text)


def _without_number(connection: Connection, looked: Looked, within: str) -> Iterator[Diagnostic]:
    for number, (part, credited) in enumerate(zip(looked.earning.parts, looked.credited, strict=True)):
        same = "c.ts = s.ts AND c.row_no = s.row_no AND coalesce(c.lead, -1) = coalesce(s.lead, -1)"
        paid = f"EXISTS (SELECT 1 FROM {credited} AS c WHERE {same})"
        counts = f"s.n_{number} IS NOT NULL AND s.x_{number} AND s.{within} AND {paid}"
        found = connection.execute(f"SELECT count(*) FROM {looked.seen} AS s WHERE {counts}").fetchone()
        if found and found[0]:
            rows = "1 row counts" if found[0] == 1 else f"{found[0]:,} rows count"
            what = f"{looked.earning.plan}.{part.id}" if part.id else looked.earning.plan
            names, why, help_text = part.own_fields, "is missing", "fill it in the log"
            if not names:
                names, why = part.state_fields, "is missing or not in the table"
                help_text = "fill it in the log, or add the value to the table"
            message = f"{rows} 0 for '{what}', since '{names[0]}' {why}"
            yield diagnostic(NO_NUMBER, looked.earning.credit.span, message, help_text)


def _idle_money(connection: Connection, looked: Looked, period: AskedPeriod) -> Iterator[Diagnostic]:
    """The rows of the period that were to release pay and cannot."""
    release = looked.earning.release
    if release is None or looked.idle is None:
        return
    days = f"local_day >= {period.first.toordinal()} AND local_day < {period.after.toordinal()}"
    query = f"""SELECT i.why, count(*), list(DISTINCT l.lead_id ORDER BY l.lead_id)
FROM {looked.idle} AS i LEFT JOIN lead AS l ON l.lead = i.lead WHERE {days} GROUP BY i.why ORDER BY i.why"""
    for why, rows, leads in connection.execute(query).fetchall():
        counted = f"1 row of '{release.event}' releases" if rows == 1 else f"{rows:,} rows of '{release.event}' release"
        named = [lead for lead in leads if lead is not None]
        of = f" (leads {', '.join(named[:NAMED])}{', …' if len(named) > NAMED else ''})" if named else ""
        reason, help_text = {
            "lead": ("without a lead", "say in the log whose money it is"),
            "number": (f"without a number in '{release.sum}'", f"fill '{release.sum}' in the log"),
            "deal": (
                f"of leads without any '{looked.earning.event}' by then",
                "check the leads and dates of the log; it has to reach back to the first deal",
            ),
        }[why]
        message = f"{counted} nothing in '{looked.earning.plan}', being {reason}{of}"
        yield diagnostic(IDLE_MONEY, release.span, message, help_text)
