"""What looks like a mistake and is none: nothing is said of it."""

from pathlib import Path

import pytest

from tests.binding import load_fragment

NIGHTS = '{mon-fri: ["22:00-06:00"]}'
LEFT_ALONE = {
    "the last target must stand there even if no start reaches it": (
        "responses: {first_attempt: {when: {offer: {present: true}}, targets: ["
        "{when: {offer: demo_request}, within: 1 hour}, {when: {offer: webinar}, within: 2 hours}, {within: 3 hours}]}}"
    ),
    "two targets that overlap": (
        "responses: {first_attempt: {targets: [{when: {offer: demo_request}, within: 1 hour},"
        " {when: {score: {at_least: 80}}, within: 2 hours}, {within: 3 hours}]}}"
    ),
    "a missing value is told from every value": (
        "stages: {mql: {ready: {score: {at_least: 50}, any: [{score: {below: 60}}, {score: {at_least: 60}}]}}}"
    ),
    "a pattern may match what another does not": (
        "fields: {name: {type: string}}\n"
        "stages: {mql: {ready: {name: {matches: '^a'}, none: [{name: {contains: b}}], any: [{name: {matches: 'c$'}}]}}}"
    ),
    "a scope that leaves room": "scope: {offer: {is_not: webinar}}\nstages: {mql: {ready: {offer: demo_request}}}",
    "attempts that just fit, whatever the day": (
        "cadences: {c: {by: sales, starts: handoff, attempts: {event: attempt, at_least: 4}, within: 3 business days,"
        " spacing: {at_least: 8 business hours}}}"
    ),
    "attempts in a window as long as they take": (
        "cadences: {c: {by: sales, starts: handoff, attempts: {event: attempt, at_least: 4}, within: 3 days,"
        " spacing: {at_least: 1 day}}}"
    ),
    # from Sunday 7 March, 06:00, the night of the 13th has seven hours only: the eighth ends on Saturday 20, 23:00
    "attempts over the change to summer time, to the hour": (
        'calendars: {business: {hours: {mon-fri: [], sat: ["22:00-06:00"]}}}\n'
        "cadences: {c: {by: sales, starts: handoff, attempts: {event: attempt, at_least: 2}, within: 328 hours,"
        " spacing: {at_least: 8 business hours}}}"
    ),
    "nights without holidays": f"calendars: {{business: {{hours: {NIGHTS}}}}}",
    "nights that a holiday on a Sunday does not meet": (
        f"calendars: {{business: {{hours: {NIGHTS}, holidays: {{add: [{{date: 2027-08-15}}]}}}}}}"
    ),
    "a day that ends at 24:00": 'calendars: {business: {hours: {mon-fri: ["00:00-24:00"]}, holidays: {country: US}}}',
    # Constitution Memorial Day, Greenery Day, Children's Day: what starts then is due on the 6th
    "a term of three holidays": (
        "term: {from: 2027-05-03, through: 2027-05-05}\ncalendars: {business: {holidays: {country: JP}}}"
    ),
    "a holiday opened for some hours": (
        'calendars: {business: {holidays: {country: US}, overrides: {2027-11-25: ["09:00-12:00"]}}}'
    ),
    "a part of twice the goal that begins long before it": (
        "parties: {sales: {accountable: Lee Park}}\nmeasures: {won: {leads: customer}}\ngoals:\n"
        "  spring: {by: sales, measure: won, target: 120, from: 2027-04-01, due: 2027-06-30, owners: [Lee Park],"
        " baseline: {value: 100}}\n"
        "  half: {by: sales, measure: won, target: 240, from: 2027-01-01, due: 2027-06-30, owners: [Lee Park],"
        " baseline: {value: 200}, supports: spring}"
    ),
    "an alternative that holds for missing values only": (
        "stages: {mql: {ready: {score: {at_least: 50}, any: [{offer: webinar}, {offer: {present: false}}]}}}"
    ),
    "what is excluded twice": "stages: {mql: {ready: {score: {at_least: 50}, none: [{score: {below: 40}}]}}}",
    "a part of a goal of nothing": (
        "parties: {sales: {accountable: Lee Park}}\nmeasures: {won: {leads: customer}}\ngoals:\n"
        "  none: {by: sales, measure: won, target: 0, due: 2027-06-30, owners: [Lee Park], baseline: {value: 0}}\n"
        "  some: {by: sales, measure: won, target: 5, due: 2027-06-30, owners: [Lee Park], baseline: {value: 5},"
        " supports: none}"
    ),
    "shares of windows that close at other times": (
        'calendars: {weekend: {hours: {sat-sun: ["09:00-17:00"]}}}\n'
        "responses: {first_attempt: {calendar: business}}\n"
        "measures: {won: {share: customer, of: mql, within: 2 business days}}\n"
        "quotas: {least: {by: sales, measure: won, at_least: 50%, per: month, calendar: business},"
        " most: {by: marketing, measure: won, at_most: 40%, per: month, calendar: weekend}}"
    ),
    "quotas that a month just holds": (
        "quotas: {weekly: {by: marketing, measure: mqls, at_least: 5, per: week},"
        " monthly: {by: sales, measure: mqls, at_most: 22, per: month}}"
    ),
}


@pytest.mark.parametrize("fragment", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_nothing_is_said(fragment: str, tmp_path: Path) -> None:
    _, found = load_fragment(f"{fragment}\n", tmp_path)
    assert [str(finding) for finding in found] == []
