"""What the roster tells of pay plans: who is in none or in two, whom a plan or pool finds, what quotas come to."""

from pathlib import Path

import pytest

from slakit.loading import load
from tests.binding import load_fragment
from tests.checks.pay_agreements import goal, plan, staffed

EACH = """quotas:
  each_rep: {by: sales, measure: mqls, at_most: 9, per: month, for_each: {people: {party: sales, role: rep}}}
"""
HEAD = "person,party,role,from,through"
ANN = "ann,sales,rep,2027-01-01,"


def found(fragment: str, people: str, folder: Path) -> list[tuple[str, str]]:
    """The code and message of each finding with the roster."""
    load_fragment(fragment, folder)
    (folder / "people.csv").write_text(people, encoding="utf-8")
    loaded = load([str(folder / "fragment.yaml")], people=str(folder / "people.csv"))
    return [(finding.code.id, finding.message) for finding in loaded.diagnostics]


def roster(*rows: str, head: str = HEAD) -> str:
    return "\n".join([head, *rows]) + "\n"


def two(second: str = "lead", per: str = "quarter") -> str:
    """A plan for the reps and one for another role."""
    text = plan()
    body = text.split("  plans:\n")[1]
    return text + body.replace("    rep:", "    second:").replace("role: rep", f"role: {second}").replace(
        "quarter", per
    )


def pool(share: str = "sales: 100%", more: str = "", due: str = "12-31") -> str:
    """A plan of reps, and a pool on a goal of another measure."""
    above = goal(due=due).replace("measure: won", "measure: mqls")
    return f"{plan(top=above)}  pools:\n    pot: {{goal: growth, amount: 5000, share: {{{share}}}{more}}}\n"


def regional(text: str) -> str:
    return text.replace("role: rep}", "role: rep, region: north}")


UP = "credit: {to: owner, rolls_up_to: boss, overlay: true,"
BOSS = "person,party,role,boss,from,through"
WEIGHTED = ", split: weighted, weights: {rep: 1, lead: 0}"

