"""Statements in every format: as they are read, complete, and adding up."""

import csv
import io
import json
import re
from difflib import unified_diff
from fractions import Fraction
from importlib import import_module
from typing import Any

import jsonschema
import pytest
from syrupy.assertion import SnapshotAssertion

from slakit.attainment.days import epoch
from slakit.formats.payroll import EXPLAINED, FORMATS
from slakit.formats.payroll.sheet import Sheet, every_line
from slakit.formats.payroll.words import effect
from slakit.formats.setting import Setting
from slakit.formats.terminal import width
from slakit.language.schema_files import bundled
from slakit.pay.statement import Kind, Payroll
from tests.document.html_page import elements, parsed
from tests.document.html_page import text as shown_text
from tests.formats.payroll.payrolls import ANN, AT_STATEMENT, WHAT_IF, YEN, deal, factor, line, payroll, statement

EVERYTHING = {"all": (payroll(), None), "one": (payroll(), "ann"), "what_if": (WHAT_IF, "ben"), "yen": (YEN, None)}


def render(form: str, made: Payroll, person: str | None = None, **setting: Any) -> str:
    shown: str = import_module(f"slakit.formats.payroll.{form}").render(
        Sheet(payroll=made, person=person), Setting(**setting)
    )
    return shown


def explained(form: str, id_: str, made: Payroll | None = None) -> str:
    sheet = Sheet(payroll=made or payroll(), person="ann")
    (asked,) = [one for one in every_line(ANN) if one.id.endswith(id_)]
    said: str = import_module(f"slakit.formats.payroll.{form}").explain(sheet, ANN, asked, Setting())
    return said


def rows(printed: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(printed)))


@pytest.mark.parametrize("form", ["text", "markdown", "csv"])
@pytest.mark.parametrize("which", EVERYTHING)
def test_as_it_is_read(which: str, form: str, snapshot: SnapshotAssertion) -> None:
    assert render(form, *EVERYTHING[which]) == snapshot


def test_json(snapshot: SnapshotAssertion) -> None:
    assert render("json", payroll(), "ann") == snapshot


def test_html(snapshot: SnapshotAssertion) -> None:
    page = render("html", WHAT_IF, "ben")
    assert re.sub(r"(?s)<style>.*</style>|sha256-[^']+", "…", page) == snapshot


def test_an_adjustment_is_of_one_deal_whatever_paid_for_it() -> None:
    parts = (deal(1, 25_000, amount=Fraction(-300)), deal(1, 1, amount=Fraction(-105)))
    taken = line("ae.clawback.L1.2027-03-15", Kind.CLAWBACK, "Taken back: L1", -405, deals=parts)
    made = payroll(statement("ann", (), (taken,)))
    assert "1 deal, in 2 parts" in render("text", made, "ann")
    assert [row["deals"] for row in rows(render("csv", made, "ann"))] == ["1"]


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_a_line_is_explained(form: str, snapshot: SnapshotAssertion) -> None:
    assert explained(form, ".bookings") == snapshot


KNOWN = epoch("2027-04-01T04:00:00Z")
"""The end of March in New York."""


@pytest.mark.parametrize("form", FORMATS)
def test_what_was_recorded_later_is_said_to_be_left_out(form: str, snapshot: SnapshotAssertion) -> None:
    """In CSV as little as the as-of."""
    plain, known = render(form, payroll(), "ann"), render(form, payroll(known_by=KNOWN), "ann")
    added = [one for one in unified_diff(plain.splitlines(), known.splitlines(), n=0, lineterm="") if one[0] in "+-"]
    assert added[2:] == snapshot


@pytest.mark.parametrize("form", EXPLAINED)
def test_what_was_recorded_later_is_said_of_a_line_alone(form: str) -> None:
    said = explained(form, ".bookings", payroll(known_by=KNOWN))
    assert ('"known_by": "2027-04-01T04:00:00Z"' if form == "json" else "what was recorded later is left out") in said


def test_an_explained_line_is_the_statement_s() -> None:
    whole = json.loads(render("json", payroll(), "ann"))
    said = json.loads(explained("json", ".bookings"))
    assert said["line"] == whole["statements"][0]["lines"][0]
    assert said["person"] == "ann"


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("person", [None, "ann"])
def test_text_fits_its_width(person: str | None, columns: int) -> None:
    assert max(map(width, render("text", payroll(), person, width=columns).splitlines())) <= columns


def test_text_in_colour_says_the_same() -> None:
    coloured = render("text", payroll(), "ann", colour=True)
    assert "\x1b[" in coloured
    plain = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [one.rstrip() for one in plain.splitlines()] == render("text", payroll(), "ann").splitlines()


@pytest.mark.parametrize("which", EVERYTHING)
def test_json_is_as_its_schema_says(which: str) -> None:
    checked = jsonschema.Draft202012Validator(bundled("payroll"))
    checked.validate(json.loads(render("json", *EVERYTHING[which])))
    checked.validate(json.loads(explained("json", ".bookings")))


def test_json_has_no_binary_float_and_exact_numbers() -> None:
    def refuse(number: str) -> object:
        raise AssertionError(number)

    (found,) = json.loads(render("json", payroll(), "ann"), parse_float=refuse)["statements"]
    line = found["lines"][0]
    assert Fraction(line["attainment"]) == Fraction(line["credited"]) / Fraction(line["quota"])
    modified = Fraction(line["full"]) * Fraction(line["payout"]) * Fraction(line["conditions"][1]["effect"])
    assert modified == Fraction(line["exact"])
    assert sum(Fraction(one["amount"]) for one in line["slices"]) == Fraction(line["full"]) * Fraction(line["payout"])


