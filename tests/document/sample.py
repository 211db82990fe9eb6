"""A document of every kind of block, which changes only when its format does; and texts that are meant to break it."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from slakit.document.model import Block, Clause, Document, Facts, Paragraph, Points, Section, Signature, Step, Table
from slakit.wording.outline import Item

DIGEST = "3f9c2ab71d0458e6a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718"

SAMPLE = Document(
    title="Agreement on Samples",
    subtitle="Version 2.1.0, in force from 1 January 2027 through 31 December 2027",
    name="samples",
    version="2.1.0",
    digest=DIGEST,
    funnel=(
        Step(anchor="stage-inquiry", title="Inquiry", by=("Marketing",), onward=(1,), begins=True),
        Step(anchor="stage-accepted", title="Accepted lead", by=("Sales",), onward=(2, 3)),
        Step(anchor="stage-customer", title="Customer", by=("Sales",), onward=(), closes="won"),
        Step(anchor="stage-returned", title="Returned 😀", by=("Sales",), onward=(0,), closes="recycled"),
    ),
    sections=(
        Section(
            number="1",
            anchor="stages",
            title="Purpose and stages",
            blocks=(
                Paragraph(text="Two parties promise each other what follows."),
                Table(
                    header=("Party", "Accountable"),
                    rows=(("Marketing", "Dana Reyes"), ("Sales", "Lee Park")),
                    caption="Parties",
                ),
                Facts(rows=(("In force", "from 1 January 2027, through 31 December 2027"), ("Currency", "USD"))),
            ),
        ),
        Section(
            number="2",
            anchor="promises",
            title="Promises",
            sections=(
                Section(
                    number="2.1",
                    anchor="of-sales",
                    title="What Sales promises",
                    blocks=(
                        Clause(
                            reference="S-1",
                            anchor="first_attempt",
                            title="First attempt",
                            blocks=(
                                Paragraph(text="Sales promises Marketing that each lead is called in time:"),
                                Points(
                                    items=(
                                        Item(text="within 15 business minutes if it asked for a demo;"),
                                        Item(
                                            text="else by its size:",
                                            items=(Item(text="large: within 2 business hours;"),),
                                        ),
                                    )
                                ),
                                Facts(
                                    rows=(
                                        (
                                            "How it is measured",
                                            "The time runs from the hand-off to the first call after it.",
                                        ),
                                        ("Objective", "Kept for at least 95 of 100 leads each month."),
                                    )
                                ),
                            ),
                        ),
                        Clause(
                            reference="S-2",
                            anchor="volume",
                            title="Volume",
                            blocks=(
                                Paragraph(text="As many as S-1 and the goal G-1 (2.2) need:"),
                                Table(
                                    header=(
                                        "Step",
                                        "How it is worked out and where each of its numbers comes from",
                                        "Leads",
                                    ),
                                    rows=(
                                        (
                                            "Customers",
                                            "USD 1,200,000 × 60% ÷ USD 27,000 for each of them, not rounded",
                                            "26.67",
                                        ),
                                        (
                                            "Accepted",
                                            "26.67 ÷ 25%, which is the share that was reached last year",
                                            "106.67",
                                        ),
                                    ),
                                    numeric=(2,),
                                ),
                            ),
                        ),
                    ),
                ),
                Section(
                    number="2.2",
                    anchor="goals",
                    title="Goals",
                    blocks=(
                        Clause(
                            reference="G-1",
                            anchor="revenue",
                            title="Revenue",
                            blocks=(Paragraph(text="USD 1,200,000."),),
                        ),
                    ),
                ),
            ),
        ),
        Section(
            number="3",
            anchor="signatures",
            title="Signatures",
            blocks=(
                Paragraph(text="Signed for version 2.1.0."),
                Signature(party="Marketing", role="CMO", name="Dana Reyes", email="dana@samples.example"),
                Signature(party="Sales", role="CRO", name="", email=""),
                Signature(party="Sales", role="", name="Lee Park", email="lee@samples.example"),
            ),
        ),
    ),
)

HOSTILE = (
    "<script>alert(1)</script> <w:p/> &amp; &#42; ]]>",
    '#import "@preview/cetz:0.3.4": * #read("/etc/passwd") #panic()',
    "$x^2$ = *bold* _it_ `raw` // gone /* gone */ @ref <label>",
    "= heading",
    "- point\n+ point\n/ term: text",
    r"\input{/etc/passwd} \u{41} \# ~ --- ... 'single' \"double\"",
    "{{ 7 * 7 }} {% raw %} ${title} %s {0}",
    "ends with a backslash \\",
    "S-1 (2.2) S-99 xS-1 S-1-1",
    'HYPERLINK "http://evil.example" INCLUDETEXT =1+1',
    "a\u202egnp.exe\u2066 bell\u0007 esc\u001b[31m nul-like\ufffe \ue000",
    "שלום 5 مرحبا 7 days",
    "😀 👩\u200d💻 漢字 naïve Ωμέγα Жизнь ﬁ ✓ → ½ e\u0301",
    "one\ntwo\n\nfour",
)
LONG = ("x" * 10_000, "W" * 300 + " " + "wide " * 200)


def hostile(*texts: str) -> Document:
    """Each text in every place that a document has for one."""
    sections = [
        Section(number=str(at), anchor=f"a{at}", title=text, blocks=_everywhere(text, at))
        for at, text in enumerate(texts, start=1)
    ]
    first = texts[0]
    return Document(title=first, subtitle=first, name=first, version=first, digest=first, sections=tuple(sections))


def _everywhere(text: str, at: int) -> tuple[Block, ...]:
    return (
        Paragraph(text=text),
        Points(items=(Item(text=text, items=(Item(text=text),)),)),
        Facts(rows=((text, text),)),
        Table(header=(text, "Number"), rows=((text, text), (text, "1")), numeric=(1,), caption=text),
        Clause(reference=f"S-{at}", anchor=f"c{at}", title=text, blocks=(Paragraph(text=text),)),
        Signature(party=text, role=text, name=text, email=text),
        Signature(party=text, role="", name="", email=""),
    )


def texts_of(document: Document) -> Iterator[str]:
    """The texts of a document in reading order, without the numbers that a format may count by itself."""
    yield document.title
    yield document.subtitle
    for section in document.sections:
        yield from _of_section(section)


def _of_section(section: Section) -> Iterator[str]:
    yield section.title
    for block in section.blocks:
        yield from _of_block(block)
    for below in section.sections:
        yield from _of_section(below)


def _of_block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield block.text
        case Points():
            yield from _of_items(block.items)
        case Facts():
            yield from (text for row in block.rows for text in row)
        case Table():
            yield from (cell for row in (block.header, *block.rows) for cell in row)
        case Clause():
            yield block.title
            for inner in block.blocks:
                yield from _of_block(inner)
        case Signature():
            yield from (block.party, block.role, block.name, block.email)
        case _:
            assert_never(block)


def _of_items(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        yield item.text
        yield from _of_items(item.items)
