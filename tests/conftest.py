"""What holds for all tests: they behave in a step of GitHub Actions as they do elsewhere."""

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="session")
def _outside_of_actions() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE"):
            patch.delenv(name, raising=False)
        yield
