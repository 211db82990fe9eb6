"""The jobs that are measured, and the programs that compete in each. To add a contender, add a line here."""

import sys
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from results import number

HERE = Path(__file__).parent
NORTHWIND = str(HERE.parent / "policies" / "northwind.yaml")
FLOOR = "floor"
SLAKIT = "slakit"
BY_HAND = "duckdb"
POLARS = "polars"
BOUNDED = "slakit_2gb"

NEEDED = (
    *("event", "at", "owner", "stage", "reason", "amount", "score", "offer", "persona", "segment", "email", "company"),
    *("employees", "channel", "result", "automated", "complete", "duplicate", "actionable"),
)
"""The columns that the reference agreement reads, besides the lead."""

COMMITMENTS = (
    *(
        "first_attempt",
        "lead_feedback",
        "persistence",
        "inquiry.transition",
        "mql.ready",
        "mql.transition",
        "mql.dwell",
        "sal.transition",
    ),
    *("customer.transition", "lost.transition", "lost.reason", "rejected.transition", "rejected.reason"),
    *("rejected.dwell", "mql_volume", "fair_share", "quality", "value", "won_share", "response_speed"),
    *("weekly_meeting", "revenue"),
)
"""Every commitment of the reference agreement but objectives, which come with theirs, in the order of the steps."""


@dataclass(frozen=True, kw_only=True)
class Contender:
    """A program that does a job: `command`, in which `LOG`, `OUT`, `PEOPLE` and `TEMP` are put in.

    It takes part from `smallest` events, and where the module `needs` is installed. What it exits with is among
    `allowed`.
    """

    name: str
    title: str
    command: tuple[str, ...]
    needs: str = "duckdb"
    allowed: tuple[int, ...] = (0,)
    smallest: int = 0

    def missing(self) -> str:
        """The reason why it cannot run here, if there is one."""
        return "" if find_spec(self.needs) else f"{self.needs} is not installed"

    def filled(self, places: dict[str, str]) -> list[str]:
        """The command with its places put in, for this Python."""
        return [sys.executable, *(places.get(word, word) for word in self.command)]


@dataclass(frozen=True, kw_only=True)
class Job:
    """What is measured: its contenders in the order of their turns, and its log."""

    name: str
    contenders: tuple[Contender, ...]
    reference: bool = False
    """Whether the log is that of the reference agreement, with a roster."""
    compared: bool = False
    """Whether all write the same verdicts, which are compared with slakit's."""
    ending: str = field(default=".csv")
    """That of the outcomes' file."""


def script(name: str) -> tuple[str, str, str]:
    """The command of a contender of this folder."""
    return (str(HERE / f"{name}.py"), "LOG", "OUT")


def evaluate(agreement: str, *options: str) -> tuple[str, ...]:
    """slakit's command."""
    return ("-m", "slakit", "evaluate", agreement, "--events", "LOG", "--outcomes", "OUT", *options)


_REFERENCE = evaluate(NORTHWIND, "--people", "PEOPLE")
_STEPS = tuple(
    Contender(
        name=commitment,
        title=commitment,
        command=(*_REFERENCE, *(word for one in COMMITMENTS[: place + 1] for word in ("--only", one))),
        allowed=(0, 1),
    )
    for place, commitment in enumerate(COMMITMENTS)
)
_REFERENCE_FLOOR = Contender(name=FLOOR, title="floor", command=(*script("floor"), *NEEDED))

TWO = Job(
    name="two_commitments",
    compared=True,
    contenders=(
        Contender(name=FLOOR, title="floor", command=script("floor")),
        Contender(
            name=SLAKIT,
            title="**slakit**",
            command=evaluate(str(HERE / "two_commitments.yaml")),
            allowed=(0, 1),
        ),
        Contender(name=BY_HAND, title="DuckDB SQL by hand", command=script("by_hand")),
        Contender(name="duckdb_numbered", title="the same, tuned", command=script("by_hand_numbered")),
        Contender(name=POLARS, title="Polars by hand", command=script("by_polars"), needs="polars"),
        Contender(name="pandas", title="pandas by hand", command=script("by_pandas"), needs="pandas"),
        Contender(name="pm4py", title="pm4py", command=script("by_pm4py"), needs="pm4py"),
        Contender(name="rego", title="Rego (regopy)", command=script("by_rego"), needs="regopy"),
    ),
)
REFERENCE = Job(
    name="reference",
    reference=True,
    compared=True,
    ending=".parquet",
    contenders=(
        _REFERENCE_FLOOR,
        Contender(name=SLAKIT, title="**slakit**", command=_REFERENCE, allowed=(0, 1)),
        Contender(
            name=BOUNDED,
            title="**slakit** `--memory 2GB`",
            command=(*_REFERENCE, "--memory", "2GB", "--temp-dir", "TEMP"),
            allowed=(0, 1),
            smallest=number("10M"),
        ),
    ),
)
STEPS = Job(name="steps", reference=True, ending=".parquet", contenders=(_REFERENCE_FLOOR, *_STEPS))
JOBS = {job.name: job for job in (TWO, REFERENCE, STEPS)}
