"""The evaluation as text for a warehouse: one script, or a folder for dbt. Nothing here runs a query."""

from slakit.warehouse.compiled import Compiled, Order, TooLongNameError, compiled
from slakit.warehouse.dbt import UnseededTextError, dbt_project
from slakit.warehouse.names import is_in_the_way
from slakit.warehouse.script import script
from slakit.warehouse.steps import STEP

__all__ = [
    "STEP",
    "Compiled",
    "Order",
    "TooLongNameError",
    "UnseededTextError",
    "compiled",
    "dbt_project",
    "is_in_the_way",
    "script",
]
