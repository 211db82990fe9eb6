"""On what it is measured: the processor, its cores, the memory, and the versions of all that is run."""

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from results import Where

PACKAGES = ("slakit", "duckdb", "polars", "pandas", "pyarrow", "numpy", "pm4py", "regopy")


def here() -> Where:
    """This machine, with what is installed."""
    versions = {"Python": platform.python_version()}
    for package in PACKAGES:
        try:
            versions[package] = version(package)
        except PackageNotFoundError:
            continue
    return Where(
        machine={
            "processor": _processor(),
            "cores": str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()),
            "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 1e9:.1f} GB",
            "system": f"{platform.system()} {platform.machine()}",
        },
        versions=versions,
    )


def _processor() -> str:
    """The processor's name as the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor()