CASES = {
    # SLA533
    "everybody is in the plan": (plan(), roster(ANN, "ben,sales,rep,2027-02-01,2027-03-01"), []),
    "a role that no plan is for": (plan(), roster(ANN, "eve,sales,manager,2027-01-01,"), []),
    "another party's role of that name": (plan(), roster(ANN, "eve,marketing,rep,2027-01-01,"), []),
    "a role in capitals": (plan(), roster(ANN, "ben,sales,REP,2027-01-01,"), ["SLA533"]),
    "a role with a letter too many": (plan(), roster(ANN, "ben,sales,reps,2027-01-01,"), ["SLA533"]),
    "a short role that is another": (plan(), roster(ANN, "ben,sales,rap,2027-01-01,"), []),
    "a party in capitals": (plan(), roster(ANN, "ben,Sales,rep,2027-01-01,"), ["SLA533", "SLA539"]),
    "another region": (
        regional(plan()),
        roster("ann,sales,rep,2027-01-01,,north", "ben,sales,rep,2027-01-01,,south", head=f"{HEAD},region"),
        ["SLA533"],
    ),
    "another region that a second plan is for": (
        regional(two("rep")).replace("north", "south", 1),
        roster("ann,sales,rep,2027-01-01,,north", "ben,sales,rep,2027-01-01,,south", head=f"{HEAD},region"),
        [],
    ),
    "a role in capitals before the term": (plan(), roster(ANN, "ben,sales,REP,2026-01-01,2026-12-31"), []),
    "a role in capitals on the first day": (plan(), roster(ANN, "ben,sales,REP,2026-01-01,2027-01-01"), ["SLA533"]),
    "a role in capitals on the last day": (plan(), roster(ANN, "ben,sales,REP,2027-12-31,"), ["SLA533"]),
    "a role in capitals after the term": (plan(), roster(ANN, "ben,sales,REP,2028-01-01,"), []),
    # SLA534
    "a change of role": (
        two(),
        roster("ann,sales,rep,2027-01-01,2027-06-30", "ann,sales,lead,2027-07-01,"),
        [],
    ),
    "a change of role with a day in both": (
        two(),
        roster("ann,sales,rep,2027-01-01,2027-06-30", "ann,sales,lead,2027-06-30,"),
        ["SLA534"],
    ),
    "a day in both before the term": (
        two(),
        roster("ann,sales,rep,2026-01-01,2026-12-31", "ann,sales,lead,2026-01-01,"),
        ["SLA535"],
    ),
    "the first day of the term in both": (
        two(),
        roster("ann,sales,rep,2026-01-01,2027-01-01", "ann,sales,lead,2026-01-01,"),
        ["SLA534"],
    ),
    "two plans that select the same people": (two("rep"), roster(ANN), ["SLA534"]),
    # SLA535
    "a plan of a role that nobody has": (two("leader"), roster(ANN), ["SLA535"]),
    "a plan by a column that there is not": (regional(plan()), roster(ANN), ["SLA533", "SLA535"]),
    "a plan whose values nobody has together": (
        regional(two("lead")),
        roster("ann,sales,rep,2027-01-01,,south", "ben,sales,lead,2027-01-01,,north", head=f"{HEAD},region"),
        ["SLA533", "SLA535"],
    ),
    # SLA538, SLA539
    "a promise to people who are there": (EACH, roster(ANN), []),
    "a promise to people in capitals": (EACH, roster("ann,sales,Rep,2027-01-01,"), ["SLA538"]),
    "a promise to people of another year": (EACH, roster("ann,sales,rep,2028-01-01,"), ["SLA538"]),
    "a promise to people, and nobody at all": (EACH, roster(), ["SLA538"]),
    # SLA545
    "a column that nothing names": (EACH, roster(f"{ANN},west", head=f"{HEAD},region"), ["SLA545"]),
    "a column that a promise names": (
        regional(EACH),
        roster(f"{ANN},north", head=f"{HEAD},region"),
        [],
    ),
    "a column that credit rolls up to": (
        plan().replace("credit: {to: owner,", UP),
        roster("ann,sales,rep,eva,2027-01-01,", "eva,sales,manager,,2027-01-01,", head=BOSS),
        [],
    ),
    "a column without a name that holds nothing": (EACH, roster(f"{ANN},", head=f"{HEAD},"), []),
    "a column without a name that holds something": (EACH, roster(f"{ANN},west", head=f"{HEAD},"), ["SLA545"]),
    "two promises to the same people": (
        EACH + EACH.partition("\n")[2].replace("each_rep", "every_rep"),
        roster("ann,sales,Rep,2027-01-01,"),
        ["SLA538"],
    ),
    "an objective for people who are not there": (
        "responses: {first_attempt: {objective: {at_least: 90%, per: month, for_each: {people: {role: lead}}}}}\n",
        roster(ANN),
        ["SLA538"],
    ),
    "a party that the agreement lacks": (
        EACH,
        roster("ann,Sales,rep,2027-01-01,", "ben,Sales,rep,2027-01-01,"),
        ["SLA538", "SLA539"],
    ),
    "rows of a party that nothing counts": (EACH, roster(ANN, "eve,marketing,lead,2027-01-01,"), []),
    # SLA536
    "a boss who is there": (
        plan().replace("credit: {to: owner,", UP),
        roster("ann,sales,rep,eve,2027-01-01,", "eve,sales,boss,,2027-01-01,", head=BOSS),
        [],
    ),
    "a boss whom nobody knows": (
        plan().replace("credit: {to: owner,", UP),
        roster("ann,sales,rep,Eve,2027-01-01,", "eve,sales,boss,,2027-01-01,", head=BOSS),
        ["SLA536"],
    ),
    "no boss at all": (
        plan().replace("credit: {to: owner,", UP),
        roster("ann,sales,rep,,2027-01-01,", head=BOSS),
        ["SLA536"],
    ),
    "no column of bosses": (plan().replace("credit: {to: owner,", UP), roster(ANN), ["SLA536"]),
    # SLA537
    "a pool with people": (pool(), roster(ANN), []),
    "a pool for a party without people": (pool("sales: 50%, marketing: 50%"), roster(ANN), ["SLA537"]),
    "a pool that gives nothing to it": (pool("sales: 100%, marketing: 0%"), roster(ANN), []),
    "a pool whose people come on the last day": (
        pool(due="06-30"),
        roster("ann,sales,rep,2027-06-30,"),
        [],
    ),
    "a pool whose people come too late": (pool(due="06-30"), roster("ann,sales,rep,2027-07-01,"), ["SLA537"]),
    "a pool for people of weight": (
        pool(more=WEIGHTED),
        roster(ANN, "eve,sales,lead,2027-01-01,"),
        [],
    ),
    "a pool for people without weight": (
        pool(more=WEIGHTED),
        roster("ann,sales,rep,2026-01-01,2026-12-31", "eve,sales,lead,2027-01-01,"),
        ["SLA535", "SLA537", "SLA537"],
    ),
    "a weight for nobody": (pool(more=WEIGHTED), roster(ANN), ["SLA537"]),
    "a weight for nobody who shares": (pool(more=WEIGHTED), roster(ANN, "eve,marketing,lead,2027-01-01,"), ["SLA537"]),
    "weights for nobody at all": (pool(more=WEIGHTED), roster("eve,marketing,lead,2027-01-01,"), ["SLA535", "SLA537"]),
    "a pool whose goal began before": (
        pool("sales: 50%, marketing: 50%").replace("2027-01-01", "2026-12-31"),
        roster(ANN),
        [],
    ),
    "a pool whose goal begins on the last day": (
        pool("sales: 50%, marketing: 50%").replace("2027-01-01", "2027-12-31"),
        roster(ANN),
        ["SLA537"],
    ),
    "a pool in a term without an end": (
        f"term: {{through: null}}\n{pool('sales: 50%, marketing: 50%')}",
        roster("ann,sales,rep,2027-12-31,"),
        ["SLA537"],
    ),
    "a pool whose people leave on the first day": (
        pool().replace("2027-01-01", "2027-07-01"),
        roster("ann,sales,rep,2027-01-01,2027-07-01"),
        [],
    ),
    "a pool whose people have left": (
        pool().replace("2027-01-01", "2027-07-01"),
        roster("ann,sales,rep,2027-01-01,2027-06-30"),
        ["SLA537"],
    ),
}


