"""The progress display: on a terminal, after a while, and gone in the end."""

import time

import pytest

from slakit.cli import progress
from slakit.cli.progress import Display


def shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *, is_terminal: bool, patience: float
) -> str:
    """What is on stderr after two steps of work, each of which goes on until it is shown; stdout must stay empty."""
    monkeypatch.setattr(progress, "_PATIENCE", patience)
    monkeypatch.setattr("sys.stderr.isatty", lambda: is_terminal)
    monkeypatch.setenv("TERM", "xterm")
    longest = 20.0 if is_terminal and patience < 1 else 0.2
    with Display() as display:
        display("reading the log", 0, 1)
        said = until(capsys, "reading the log", longest)
        display("first_attempt__judged [bold]", 3, 12)
        said += until(capsys, "first attempt: judged", longest)
    captured = capsys.readouterr()
    assert captured.out == ""
    return said + captured.err


def until(capsys: pytest.CaptureFixture[str], words: str, longest: float) -> str:
    """What comes to stderr until it has the words, for at most so many seconds."""
    said, deadline = "", time.monotonic() + longest
    while words not in said and time.monotonic() < deadline:
        time.sleep(0.02)
        said += capsys.readouterr().err
    return said


def test_long_work_on_a_terminal_is_shown(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    said = shown(monkeypatch, capsys, is_terminal=True, patience=0.05)
    assert "reading the log" in said
    assert "first attempt: judged [bold]" in said
    assert said.endswith("\x1b[2K")  # the line is cleared


def test_short_work_is_not_shown(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(monkeypatch, capsys, is_terminal=True, patience=30) == ""


def test_nothing_is_shown_without_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert shown(monkeypatch, capsys, is_terminal=False, patience=0.05) == ""
