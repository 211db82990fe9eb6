"""Regular expressions built to take time or memory."""

from pathlib import Path

from tests.strangers.running import Case
from tests.strangers.sound import LOG, agreement


def _matched(folder: Path, pattern: str, *says: str, code: int | tuple[int, ...] = 0, note: str = "a" * 50_000) -> Case:
    quoted = pattern.replace("'", "''")
    (folder / "a.yaml").write_text(agreement(WHEN=f"{{matches: '{quoted}'}}"), encoding="utf-8")
    (folder / "log.csv").write_text(LOG.replace("a,x,", f"a,{note},"), encoding="utf-8")
    return Case(arguments=("evaluate", "a.yaml", "--events", "log.csv"), says=says, code=code)


def repeats_within_repeats(folder: Path) -> Case:
    return _matched(folder, "^(a+)+$", note="a" * 50_000 + "!")


def alternatives_that_overlap(folder: Path) -> Case:
    return _matched(folder, "^(a|a|aa)*$", note="a" * 50_000 + "!")


def stars_in_a_row(folder: Path) -> Case:
    return _matched(folder, "^" + "a*" * 400 + "b$")


def optional_parts_in_a_row(folder: Path) -> Case:
    return _matched(folder, "^" + "a?" * 300 + "a" * 300 + "$")


def a_thousand_repeats(folder: Path) -> Case:
    return _matched(folder, "(a{1,1000})")


def a_thousand_repeats_of_all_letters(folder: Path) -> Case:
    return _matched(folder, r"(\pL\pN\p{Han}\p{Greek}){1000}", code=(0, 1, 2))


def a_thousand_repeats_of_many(folder: Path) -> Case:
    return _matched(folder, "(" + r"[\pL\d]" * 100 + "){1000}", code=(0, 1, 2))


def repeats_that_multiply(folder: Path) -> Case:
    return _matched(folder, "((a{100}){100}){100}", "SLA323", code=2)


def a_repeat_of_a_billion(folder: Path) -> Case:
    return _matched(folder, "a{1000000000}", "SLA323", code=2)


def deep_groups(folder: Path) -> Case:
    return _matched(folder, "(" * 499 + "a" + ")" * 499, code=(0, 1, 2))


def groups_that_nothing_closes(folder: Path) -> Case:
    return _matched(folder, "(" * 900, "SLA323", code=2)


def a_pattern_of_a_megabyte(folder: Path) -> Case:
    return _matched(folder, "a" * 1_000_000, "SLA323", code=2)


def what_only_backtracking_has(folder: Path) -> Case:
    return _matched(folder, r"(a+)\1+$", "SLA323", code=2)


def classes_that_nothing_closes(folder: Path) -> Case:
    return _matched(folder, "[" * 900, "SLA323", code=2)


def escapes_that_quote_nothing(folder: Path) -> Case:
    return _matched(folder, r"\Q" * 400, code=(0, 1, 2))


def scenarios_chosen_by_a_pattern_that_backtracks(folder: Path) -> Case:
    (folder / "a.yaml").write_text(agreement(), encoding="utf-8")
    scenario = f"apiVersion: slakit/v1\nkind: Scenario\nagreement: strange\ntitle: {'a' * 50_000}!\n"
    scenario += (
        "as_of: 2027-02-01T00:00:00Z\nevents: [{lead_id: L, event: call, at: 2027-01-04T16:50:00Z}]\nexpect: []\n"
    )
    (folder / "s.yaml").write_text(scenario, encoding="utf-8")
    return Case(arguments=("test", ".", "--run", "^(a+)+$"), says=("no scenario matches",), code=2)
