"""Conditions of an agreement with what must hold at the same instant for them to matter."""

from collections.abc import Iterator

from slakit.model import Agreement, Condition, Present, Ratio
from slakit.usage import clocks


def contexts(agreement: Agreement) -> Iterator[tuple[Condition, tuple[Condition, ...]]]:
    """Each condition beside which others must hold, with those: the scope, a clock's `when`, a stage's package."""
    scope = () if agreement.scope is None else (agreement.scope,)
    for stage in agreement.stages.values():
        package = tuple(
            Present(field=field, present=True, span=stage.place(f"package.{number}"))
            for number, field in enumerate(stage.package)
        )
        if stage.ready is not None and (scope or package):
            yield stage.ready, (*scope, *package)
    for clock in clocks(agreement):
        if clock.when is not None and scope:
            yield clock.when, scope
    for response in agreement.responses.values():
        beside = scope if response.when is None else (*scope, response.when)
        for target in response.targets:
            if target.when is not None and beside:
                yield target.when, beside
    for measure in agreement.measures.values():
        if measure.when is not None and scope and not isinstance(measure, Ratio):  # its parts have their own
            yield measure.when, scope