@pytest.mark.parametrize(("fragment", "people", "expected"), CASES.values(), ids=CASES)
def test_staffing(fragment: str, people: str, expected: list[str], tmp_path: Path) -> None:
    assert sorted(code for code, _ in found(fragment, people, tmp_path)) == expected


# 1,200,000 in the 90 days of the first quarter, each rep with a quota of 200,000
REPS = [f"{name},sales,rep,2026-01-01," for name in ("ann", "ben", "carla", "dev", "ella")]
GONE = ["gone,marketing,rep,2026-01-01,"]
"""Says that only four of the five are there."""
RAMP = "\n      ramp: {quota: [25%, 50%, 75%], per: month}"
HEADS = {
    # 5 × 200,000 = 1,000,000, which is 83.3%
    "five": ([], "", "quotas reach only 83.3% of 'growth': 200000 × 5 people × 1 quarter = 1000000"),
    # 36 of 90 days from 24 February: 5.4 × 200,000 = 1,080,000, exactly nine tenths
    "and one for 36 days": (["finn,sales,rep,2027-02-24,"], "", ""),
    # 35 ÷ 90 = 0.389: 5.389 × 200,000 = 1,077,777.78
    "and one for 35 days": (["finn,sales,rep,2027-02-25,"], "", "reach only 89.8% of 'growth': 200000 × 5.39 people"),
    "and one for a day": (["finn,sales,rep,2027-03-31,"], "", "200000 × 5.01 people × 1 quarter"),
    # from the 15th January is the first month: (25% + 50% + 75%) ÷ 3 of 76 ÷ 90 days, 5.42 people
    "and one from the 15th": (["finn,sales,rep,2027-01-15,"], RAMP, ""),
    # from the 16th it is February: (25% + 25% + 50%) ÷ 3 of 75 ÷ 90 days, 5.28 people
    "and one from the 16th": (["finn,sales,rep,2027-01-16,"], RAMP, "200000 × 5.28 people × 1 quarter"),
    # whose rows touch has been there since October: 100% of 90 days
    "and one whose stays touch": (
        ["finn,sales,rep,2026-10-01,2026-12-31", "finn,sales,rep,2027-01-01,", *GONE],
        RAMP,
        "200000 × 5 people",
    ),
    # a day between them, and the ramp begins anew: (25% + 50% + 75%) ÷ 3 of 90 days
    "and one who was away for a day": (
        ["finn,sales,rep,2026-10-01,2026-12-30", "finn,sales,rep,2027-01-01,", *GONE],
        RAMP,
        "200000 × 4.5 people",
    ),
    "and one in two roles at a time": (
        ["finn,sales,rep,2026-10-01,", "finn,sales,lead,2027-01-10,", *GONE],
        RAMP,
        "200000 × 5 people",
    ),
    # until 28 February, whatever the second row says: 59 ÷ 90 days
    "and one in a second role for a while": (
        ["finn,sales,rep,2026-10-01,2027-02-28", "finn,sales,lead,2027-01-01,2027-01-31", *GONE],
        RAMP,
        "200000 × 4.66 people",
    ),
}


