"""Whether an agreement is met as it should be: a diagnostic or a true clean, no exception, and soon."""

import random
import time
import traceback
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from slakit import loading
from slakit.diagnostics import has_errors
from slakit.document.building import document_of
from slakit.document.markdown import markdown
from slakit.engine.compile import compile_agreement
from slakit.engine.dialects import dialect_named
from slakit.formats import text
from slakit.language import source
from slakit.model import Agreement, People
from tests.formats.hostile import steers
from tests.strangers.changes import changed, originals, saved
from tests.strangers.limited import calibrated
from tests.strangers.running import LOOP_SECONDS, MOST_SLOWNESS

CPU_SECONDS = 1.0


@dataclass
class Survival:
    """What became of changed agreements."""

    with_errors: int = 0
    clean: int = 0
    bases: int = 0
    slowest: float = 0.0
    wrong: list[str] = field(default_factory=list)


def survive(folder: Path, *, count: int, seed: int) -> Survival:
    """Change good agreements `count` times and look at what slakit makes of each."""
    found, kinds = Survival(), originals()
    slowness = min(MOST_SLOWNESS, max(1.0, calibrated() / LOOP_SECONDS))
    for number in range(count):
        name, good = kinds[number % len(kinds)]
        chance = random.Random(f"{seed} {number}")  # noqa: S311 - no secret depends on it
        changed_text, changes = changed(good, chance)
        path = saved(folder, changed_text)
        problem = _met(path, found, slowness)
        if problem:
            found.wrong.append(f"{name}, number {number}: {'; '.join(changes)}: {problem}")
            (folder / f"wrong_{number}.yaml").write_text(changed_text, encoding="utf-8")
    return found


def _met(path: Path, found: Survival, slowness: float) -> str:
    """What is wrong with how one file was met; empty if nothing is."""
    begun = time.process_time()
    try:
        loaded = loading.load([str(path)])
        shown = text.told(loaded.diagnostics, cache(source.lines))
        seconds = (time.process_time() - begun) / slowness
        found.slowest = max(found.slowest, seconds)
        if acting := steers(shown):
            return f"it printed {sorted(acting)!r}"
        if seconds > CPU_SECONDS:
            return f"it took {seconds:.2f} s"
        if has_errors(loaded.diagnostics):
            found.with_errors += 1
            return "" if not loaded.agreements else "an agreement with errors was let through"
        if not loaded.agreements:
            found.bases += 1
            return "" if loaded.bases else "nothing was said, and there is no agreement"
        found.clean += 1
        use(loaded.agreements[0])
    except Exception:
        return traceback.format_exc(limit=-3)
    return ""


def use(agreement: Agreement) -> None:
    """What may be done with a sound agreement: write its document and compile it for two engines."""
    markdown(document_of(agreement))
    assert agreement.term is not None
    middle = datetime(max(agreement.term.from_.year, 1), 7, 1, tzinfo=UTC)
    for engine in ("duckdb", "postgres"):
        dialect = dialect_named(engine)
        compile_agreement([agreement], as_of=int(middle.timestamp()), dialect=dialect, roster_days=_roster_days)


def _roster_days(_: People, first: date, end: date) -> dict[str, int]:
    return {"ann": (end - first).days}
