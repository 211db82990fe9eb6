"""Which changes are made: everything that DuckDB goes through, spread over kinds and files."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from random import Random

import yaml

from tests.mutations.sites import Site, sites
from tests.mutations.tree import run_in

FOLDERS = ("sql", "commitments", "engine", "calendars")
LEFT_OUT = ("words.py", "bind.py", "machine.py", "memory.py")
"""Documents, agreements, and what a machine has to give: none of them makes a verdict."""

EQUIVALENT = Path(__file__).parent / "equivalent.yaml"


def sites_of(tree: Path) -> list[Site]:
    """The sites of the engine in functions that an evaluation goes through, and beside functions."""
    engine = tree / "src" / "slakit"
    entered = _entered(tree)
    files = {name for name, _ in entered}
    found: list[Site] = []
    for folder in FOLDERS:
        for path in sorted((engine / folder).rglob("*.py")):
            if str(path) in files and path.name not in LEFT_OUT:
                every = sites(path, str(path.relative_to(engine)))
                found += [one for one in every if not one.function_line or (str(path), one.function_line) in entered]
    return found


def _entered(tree: Path) -> set[tuple[str, int]]:
    run = run_in(tree, "tests.mutations.reached")
    if run.returncode:
        raise RuntimeError(run.stderr)
    return {(name, int(line)) for name, line in (text.rsplit(" ", 1) for text in run.stdout.splitlines())}


def chosen(every: Sequence[Site], seed: int) -> Iterator[Site]:
    """The sites in an order that takes kinds in turn and, of each, the file that had the fewest so far."""
    random = Random(seed)  # noqa: S311 no secret depends on it
    of_kind: dict[str, list[Site]] = defaultdict(list)
    for site in random.sample(every, len(every)):
        of_kind[site.kind].append(site)
    used: Counter[str] = Counter()
    while any(of_kind.values()):
        for kind in random.sample(sorted(of_kind), len(of_kind)):
            if of_kind[kind]:
                site = min(of_kind[kind], key=lambda one: used[one.path])
                of_kind[kind].remove(site)
                used[site.path] += 1
                yield site


@cache
def known() -> dict[str, str]:
    """The descriptions of changes that make no difference, with the reasons."""
    listed = yaml.safe_load(EQUIVALENT.read_text(encoding="utf-8")) or []
    return {entry["change"]: entry["because"] for entry in listed}


def equivalent(site: Site) -> str | None:
    """Why a change makes no difference, where that is known."""
    return known().get(site.description)
