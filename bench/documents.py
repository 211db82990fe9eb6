"""What a document costs: an agreement of 200 commitments as a file for signature, in each format.

    python bench/documents.py --runs 3

Each figure is the median of runs in turn, CPU seconds of the whole process, `slakit render` from the YAML to the file.
"""

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from cost import Cost, run

MOST_SECONDS = 10.0
SUFFIXES = (".md", ".html", ".docx", ".pdf")

HEADER = """\
apiVersion: slakit/v1
kind: Agreement
metadata: {name: large, title: Large Agreement, version: 1.0.0, description: What two large teams promise each other.}
term: {from: 2027-01-01, through: 2027-12-31, timezone: America/New_York, currency: USD}
parties:
  marketing: {title: Marketing, accountable: Dana Reyes, signatories: [{role: CMO, name: Dana Reyes, email: dana@large.example}]}
  sales: {title: Sales, accountable: Lee Park, signatories: [{role: CRO, name: Lee Park, email: lee@large.example}]}
calendars:
  business:
    timezone: America/New_York
    hours: {mon-fri: ["09:00-17:30"]}
    holidays: {country: US, subdivision: NY}
fields:
  channel: {type: enum, values: [call, email, meeting]}
  segment: {type: enum, values: [small, large]}
"""


def agreement(commitments: int) -> str:
    """An agreement of as many commitments: of four, two are responses, one is a cadence and one a quota."""
    events, responses, cadences, measures, quotas = (
        ["events:"],
        ["responses:"],
        ["cadences:"],
        ["measures:"],
        ["quotas:"],
    )
    for number in range(commitments):
        name, by, other = f"promise_{number}", *(("marketing", "sales") if number % 2 else ("sales", "marketing"))
        common = f"title: Promise {number}, description: What the team of line {number} does for each lead., by: {by}, for: {other}"
        if number % 4 != 3:
            events += [f"  begun_{number}: {{event: begun, where: {{channel: call}}, title: Line {number} begun}}"]
        events += [f"  done_{number}: {{event: done, where: {{channel: email}}, title: Line {number} done}}"]
        if number % 4 == 3:
            measures += [f"  volume_{number}: {{count: done_{number}, title: Leads done in line {number}}}"]
            quotas += [f"  {name}: {{{common}, measure: volume_{number}, at_least: {number + 10}, per: month}}"]
        elif number % 4 == 2:
            within = f"attempts: {{event: done_{number}, at_least: 4}}, within: 12 days, first_within: 4 business hours"
            cadences += [f"  {name}: {{{common}, starts: begun_{number}, {within}}}"]
        else:
            targets = f"targets: [{{when: {{segment: large}}, within: {number % 7 + 1} business hours}}, {{within: 2 business days}}]"
            objective = (
                "objective: {at_least: 95%, per: month}, on_breach: The manager reassigns the lead the same day."
            )
            responses += [
                f"  {name}: {{{common}, starts: begun_{number}, stops: done_{number}, {targets}, {objective}}}"
            ]
    return HEADER + "\n".join([*events, *measures, *responses, *cadences, *quotas]) + "\n"


def main() -> int:
    """Measure and print; 1 if a document takes longer than it may."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--commitments", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="slakit-bench-") as name:
        source = Path(name) / "large.yaml"
        source.write_text(agreement(options.commitments), encoding="utf-8")
        slowest = 0.0
        for suffix in SUFFIXES:
            target = source.with_suffix(suffix)
            seconds = [
                cpu([sys.executable, "-m", "slakit", "render", str(source), "-o", str(target)])
                for _ in range(options.runs)
            ]
            print(
                f"{suffix}: {statistics.median(seconds):.2f} s (best {min(seconds):.2f}), {target.stat().st_size:,} bytes"
            )
            slowest = max(slowest, statistics.median(seconds))
    return 1 if slowest > MOST_SECONDS else 0


def cpu(command: list[str]) -> float:
    """The CPU seconds of a run."""
    cost = run(command)
    if not isinstance(cost, Cost):
        raise SystemExit(f"{' '.join(command)}: {cost.why}")
    return cost.cpu


if __name__ == "__main__":
    sys.exit(main())
