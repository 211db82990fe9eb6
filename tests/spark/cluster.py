"""A real standalone Spark cluster on this machine: a master and two workers, each a process of its own.

`python -m tests.spark.cluster` starts one, prints its URL and stops it when its standard input ends.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path

WORKERS = 2
MEMORY = "1g"
"""Of a worker, and of a server of Spark Connect, which has to have half of it at least."""
BRIEF = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto"
"""What a Java machine that lives for minutes is told: to compile quickly rather than well, as it does little often."""
PATIENCE = 120.0
"""Seconds in which the master and the workers must be up."""


def missing() -> str | None:
    """Why there can be no cluster here, None if there can."""
    if find_spec("pyspark") is None:
        return "PySpark is not installed: pip install 'slakit[spark]'"
    home = os.environ.get("JAVA_HOME")
    if shutil.which("java") is None and not (home and (Path(home) / "bin" / "java").exists()):
        return "Spark needs Java 17 or later, and none is found"
    return None


@contextmanager
def running() -> Iterator[str]:
    """The URL of the master, as long as the context lives. Raises `TimeoutError` with the logs if it does not start."""
    import pyspark

    spark_class = str(Path(pyspark.__file__).parent / "bin" / "spark-class")
    with tempfile.TemporaryDirectory(prefix="slakit-spark-") as folder, ExitStack() as processes:
        port, pages = _free_port(), _free_port()
        url = f"spark://127.0.0.1:{port}"
        master = ("master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", str(pages))
        log = _start(processes, spark_class, Path(folder) / "master", master)
        _await(log, "I have been elected leader", "the master")
        for number in range(WORKERS):
            work = Path(folder) / f"worker{number}"
            options = (
                "--host",
                "127.0.0.1",
                "--cores",
                "1",
                "--memory",
                MEMORY,
                "--webui-port",
                str(_free_port()),
            )
            worker = ("worker.Worker", *options, "--work-dir", f"{work}-dir", url)
            _await(_start(processes, spark_class, work, worker), "Successfully registered with master", "a worker")
        yield url


@contextmanager
def connect_server() -> Iterator[str]:
    """The URL of a Spark Connect server that runs on this machine alone. Raises `TimeoutError` as above."""
    import pyspark

    submit = str(Path(pyspark.__file__).parent / "bin" / "spark-submit")
    with tempfile.TemporaryDirectory(prefix="slakit-spark-") as folder, ExitStack() as processes:
        port = _free_port()
        settings = {
            "spark.ui.enabled": "false",
            "spark.connect.grpc.binding.port": str(port),
            "spark.connect.grpc.binding.address": "127.0.0.1",
        }
        options = [part for key, value in settings.items() for part in ("--conf", f"{key}={value}")]
        options += ["--driver-java-options", BRIEF]
        command = [submit, "--class", _CONNECT, "--master", "local[2]", *options, "spark-internal"]
        log = _run(processes, command, Path(folder) / "server", memory=MEMORY)
        _await(log, "Spark Connect server started", "the server")
        yield f"sc://127.0.0.1:{port}"


_CONNECT = "org.apache.spark.sql.connect.service.SparkConnectServer"


def _start(processes: ExitStack, spark_class: str, log: Path, command: tuple[str, ...]) -> Path:
    """Start a part of the cluster; the file it logs to."""
    name, *options = command
    return _run(processes, [spark_class, f"org.apache.spark.deploy.{name}", *options], log)


def _run(processes: ExitStack, command: list[str], log: Path, memory: str = "256m") -> Path:
    """Start a process, which ends with `processes`; the file it logs to."""
    surroundings = {
        **os.environ,
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_NO_DAEMONIZE": "1",
        "SPARK_DAEMON_MEMORY": memory,
        "SPARK_DAEMON_JAVA_OPTS": BRIEF,
        "SPARK_LAUNCHER_OPTS": BRIEF,
        "SPARK_LOCAL_DIRS": f"{log}-local",
    }
    with log.open("wb") as stream:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
            env=surroundings,
            start_new_session=True,
        )
    processes.callback(_stop, process)
    return log


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _await(log: Path, text: str, what: str) -> None:
    until = time.monotonic() + PATIENCE
    while text not in (said := log.read_text(encoding="utf-8", errors="replace")):
        if time.monotonic() > until:
            raise TimeoutError(f"{what} of the cluster does not start:\n{said[-3000:]}")
        time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


if __name__ == "__main__":
    if reason := missing():
        sys.exit(reason)
    with running() as address:
        print(address, flush=True)
        sys.stdin.read()
