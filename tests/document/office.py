"""Word processors' files as LibreOffice shows them: it starts once, and converts all that the tests look at."""

import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from functools import partial
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from PIL import Image

from tests.document.files import written

BODY, STYLES = "word/document.xml", "word/styles.xml"

needed = [
    pytest.mark.skipif(
        shutil.which("soffice") is None,
        reason="NOBODY LOOKS AT THE DOCX: there is no LibreOffice (install libreoffice-writer)",
    ),
    pytest.mark.xdist_group("libreoffice"),
]


def edited(part: str, pattern: str, new: str, *, most: int = 0) -> bytes:
    """The sample's file with a part of it changed, at most so many times (0: everywhere)."""
    made = BytesIO()
    with ZipFile(BytesIO(written("sample", ".docx"))) as old, ZipFile(made, "w") as file:
        for name in old.namelist():
            text = old.read(name).decode()
            file.writestr(name, re.sub(pattern, new, text, count=most, flags=re.DOTALL) if name == part else text)
    return made.getvalue()


CHANGED: Mapping[str, Callable[[], bytes]] = {
    "in letters without serifs": partial(edited, STYLES, '"Cambria"', '"Liberation Sans"'),
    "in narrow letters": partial(edited, STYLES, '"Cambria"', '"Liberation Serif"'),
    "without a table": partial(edited, BODY, r"<w:tbl>.*?</w:tbl>", "", most=1),
    "with a table without rules": partial(edited, STYLES, r"<w:tblBorders>.*?</w:tblBorders>", ""),
    "without a heading": partial(edited, BODY, r'<w:p><w:pPr><w:pStyle w:val="Heading3"/>.*?</w:p>', "", most=1),
    "without the style of headings": partial(edited, BODY, r'<w:pStyle w:val="Heading\d"/>', ""),
    "without numbers": partial(edited, BODY, r"<w:numPr>.*?</w:numPr>", r'<w:numPr><w:numId w:val="0"/></w:numPr>'),
    "without a place to sign": partial(
        edited, BODY, r'<w:p><w:pPr><w:pStyle w:val="SignatureParty"/>.*?</w:tc>', "<w:p/></w:tc>", most=1
    ),
}
"""The sample's file changed as the name says."""


def converted(files: Mapping[str, bytes], folder: Path) -> dict[str, Path]:
    """The files, converted to PDF by one start of LibreOffice, by their names."""
    sources = {name: folder / f"{number}.docx" for number, name in enumerate(files)}
    for name, path in sources.items():
        path.write_bytes(files[name])
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        *map(str, sources.values()),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {name: path.with_suffix(".pdf") for name, path in sources.items()}


def pictures(path: Path, dots_per_inch: int) -> list[Image.Image]:
    """The pages in shades of grey."""
    opened = pypdfium2.PdfDocument(path)
    return [page.render(scale=dots_per_inch / 72, grayscale=True).to_pil().convert("L") for page in opened]