@pytest.mark.parametrize(("more", "ramp", "expected"), HEADS.values(), ids=HEADS)
def test_quotas_of_the_people_there(more: list[str], ramp: str, expected: str, tmp_path: Path) -> None:
    fragment = staffed("200000").replace("role: rep}\n", "role: [rep, lead]}\n") + ramp.removeprefix("\n") + "\n"
    people = roster(*(REPS[:4] if GONE[0] in more else REPS), *more)
    told = [message for code, message in found(fragment, people, tmp_path) if code == "SLA460"]
    assert len(told) == bool(expected)
    assert expected in "".join(told)


@pytest.mark.parametrize("more", [[], ["finn,sales,rep,2027-03-31,"]], ids=["whole", "in part"])
def test_that_people_count_in_part_is_said_where_one_does(more: list[str], tmp_path: Path) -> None:
    load_fragment(staffed("200000"), tmp_path)
    (tmp_path / "people.csv").write_text(roster(*REPS, *more), encoding="utf-8")
    loaded = load([str(tmp_path / "fragment.yaml")], people=str(tmp_path / "people.csv"))
    (told,) = (finding.help for finding in loaded.diagnostics if finding.code.id == "SLA460")
    assert told.endswith("or on a ramp, counts in part)") == bool(more)


def test_quotas_of_eight_who_are_all_there(tmp_path: Path) -> None:
    """8 × 200,000 = 1,600,000 is 133.3%."""
    people = roster(*REPS, *(f"{name},sales,rep,2026-01-01," for name in ("finn", "gita", "hugo")))
    (told,) = (message for code, message in found(staffed("200000"), people, tmp_path) if code == "SLA460")
    assert told.startswith("quotas go far beyond 'growth', 133.3% of it: 200000 × 8 people × 1 quarter = 1600000")


