"""What the tests of documents share: LibreOffice, which takes seconds to start."""

from pathlib import Path

import pytest

from slakit.document.writers import writer
from tests.document.files import written
from tests.document.office import CHANGED, converted
from tests.document.test_hostile_texts import ADDRESS, FILES, HOSTILE, made


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """PDF files that LibreOffice made of DOCX files: `sample`, the sample changed, and `hostile`."""
    hostile = writer(".docx").write(made(FILES[0], HOSTILE, ADDRESS)[0])
    files = {"sample": written("sample", ".docx"), "hostile": hostile} | {
        name: make() for name, make in CHANGED.items()
    }
    return converted(files, tmp_path_factory.mktemp("office"))
