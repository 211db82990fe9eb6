"""§2: metadata, term, parties and clauses."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from slakit.diagnostics import declare
from slakit.language.binding import Binding, Body, body_of
from slakit.language.currencies import currency_problem
from slakit.language.declared import words
from slakit.language.nodes import Entry, Mapping, Node
from slakit.language.scalars import day, text, word
from slakit.language.zones import zone
from slakit.model import Clause, Party, Signatory, Term

CURRENCY = declare("SLA334", "Unknown currency")
ENDS_BEFORE = declare("SLA401", "A time that ends before it begins")
WITHOUT_INSTANT = declare("SLA406", "A time without an instant")

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def bind_term(binding: Binding) -> Term | None:
    """The term; None if there is none (a base) or if it is wrong. Its zone is the binding's from then on."""
    node = binding.root.get("term")
    if not isinstance(node, Mapping):
        return None
    body = Body(binding, node)
    from_ = body.need("from", day)
    through = body.read("through", day)
    timezone = body.need("timezone", zone)
    week = body.read("week_starts", word(*_WEEKDAYS))
    fiscal = body.read("fiscal_year_starts", word(*_MONTHS))
    currency = body.read("currency", _currency)
    binding.zone = timezone or binding.zone
    if from_ and through and through < from_:
        body.fail(
            ENDS_BEFORE,
            body.span("through"),
            f"the term ends on {through}, before it begins on {from_}",
            "write a 'through' on or after 'from', or leave it out",
        )
    elif from_ and through and timezone and (begins := begins_on(from_, timezone)) > through:
        body.fail(
            WITHOUT_INSTANT,
            body.span("from"),
            f"the term has no instant: the clocks of {timezone} went from the day before {from_} on to {begins}",
            f"end the term on {begins} or later, or begin it before {from_}",
        )
    if not body.sound or from_ is None or timezone is None:
        return None
    return Term(
        from_=from_,
        through=through,
        timezone=timezone,
        week_starts=_WEEKDAYS.index(week or "monday"),
        fiscal_year_starts=_MONTHS.index(fiscal or "january") + 1,
        currency=currency,
        span=node.key_span,
        from_span=body.key_span("from"),
    )


def begins_on(first: date, timezone: str) -> date:
    """The date itself, or the next one in a zone that skipped it when it crossed the date line."""
    midnight = datetime.combine(first, time(), ZoneInfo(timezone))
    return midnight.astimezone(UTC).astimezone(midnight.tzinfo).date()


def _currency(binding: Binding, node: Node) -> str | None:
    """A code of ISO 4217."""
    found = text(binding, node)
    if found is not None and (problem := currency_problem(found)):
        binding.report(CURRENCY, node.span, *problem)
        return None
    return found


def bind_party(binding: Binding, entry: Entry) -> Party | None:
    """A party with the people who answer and sign for it."""
    body = body_of(binding, entry)
    if body is None:
        return None
    signatories = tuple(
        Signatory(
            role=part.read("role", text),
            name=part.read("name", text),
            email=part.read("email", text),
            span=part.node.span,
        )
        for part in body.parts("signatories")
    )
    party = Party(**words(body, entry), accountable=body.read("accountable", text), signatories=signatories)
    return party if body.sound else None


def bind_clause(binding: Binding, entry: Entry) -> Clause | None:
    """A clause: text that is printed and never evaluated."""
    body = body_of(binding, entry)
    if body is None:
        return None
    content = body.need("text", text)
    return Clause(**words(body, entry), text=content) if body.sound and content is not None else None
