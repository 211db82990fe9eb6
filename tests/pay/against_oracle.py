"""slakit's pay and the oracle's, of one random pair."""

import tempfile
from pathlib import Path

from tests.oracle import Refused
from tests.pay.front_door import paid
from tests.pay_oracle import payroll
from tests.pay_oracle.comparing import apart, plain
from tests.pay_oracle.draft import Pair, drafted


def compare_seed(seed: int) -> list[str]:
    """What differs on the pair of a seed."""
    return compare(drafted(seed))


def compare(pair: Pair) -> list[str]:
    """What differs on a pair; where both refuse to pay, nothing does."""
    with tempfile.TemporaryDirectory(prefix="slakit-pay-") as folder:
        found, said = paid(
            Path(folder),
            pair.versions,
            pair.rows,
            people=pair.people,
            period=pair.period,
            as_of=pair.as_of,
            waivers=pair.waivers,
        )
    try:
        oracle = payroll(
            pair.versions,
            pair.rows,
            people=pair.people,
            period=pair.period,
            as_of=pair.as_of,
            waivers=[_whole(pair, waiver) for waiver in pair.waivers],
        )
    except Refused as refusal:
        return [] if found is None else [f"the oracle refuses: {refusal}"]
    if found is None:
        return ["slakit refuses:", *(line for line in said.splitlines() if " error " in line)]
    return apart({person: plain(statement) for person, statement in oracle.items()}, found)


def _whole(pair: Pair, waivers: dict[str, object]) -> dict[str, object]:
    return {"agreement": pair.versions[0]["metadata"]["name"], **waivers}
