"""Whether anything leaves the pages of a PDF."""

import pypdfium2

SIDE, EDGE = 36, 20
"""Points that must stay free at the sides of a page, and at its head and foot."""


def assert_within(content: bytes) -> None:
    """Every text lies within its page, and every page is A4."""
    for number, page in enumerate(pypdfium2.PdfDocument(content), start=1):
        width, height = page.get_size()
        assert (round(width), round(height)) == (595, 842), number
        for one in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
            left, bottom, right, top = one.get_bounds()
            assert left >= SIDE, (number, left)
            assert right <= width - SIDE, (number, right)
            assert bottom >= EDGE, (number, bottom)
            assert top <= height - EDGE, (number, top)
