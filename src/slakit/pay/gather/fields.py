"""The fields of the log that pay looks at, beside those of the promises."""

from collections.abc import Iterator, Sequence

from slakit.model import Agreement, Credit
from slakit.sql.condition import fields_of


def fields_read(versions: Sequence[Agreement]) -> frozenset[str]:
    """Whom rows are credited to and in which parts, what SPIFs and payments count, and what is asked of the state."""
    return frozenset(name for agreement in versions for name in _fields(agreement))


def _fields(agreement: Agreement) -> Iterator[str]:
    compensation = agreement.compensation
    if compensation is None:
        return
    for plan in compensation.plans.values():
        yield from _named(plan.credit)
        if plan.release is not None:
            yield from (plan.release.sum, plan.release.of)
        for spif in plan.spifs.values():
            yield from fields_of(spif.when)
            yield from (spif.of,) if spif.of is not None else ()
    for pool in compensation.pools.values():
        yield from _named(pool.credit)


def _named(credit: Credit | None) -> Iterator[str]:
    for to in credit.to if credit is not None else ():
        yield to.field
        if to.share_field is not None:
            yield to.share_field