@pytest.mark.parametrize("made", [payroll(), YEN, AT_STATEMENT])
def test_json_adds_up(made: Payroll) -> None:
    found = json.loads(render("json", made))
    for one in found["statements"]:
        amounts = [Fraction(line["amount"]) for line in (*one["lines"], *one["adjustments"])]
        assert sum(amounts) == Fraction(one["lines_total"]) + Fraction(one["adjustments_total"])
        assert sum(amounts) == Fraction(one["total"])
    assert Fraction(found["total"]) == sum(Fraction(one["total"]) for one in found["statements"])


@pytest.mark.parametrize("made", [payroll(), YEN])
def test_the_column_of_amounts_adds_up(made: Payroll) -> None:
    for one in made.statements:
        found = [Fraction(row["amount"]) for row in rows(render("csv", made)) if row["person"] == one.person]
        assert sum(found) == one.total


def test_nobody_is_missing_from_csv() -> None:
    (row,) = rows(render("csv", payroll(statement("idle", ()))))
    assert (row["person"], row["line"], row["amount"]) == ("idle", "", "0.00")


def test_csv_says_what_an_amount_is_worth() -> None:
    standing = {row["person"]: row["standing"] for row in rows(render("csv", payroll()))}
    assert standing == {"Dana Reyes": "final", "ann": "final", "ben": "provisional"}
    assert {row["standing"] for row in rows(render("csv", WHAT_IF))} == {"what-if", "what-if, provisional"}


@pytest.mark.parametrize("form", FORMATS)
def test_a_what_if_and_a_provisional_one_are_marked(form: str) -> None:
    printed = render(form, WHAT_IF, "ben").lower()
    plain = render(form, payroll(ANN), "ann").lower()
    marks = ('"what_if": true', '"provisional": true') if form == "json" else ("what-if", "provisional")
    for mark in marks:
        assert mark in printed
        assert mark not in plain


@pytest.mark.parametrize(("form", "first"), [("text", 11), ("markdown", 11), ("html", 11), ("json", 15), ("csv", 15)])
def test_everybody_s_deals_are_counted(form: str, first: int) -> None:
    """The first ten where people read them, all of them where programs do; thirteen have leads."""
    printed = render(form, payroll(ANN))
    if form == "text":
        assert "L0001" not in printed
    else:
        assert all(f"L{number:04}" in printed for number in range(1, min(first, 14)))
        assert ("L0011" in printed) is (first > 11)


@pytest.mark.parametrize("form", ["markdown", "html", "json", "csv"])
def test_one_person_s_deals_are_all_there(form: str) -> None:
    printed = render(form, payroll(), "ann")
    assert all(f"L{number:04}" in printed for number in range(1, 14))


def test_text_shows_ten_deals_and_says_how_many_more_there_are() -> None:
    printed = render("text", payroll(), "ann")
    assert "The first 10 of 14 deals" in printed
    assert "L0010" in printed
    assert "L0011" not in printed
    assert "L0013" in explained("text", ".bookings")


def test_a_person_who_is_not_there() -> None:
    with pytest.raises(KeyError):
        Sheet(payroll=payroll(), person="zoe")


def test_money_has_the_currency_s_digits() -> None:
    assert "JPY 2,469,134\n" in render("text", YEN)
    assert "2,469,134." not in render("text", YEN)
    dinar = payroll(statement("ali", (line("b", Kind.KICKER, "B", "1234.5"),), currency="KWD"), currency="KWD")
    assert "KWD 1,234.500\n" in render("text", dinar)


def test_a_page_asks_for_nothing_and_runs_nothing() -> None:
    root = parsed(render("html", payroll()))
    assert {one.tag for one in elements(root)}.isdisjoint({"script", "img", "iframe", "object", "link", "form"})
    (policy,) = [one.get("content") for one in elements(root) if one.get("http-equiv")]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    links = [one.get("href") for one in elements(root) if one.tag == "a"]
    ids = [one.get("id") for one in elements(root) if one.get("id")]
    assert len(ids) == len(set(ids))
    assert {one.removeprefix("#") for one in links} <= set(ids)


def test_a_page_has_a_statement_for_each_person() -> None:
    found = [one for one in elements(parsed(render("html", payroll()))) if one.tag == "article"]
    assert [shown_text(one).split(" ")[0] for one in found] == ["Dana", "ann", "ben"]
    assert "USD 21,447.90" in shown_text(found[1])


@pytest.mark.parametrize("form", FORMATS)
def test_equal_payrolls_give_equal_bytes(form: str) -> None:
    assert render(form, payroll()) == render(form, payroll())


def test_formats_that_explain_do() -> None:
    for form in FORMATS:
        assert hasattr(import_module(f"slakit.formats.payroll.{form}"), "explain") is (form in EXPLAINED)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("gate", "not applicable, its target being 0: no cap"),
        ("modifier", "not applicable, its target being 0: times 1.05 does not apply"),
        ("condition", "not applicable, its target being 0"),
    ],
)
def test_what_asks_nothing_is_neither_reached_nor_not(kind: str, said: str) -> None:
    assert effect(factor(kind, "few", "1", "at least 3", applies=False, effect="1.05", is_void=True)) == said
