"""The words of documents: a contract's, complete in every clause, and of every agreement that can be made."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from slakit.document import Document, document_of
from slakit.document.glossary import glossary_rows
from slakit.document.model import Block, Clause, Facts, Paragraph, Points, Section, Signature, Table
from slakit.document.promises import WORKED
from slakit.durations import Duration
from slakit.loading import load_agreement
from slakit.model import Agreement, Cadence, Declared, Response, Share
from slakit.usage import measured
from slakit.wording.outline import Item
from slakit.wording.phrases import named
from tests.document.changing import changes
from tests.document.make import PAYING, POLICIES, REFERENCE, ROOT, agreement
from tests.oracle import documents
from tests.oracle.strategies import generate

OURS = re.compile(r"\b(episodes?|stop(s|ped|ping)?|cancel(s|led|ling|lation)?|states?|fields?)\b", re.IGNORECASE)
CODE = re.compile(r"\b(None(?! of the following)|True|False|null|at_least|at_most|is_not)\b|Fraction\(|\{|\}|  ")
FILES = (
    *POLICIES,
    ROOT / "tests/document/agreements/unusual.yaml",
    ROOT / "tests/cases/valid/minimal.yaml",
    PAYING,
    *sorted(ROOT.glob("examples/*/agreement.yaml")),
)


def texts(sections: tuple[Section, ...]) -> Iterator[str]:
    """Every text of the sections, as it is."""
    for section in sections:
        yield section.title
        for block in section.blocks:
            yield from _of(block)
        yield from texts(section.sections)


def _of(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text=text):
            yield text
        case Points(items=items):
            yield from _items(items)
        case Facts(rows=rows):
            yield from (text for row in rows for text in row)
        case Table(header=header, rows=rows, caption=caption):
            yield from (caption, *header, *(cell for row in rows for cell in row))
        case Clause(title=title, blocks=blocks):
            yield title
            for below in blocks:
                yield from _of(below)
        case Signature(party=party, role=role, name=name, email=email):
            yield from (party, role, name, email)


def _items(items: tuple[Item, ...]) -> Iterator[str]:
    for item in items:
        yield item.text
        yield from _items(item.items)


def clauses(sections: tuple[Section, ...]) -> Iterator[Clause]:
    for section in sections:
        yield from (block for block in section.blocks if isinstance(block, Clause))
        yield from clauses(section.sections)


def names(found: Agreement) -> list[str]:
    """What the agreement itself calls things, and says: none of it is slakit's."""
    sections = (
        found.parties, found.clauses, found.calendars, found.fields, found.events, found.stages, found.responses,
        found.cadences, found.measures, found.quotas, found.goals,
    )  # fmt: skip
    declared: list[Declared] = [one for section in sections for one in section.values()]
    declared += [reason for stage in found.stages.values() for reason in stage.reasons.values()]
    own = [text for one in declared for text in (named(one), one.title, one.description, one.id) if text]
    own += [text for one in declared for text in (getattr(one, "on_breach", None), getattr(one, "text", None)) if text]
    own += [value for field in found.fields.values() for value in field.values]
    return sorted({*own, *(named(one).lower() for one in declared)}, key=len, reverse=True)


def ours(document: Document, found: Agreement) -> list[str]:
    """The texts without what is in quotation marks and what the agreement says."""
    own = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names(found)))
    return [own.sub("~", re.sub(r"“[^”]*”", "~", text)) for text in texts(document.sections)]


def check(document: Document, found: Agreement) -> None:
    for text in ours(document, found):
        assert not OURS.search(text), text
        assert not CODE.search(text), text
        assert text.count("(") == text.count(")"), text
        assert not re.search(r"\s[,.;:]|[,;:]\.|\.\.|,,|\(\s|\s\)", text), text
    for clause in clauses(document.sections):
        if not clause.anchor.startswith("clause-"):
            check_clause(clause)


def check_clause(clause: Clause) -> None:
    """A sentence, and what a miss means; every text ends as a sentence does."""
    labels = {label: text for block in clause.blocks if isinstance(block, Facts) for label, text in block.rows}
    assert labels["If it is not kept"]
    assert labels["How it is measured"]
    promised = [block.text for block in clause.blocks if isinstance(block, Paragraph)][-1]
    assert re.search(r" promises? ", promised)
    assert promised[-1] in ".:"
    for label in ("How it is measured", "Objective", WORKED):
        assert all(line.endswith(".") for line in labels.get(label, "").splitlines()), (clause.reference, label)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem if path.stem != "agreement" else path.parent.name)
def test_every_agreement_is_told_in_a_contracts_words(path: Path) -> None:
    check(document_of(agreement(path)), agreement(path))


