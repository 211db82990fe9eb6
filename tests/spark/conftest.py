"""One cluster and one Spark session for all tests of this folder."""

import os
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest

from slakit.engine.spark.session import connected
from tests.spark.cluster import BRIEF, missing, running

SUBMIT = (
    "--conf spark.driver.bindAddress=127.0.0.1 --conf spark.driver.host=127.0.0.1 --conf spark.ui.enabled=false"
    f" --conf 'spark.executor.extraJavaOptions={BRIEF}' --driver-java-options '{BRIEF}'"
    " --conf spark.executor.memory=900m --driver-memory 1g pyspark-shell"
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One process has the cluster, however many share the tests."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("spark"))


@pytest.fixture(scope="session")
def master() -> Iterator[str]:
    """The URL of a running cluster; what runs in this process uses one session of it. Skips where there can be none."""
    if reason := missing():
        pytest.skip(reason)
    with running() as url, mock.patch.dict(os.environ, {"PYSPARK_SUBMIT_ARGS": SUBMIT}), connected(url):
        yield url
