"""What is compared is found to differ where it does."""

from fractions import Fraction

from tests.pay_oracle.comparing import NUMBERS, Plain, apart, unexpected


def _payroll(amount: int, name: str = "ae.bookings") -> dict[str, Plain]:
    line = {"id": name, "kind": "component"} | dict.fromkeys(NUMBERS, Fraction(0)) | {"amount": Fraction(amount)}
    return {"ann": {"lines": [line], "adjustments": [], "total": Fraction(amount), "balance": Fraction(0)}}


def test_a_case_that_is_right() -> None:
    assert not unexpected(_payroll(5), {"ann": {"lines": [{"id": "ae.bookings", "amount": "5"}], "total": "5"}})
    assert not unexpected(_payroll(0), {"ann": None})


def test_a_case_that_is_wrong() -> None:
    expected = {"ann": {"lines": [{"id": "ae.bookings", "amount": "5"}], "total": "5"}}
    assert len(unexpected(_payroll(6), expected)) == 3  # the line is missing, there is another, the total is wrong
    assert len(unexpected(_payroll(5, "ae.deals"), expected)) == 2
    assert len(unexpected({}, expected)) == 2
    assert len(unexpected(_payroll(5), {})) == 1


def test_payrolls_that_differ() -> None:
    assert not apart(_payroll(5), _payroll(5))
    assert len(apart(_payroll(5), _payroll(6))) == 2
    assert len(apart(_payroll(5), _payroll(5, "ae.deals"))) == 2
    assert len(apart(_payroll(5), {})) == 2
