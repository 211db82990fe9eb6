"""Changes are found in SQL and in Python, chosen over kinds and files, described stably, and caught by the tests."""

from pathlib import Path

import pytest

from tests.mutations.__main__ import verdict
from tests.mutations.check import own_tests
from tests.mutations.choice import chosen, equivalent, known
from tests.mutations.sites import Site, sites
from tests.mutations.tree import ROOT, copied

SOURCE = '''"""Where a < b stands in a docstring."""

def judged(rows, day):
    """a <= b"""
    late = [row for row in rows if row.at >= day.due and row.open and not row.over]
    shown = f"""SELECT DISTINCT lead, min(at) AS first FROM {rows}
LEFT JOIN clock AS c ON c.lead = a.lead AND a.at <= {day.due if day else 1 - 1} AND a.at >= c.seg_start
ORDER BY at, lead"""
    return late, shown, day + 1, timedelta(days=7), max(3600, 2)

def found(day):
    return diagnostic(day < 3)
'''


def of(source: str, folder: Path) -> list[Site]:
    (folder / "judged.py").write_text(source, encoding="utf-8")
    return sites(folder / "judged.py", "judged.py")


def test_what_is_found(tmp_path: Path) -> None:
    assert sorted((site.kind, site.old.strip(), site.new.strip()) for site in of(SOURCE, tmp_path)) == [
        ("a day off", "7", "(7) + 1"),
        ("a second off", "3600", "3601"),
        ("comparison with its bound", "<=", "<"),
        ("comparison with its bound", ">=", ">"),
        ("comparison with its bound", ">=", ">"),
        ("condition dropped", "AND a.at <= {day.due if day else 1 - 1}", ""),
        ("condition dropped", "AND a.at >= c.seg_start", ""),
        ("condition dropped", "row.at >= day.due and row.open and not row.over", "row.at >= day.due and row.open"),
        ("condition dropped", "row.at >= day.due and row.open and not row.over", "row.open and not row.over"),
        ("condition negated", "not row.over", "row.over"),
        ("least and greatest", "max", "min"),
        ("least and greatest", "min(", "max("),
        ("one more or less", "day + 1", "day"),
        ("order turned", "ORDER BY at", "ORDER BY at DESC"),
        ("outer join made inner", "LEFT JOIN", "JOIN"),
        ("repetition kept", "DISTINCT", ""),
        ("tie turned", "ORDER BY at, lead", "ORDER BY at, lead DESC"),
    ]


def test_a_change_is_made_where_it_was_found(tmp_path: Path) -> None:
    for site in of(SOURCE, tmp_path):
        changed = site.applied(SOURCE)
        assert changed != SOURCE
        assert len(changed) - len(SOURCE) == len(site.new) - len(site.old)


def test_a_description_survives_lines_above(tmp_path: Path) -> None:
    before = [site.description for site in of(SOURCE, tmp_path)]
    assert [site.description for site in of("import re\n\n\n" + SOURCE, tmp_path)] == before


def test_the_choice_is_spread_over_kinds_and_files(tmp_path: Path) -> None:
    first = of(SOURCE, tmp_path)
    (tmp_path / "other.py").write_text(SOURCE, encoding="utf-8")
    every = [*first, *sites(tmp_path / "other.py", "other.py")]
    order = list(chosen(every, 5))
    kinds = {site.kind for site in every}
    assert {site.kind for site in order[: len(kinds)]} == kinds
    assert abs(sum(site.path == "other.py" for site in order[:10]) - 5) <= 1
    assert order == list(chosen(every, 5)) != list(chosen(every, 6))


def test_what_is_known_to_change_nothing_has_a_reason(tmp_path: Path) -> None:
    (site, *_) = of(SOURCE, tmp_path)
    assert equivalent(site) is None
    for description, reason in known().items():
        assert " → " in description
        assert reason.endswith(".")
        assert (ROOT / "src" / "slakit" / description.split(": ")[0]).exists()


@pytest.mark.long
def test_a_broken_engine_is_caught(tmp_path: Path) -> None:
    tree = copied(ROOT, tmp_path / "tree")
    name = "commitments/response/compile.py"
    path = tree / "src" / "slakit" / name
    every = [site for site in sites(path, name) if site.kind == "comparison with its bound"]
    assert every
    text = path.read_text(encoding="utf-8")
    states = [verdict(tree, site, 1, 20, 0)[0] for site in list(chosen(every, 1))[:2]]
    assert "killed" in states
    assert path.read_text(encoding="utf-8") == text


def test_what_is_known_to_make_no_difference_is_still_there() -> None:
    engine = ROOT / "src" / "slakit"
    files = {engine / change.split(": ", 1)[0] for change in known()}
    found = {one.description for path in files for one in sites(path, str(path.relative_to(engine)))}
    assert not known().keys() - found


def test_a_module_is_held_to_its_own_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert own_tests("engine/build.py") == "tests/engine/test_build.py"
    assert own_tests("calendars/hours.py") == "tests/calendars"
    assert Path(own_tests("sql/outcome.py")).exists()
    assert own_tests("engine/compile.py") == "", "compared with snapshots, which notice every word"
    assert own_tests("sql/core.py") == "", "there are none"
