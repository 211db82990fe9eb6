"""slakit pays random plans, rosters and logs as the oracle does (for longer: `python -m tests.pay_oracle.soak`)."""

import pytest

from tests.pay.against_oracle import compare_seed, compare_turns
from tests.pay_oracle.draft import drafted

PAIRS, GROUPS = 54, 6
TURNS = 300


@pytest.mark.parametrize("group", range(GROUPS))
def test_pairs(group: int) -> None:
    problems = [
        f"seed {seed}: {problem}" for seed in range(group, PAIRS, GROUPS) for problem in compare_seed(seed)
    ]  # fmt: skip
    assert not problems, "\n".join(problems)


def test_turns() -> None:
    problems = [f"seed {seed}: {problem}" for seed in range(TURNS) for problem in compare_turns(drafted(seed))]
    assert not problems, "\n".join(problems)
