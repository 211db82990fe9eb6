"""docs/benchmarks.md, made from results.json."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from jobs import BOUNDED, BY_HAND, COMMITMENTS, FLOOR, POLARS, REFERENCE, SLAKIT, STEPS, TWO, Job
from results import Entry, Where, exponent

HEAD = """# Benchmarks

<!-- Made by bench/run.py from bench/results.json: do not edit. -->

What slakit costs beside the least that could do the job, and beside what else could do it. Every program is a process of its own, from start to exit, and
reads the same Parquet file; programs take turns, round by round, so that a slow moment slows all of them. CPU is user and system time of all threads; it and the time
on the clock are medians over the rounds, and so is the peak of memory. A ratio is the median of the rounds' own ratios. The *floor* is one DuckDB query that reads the same
columns, groups the rows by lead and takes the count and each column's least and greatest value: whatever evaluates a log has to do at least that.
"""
TWO_TEXT = """## Two commitments

[`bench/two_commitments.yaml`](../bench/two_commitments.yaml): a first attempt within 6 business hours of the hand-over, and four attempts within 12 days, at least 4 hours apart. The log has 13 events per lead.
All write the same verdict of every lead and commitment (start, deadline, end, state), sorted, as CSV; the verdicts are compared row by row. slakit checks every value of the log, tells owners, causes
and repeated starts, and writes twenty columns besides; the others do what the job needs and no more. The SQL is as one would write it at first; tuned, it
numbers the leads once and joins by number, as the Polars and pandas programs do. pm4py and Rego are used for what
they have; what they lack (spacing, deadlines; putting a lead's events together) is plain Python or SQL around them, and
[said in each](../bench).
"""
REFERENCE_TEXT = f"""## The reference agreement

[`policies/northwind.yaml`](../policies/northwind.yaml), all of it: {len(COMMITMENTS)} commitments and their objectives over a log with every event and field that it names, 20 columns wide, 13 events per lead, and a roster of 40.
Outcomes are written as Parquet. The exponent is the power of the number of events with which CPU grows; 1 is in proportion.
"""
STEPS_TEXT = """## What each further commitment costs

The reference agreement again, with `--only` for one commitment, then two, and so on to all. Each line shows the CPU that its commitment (with its objective)
adds, also as a multiple of the floor over all columns of the agreement. The first line holds what all have in common: start-up, reading and checking the log. A
negative number is noise between two runs.
"""
AGAIN = """## Measuring again

On a quiet machine, from the root of a checkout (the logs and outcomes take 3 GB of disk, and spilling more):

```sh
pip install -e '.[bench]'
python bench/run.py --check                                                # does everybody come to the same verdicts?
python bench/run.py --logs LOGS --write docs/benchmarks.md                 # everything: hours
python bench/run.py --logs LOGS --jobs two_commitments --sizes 1M --runs 3 # a part of it
```

A program that takes longer or more memory than allowed (`--seconds`, `--memory-limit`) is reported as such.
"""
UNKNOWN = "not measured"


def page(entries: Sequence[Entry]) -> str:
    """The whole page."""
    parts = [HEAD, targets(entries), TWO_TEXT]
    parts += [f"### {one.size} events\n\n{contest(one, TWO)}" for one in of(entries, TWO)]
    parts += [REFERENCE_TEXT, growth(of(entries, REFERENCE))]
    parts += [STEPS_TEXT, *(f"### {one.size} events\n\n{steps(one)}" for one in of(entries, STEPS))]
    parts += [places(entries), AGAIN]
    return "\n".join(part for part in parts if part)


def of(entries: Iterable[Entry], job: Job) -> list[Entry]:
    """The job's entries, smallest first."""
    return sorted((one for one in entries if one.job == job.name), key=lambda one: one.events)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose first column is text and whose others are numbers."""
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def seconds(value: float) -> str:
    """Seconds with as many places as they deserve."""
    return f"{value:.2f}" if abs(value) < 10 else f"{value:.1f}" if abs(value) < 100 else f"{value:.0f}"


def contest(entry: Entry, job: Job) -> str:
    """Everybody at one size: costs, and CPU as a multiple of the floor and of DuckDB by hand."""
    rows = []
    for one in job.contenders:
        if one.name in entry.rounds:
            ratios = [_times(entry, one.name, other) for other in (FLOOR, BY_HAND)]
            rows.append([one.title, *_costs(entry, one.name), *ratios])
        elif one.name in entry.stopped:
            rows.append([one.title, entry.stopped[one.name], "", "", "", ""])
    return table(["", "CPU s", "wall s", "peak MB", "× floor", "× DuckDB by hand"], rows)


def growth(entries: Sequence[Entry]) -> str:
    """Everybody at every size, and with which power of the size each grows."""
    rows = []
    for one in REFERENCE.contenders:
        here = [entry for entry in entries if one.name in entry.rounds]
        grows = f"{exponent(here[0], here[-1], one.name):.2f}" if len(here) > 1 else ""
        for entry in here:
            last = entry is here[-1]
            rows.append(
                [one.title, entry.size, *_costs(entry, one.name), _times(entry, one.name, FLOOR), grows if last else ""]
            )
        rows += [
            [one.title, entry.size, entry.stopped[one.name], "", "", "", ""]
            for entry in entries
            if one.name in entry.stopped
        ]
    return table(["", "events", "CPU s", "wall s", "peak MB", "× floor", "exponent"], rows) if rows else ""


def _costs(entry: Entry, name: str) -> list[str]:
    return [
        seconds(entry.median(name, "cpu")),
        seconds(entry.median(name, "wall")),
        f"{entry.median(name, 'peak'):.0f}",
    ]


def _times(entry: Entry, name: str, other: str) -> str:
    return f"{entry.ratio(name, other):.2f}" if other in entry.rounds else ""


def added(entry: Entry) -> list[tuple[str, float]]:
    """Each commitment but the first, with the floors that it adds."""
    names = [one.name for one in STEPS.contenders if one.name in entry.rounds and one.name != FLOOR]
    return [(name, entry.added(name, before, FLOOR)) for before, name in pairwise(names)]


def steps(entry: Entry) -> str:
    """The cost of one commitment, and what each further one adds."""
    names = [one.name for one in STEPS.contenders if one.name in entry.rounds and one.name != FLOOR]
    if not names or FLOOR not in entry.rounds:
        return ""
    floor = entry.median(FLOOR, "cpu")
    rows = [[f"`{names[0]}`", seconds(entry.median(names[0], "cpu")), f"{entry.ratio(names[0], FLOOR):.2f}"]]
    rows += [[f"`{name}`", f"{floors * floor:+.2f}", f"{floors:+.2f}"] for name, floors in added(entry)]
    total = [f"all {len(names)}", seconds(entry.median(names[-1], "cpu")), f"{entry.ratio(names[-1], FLOOR):.2f}"]
    return table(["commitment", "CPU s", f"floors ({seconds(floor)} s)"], [*rows, total])


HELD_TO = """## What slakit is held to

In CPU, which other work on the machine changes least, and peak memory. How the same runs compare on the clock is beside it: slakit works
with one thread where the log is small, the others with all cores throughout.
"""


def targets(entries: Sequence[Entry]) -> str:
    """What slakit is held to, and whether it holds; on the clock, too, where it is compared with others."""
    dearest = _dearest(entries)
    rows = []
    for size, other, name in (("10M", BY_HAND, "DuckDB SQL"), ("10M", POLARS, "Polars"), ("1M", POLARS, "Polars")):
        entry = _find(entries, TWO, size, SLAKIT, other)
        held = _held(f"two commitments at {size} beside {name} by hand", 1.5, entry and entry.ratio(SLAKIT, other))
        rows.append([*held, f"{entry.ratio(SLAKIT, other, 'wall'):.2f}" if entry else ""])
    for what, limit, value in (
        ("the dearest further commitment, in floors", 1, dearest and dearest[1]),
        ("exponent of the reference agreement's growth, 1M to 50M", 1.15, _exponent(entries)),
        ("peak at 50M under `--memory 2GB`, in GB", 2.3, _peak(entries)),
    ):
        held = _held(what, limit, value)
        if dearest and value is dearest[1]:
            held[2] += f" (`{dearest[0]}`)"
        rows.append([*held, ""])
    return f"{HELD_TO}\n{table(['', 'at most', 'measured', 'holds', 'on the clock'], rows)}"


def _held(what: str, limit: float, value: float | None) -> list[str]:
    said = [UNKNOWN, ""] if value is None else [f"{value:.2f}", "yes" if value <= limit else "**no**"]
    return [what, f"{limit:g}", *said]


def _find(entries: Iterable[Entry], job: Job, size: str, *names: str) -> Entry | None:
    found = (one for one in of(entries, job) if one.size == size and all(name in one.rounds for name in names))
    return next(found, None)


def _dearest(entries: Sequence[Entry]) -> tuple[str, float] | None:
    found = of(entries, STEPS)
    return max(added(found[-1]), key=lambda one: one[1], default=None) if found else None


def _exponent(entries: Sequence[Entry]) -> float | None:
    small, large = (_find(entries, REFERENCE, size, SLAKIT) for size in ("1M", "50M"))
    return exponent(small, large, SLAKIT) if small and large else None


def _peak(entries: Sequence[Entry]) -> float | None:
    entry = _find(entries, REFERENCE, "50M", BOUNDED)
    return max(cost.peak for cost in entry.rounds[BOUNDED]) / 1000 if entry else None


def places(entries: Sequence[Entry]) -> str:
    """The machines and versions, each with what was measured on it."""
    if not entries:
        return ""
    known = list({str(entry.where): entry.where for entry in entries}.values())
    lines = [_place(where, [one for one in entries if one.where == where], alone=len(known) == 1) for where in known]
    return "\n".join(["## Where\n", *lines])


def _place(where: Where, on: Sequence[Entry], *, alone: bool) -> str:
    measured = "" if alone else f" ({', '.join(f'{entry.job} {entry.size}' for entry in on)})"
    counts = [max(map(len, entry.rounds.values()), default=0) for entry in on]
    machine = where.machine
    versions = ", ".join(f"{name} {version}" for name, version in where.versions.items())
    return (
        f"- {_span(entry.date for entry in on)}{measured}; rounds: {_span(map(str, sorted(counts)))}.\n"
        f"  {machine['processor']}, {machine['cores']} cores, {machine['memory']} of memory, {machine['system']}.\n"
        f"  {versions}.\n"
    )


def _span(values: Iterable[str]) -> str:
    found = list(dict.fromkeys(values))
    return " to ".join(dict.fromkeys((found[0], found[-1])))
