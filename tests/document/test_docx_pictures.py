"""How the DOCX looks in a word processor: compared with pictures of it that somebody has looked at.

    python -m tests.document.test_docx_pictures

writes the pictures anew; look at them before you commit them. The font that the file asks for is not everywhere, and
another breaks other lines; so what is compared dot by dot is a blur, and exactly, the outline of each page.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from tests.document.files import written
from tests.document.office import converted, needed, pictures
from tests.document.outline import DOTS_PER_INCH, outline

pytestmark = needed

PICTURES = Path(__file__).parent / "pictures_docx"
PAGES = ("title", "clauses", "signatures")
KEPT = 60
"""Dots per inch of the pictures."""
_CELL = 18
MOST, MOST_ON_AVERAGE = 56, 2.4
"""Shades of grey that a cell of 18 dots may differ by, and all of a page's may on average."""
OTHER_LETTERS = ("in letters without serifs", "in narrow letters")
OUTLINES = [
    ["whole", "text"],
    [
        *("number", "text", "rule", "text", "rule", "text", "rule", "text"),  # section 1 and its table
        *("number", "number", "number", "text"),  # 2, 2.1 and S-1
        *("number", "text", "whole", "text", "whole", "text", "whole"),  # S-2 and its table
        *("number", "number", "text"),  # 2.2 and G-1
    ],
    [
        *("number", "text", "rule rule", "text"),  # section 3, and who signs beside each other
        *("rule rule", "text", "rule", "text", "rule", "text", "rule"),  # the one has an address, the other no name
        *("rule", "text", "rule", "text", "rule"),  # who signs below
    ],
]


def outlines(path: Path) -> list[list[str]]:
    return [outline(page) for page in pictures(path, DOTS_PER_INCH)]


def differing(found: Image.Image, wanted: Image.Image) -> bool:
    """Whether a page has other ink than in its picture, blurred as far as other letters move lines."""
    one, other = (page.filter(ImageFilter.GaussianBlur(_CELL * 2 / 3)).reduce(_CELL) for page in (found, wanted))
    cells = ImageChops.difference(one, other)
    return max(cells.tobytes()) > MOST or ImageStat.Stat(cells).mean[0] > MOST_ON_AVERAGE


def as_it_did(path: Path) -> bool:
    """Whether every page looks as in its picture."""
    pages = pictures(path, KEPT)
    if outlines(path) != OUTLINES:
        return False
    kept = [Image.open(PICTURES / f"{name}.png").convert("L") for name in PAGES]
    return not any(differing(*both) for both in zip(pages, kept, strict=True))


@pytest.mark.parametrize("name", ["sample", *OTHER_LETTERS])
def test_the_pages_look_as_they_did(name: str, office: dict[str, Path]) -> None:
    assert outlines(office[name]) == OUTLINES  # says what is missing
    assert as_it_did(office[name])


@pytest.mark.parametrize(
    "name",
    [
        "without a table",
        "with a table without rules",
        "without a heading",
        "without the style of headings",
        "without numbers",
        "without a place to sign",
    ],
)
def test_what_is_lost_is_seen(name: str, office: dict[str, Path]) -> None:
    assert not as_it_did(office[name])


def test_another_page_is_not_taken_for_it() -> None:
    title, clauses, signatures = (Image.open(PICTURES / f"{name}.png").convert("L") for name in PAGES)
    assert not differing(title, title)
    assert all(differing(*both) for both in ((title, clauses), (clauses, signatures), (signatures, title)))


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        (made,) = converted({"sample": written("sample", ".docx")}, Path(folder)).values()
        for name, page in zip(PAGES, pictures(made, KEPT), strict=True):
            page.save(PICTURES / f"{name}.png", optimize=True)
