"""Random agreements that pay, rosters and logs, small and full of collisions: edges, boundaries, the same days."""

from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple

from tests.pay_oracle.draft_log import log
from tests.pay_oracle.draft_plan import pays, plan, pools
from tests.pay_oracle.drafting import DAY, Draft

Tree = dict[str, Any]


class Pair(NamedTuple):
    """What is paid, twice."""

    versions: list[Tree]
    rows: list[dict[str, str | None]]
    people: list[dict[str, str]]
    period: str
    as_of: str
    waivers: list[Tree]


def drafted(seed: int) -> Pair:
    """The pair of a seed."""
    random = Random(f"pay {seed}")  # noqa: S311 no secret depends on it
    draft = Draft(random)
    versions = [_version(draft, draft.begins, "1.0.0")]
    if draft.amended:
        versions.append(_amended(draft, versions[0]))
    people = _people(draft)
    rows = log(draft, versions)
    return Pair(versions, rows, people, _period(draft), draft.as_of, _waivers(draft))


def _version(draft: Draft, begins: date, number: str) -> Tree:
    return {
        "apiVersion": "slakit/v1",
        "kind": "Agreement",
        "metadata": {"name": "random", "title": "Random pay", "version": number},
        "term": {
            "from": begins.isoformat(),
            "through": draft.ends.isoformat(),
            "timezone": draft.zone,
            "currency": draft.currency,
        }
        | draft.years,
        "parties": {
            "marketing": {"title": "Marketing", "accountable": "Dana Reyes"},
            "sales": {"title": "Sales", "accountable": "Lee Park"},
        },
        "fields": {
            "engineer": {"type": "string"},
            "offer": {"type": "string"},
            "owner_share": {"type": "decimal"},
            "engineer_share": {"type": "decimal"},
            "collected": {"type": "decimal"},
        },
        "events": {
            name: {"event": event}
            for name, event in (
                ("won", "won"), ("asked", "asked"), ("answered", "answered"), ("payment", "payment"),
                ("churned", "churned"), ("team_meeting", "meeting"),
            )
        },
        "responses": {"answer": _response(draft)},
        "measures": _measures(draft),
        "quotas": _quotas(draft),
        "goals": {"revenue": _goal(draft, begins)},
        "compensation": _compensation(draft, begins),
    } | ({"scope": {"offer": {"is_not": "ebook"}}} if draft.chance(0.15) else {})  # fmt: skip


def _response(draft: Draft) -> Tree:
    objective: Tree = {"at_least": "50%", "per": draft.one("month", "quarter")}
    if draft.chance(0.4):
        objective["for_each"] = {"people": {"party": "sales", "role": "rep"}}
    if draft.chance(0.2):
        objective["minimum_sample"] = "2"
    return {"by": "sales", "for": "marketing", "starts": "asked", "stops": "answered", "within": "1 hour",
            "objective": objective}  # fmt: skip


def _measures(draft: Draft) -> Tree:
    found: Tree = {
        "bookings": {"sum": "amount", "of": "won"},
        "deals": {"count": "won"},
        "customers": {"leads": "won"},
        "first_customers": {"leads": "won", "first": "true"},
        "worth": {"sum": {"offer": {"demo": "100", "webinar": "33.33"}}, "of": "won"},
        "meetings": {"count": "team_meeting"},
        "answered_share": {"share": "answered", "of": ["answered", "asked"]},
    }
    if draft.chance(0.2):
        found[draft.one("bookings", "deals", "customers", "first_customers")]["when"] = {"offer": {"is_not": "ebook"}}
    return found


def _quotas(draft: Draft) -> Tree:
    share: Tree = {
        "by": ["sales", "marketing"],
        "measure": "answered_share",
        "at_least": "50%",
        "per": draft.one("month", "week"),
    }
    if draft.chance(0.4):
        share["for_each"] = {"people": {"party": "sales", "role": draft.one("rep", "lead")}}
    if draft.chance(0.3):
        share["minimum_sample"] = "2"
    return {
        "meeting": {"by": ["sales", "marketing"], "measure": "meetings", "at_least": "1", "per": "month"},
        "answers": share,
    }


