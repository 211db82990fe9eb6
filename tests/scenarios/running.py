"""Scenarios in a folder of their own, beside the minimal agreement with hours for people in a hurry."""

from pathlib import Path

from slakit.scenarios.result import Run
from slakit.scenarios.run import Options, run
from tests.binding import MINIMAL

HEAD = "apiVersion: slakit/v1\nkind: Scenario\nagreement: minimal\n"

EVENTS = """events:
  - {lead_id: L1, event: assigned, at: 2027-01-04T09:00:00-05:00, offer: webinar, owner: ann}
  - {lead_id: L1, event: call, at: 2027-01-04T11:00:00-05:00}
  - {lead_id: L2, event: assigned, at: 2027-01-04T09:00:00-05:00, offer: webinar}
  - {lead_id: L2, event: call, at: 2027-01-04T16:00:00-05:00}
"""
"""L1 is called after two hours, L2 after seven: six are promised, so that one is late."""


def write(folder: Path, text: str, name: str = "scenario.yaml") -> None:
    """Write the minimal agreement and a scenario, of which `text` is what follows its head."""
    (folder / "pyproject.toml").touch()
    (folder / "minimal.yaml").write_bytes(MINIMAL.read_bytes())
    (folder / name).write_text(HEAD + text, encoding="utf-8")


def ran(folder: Path, text: str, options: Options | None = None) -> Run:
    """What comes of one scenario."""
    write(folder, text)
    return run([str(folder)], options or Options())
