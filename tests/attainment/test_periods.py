"""Periods: running or ended, exact shares, the worst first."""

from fractions import Fraction

from tests.attainment.relation import clock, period, periods_of, relation


def objective(state: str, value: str | None, **more: object) -> dict[str, object]:
    return period("first_attempt.objective", state, value, ">= 95%", kind="objective", **more)


def test_a_share_is_counted_from_its_episodes() -> None:
    # 19 of 20 started in January; the one of 31 January 23:59:59 New York is January's, a second later is February's.
    episodes = [clock("first_attempt", "met", lead_id=f"L{number}") for number in range(18)]
    episodes.append(clock("first_attempt", "met", "2027-02-01T04:59:59Z"))
    episodes.append(clock("first_attempt", "breached", "2027-01-01T05:00:00Z"))
    episodes.append(clock("first_attempt", "breached", "2027-02-01T05:00:00Z"))
    episodes += [clock("first_attempt", state) for state in ("cancelled", "waived", "paused", "pending", "at_risk")]
    with relation(objective("met", "0.95"), *episodes, clock("other", "breached")) as connection:
        (january,) = periods_of(connection, "2027-03-01T00:00:00Z")["first_attempt.objective"]
    (result,) = january.results
    assert (result.met, result.breached, result.open) == (19, 1, 3)
    assert result.value == Fraction(19, 20)
    assert not result.behind


def test_a_share_that_rounding_would_lift_to_its_objective_stays_below() -> None:
    with relation(objective("breached", "0.95")) as connection:
        (january,) = periods_of(connection, "2027-03-01T00:00:00Z")["first_attempt.objective"]
    assert january.results[0].value == Fraction(95, 100)
    assert january.results[0].met is None
    # Of 3,000,020 episodes 2,850,018 were met: one fewer than 95%, and 0.950000 at six places.
    with relation(objective("pending", "0.95"), clock("first_attempt", "breached")) as connection:
        connection.execute(
            "INSERT INTO outcomes (commitment, kind, state, started_at)"
            " SELECT 'first_attempt', 'response', CASE WHEN i < 2850018 THEN 'met' ELSE 'breached' END,"
            " '2027-01-05T12:00:00Z' FROM range(3000019) AS r(i)"
        )
        (january,) = periods_of(connection, "2027-01-20T00:00:00Z")["first_attempt.objective"]
    assert january.results[0].value == Fraction(2_850_018, 3_000_020)
    assert january.results[0].behind


def test_parts_are_each_owners_and_the_worst_come_first() -> None:
    rows = [
        objective("met", "1", dimension="ann"),
        objective("breached", "0.5", dimension="ben"),
        objective("breached", "0.25", dimension="carla"),
        objective("not_applicable", None, dimension="dev"),
        clock("first_attempt", "met", owner="ann"),
        clock("first_attempt", "met", owner="ben"),
        clock("first_attempt", "breached", owner="ben"),
        clock("first_attempt", "breached", owner=None),
    ]
    with relation(*rows) as connection:
        (january,) = periods_of(connection, "2027-03-01T00:00:00Z")["first_attempt.objective"]
    assert [(result.dimension, result.met, result.breached) for result in january.results] == [
        ("carla", None, None),
        ("ben", 1, 1),
        ("ann", 1, 0),
        ("dev", None, None),
    ]
    assert (january.counts.breached, january.counts.met, january.counts.not_applicable) == (2, 1, 1)


def test_a_period_runs_until_the_first_instant_after_it() -> None:
    row = period("mql_volume", "pending", "3", ">= 5")
    for as_of, running in (("2027-02-01T04:59:59Z", True), ("2027-02-01T05:00:00Z", False)):
        with relation(row) as connection:
            assert periods_of(connection, as_of)["mql_volume"][0].running is running


def test_a_running_objective_below_its_bound_is_behind_and_so_is_what_is_at_risk() -> None:
    rows = [
        objective("pending", "0.9", dimension="ann"),
        objective("pending", "0.95", dimension="ben"),
        objective("pending", None, dimension="carla"),
        period("mql_volume", "pending", "3", ">= 5"),
        period("fair_share", "at_risk", "4", ">= 5"),
    ]
    with relation(*rows) as connection:
        found = periods_of(connection, "2027-01-20T00:00:00Z")
    assert [(r.dimension, r.behind) for r in found["first_attempt.objective"][0].results] == [
        ("ann", True),
        ("carla", False),
        ("ben", False),
    ]
    assert not found["mql_volume"][0].results[0].behind  # a count grows: only the straight line tells
    assert found["fair_share"][0].results[0].behind


def test_under_at_most_the_greatest_is_the_worst() -> None:
    rows = [period("size", "breached", value, "<= 5", dimension=name) for name, value in (("a", "6"), ("b", "9"))]
    with relation(*rows) as connection:
        assert [r.dimension for r in periods_of(connection, "2027-03-01T00:00:00Z")["size"][0].results] == ["b", "a"]


def test_a_period_holds_a_hundred_parts_and_counts_all() -> None:
    rows = [period("mix", "met", str(number), ">= 1", dimension=f"v{number:03}") for number in range(1, 151)]
    with relation(*rows) as connection:
        (january,) = periods_of(connection, "2027-03-01T00:00:00Z")["mix"]
    assert len(january.results) == 100
    assert january.results[0].dimension == "v001"
    assert january.counts.met == 150


def test_periods_come_in_order_of_time() -> None:
    months = [("2027-02-01", "2027-03-01"), ("2027-01-01", "2027-02-01")]
    rows = [period("q", "met", "1", ">= 1", period_start=start, period_end=end) for start, end in months]
    with relation(*rows) as connection:
        found = periods_of(connection, "2027-03-01T00:00:00Z")["q"]
    assert [score.start.month for score in found] == [1, 2]


def test_days_that_begin_at_half_past_are_told_apart() -> None:
    # Kolkata is five and a half hours ahead: February begins there at 18:30 UTC.
    rows = [
        objective("met", "1"),
        clock("first_attempt", "met", "2027-01-31T18:29:59Z"),
        clock("first_attempt", "breached", "2027-01-31T18:30:00Z"),
        clock("first_attempt", "breached", "2026-12-31T18:29:59Z"),
        clock("first_attempt", "met", "2026-12-31T18:30:00Z"),
    ]
    with relation(*rows) as connection:
        (january,) = periods_of(connection, "2027-03-01T00:00:00Z", "Asia/Kolkata")["first_attempt.objective"]
    assert (january.results[0].met, january.results[0].breached) == (2, 0)


def test_an_instant_before_1970_counts_where_it_lies() -> None:
    # January 1970 begins in UTC at second 0; half an hour before it is second -1800, whose hour begins at -3600.
    rows = [
        objective("met", "1", period_start="1970-01-01", period_end="1970-02-01"),
        clock("first_attempt", "breached", "1969-12-31T23:30:00Z"),
        clock("first_attempt", "met", "1970-01-01T00:30:00Z"),
    ]
    with relation(*rows) as connection:
        (january,) = periods_of(connection, "1970-03-01T00:00:00Z", "UTC")["first_attempt.objective"]
    assert (january.results[0].met, january.results[0].breached) == (1, 0)