def _goal(draft: Draft, begins: date) -> Tree:
    goal: Tree = {
        "title": "Bookings", "statement": "Book it.", "measure": "bookings", "target": draft.one("10000", "30000"),
        "due": draft.goal_due.isoformat(), "by": ["sales", "marketing"], "owners": ["Dana Reyes"],
        "baseline": {"value": "30000", "source": "The year before"},
    }  # fmt: skip
    if draft.goal_from is not None or draft.goal_due < begins:
        goal["from"] = (draft.goal_from or draft.begins).isoformat()
    return goal


def _compensation(draft: Draft, begins: date) -> Tree:
    rounding: Tree = {"mode": draft.mode, "at": draft.rounded_at}
    if draft.quantum:
        rounding["quantum"] = draft.quantum
    found: Tree = {"rounding": rounding, "plans": {"ae": plan(draft, "rep", begins)}}
    if draft.second:
        found["plans"]["lead"] = plan(draft, "lead", begins)
    if draft.chance(0.25):
        found["pools"] = pools(draft)
    return found


def _amended(draft: Draft, before: Tree) -> Tree:
    """A later version: the same, with some parts of its plans drawn anew."""
    after = _version(draft, draft.amended_on, "2.0.0")
    changed = draft.random.sample(["measures", "responses", "quotas", "goals"], 2)
    kept = {key: before[key] for key in ("measures", "responses", "quotas", "goals") if key not in changed}
    if "goals" in kept and draft.goal_due < draft.amended_on:
        kept["goals"] = {
            "revenue": before["goals"]["revenue"] | {"from": (draft.goal_from or draft.begins).isoformat()}
        }
    plans = {}
    for name, old in before["compensation"]["plans"].items():
        new = after["compensation"]["plans"][name]
        plans[name] = new if draft.chance(0.3) else _without_push(old) | pays(draft, old["credit"], draft.amended_on)
        if plans[name]["credit"]["event"] == old["credit"]["event"] and draft.chance(0.5):
            plans[name] |= {"components": old["components"]}
        if draft.chance(0.2):
            plans[name]["per"] = draft.one("month", "quarter")
    return after | kept | {"compensation": after["compensation"] | {"plans": plans}}


def _without_push(plan_: Tree) -> Tree:
    """A plan without its campaign, which may lie outside of the next version's term."""
    return {key: value for key, value in plan_.items() if key != "spifs"}


def _people(draft: Draft) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for person in ("ann", "ben", "eve", "lee"):
        day = date(2026, 6, 1) if draft.chance(0.4) else draft.day()
        for _ in range(draft.one(1, 1, 2, 3)):
            row = {"person": person, "party": draft.one("sales", "sales", "sales", "marketing"),
                   "role": draft.one("rep", "rep", "lead"), "from": day.isoformat(),
                   "manager": draft.one("lee", "ann", "")}  # fmt: skip
            found.append(row)
            if draft.chance(0.5):
                break
            last = max(day, draft.day())
            row["through"] = last.isoformat()
            day = last + DAY * draft.one(1, 1, 2, 10)
    return found


def _period(draft: Draft) -> str:
    year = 2027
    month = draft.random.randint(1, 7)
    return str(
        draft.one(f"{year}-{month:02}", f"{year}-{month:02}", f"{year}-Q{draft.one(1, 2)}", f"{year}",
                  "term", max(draft.begins, min(draft.ends, draft.day())).isoformat())
    )  # fmt: skip


def _waivers(draft: Draft) -> list[Tree]:
    if not draft.chance(0.15):
        return []
    first = draft.day()
    return [
        {
            "waivers": {
                "outage": {
                    "commitments": ["answer"], "from": first.isoformat(),
                    "until": (first + timedelta(days=20)).isoformat(), "because": "An outage.",
                    "approved_by": {"sales": "Lee Park", "marketing": "Dana Reyes"},
                }
            }
        }
    ]  # fmt: skip
