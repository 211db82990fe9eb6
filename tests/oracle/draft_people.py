"""A random roster: some come late, some leave and return, some have two roles at once, some are in a team."""

from datetime import date, timedelta

from tests.oracle.drafting import OWNERS, Draft


def people(made: Draft) -> list[dict[str, str]]:
    """The rows of a roster, in any order."""
    random = made.random
    start = date.fromisoformat(made.agreement["term"]["from"])
    rows = []
    for person in OWNERS:
        joined = start + timedelta(days=random.randint(-20, 15))
        row = {
            "person": person,
            "party": random.choice(("sales", "sales", "marketing")),
            "role": random.choice(("rep", "rep", "lead")),
            "from": joined.isoformat(),
            "through": "",
            "team": random.choice(("east", "west", "")),
        }
        rows.append(row)
        if random.random() < 0.5:
            left = joined + timedelta(days=random.randint(0, 20))
            row["through"] = left.isoformat()
            if random.random() < 0.5:
                rows.append(row | {"from": (left + timedelta(days=random.randint(1, 10))).isoformat(), "through": ""})
        if random.random() < 0.15:  # a second role beside the first, for a while
            begins = start + timedelta(days=random.randint(-5, 10))
            ends = begins + timedelta(days=random.randint(0, 12))
            other = "coach" if random.random() < 0.5 else "lead" if row["role"] == "rep" else "rep"
            rows.append(row | {"role": other, "from": begins.isoformat(), "through": ends.isoformat()})
    random.shuffle(rows)
    return rows
