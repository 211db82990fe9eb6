"""Binding of goals: a target of a measure by a date, SMART or refused."""

from datetime import date
from fractions import Fraction

from slakit.commitments.quota.bind import check_window
from slakit.language.binding import Binding, Body, body_of
from slakit.language.bounds import RESPONSE_TIMES, UNFIT, measure_kind, value_reader
from slakit.language.commitment import promise
from slakit.language.names import GOAL, MEASURE
from slakit.language.nodes import Entry, Mapping, Scalar
from slakit.language.references import one, texts
from slakit.language.scalars import day, parse_date, share, text
from slakit.language.sections.header import ENDS_BEFORE, WITHOUT_INSTANT, begins_on
from slakit.model import Baseline, Goal

SECTION = "goals"
DEFAULT_STRETCH = Fraction(3, 2)


def bind(binding: Binding, entry: Entry) -> Goal | None:
    """The goal declared by `entry`; None if any of it is wrong."""
    body = body_of(binding, entry)
    if body is None:
        return None
    common = promise(body, entry)
    measure = body.need("measure", one(MEASURE))
    target = _amount(body, "target", _measured(body, measure))
    from_, due = body.read("from", day) or _term_begins(binding), body.need("due", day)
    owners = body.need("owners", texts)
    baseline = _baseline(body, measure)
    statement, supports = body.read("statement", text), body.read("supports", one(GOAL))
    check_window(body, measure)
    if from_ is not None and due is not None and due < from_:
        body.fail(
            ENDS_BEFORE, body.span("due"), f"due on {due}, before the goal begins on {from_}", "write a later date"
        )
    elif from_ is not None and due is not None and (begins := begins_on(from_, binding.zone)) > due:
        body.fail(
            WITHOUT_INSTANT,
            body.span("due"),
            f"the goal's time has no instant: the clocks of {binding.zone} went from the day before {from_}"
            f" on to {begins}",
            f"write due: {begins} or later, or let the goal begin before {from_}",
        )
    if not body.sound or measure is None or target is None or due is None or from_ is None:
        return None
    return Goal(
        **common,
        measure=measure,
        target=target,
        from_=from_,
        due=due,
        owners=owners or (),
        statement=statement,
        baseline=baseline,
        supports=supports,
    )


def _measured(body: Body, measure: str | None) -> str | None:
    """The measure's kind; a time has no target that could be reached by growing."""
    kind = measure_kind(body.binding, measure)
    if kind not in RESPONSE_TIMES:
        return kind
    body.fail(
        UNFIT,
        body.span("measure"),
        f"'{measure}' is a time, which no goal can reach by growing",
        "promise it with a quota and at_most, or measure a count, leads, a sum, a share or a ratio",
    )
    return None


def _amount(body: Body, key: str, kind: str | None) -> Fraction | None:
    value = body.need(key, value_reader(kind)) if kind is not None else None
    return value if isinstance(value, Fraction) else None


def _baseline(body: Body, measure: str | None) -> Baseline | None:
    """Where the goal starts from. A goal without is refused later, once it is known what else is wrong."""
    kind = measure_kind(body.binding, measure)
    part = body.part("baseline")
    if part is None:
        return None
    value = _amount(part, "value", kind if kind not in RESPONSE_TIMES else None)
    source, stretch = part.read("source", text), part.read("stretch", share)
    if value is None:
        return None
    chosen = DEFAULT_STRETCH if stretch is None else stretch
    return Baseline(value=value, source=source, stretch=chosen, span=part.node.key_span)


def _term_begins(binding: Binding) -> date | None:
    term = binding.root.get("term")
    node = term.get("from") if isinstance(term, Mapping) else None
    return parse_date(node.text) if isinstance(node, Scalar) else None
