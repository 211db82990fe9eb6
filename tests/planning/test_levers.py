"""Every lever does what it says: set to its number nothing falls short any more, a little less and it still does."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from slakit.model import Agreement
from slakit.planning import planned
from slakit.planning.planned import Lever, Shortfall
from slakit.planning.putting_together import Seen
from slakit.planning.shown import Converted, Deals, Interval, Verdict
from slakit.planning.unit import Unit
from tests.engine.case import read_case, read_model
from tests.planning.case import FOLDER, merged

FALLING_SHORT = (
    "people_that_the_plan_counts",
    "too_little_time",
    "a_quota_above_the_time",
    "a_goal_of_counts",
    "a_rate_promised_too_low",
    "hours_beyond_opening",
    "a_quota_of_nothing",
    "more_hours_than_a_month_has",
    "more_people_make_more_leads",
    "less_than_the_goal_is_no_way",
)
A_LITTLE = Fraction(1, 10**9)


def changed(agreement: Agreement, lever: Lever, value: Fraction) -> Agreement:
    """The agreement with what the lever is about set to `value`."""
    plan = agreement.plan
    assert plan is not None
    match lever.key:
        case "quota":
            quota = agreement.quotas[lever.of]
            quota = replace(quota, bound=replace(quota.bound, value=value))
            return replace(agreement, quotas={**agreement.quotas, lever.of: quota})
        case "rate":
            return replace(agreement, plan=replace(plan, rates={**plan.rates, lever.of: value}))
        case "average_deal":
            return replace(agreement, plan=replace(plan, average_deal=value))
        case "share":
            return replace(agreement, plan=replace(plan, share=value))
        case "attempts":
            cadence = replace(agreement.cadences[lever.of], attempts_at_least=int(value))
            return replace(agreement, cadences={**agreement.cadences, lever.of: cadence})
        case key:
            assert plan.capacity is not None
            name = {"people": "count", "hours": "hours", "minutes": "minutes_per_attempt"}[key]
            return replace(agreement, plan=replace(plan, capacity=replace(plan.capacity, **{name: value})))


def falls_short(agreement: Agreement, one: Shortfall) -> bool:
    """Whether the same still does not suffice."""
    return any((each.kind, each.of) == (one.kind, one.of) for each in planned(agreement).shortfalls)


def pulled() -> Iterator[tuple[str, str]]:
    for name in FALLING_SHORT:
        for of, wanted in read_case(FOLDER / f"{name}.yaml")["expect"]["shortfalls"].items():
            yield from ((name, f"{of}: {lever}") for lever in wanted["one_of"])


@pytest.mark.parametrize(("name", "which"), list(pulled()), ids=lambda text: text.replace(" ", "_"))
def test_a_lever_does_it_alone(name: str, which: str, tmp_path: Path) -> None:
    case = read_case(FOLDER / f"{name}.yaml")
    tree = merged(read_case(FOLDER / "_defaults.yaml"), case["agreement"])
    agreement = read_model(tmp_path / "agreement.yaml", tree)
    of, key = which.split(": ")
    one = next(each for each in planned(agreement).shortfalls if f"{each.kind} {each.of}".strip() == of)
    lever = next(each for each in one.levers if f"{each.key} {each.of}".strip() == key)
    assert falls_short(agreement, one)
    assert not falls_short(changed(agreement, lever, lever.rounded), one)
    if lever.key == "quota" and lever.unit is Unit.LEADS:
        less = -1 if lever.operator == "at_least" else 1  # a promise of leads is judged as a whole number
        assert falls_short(changed(agreement, lever, lever.rounded + less), one)
        return
    assert not falls_short(changed(agreement, lever, lever.exact), one)
    if lever.key == "attempts":
        assert falls_short(changed(agreement, lever, lever.exact + 1), one)
        return
    if one.kind == "capacity" and lever.key in ("rate", "average_deal", "share"):
        return  # a lead more is a whole one: a little less changes nothing
    side = -1 if lever.operator == "at_least" else 1
    assert falls_short(changed(agreement, lever, lever.exact * (1 + side * A_LITTLE)), one)


def seen(reached: int) -> Seen:
    """Forty SALs, of whom so many became customers at USD 1,000 each, whatever the plan says."""
    converted = Converted(
        entered=40,
        reached=reached,
        open=0,
        young=0,
        young_reached=0,
        ripe=86_400,
        first_at=0,
        until=0,
        interval=Interval(low=Fraction(0), high=Fraction(1, 5)),
        verdict=Verdict.ABOVE,
    )
    deals = Deals(
        count=40,
        empty=0,
        total=Fraction(800_000),
        first_at=0,
        interval=Interval(low=Fraction(0), high=Fraction(20_000)),
        verdict=Verdict.ABOVE,
    )
    return Seen(history={("sal", "customer"): converted}, deals=deals)


@pytest.mark.parametrize("kind", ["rate", "deal"])
def test_what_makes_up_for_history(kind: str, tmp_path: Path) -> None:
    # 40 a month are 120 MQLs, 108 SALs; at 5 of 40 that is 13.5 of 26 2/3 customers, and they are worth 20,000 each
    agreement = read_model(tmp_path / "agreement.yaml", read_case(FOLDER / "_defaults.yaml"))
    one = next(each for each in planned(agreement, shown=seen(5)).shortfalls if each.kind == kind)
    wanted = {
        "rate": {"rate": Fraction(20, 81), "quota": Fraction(6400, 81), "average_deal": Fraction(160_000, 3)},
        "deal": {"quota": Fraction(160, 3), "rate": Fraction(1, 3), "share": Fraction(9, 20)},
    }[kind]
    levers = {lever.key: lever for lever in one.levers}
    assert {key: levers[key].exact for key in wanted} == wanted
    for lever in one.levers:
        if lever.key == "rate" and kind == "rate":
            continue  # it is history that would have to change
        for value in (lever.rounded,) if lever.key == "quota" else (lever.exact, lever.rounded):
            plan = planned(changed(agreement, lever, value), shown=seen(5))
            assert all(each.kind != kind for each in plan.shortfalls), lever.text


def texts(tmp_path: Path, change: Mapping[str, object]) -> list[str]:
    """Every lever of the default plan with a change, in words."""
    agreement = read_model(tmp_path / "agreement.yaml", merged(read_case(FOLDER / "_defaults.yaml"), change))
    return [lever.text for one in planned(agreement).shortfalls for lever in one.levers]


FOUR = {"event": "attempt", "at_least": "4"}
CALLS = {
    "calls": {
        "by": "sales",
        "starts": "handoff",
        "attempts": {"event": "attempt", "at_least": "4"},
        "within": "12 days",
    }
}
REPS = {"people": {"party": "sales", "role": "rep"}}


def test_a_promise_of_more_leads_than_there_is_time_for(tmp_path: Path) -> None:
    # 39 a month are 117 of 118.5; 40 are 120, and 26.45 × 3 hours are for 119
    capacity = {"count": "1", "hours": "26.45", "per": "month", "minutes_per_attempt": "10"}
    change = {"cadences": CALLS, "quotas": {"mql_volume": {"at_least": "39"}}, "plan": {"capacity": capacity}}
    assert "“MQL volume” of at least 40 a month, which takes time for 120 leads, and there is time for 119" in texts(
        tmp_path, change
    )


def test_hours_that_there_are_and_more_people(tmp_path: Path) -> None:
    # 90 days of 24 hours; 119 × 4 attempts of ten hours are 4,760 hours: 2.2 people around the clock
    capacity = {"count": "1", "hours": "25", "per": "day", "minutes_per_attempt": "600"}
    found = texts(tmp_path, {"cadences": CALLS, "plan": {"capacity": capacity}})
    assert "at most 23.98 hours a day for each person, and at least 3 people" in found


def test_nothing_is_no_lever(tmp_path: Path) -> None:
    # a minute of a month is no time for 119 leads, and no part of the goal that can be written
    capacity = {"count": "1", "hours": "0.01", "per": "quarter", "minutes_per_attempt": "10"}
    found = texts(tmp_path, {"cadences": CALLS, "plan": {"capacity": capacity}})
    assert found
    assert not any(text.startswith(("at most 0 ", "at most 0%")) for text in found)


def test_one_person_is_for_each_person(tmp_path: Path) -> None:
    capacity = {**REPS, "count": "1", "hours": "100", "per": "month", "minutes_per_attempt": "10"}
    change = {"quotas": {"mql_volume": {"at_least": "39", "times": REPS}}, "plan": {"capacity": capacity}}
    assert texts(tmp_path, change)[:2] == ["“MQL volume” of at least 40 a month for each person", "at least 2 people"]


@pytest.mark.parametrize(("deal", "is_told"), [("1", False), ("2", True)])
def test_a_deal_counted_as_more_than_one(deal: str, is_told: bool, tmp_path: Path) -> None:
    # rows that a customer has two of on average could be three; a customer that is one of them is no more than one
    goal = {"measure": "rows", "target": "300", "baseline": {"value": "250"}}
    change = {"measures": {"rows": {"count": "customer"}}, "goals": {"revenue": goal}, "plan": {"average_deal": deal}}
    assert any("average deal" in text for text in texts(tmp_path, change)) == is_told


def test_exactly_the_hours_that_there_are(tmp_path: Path) -> None:
    # 372 leads × 4 attempts of an hour are 1,488; two people have 744, and 744 each are all the hours of January
    capacity = {"count": "2", "hours": "372", "per": "month", "minutes_per_attempt": "60"}
    goal = {"measure": "wins", "target": "372", "due": "2027-01-31", "baseline": {"value": "300"}}
    rates = {"mql": "100%", "sal": None, "customer": "100%"}
    plan = {"share": None, "average_deal": "1", "rates": rates, "capacity": capacity}
    change = {"cadences": CALLS, "goals": {"revenue": goal}, "quotas": None, "plan": plan}
    assert "at least 744 hours a month for each person" in texts(tmp_path, change)


def test_a_promise_of_as_many_leads_as_there_is_time_for(tmp_path: Path) -> None:
    # 26.67 × 3 = 80.01 hours, time for 120 leads
    capacity = {"count": "1", "hours": "26.67", "per": "month", "minutes_per_attempt": "10"}
    change = {"cadences": CALLS, "quotas": {"mql_volume": {"at_least": "39"}}, "plan": {"capacity": capacity}}
    assert "“MQL volume” of at least 40 a month" in texts(tmp_path, change)


def test_leads_before_the_first_stage(tmp_path: Path) -> None:
    # a fifth of the inquiries are MQLs: 118.5 of 592.6
    change = {
        "measures": {"inquiries": {"leads": "inquiry", "first": "true"}},
        "quotas": {"volume": {"by": "marketing", "measure": "inquiries", "at_least": "100", "per": "month"}},
        "plan": {"rates": {"mql": "20%"}},
    }
    agreement = read_model(tmp_path / "agreement.yaml", merged(read_case(FOLDER / "_defaults.yaml"), change))
    texts = [one.text for one in planned(agreement).shortfalls]
    assert texts == [
        "“Volume” promises 300 leads in “Inquiry” in the goal's time, and the goal takes 592.59: 292.59 too few"
    ]


@pytest.mark.parametrize(("mails", "is_told"), [("3", True), ("4", False)])
def test_fewer_attempts_beside_those_of_another_cadence(mails: str, is_told: bool, tmp_path: Path) -> None:
    # there is time for 3 attempts on each of 119 leads: 20 hours × 3 months ÷ 19 5/6 hours
    other = {**CALLS["calls"], "attempts": {"event": "attempt", "at_least": mails}}
    capacity = {"count": "2", "hours": "10", "per": "month", "minutes_per_attempt": "10"}
    found = texts(tmp_path, {"cadences": {**CALLS, "mails": other}, "plan": {"capacity": capacity}})
    assert ("“Calls” of at most 3 attempts" in found) == is_told