def test_each_version_in_its_own_days(tmp_path: Path) -> None:
    """Ann is a lead in the second version only, where no plan of leads is left, and a rep's in the first."""
    load_fragment(two(), tmp_path)
    later = plan(top="metadata: {version: 2.0.0}\nterm: {from: 2027-07-01}")
    (tmp_path / "later.yaml").write_text(f"apiVersion: slakit/v1\nkind: Agreement\nextends: minimal.yaml\n{later}")
    people = tmp_path / "people.csv"
    people.write_text(roster("ann,sales,rep,2027-01-01,2027-06-30", "ann,sales,lead,2027-07-01,"), encoding="utf-8")
    loaded = load([str(tmp_path / "fragment.yaml"), str(tmp_path / "later.yaml")], people=str(people))
    told = [(finding.code.id, Path(finding.span.file).name) for finding in loaded.diagnostics]
    assert told == [("SLA535", "fragment.yaml"), ("SLA535", "later.yaml")]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["ann,sales,rep,2026-01-01,2026-12-31"], "nobody is on it at all then"),
        (["ann,sales,rep,2026-01-01,2026-12-31", "eve,sales,boss,2027-01-01,"], "its people are there at another time"),
        (["ann,marketing,rep,2026-01-01,", "eve,sales,boss,2027-01-01,"], "no role there is 'reps'"),
    ],
)
def test_why_nobody_is_in_a_plan(rows: list[str], expected: str, tmp_path: Path) -> None:
    text = plan().replace("role: rep}", "role: reps}") if "reps" in expected else plan()
    assert [message.partition(": ")[2] for _, message in found(text, roster(*rows), tmp_path)] == [expected]


@pytest.mark.parametrize(
    ("missed", "expected"),
    [
        ("ben", "ben (Rep of sales) is in"),
        ("abc", "a, b, c (Rep of sales) are in"),
        ("abcd", "a, b, c and 1 more (Rep of"),
    ],
)
def test_people_are_named(missed: str, expected: str, tmp_path: Path) -> None:
    people = [missed] if missed == "ben" else list(missed)
    ((_, message),) = found(plan(), roster(ANN, *(f"{one},sales,Rep,2027-01-01," for one in people)), tmp_path)
    assert message.startswith(expected)


def test_two_plans_may_be_meant(tmp_path: Path) -> None:
    fragment = two("rep").replace("role: rep}\n", "role: rep}  # slakit: ignore[SLA534] both count\n")
    assert found(fragment, roster(ANN), tmp_path) == []


def test_who_was_probably_meant(tmp_path: Path) -> None:
    load_fragment(EACH, tmp_path)
    (tmp_path / "people.csv").write_text(roster("ann,sales,Rep,2027-01-01,", "eve,sals,ceo,2027-01-01,"), "utf-8")
    loaded = load([str(tmp_path / "fragment.yaml")], people=str(tmp_path / "people.csv"))
    assert [(finding.code.id, finding.message, finding.help) for finding in loaded.diagnostics] == [
        (
            "SLA538",
            "nobody on the roster is counted by 'each_rep' on a day of this agreement: no role there is 'rep'",
            "did you mean 'Rep'? write it alike here and in the people file: case counts",
        ),
        (
            "SLA539",
            "'sals' is not a party: nothing that counts people of a party sees its rows",
            "did you mean 'sales'?",
        ),
    ]


def test_a_roster_of_several_agreements(tmp_path: Path) -> None:
    """A party that one of them has is nobody's mistake."""
    load_fragment(EACH, tmp_path)
    other = (
        "metadata: {name: other}\nparties: {support: {title: Support}}\nquotas: {calls: {by: support, measure: mqls,"
    )
    other += " at_most: 9, per: month}}\n"
    (tmp_path / "other.yaml").write_text(f"apiVersion: slakit/v1\nkind: Agreement\nextends: minimal.yaml\n{other}")
    people = tmp_path / "people.csv"
    people.write_text(roster(ANN, "eve,support,rep,2027-01-01,"), encoding="utf-8")
    paths = [str(tmp_path / "fragment.yaml"), str(tmp_path / "other.yaml")]
    assert [finding.code.id for finding in load(paths, people=str(people)).diagnostics] == []
    assert [finding.code.id for finding in load(paths[:1], people=str(people)).diagnostics] == ["SLA539"]
