"""The way in: verbs, help, endings."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from syrupy.assertion import SnapshotAssertion

from slakit.cli import main
from slakit.cli.discovery import Verbs
from slakit.cli.entry import slakit

SLAKIT = (sys.executable, "-m", "slakit")
MINIMAL = Path(__file__).parents[1] / "cases" / "valid" / "minimal.yaml"


def verbs() -> list[str]:
    assert isinstance(slakit, Verbs)
    return slakit.list_commands(click.Context(slakit))


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")


@pytest.mark.parametrize("verb", ["validate", "schema"])
def test_help(verb: str, capsys: pytest.CaptureFixture[str], snapshot: SnapshotAssertion) -> None:
    assert main([verb, "--help"]) == 0
    assert capsys.readouterr().out == snapshot


def test_every_verb_has_help_and_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    listed = capsys.readouterr().out
    for verb in verbs():
        assert main([verb, "--help"]) == 0
        assert capsys.readouterr().out.startswith(f"Usage: slakit {verb}")
        line = next(line for line in listed.splitlines() if line.strip().startswith(f"{verb} "))
        assert line.split(None, 1)[1], verb


def test_help_imports_no_verb() -> None:
    code = (
        "import sys; from slakit.cli import main; main(['--help'])\n"
        "assert not [name for name in sys.modules if name.startswith('slakit.cli.verbs.')]\n"
        "assert not {'duckdb', 'jsonschema', 'jinja2', 'rich', 'holidays', 'yaml'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_validate_imports_little() -> None:
    code = (
        f"import sys; from slakit.cli import main; assert main(['validate', {str(MINIMAL)!r}]) == 0\n"
        "assert not {'duckdb', 'jsonschema', 'jinja2', 'rich', 'holidays'} & set(sys.modules)\n"
        "assert 'slakit.cli.verbs.schema' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


@pytest.mark.parametrize(
    ("called", "left_alone"),
    [("main()", True), ("main(['--version'])", False), ("import duckdb; main()", False)],
)
def test_what_is_left_at_the_end_of_the_process_is_not_searched(called: str, left_alone: bool) -> None:
    code = (
        "import gc, sys; from slakit.cli import main; sys.argv[1:] = ['--version']\n"
        f"{called}; assert (gc.get_freeze_count() > 0) is {left_alone}"
    )
    ended = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    assert not ended.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["validat"], "there is no verb 'validat'; did you mean 'validate'?"),
        (["frobnicate"], "there is no verb 'frobnicate'; the verbs are"),
        (["validate", "--frmat", "json"], "No such option"),
        (["validate", "--format", "xml"], "'xml' is not one of 'text', 'json'"),
        (["validate", "--people", "nobody.csv"], "'nobody.csv' does not exist"),
        (["schema", "agrement"], "'agrement' is not one of"),
        (["validate", "--\x1b[2J"], "\\x1b[2J"),
    ],
)
def test_wrong_calls_exit_2(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert said in captured.err
    assert "\x1b" not in captured.err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("slakit ")


def test_a_mistake_of_ours_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("\x1b[31mboom\nsecond line")

    monkeypatch.setattr("slakit.loading.load", broken)
    assert main(["validate", str(MINIMAL)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert "internal error: KeyError" in captured.err
    assert "report it" in captured.err
    assert "\x1b" not in captured.err
    with pytest.raises(KeyError):
        main(["--debug", "validate", str(MINIMAL)])


@pytest.mark.parametrize("trouble", [KeyboardInterrupt, click.Abort])
def test_interrupted(
    trouble: type[BaseException], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise trouble

    monkeypatch.setattr("slakit.loading.load", interrupted)
    assert main(["validate", str(MINIMAL)]) == 130
    assert capsys.readouterr().err.strip() == "slakit: interrupted"


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [("SIGINT", 130, "interrupted"), ("SIGTERM", 143, "terminated"), ("SIGHUP", 129, "hung up")],
)
def test_a_signal_ends_with_its_code(name: str, code: int, said: str) -> None:
    pipe = subprocess.PIPE
    # Whoever runs the tests may have it ignored, as a shell does for what it runs in the background.
    heard = f"import os, signal; signal.signal(signal.{name}, signal.SIG_DFL); os.execv({SLAKIT[0]!r}, "
    heard += f"{[*SLAKIT, 'validate', '/dev/stdin']!r})"
    with subprocess.Popen([SLAKIT[0], "-c", heard], stdin=pipe, stderr=pipe, text=True) as process:
        time.sleep(1.5)  # it waits for what never comes
        process.send_signal(getattr(signal, name))
        _, err = process.communicate(timeout=20)
    assert process.returncode == code
    assert err == f"slakit: {said}\n"


def test_a_signal_that_is_to_be_ignored_is_ignored() -> None:
    command = f"import os, signal; signal.signal(signal.SIGHUP, signal.SIG_IGN); os.execv({SLAKIT[0]!r}, "
    command += f"{[*SLAKIT, 'validate', '/dev/stdin']!r})"
    pipe = subprocess.PIPE
    with subprocess.Popen([SLAKIT[0], "-c", command], stdin=pipe, stdout=pipe, text=True) as process:
        time.sleep(1.5)
        process.send_signal(signal.SIGHUP)
        process.communicate(MINIMAL.read_text(encoding="utf-8"), timeout=20)
    assert process.returncode == 0


def test_a_reader_that_goes_away() -> None:
    with subprocess.Popen([*SLAKIT, "schema"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        said = process.stderr.read()
    assert process.returncode == 2
    assert said == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("arguments", [["schema"], ["--help"], ["validate", "no-such.yaml"]])
def test_a_full_disk(arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run([*SLAKIT, *arguments], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert ended.returncode == 2
    assert "No space left" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_an_encoding_that_lacks_characters(tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_text("apiVersion: slakit/v1\nkind: Ä\n", encoding="utf-8")
    ended = subprocess.run(
        [*SLAKIT, "validate", str(tmp_path)],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert "\\xc4" in ended.stdout


def test_an_interrupt_that_the_engine_reports_is_no_mistake(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(**_: object) -> None:
        raise RuntimeError("Query interrupted")

    monkeypatch.setattr(slakit, "main", interrupted)
    assert main(["validate"]) == 130
    assert capsys.readouterr().err == "slakit: interrupted\n"