def test_every_choice_is_told_in_a_contracts_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """One after the other, each kind of choice in an agreement that has unusual ones."""
    monkeypatch.setattr("slakit.document.building.digest_of", lambda _: "")
    told = set()
    for change in changes(agreement(FILES[len(POLICIES)])):
        if not re.search(r"[0-9]| changed$", change.value) and change.shape not in told:
            check(document_of(change.agreement), change.agreement)
            told.add(change.shape)
    assert len(told) > 25


def test_generated_agreements_are_told_in_a_contracts_words(tmp_path: Path) -> None:
    told = 0
    for seed in range(30):
        versions = []
        for number, tree in enumerate(generate(seed).versions):
            file = tmp_path / f"{seed}-{number}.yaml"
            file.write_text(documents.text(tree), encoding="utf-8")
            found, _ = load_agreement(str(file))
            versions += [] if found is None else [found]
        for found in versions:
            check(document_of(found, versions), found)
            told += 1
    assert told > 25


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_every_clock_has_a_worked_deadline(path: Path) -> None:
    found = agreement(path)
    clocks: list[Response | Cadence] = [*found.responses.values(), *found.cadences.values()]
    wanted = {clock.id for clock in clocks}
    wanted |= {f"{stage.id}.dwell" for stage in found.stages.values() if stage.dwell is not None}
    for one in measured(found):
        measure = found.measures[one.measure]
        wanted |= {one.id} if isinstance(measure, Share) and isinstance(measure.within, Duration) else set()
    shown = {
        clause.anchor
        for clause in clauses(document_of(found).sections)
        for block in clause.blocks
        if isinstance(block, Facts) and WORKED in dict(block.rows)
    }
    assert shown == wanted
    assert wanted


def test_every_name_of_the_reference_agreement_is_in_its_document() -> None:
    found = agreement(REFERENCE)
    whole = "\n".join(texts(document_of(found).sections))
    for one in [*found.stages.values(), *found.parties.values(), *found.responses.values(), *found.quotas.values()]:
        assert named(one) in whole
    for stage in found.stages.values():
        assert all(named(reason) in whole for reason in stage.reasons.values())


SECTIONS = (
    "amendments building closing definitions dependence glossary goals judging misses opening pay pay_credit"
    " pay_extras pay_pools pay_reached pay_rules pay_window planning"
    " promises stages working_hours"
)
WORDED = (
    *(ROOT / "src/slakit/wording").glob("*.py"),
    *(ROOT / "src/slakit/commitments").glob("*/words.py"),
    ROOT / "src/slakit/commitments/running.py",
    *(ROOT / f"src/slakit/document/{name}.py" for name in SECTIONS.split()),
)
NUMBERS = {
    "24:00",  # the end of a day
    "24 hours",  # what a day is
    "168,",  # and a week
    "90 of 100",  # what p90 means
    "counts 0",  # what is not known, in a sum
    "reduced to 0",
    "90% mark",
    "at 100%",  # what pay on target is
    "version (",  # the pattern of a release
}
"""The numbers that slakit itself says."""


def test_no_number_is_written_into_the_words() -> None:
    """Whoever wrote a number of an agreement into a sentence would be found here."""
    said = [text for path in WORDED for text in _said(path.read_text(encoding="utf-8"))]
    found = {text for text in said if re.search(r"(?<![\w#.])[0-9]", text)}
    assert len(said) > 300
    left = {text for text in found if not any(number in text for number in NUMBERS)}
    assert not left


def _said(source: str) -> Iterator[str]:
    """The literal texts of a module that have words in them, docstrings left out."""
    tree = ast.parse(source)
    apart = {
        id(statement.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        for statement in node.body
        if isinstance(statement, ast.Expr)
    }
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in apart)
    texts_ = (node.value for node in constants if isinstance(node.value, str))
    yield from (text for text in texts_ if re.search(r"[a-z]{3}", text) and " " in text)


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        ((Fraction(3, 4),) * 2, "with 75% or more of its time gone."),
        ((Fraction(1, 2),) * 2, "with 50% or more of its time gone."),
        ((Fraction(1, 2), Fraction(9, 10)), "with 75% or more of its time gone, or the part that its clause names."),
    ],
)
def test_the_glossary_says_when_a_promise_is_at_risk(shares: tuple[Fraction, ...], said: str) -> None:
    found = agreement(ROOT / "tests/document/agreements/unusual.yaml")
    clocks = {
        key: replace(one, at_risk=share) for (key, one), share in zip(found.responses.items(), shares, strict=True)
    }
    rows = dict(glossary_rows(replace(found, responses=clocks, cadences={}, stages={})))
    assert rows["At risk"] == f"Still open, {said}"
