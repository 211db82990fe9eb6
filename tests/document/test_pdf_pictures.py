"""How pages look: compared with pictures of them that somebody has looked at.

    python -m tests.document.test_pdf_pictures

writes the pictures anew; look at them before you commit them.
"""

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from tests.document.files import written

PICTURES = Path(__file__).parent / "pictures"
PAGES = {"title": 1, "clauses": 2, "signatures": 3}
DOTS_PER_INCH = 60
MOST_DIFFERENT = 0.002
"""The share of dots that may differ visibly: other releases of a viewer draw the edges of letters differently."""


def drawn(page: int) -> Image.Image:
    """The page of the sample in shades of grey."""
    opened = pypdfium2.PdfDocument(written("sample", ".pdf"))
    return opened[page - 1].render(scale=DOTS_PER_INCH / 72, grayscale=True).to_pil().convert("L")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_it_did(name: str) -> None:
    with Image.open(PICTURES / f"{name}.png") as picture:
        wanted = picture.convert("L")
    found = drawn(PAGES[name])
    assert found.size == wanted.size
    different = sum(ImageChops.difference(found, wanted).histogram()[65:])  # shades of grey, from 0 to 255
    assert different <= MOST_DIFFERENT * found.width * found.height


def test_the_pictures_are_of_every_page() -> None:
    assert len(pypdfium2.PdfDocument(written("sample", ".pdf"))) == len(PAGES)
    assert {path.stem for path in PICTURES.glob("*.png")} == set(PAGES)


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    for name, page in PAGES.items():
        drawn(page).save(PICTURES / f"{name}.png", optimize=True)
