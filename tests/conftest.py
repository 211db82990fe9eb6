"""What holds for all tests: they behave in a step of GitHub Actions as they do elsewhere, and compile modules once."""

from collections.abc import Iterator

import pytest


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
