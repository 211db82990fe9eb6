"""How much memory the process may use, read from files made up."""

from pathlib import Path

import pytest

from slakit.engine import machine
from slakit.engine.machine import usable_memory

MEMINFO = "MemTotal:        8000000 kB\nMemFree:         1000 kB\n"
PHYSICAL = 8_000_000 * 1024


@pytest.fixture(autouse=True)
def unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_address_space", lambda: iter(()))


def system(root: Path, files: dict[str, str]) -> Path:
    for name, text in {"proc/meminfo": MEMINFO, **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({}, PHYSICAL, id="no groups"),
        pytest.param(
            {"proc/self/cgroup": "0::/\n", "sys/fs/cgroup/memory.max": "1000000000\n"}, 1_000_000_000, id="container"
        ),
        pytest.param({"proc/self/cgroup": "0::/\n", "sys/fs/cgroup/memory.max": "max\n"}, PHYSICAL, id="max"),
        pytest.param(
            {
                "proc/self/cgroup": "0::/user.slice/job.scope\n",
                "sys/fs/cgroup/user.slice/job.scope/memory.max": "3000000000\n",
                "sys/fs/cgroup/user.slice/memory.max": "2000000000\n",
            },
            2_000_000_000,
            id="the outer group is narrower",
        ),
        pytest.param(
            {
                "proc/self/cgroup": "0::/job\n",
                "sys/fs/cgroup/job/memory.max": "3000000000\n",
                "sys/fs/cgroup/job/memory.high": "1500000000\n",
            },
            1_500_000_000,
            id="throttled before the limit",
        ),
        pytest.param(
            {
                "proc/self/cgroup": "5:cpu,cpuacct:/docker/x\n4:memory:/docker/x\n",
                "sys/fs/cgroup/memory/memory.limit_in_bytes": "700000000\n",
            },
            700_000_000,
            id="version 1, seen from inside",
        ),
        pytest.param(
            {
                "proc/self/cgroup": "4:memory:/job\n",
                "sys/fs/cgroup/memory/job/memory.limit_in_bytes": "9223372036854771712\n",
            },
            PHYSICAL,
            id="version 1 without a limit",
        ),
        pytest.param({"proc/self/cgroup": "nonsense\n"}, PHYSICAL, id="a file that says nothing"),
    ],
)
def test_the_least_counts(
    files: dict[str, str], expected: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert usable_memory(system(tmp_path, files)) == expected


def test_an_address_space_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_address_space", lambda: iter((900_000_000,)))
    assert usable_memory(system(tmp_path, {})) == 900_000_000


def test_this_machine_says_something() -> None:
    assert (usable_memory() or 0) > 0
