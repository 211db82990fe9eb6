"""Killed at random moments; `SLAKIT_KILLS` says how often (see also `python -m tests.robustness`)."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.robustness.kills import Killing, Report, kill_often

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


def test_a_file_is_whole_or_not_there_and_the_next_run_is_right(tmp_path: Path) -> None:
    times = int(os.environ.get("SLAKIT_KILLS", "6"))
    report = kill_often(tmp_path, times=times, leads=6_000, seed=7)
    assert not report.wrong
    assert sum(report.found.values()) == times


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_in_a_long_statement_ends_it_at_once(number: signal.Signals, tmp_path: Path) -> None:
    code = """
import duckdb, signal, sys
from slakit.cli import signals
signal.signal(int(sys.argv[1]), signal.SIG_DFL)  # even if whoever runs the tests has it ignored
with signals.handled():
    try:
        with duckdb.connect() as connection, signals.interrupting(connection):
            print("ready", flush=True)
            connection.execute("SELECT count(*) FROM (SELECT i % 1000003 FROM range(100000000000) AS t(i) GROUP BY 1)")
    except BaseException as error:
        print(signals.received())
"""
    command = [sys.executable, "-c", code, str(int(number))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(0.5)
        process.send_signal(number)
        try:
            said, _ = process.communicate(timeout=30)
        finally:
            process.kill()
    assert said == f"{int(number)}\n"


def test_the_report_tells_a_torn_file(tmp_path: Path) -> None:
    killing, report = Killing(tmp_path, leads=50), Report()
    killing.command = [sys.executable, "-c", f"open({str(killing.target)!r}, 'w').write('torn')"]
    killing.kill(signal.SIGKILL, 5, before=None, report=report)
    assert any("that is neither" in wrong for wrong in report.wrong)
    assert any("not right" in wrong for wrong in report.wrong)
