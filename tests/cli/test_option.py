"""Options of one name mean one thing: verbs that take one of them say the same of it."""

import click
import pytest

from slakit.cli import main
from slakit.cli.discovery import Verbs

SHARED = ("source", "waivers", "as_of", "known_by", "only", "max_bad", "memory", "temp_dir")
OF_A_LOG = ("evaluate", "explain", "pay", "plan")


def option(verb: str, name: str) -> click.Option | None:
    verbs = Verbs()
    command = verbs.get_command(click.Context(verbs), verb)
    assert command is not None
    return next((one for one in command.params if isinstance(one, click.Option) and one.name == name), None)


@pytest.mark.parametrize("name", SHARED)
def test_one_text_for_one_option(name: str) -> None:
    found = [one for verb in OF_A_LOG if (one := option(verb, name)) is not None]
    assert len(found) > 1
    assert {(one.help, one.multiple, one.default, one.metavar) for one in found} == {
        (found[0].help, found[0].multiple, found[0].default, found[0].metavar)
    }


@pytest.mark.parametrize("name", ["events", "people"])
def test_one_beginning_for_what_verbs_look_at_differently(name: str) -> None:
    texts = [one.help or "" for verb in OF_A_LOG if (one := option(verb, name)) is not None]
    assert len(texts) == len(OF_A_LOG)
    begins = {text.partition(";")[0].removesuffix(" Repeatable.").rstrip(".") for text in texts}
    assert len(begins) == 1
    assert all(text.endswith(".") for text in texts)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("evaluate a.yaml --events l.csv --people a.csv --people b.csv", "put everybody in one file"),
        ("pay a.yaml --events l.csv --period 2027 --people=a.csv --people b.csv", "put everybody in one file"),
        ("validate a.yaml --people a.csv --people a.csv", "put everybody in one file"),
        ("explain a.yaml --events l.csv --lead L1 --source a.yaml --source b.yaml", "one run takes one Source"),
        ("plan a.yaml --as-of 2027-01-01 --as-of 2027-01-02", "--as-of is given 2 times"),
        ("render a.yaml -o a.md --output b.md", "--output is given 2 times"),
        ("compile a.yaml --dialect duckdb --dialect spark", "--dialect is given 2 times"),
    ],
)
def test_the_last_of_two_values_does_not_win_unseen(call: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(call.split()) == 2
    assert said in capsys.readouterr().err


def test_what_is_repeatable_and_flags_may_be_given_again(capsys: pytest.CaptureFixture[str]) -> None:
    repeated = "--events a --events b --only x --only y --require-signed --require-signed"
    assert main(["evaluate", "no.yaml", *repeated.split()]) == 2
    assert "times" not in capsys.readouterr().err
    assert main(["evaluate", "--people", "a", "--people", "b", "--help"]) == 0
