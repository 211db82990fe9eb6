"""A log larger than memory: the same bytes, and the process stays near its limit."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from tests.robustness.kills import AGREEMENT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="children's peaks are measured as POSIX has it")

MEASURED = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
unit = 1 if sys.platform == "darwin" else 1024
print(done.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit)
"""


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """A million rows of 200,000 leads, more than fits in what the engine is given."""
    import duckdb

    folder = tmp_path_factory.mktemp("large")
    (folder / "agreement.yaml").write_text(AGREEMENT, encoding="utf-8")
    with duckdb.connect() as connection:
        connection.execute(
            f"""
COPY (
  SELECT 'a lead with a long name ' || lpad(CAST(i // 5 AS VARCHAR), 9, '0') AS lead_id,
    CASE WHEN i % 5 = 0 THEN 'assigned' ELSE 'call' END AS event,
    TIMESTAMPTZ '2027-01-04 14:00:00Z' + to_seconds((i // 5) % 8000000 + (i % 5) * 7200) AS "at",
    'the owner of a lead ' || (i % 40) AS owner
  FROM range(1000000) AS r(i) ORDER BY hash(i)
) TO '{folder}/log.parquet' (FORMAT parquet)"""  # noqa: S608 - a path of the test's own
        )
    return ["evaluate", str(folder / "agreement.yaml"), "--events", str(folder / "log.parquet")]


@pytest.fixture(scope="module")
def ample(inputs: list[str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """The outcomes with all the memory that they need, and how much that is."""
    much = tmp_path_factory.mktemp("ample") / "much.csv"
    return much, _run([*inputs, "--outcomes", str(much), "--memory", "4GB"])


@pytest.mark.long
@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_little_memory_gives_the_same_bytes(
    suffix: str, inputs: list[str], ample: tuple[Path, int], tmp_path: Path
) -> None:
    little = tmp_path / f"little.{suffix}"
    peak = _run([*inputs, "--outcomes", str(little), "--memory", "200MB", "--temp-dir", str(tmp_path)])
    much, needed = ample
    assert little.read_bytes() == (much.read_bytes() if suffix == "csv" else _in_json(much))
    assert peak <= 500_000_000 < needed
    assert list(tmp_path.iterdir()) == [little]


def _in_json(outcomes: Path) -> bytes:
    """What is in a CSV file of outcomes, as JSON Lines."""
    with outcomes.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        names = next(rows)
        forms = [(f'"{name}": ', name in ("episode", "value")) for name in names]
        lines = (
            ", ".join(
                head + ("null" if not cell else cell if is_number else f'"{cell}"')
                for (head, is_number), cell in zip(forms, row, strict=True)
            )
            for row in rows
        )
        return "".join(f"{{{line}}}\n" for line in lines).encode()


def _run(arguments: list[str]) -> int:
    """Run slakit; its peak of resident memory in bytes."""
    command = [sys.executable, "-c", MEASURED, sys.executable, "-m", "slakit", *arguments]
    code, peak = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert code in ("0", "1")
    return int(peak)
