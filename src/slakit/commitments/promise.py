"""What a kind offers the engine: its promises in an agreement, each with the way it is compiled."""

import importlib
import importlib.util
import pkgutil
from collections.abc import Callable, Iterator

import slakit.commitments
from slakit.commitments.episodes import ClockCompiler
from slakit.model import Agreement
from slakit.record import record
from slakit.sql.compilation import Compilation


@record
class Promise:
    """One commitment that yields outcomes.

    `compile_clock` (clock kinds) compiles the judged episodes in two steps, handing rows in if its second argument
    is true; `compile_period` (period kinds) compiles the periods and hands them in. One of them is set.
    """

    id: str
    kind: str
    by: tuple[str, ...]
    title: str
    compile_clock: Callable[[Compilation, bool], ClockCompiler] | None = None
    compile_period: Callable[[Compilation], None] | None = None


def promises(agreement: Agreement) -> tuple[Promise, ...]:
    """Every promise of the agreement, by kind and declaration; kinds are the packages of this folder."""
    found: list[Promise] = []
    for kind in kinds():
        module = importlib.import_module(f"slakit.commitments.{kind}.compile")
        offered: Iterator[Promise] = module.promises(agreement)
        found.extend(offered)
    return tuple(found)


def kinds() -> tuple[str, ...]:
    """The kinds of commitment that can be compiled, in name order."""
    return tuple(
        sorted(
            module.name
            for module in pkgutil.iter_modules(slakit.commitments.__path__)
            if module.ispkg and importlib.util.find_spec(f"slakit.commitments.{module.name}.compile")
        )
    )
