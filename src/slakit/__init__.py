"""slakit: the agreement between sales and marketing, as code.

    import slakit

    agreement, findings = slakit.load("agreement.yaml")
    result = slakit.evaluate(agreement, ["events.csv"], people="people.csv")
    print(slakit.render(agreement))
    paid = slakit.payroll(agreement, ["events.csv"], people="people.csv", period="2027-Q1")

The names are imported when they are first used: `import slakit` alone costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from slakit.diagnostics import Diagnostic, Severity
    from slakit.digest import digest_of
    from slakit.front_door import Result, evaluate, load, render, validate, verify
    from slakit.model import Agreement
    from slakit.outcomes import Outcome
    from slakit.paying import PayResult, payroll

__all__ = [
    "Agreement",
    "Diagnostic",
    "Outcome",
    "PayResult",
    "Result",
    "Severity",
    "digest_of",
    "evaluate",
    "load",
    "payroll",
    "render",
    "validate",
    "verify",
]

_HOMES = {
    "Agreement": "slakit.model",
    "Diagnostic": "slakit.diagnostics",
    "Outcome": "slakit.outcomes",
    "PayResult": "slakit.paying",
    "Severity": "slakit.diagnostics",
    "digest_of": "slakit.digest",
    "payroll": "slakit.paying",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'slakit' has no attribute {name!r}")
    return getattr(import_module(_HOMES.get(name, "slakit.front_door")), name)


def __dir__() -> list[str]:
    return sorted(__all__)
