"""What is measured is the whole of the agreements."""

from dataclasses import replace

from contest import taking_part
from jobs import BOUNDED, COMMITMENTS, NEEDED, NORTHWIND, REFERENCE, STEPS, TWO

from slakit import load
from slakit.engine.compile import known_commitments


def test_the_steps_end_with_the_whole_reference_agreement() -> None:
    agreement, _ = load(NORTHWIND)
    assert agreement is not None
    every = {promise.id for promise in known_commitments([agreement])}
    assert {name for name in every if not name.endswith(".objective")} == set(COMMITMENTS)


def test_the_floor_reads_every_column_of_the_reference_agreement() -> None:
    agreement, _ = load(NORTHWIND)
    assert agreement is not None
    built_in = {"event", "at", "owner", "stage", "reason", "amount"}
    assert set(NEEDED) == built_in | set(agreement.fields)


def test_each_step_asks_for_one_more() -> None:
    _, first, second, *_, last = STEPS.contenders
    assert first.command.count("--only") == 1
    assert second.command[: len(first.command)] == first.command
    assert last.command.count("--only") == len(COMMITMENTS)


def test_who_is_not_installed_is_named_with_the_reason() -> None:
    rego = next(one for one in TWO.contenders if one.name == "rego")
    job = replace(TWO, contenders=(replace(rego, needs="no_such_module"),))
    assert taking_part(job, "10M") == ([], {"rego": "no_such_module is not installed"})


def test_the_bound_is_measured_where_it_binds() -> None:
    assert [BOUNDED in [one.name for one in taking_part(REFERENCE, size)[0]] for size in ("1M", "50M")] == [False, True]
