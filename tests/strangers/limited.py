"""Run a command under limits and print its code, CPU seconds and peak memory as JSON: a script of its own.

It stands between the tests and the command: a child's peak begins with the memory of the process it was forked from,
and that of a test run is no small one. Arguments: the CPU seconds after which it is ended, bytes of address space, the
CPU seconds after which it is asked how fast this machine is now, report file, the command.
"""

import json
import os
import resource
import signal
import sys
import time
from pathlib import Path


def calibrated() -> float:
    """The CPU seconds of a fixed loop, the best of three: how fast this machine is now."""
    best = float("inf")
    for _ in range(3):
        begun, total = time.process_time(), 0
        for number in range(400_000):
            total += number * number % 7
        best = min(best, time.process_time() - begun)
    return best


def main() -> None:
    """Run, wait, report."""
    seconds, space, many, report, *command = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    resource.setrlimit(resource.RLIMIT_AS, (int(space), int(space)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    child = os.posix_spawn(command[0], command, os.environ)
    signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
    signal.alarm(int(seconds) * 10)  # one that only waits uses no CPU; one that others starve waits long
    _, status, usage = os.wait4(child, 0)
    signal.alarm(0)
    cpu = usage.ru_utime + usage.ru_stime
    found = {
        "code": os.waitstatus_to_exitcode(status),
        "cpu": cpu,
        "peak": usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024),
        "loop": calibrated() if cpu > float(many) else None,
    }
    Path(report).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main()
