"""What holds for all tests: they behave in a step of GitHub Actions as they do elsewhere, and compile modules once."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.engine.shared import Evaluate


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins early, so that of several processes none waits for the last at the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture(autouse=True, scope="session")
def _outside_of_actions() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(autouse=True, scope="session")
def _compiled_once() -> Iterator[None]:
    """A process of its own finds modules compiled, as those of an installation are; else every one compiles them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        yield


@pytest.fixture(scope="session")
def evaluated() -> "Iterator[Evaluate]":
    """The evaluations of hand-worked cases, each made once for the tests of its group."""
    from tests.engine.shared import Held

    held = Held()
    yield held.evaluated
    held.close()
